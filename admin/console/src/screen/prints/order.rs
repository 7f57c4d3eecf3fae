//! What a mediator decides about one print.

use epn_rules::id::PrintJobId;
use epn_wire::money::ReceiptShown;
use epn_wire::print_desk::{DecidePrint, PayPrint, RefundPrint, RefusePrint, ReleasePrint};

use super::Message;
use crate::client::{Ask, Question, api};

/// One decision about one print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    Release(ReleasePrint),
    /// Money and release in one press.
    Pay(PayPrint),
    Refuse(RefusePrint),
    /// So much came out of it.
    Decide(DecidePrint),
    Reprint,
    Refund(RefundPrint),
}

impl Order {
    /// The call that carries it to the hub. The queue that the hub then tells shows what became of the print.
    pub fn ask(&self, print: PrintJobId) -> Ask<Message> {
        match self {
            Self::Release(how) => told(print, api::release_print(print, how), |_| None),
            Self::Pay(how) => told(print, api::pay_print(print, how), |paid| paid.receipt),
            Self::Refuse(why) => told(print, api::refuse_print(print, why), |_| None),
            Self::Decide(what) => told(print, api::decide_print(print, *what), |_| None),
            Self::Reprint => told(print, api::reprint(print), |_| None),
            Self::Refund(what) => told(print, api::refund_print(print, what), |_| None),
        }
    }
}

fn told<T: 'static>(
    print: PrintJobId,
    question: Question<T>,
    receipt: fn(T) -> Option<ReceiptShown>,
) -> Ask<Message> {
    question.then(move |outcome| Message::Done { print, outcome: outcome.map(receipt) })
}
