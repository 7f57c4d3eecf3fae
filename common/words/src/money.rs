//! Money, as people write it.

use epn_rules::units::Cents;
use epn_wire::money::ReceiptKind;
use i18n_embed_fl::fl;

use crate::{Lang, Words};

impl Words {
    /// `1,50 €` · `€1.50`
    pub fn money(&self, amount: Cents) -> String {
        fl!(self.loader, "money", amount = self.amount(amount))
    }

    /// The same without its sign, as it stands in a field.
    pub fn amount(&self, amount: Cents) -> String {
        let separator = match self.lang {
            Lang::French => ',',
            Lang::English => '.',
        };
        let minus = if amount.0 < 0 { "-" } else { "" };
        let (euros, cents) = (amount.0.unsigned_abs() / 100, amount.0.unsigned_abs() % 100);
        format!("{minus}{euros}{separator}{cents:02}")
    }

    /// What a receipt is for, in small letters: `versement`.
    pub fn receipt_kind(&self, kind: ReceiptKind) -> String {
        match kind {
            ReceiptKind::TopUp => fl!(self.loader, "receipt-top-up"),
            ReceiptKind::Refund => fl!(self.loader, "receipt-refund"),
        }
    }
}
