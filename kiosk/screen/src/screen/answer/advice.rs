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
    ComeBack,
    Mediator,
}

impl Advice {
    fn on(refusal: &Refusal) -> Self {
        match refusal {
            Refusal::StationBusy { .. } | Refusal::StationHeld { .. } | Refusal::OutOfService => {
                Self::OtherStation
            }
            Refusal::AlreadyIn { .. } => Self::YourStation,
            Refusal::TicketSpent { .. } | Refusal::TicketExpired { .. } => Self::OtherTicket,
            Refusal::Closed { .. }
            | Refusal::ClosesSoon { .. }
            | Refusal::Closure { .. }
            | Refusal::QuotaSpent { .. }
            | Refusal::SomebodyWaits { .. } => Self::ComeBack,
            Refusal::NoAccountNotAllowed
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
            Self::ComeBack => fl!(own, "advice-come-back"),
            Self::Mediator => fl!(own, "advice-mediator"),
        }
    }
}

/// Each thing to do once, the most useful first. To come back makes sense only if it is known when; where nothing
/// else helps, the mediator does.
pub(super) fn of(decision: &Decision) -> Vec<Advice> {
    let Decision::Refused { because, next } = decision else { return vec![Advice::Mediator] };
    let mut advice: Vec<_> = because.iter().map(Advice::on).collect();
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
