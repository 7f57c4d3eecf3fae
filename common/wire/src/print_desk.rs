//! Prints as the mediator sees them: the queue, the printers, and what can be done about both.

use epn_rules::id::{AdjustmentId, PrintJobId, PrinterId};
use epn_rules::people::Alias;
use epn_rules::print::PrintTariff;
use epn_rules::units::Cents;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::money::{Means, PurseHolder, ReceiptShown};
use crate::printing::{Measure, PhonePage, PrintStage, PrinterTrouble};
use crate::scanning::ScanDesk;

/// The print queue, the printers and the scanner.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PrintQueue {
    /// Those that need somebody, then those on their way, then today's that are over; each in order of arrival.
    pub prints: Vec<PrintRow>,
    pub printers: Vec<PrinterRow>,
    /// The room's scanner; none where there is none.
    #[serde(default)]
    pub scans: Option<ScanDesk>,
    /// The page that takes documents from phones; none where it is not served.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub phone: Option<PhonePage>,
}

impl PrintQueue {
    /// The same without what anything costs.
    #[must_use]
    pub fn without_money(mut self) -> Self {
        for row in &mut self.prints {
            (row.price, row.charged, row.given_back) = (None, None, Cents(0));
            row.offers.clear();
        }
        self
    }
}

/// One print.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PrintRow {
    #[schema(value_type = String)]
    pub id: PrintJobId,
    pub number: u32,
    #[schema(value_type = String)]
    pub at: Timestamp,
    /// Where it comes from.
    pub station: String,
    #[schema(value_type = Object)]
    pub alias: Alias,
    pub holder: PurseHolder,
    pub stage: PrintStage,
    pub measure: Option<Measure>,
    /// Why a mediator must look at it, in a word: `counters-disagree`, `no-pages`, `damaged`, `too-hard`, `unsupported`, `too-large`,
    /// `too-many-pages`, `not-counted`.
    pub to_check: Option<String>,
    pub printer: Option<String>,
    /// The quote, once there is one.
    #[schema(value_type = Option<i64>)]
    pub price: Option<Cents>,
    #[schema(value_type = Option<i64>)]
    pub charged: Option<Cents>,
    /// What was given back of that since.
    #[schema(value_type = i64)]
    #[serde(default)]
    pub given_back: Cents,
    /// While it is held, awaits its release or is to be checked: where it can come out, and for how much; the cheapest first.
    #[serde(default)]
    pub offers: Vec<DeskOffer>,
    /// Whether its document is still there, so that it can be printed again.
    pub reprintable: bool,
}

/// A printer on which a print can come out, as the desk is told.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DeskOffer {
    #[schema(value_type = String)]
    pub printer: PrinterId,
    pub name: String,
    /// `None` if its pages could not be counted for sure: the mediator makes the price.
    #[schema(value_type = Option<i64>)]
    pub price: Option<Cents>,
    /// What the desk takes for it: the price, less what the visitor's purse holds.
    #[schema(value_type = Option<i64>)]
    pub to_pay: Option<Cents>,
    pub trouble: Option<PrinterTrouble>,
}

/// One printer.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PrinterRow {
    #[schema(value_type = String)]
    pub id: PrinterId,
    pub name: String,
    pub uri: String,
    #[schema(value_type = Object)]
    pub tariff: PrintTariff,
    pub colour: bool,
    pub a3: bool,
    pub duplex: bool,
    pub paused: bool,
    pub trouble: Option<PrinterTrouble>,
    /// How many prints wait for it.
    pub waiting: u32,
}

/// A printer that is added, or what one becomes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PrinterSettings {
    pub name: String,
    /// `ipp://` or `ipps://`, with a host and a path.
    pub uri: String,
    #[schema(value_type = Object)]
    pub tariff: PrintTariff,
}

/// Release a print, at its quote or at another price; `reason` is needed for another price.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ReleasePrint {
    #[schema(value_type = Option<i64>)]
    #[serde(default)]
    pub price: Option<Cents>,
    #[serde(default)]
    pub reason: Option<String>,
    /// Where; needed if the visitor chose none, as for a print that is to be checked.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    pub printer: Option<PrinterId>,
}

/// Cash for a held print and its release, in one press (*payer à l'accueil*).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PayPrint {
    #[schema(value_type = String)]
    pub printer: PrinterId,
    pub means: Means,
    /// What the desk was told to take ([`DeskOffer::to_pay`]). If it is another amount by now, nothing is taken.
    #[schema(value_type = i64)]
    pub amount: Cents,
}

/// What was paid.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PrintPaid {
    pub print: PrintRow,
    /// None if the purse already held enough.
    pub receipt: Option<ReceiptShown>,
}

/// Refuse a print, in words that the visitor reads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefusePrint {
    pub reason: String,
}

/// Say what came out of a print of which nobody knows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct DecidePrint {
    /// So many sides are debited, at most the quote.
    pub sides: u32,
}

/// Give back what a print cost, or a part of it. The same `id` twice is given back once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct RefundPrint {
    #[schema(value_type = String)]
    pub id: AdjustmentId,
    /// What was given back of it before, as the desk was told ([`PrintRow::given_back`]). If more was by now, nothing is.
    #[schema(value_type = i64)]
    pub given_back: Cents,
    #[schema(value_type = i64)]
    pub amount: Cents,
    pub reason: String,
}
