//! A payment on its way to the hub. It has an id of its own, made here: sent again after a silence it is the same payment, and is
//! recorded once.

use epn_rules::id::ReceiptId;
use epn_rules::units::Cents;
use epn_ui::{Element, Icon, Tone};
use epn_wire::money::{ReceiptShown, Refund, TopUp};
use ulid::Ulid;

use crate::client::{Failure, Question, api};
use crate::ctx::Ctx;
use crate::words::say;

/// The id of a payment that was never sent.
pub fn new_id() -> ReceiptId {
    ReceiptId(Ulid::new())
}

/// Money that changes hands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Payment {
    TopUp(TopUp),
    Refund(Refund),
}

impl Payment {
    /// The same however often it is sent.
    pub fn id(&self) -> ReceiptId {
        match self {
            Self::TopUp(payment) => payment.id,
            Self::Refund(payment) => payment.id,
        }
    }

    fn amount(&self) -> Cents {
        match self {
            Self::TopUp(payment) => payment.amount,
            Self::Refund(payment) => payment.amount,
        }
    }

    fn question(&self) -> Question<ReceiptShown> {
        match self {
            Self::TopUp(payment) => api::top_up(payment),
            Self::Refund(payment) => api::refund(payment),
        }
    }
}

/// One payment at a time.
#[derive(Debug, Default)]
pub enum Standing {
    #[default]
    Ready,
    /// The hub is asked.
    UnderWay(Payment),
    /// The hub's answer did not come: nobody knows whether it is recorded.
    Unknown(Payment),
}

/// What an answer says.
#[derive(Debug)]
pub enum Answer {
    /// It is recorded.
    Recorded(Payment, ReceiptShown),
    /// It is not, for sure.
    Refused(Failure),
    /// Nobody knows: it waits to be sent again, and says so.
    Unknown,
    /// It is about no payment that is waited for.
    Stale,
}

impl Standing {
    /// Sends a payment, unless another one waits.
    pub fn send(&mut self, payment: Payment) -> Option<Question<ReceiptShown>> {
        if !matches!(self, Self::Ready) {
            return None;
        }
        let question = payment.question();
        *self = Self::UnderWay(payment);
        Some(question)
    }

    /// Sends it again: the same payment.
    pub fn retry(&mut self) -> Option<(ReceiptId, Question<ReceiptShown>)> {
        let Self::Unknown(payment) = std::mem::take(self) else { return None };
        let asked = (payment.id(), payment.question());
        *self = Self::UnderWay(payment);
        Some(asked)
    }

    /// It is not sent again.
    pub fn drop_it(&mut self) {
        if matches!(self, Self::Unknown(_)) {
            *self = Self::Ready;
        }
    }

    /// Takes the hub's answer in.
    pub fn answered(&mut self, id: ReceiptId, outcome: Result<ReceiptShown, Failure>) -> Answer {
        match (std::mem::take(self), outcome) {
            (Self::UnderWay(payment), Ok(receipt)) if payment.id() == id => {
                Answer::Recorded(payment, receipt)
            }
            (Self::UnderWay(payment), Err(failure)) if payment.id() == id => {
                // Only the hub's own word says for sure that nothing was recorded.
                if failure.code().is_some() {
                    return Answer::Refused(failure);
                }
                *self = Self::Unknown(payment);
                Answer::Unknown
            }
            (standing, _) => {
                *self = standing;
                Answer::Stale
            }
        }
    }

    /// Why no payment can be made now.
    pub fn blocked(&self, ctx: &Ctx<'_>) -> Option<String> {
        let reason = match self {
            Self::Ready => None,
            Self::UnderWay(_) => Some(say!(ctx.phrases, "under-way")),
            Self::Unknown(_) => Some(say!(ctx.phrases, "payment-first")),
        };
        ctx.blocked(reason)
    }

    /// What is not known, and what can be done about it.
    pub fn view<'a, M: Clone + 'a>(&self, ctx: &Ctx<'a>, retry: M, drop_it: M) -> Option<Element<'a, M>> {
        let Self::Unknown(payment) = self else { return None };
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let sentence = say!(phrases, "payment-unknown", amount = phrases.price(payment.amount()));
        let retry = ui
            .button("payment-retry", say!(phrases, "payment-retry"), retry)
            .primary()
            .icon(Icon::Refresh)
            .disabled_if(ctx.blocked(None));
        let drop_it = ui.button("payment-drop", say!(phrases, "payment-drop"), drop_it).quiet();
        let banner = ui
            .banner("payment-unknown", Tone::Warning, sentence)
            .more(say!(phrases, "payment-unknown-more"))
            .action(retry)
            .action(drop_it);
        Some(banner.into())
    }
}
