//! Prints and money, as an agent would tell them.

use std::fmt::Debug;
use std::str::FromStr;

use epn_rules::id::{PrintJobId, PrinterId};
use epn_rules::units::{Cents, Minutes};
use epn_wire::kiosk::KioskView;
use epn_wire::money::{Means, PurseShown, ReceiptKind, ReceiptShown};
use epn_wire::printing::{
    Measure, PhonePage, PrintAnswer, PrintAsk, PrintAsked, PrintOffer, PrintShown, PrintStage, PrintingShown,
    SessionPrinting,
};
use epn_wire::scanning::SessionScans;

use super::at;

/// The id of a thing that has this number.
fn id<T: FromStr<Err: Debug>>(number: impl Into<u64>) -> T {
    format!("{:026}", number.into()).parse().expect("a ULID")
}

pub fn job(number: u32) -> PrintJobId {
    id(number)
}

pub fn printer(number: u32) -> PrinterId {
    id(number)
}

/// One euro paid, and half an euro of the free allowance.
pub fn purse() -> PurseShown {
    PurseShown { paid: Cents(100), free: Cents(50), reserved: Cents(0) }
}

/// Three pages, one of them in colour, twice.
pub fn print(number: u32, stage: PrintStage) -> PrintShown {
    let measure =
        Measure { pages: 3, colour_pages: 1, copies: 2, duplex: true, large_pages: 0, black_only: false };
    PrintShown {
        id: job(number),
        number,
        at: at(10, 5),
        stage,
        measure: Some(measure),
        offers: Vec::new(),
        printer: Some("Imprimante du fond".to_owned()),
        charged: None,
    }
}

/// On the printer at the back, for 70 cents.
pub fn offer() -> PrintOffer {
    PrintOffer {
        printer: printer(1),
        name: "Imprimante du fond".to_owned(),
        price: Cents(70),
        after: Some(PurseShown { paid: Cents(80), free: Cents(0), reserved: Cents(70) }),
        wait: Some(Minutes(2)),
        trouble: None,
        express: false,
        released_by_staff: false,
    }
}

/// On the printer at the entrance, in colour, for 1,30 €.
pub fn dear_offer() -> PrintOffer {
    PrintOffer {
        printer: printer(2),
        name: "Imprimante couleur de l’entrée".to_owned(),
        price: Cents(130),
        after: Some(PurseShown { paid: Cents(20), free: Cents(0), reserved: Cents(130) }),
        wait: Some(Minutes(0)),
        ..offer()
    }
}

/// Waits for its visitor's word, with these printers to choose from.
pub fn held(number: u32, offers: &[PrintOffer]) -> PrintShown {
    PrintShown { offers: offers.to_vec(), printer: None, ..print(number, PrintStage::Held) }
}

pub fn receipt(number: u64, kind: ReceiptKind, means: Means, amount: i64) -> ReceiptShown {
    ReceiptShown {
        id: id(number),
        number,
        at: at(10, 2),
        kind,
        means,
        amount: Cents(amount),
        purse: id(1_u32),
    }
}

/// The same view, with these prints.
pub fn with_prints(view: KioskView, prints: &[PrintShown]) -> KioskView {
    let printing = SessionPrinting {
        session: id(7_u32),
        prints: prints.to_vec(),
        purse: purse(),
        on_leaving: Cents(0),
        receipts: Vec::new(),
        phone: None,
        scans: SessionScans::default(),
    };
    KioskView { printing: Some(PrintingShown { printing, asked: None }), ..view }
}

/// The same view of somebody to whom the desk gives so much back when they leave.
pub fn with_credit_back(mut view: KioskView, cents: i64) -> KioskView {
    if let Some(shown) = &mut view.printing {
        shown.printing.on_leaving = Cents(cents);
    }
    view
}

/// The same view, with these receipts.
pub fn with_receipts(mut view: KioskView, receipts: &[ReceiptShown]) -> KioskView {
    if let Some(shown) = &mut view.printing {
        shown.printing.receipts = receipts.to_vec();
    }
    view
}

/// The same view of a room that takes documents from phones.
pub fn with_phone(mut view: KioskView) -> KioskView {
    if let Some(shown) = &mut view.printing {
        shown.printing.phone = Some(PhonePage { address: Some("http://192.168.1.10:8080".to_owned()) });
    }
    view
}

/// The same view, after this was asked; no answer while the hub is asked.
pub fn with_asked(mut view: KioskView, ask: PrintAsk, answer: Option<PrintAnswer>) -> KioskView {
    if let Some(shown) = &mut view.printing {
        shown.asked = Some(PrintAsked { ask, answer });
    }
    view
}

/// The decision to print the offer of [`offer`].
pub fn confirm(number: u32) -> PrintAsk {
    PrintAsk::Confirm { job: job(number), printer: printer(1), price: Cents(70) }
}

/// The wish for the document with this code.
pub fn fetch() -> PrintAsk {
    PrintAsk::Fetch { code: CODE.to_owned().into() }
}

/// A code of a document.
pub const CODE: &str = "7777777V";
