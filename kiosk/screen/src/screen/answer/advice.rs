//! What a refused visitor can do now.

use epn_rules::decision::{Decision, Refusal};
use i18n_embed_fl::fl;

use crate::texts::Texts;

/// Something to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Advice {
    OtherStation,
    YourStation,
    OtherTicket,
    CancelAnother,
    OtherSlot,
    ComeBack,
    Mediator,
}

impl Advice {
    fn on(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::StationBusy { .. }
            | Refusal::StationHeld { .. }
            | Refusal::StationCalled { .. }
            | Refusal::ForChildren { .. }
            | Refusal::OutOfService => Self::OtherStation,
            Refusal::AlreadyIn { .. } => Self::YourStation,
            Refusal::TicketSpent { .. } | Refusal::TicketExpired { .. } => Self::OtherTicket,
            Refusal::Closed { .. }
            | Refusal::ClosesSoon { .. }
            | Refusal::Closure { .. }
            | Refusal::QuotaSpent { .. }
            | Refusal::SomebodyWaits { .. }
            | Refusal::QueueFull { .. } => Self::ComeBack,
            Refusal::TooManyBookings { .. } => Self::CancelAnother,
            Refusal::SlotPast
            | Refusal::SlotTooFar { .. }
            | Refusal::SlotEmpty
            | Refusal::SlotTooLong { .. }
            | Refusal::SlotOffGrid { .. }
            | Refusal::SlotSkipped { .. }
            | Refusal::SlotClosed { .. }
            | Refusal::SlotTaken { .. }
            | Refusal::SlotOverlapsOwn { .. } => Self::OtherSlot,
            Refusal::NoAccountNotAllowed
            | Refusal::BookingNotAllowed
            | Refusal::NothingSuchHere { .. }
            | Refusal::NoQueue
            | Refusal::TooYoung { .. }
            | Refusal::MustBeAccompanied { .. }
            | Refusal::AuthorisationMissing { .. } => Self::Mediator,
        }
    }

    /// In words.
    pub(super) fn said(self, texts: &Texts) -> String {
        let own = &texts.own;
        match self {
            Self::OtherStation => fl!(own, "advice-other-station"),
            Self::YourStation => fl!(own, "advice-your-station"),
            Self::OtherTicket => fl!(own, "advice-other-ticket"),
            Self::CancelAnother => fl!(own, "advice-cancel-another"),
            Self::OtherSlot => fl!(own, "advice-other-slot"),
            Self::ComeBack => fl!(own, "advice-come-back"),
            Self::Mediator => fl!(own, "advice-mediator"),
        }
    }
}

/// Each thing to do once, the most useful first. To come back makes sense only if it is known when; where nothing
/// else helps, the mediator does. Who is choosing a slot (`may_choose`) need not come back: another slot is at hand.
pub(super) fn of(decision: &Decision, may_choose: bool) -> Vec<Advice> {
    let Decision::Refused { because, next } = decision else { return vec![Advice::Mediator] };
    let mut advice: Vec<_> = because.iter().map(Advice::on).collect();
    if may_choose {
        for advice in &mut advice {
            if matches!(advice, Advice::ComeBack | Advice::OtherStation) {
                *advice = Advice::OtherSlot;
            }
        }
    }
    advice.retain(|advice| *advice != Advice::ComeBack || next.is_some());
    advice.sort_unstable();
    advice.dedup();
    if advice.is_empty() {
        advice.push(Advice::Mediator);
    }
    advice
}

#[cfg(test)]
mod tests;
