//! What a mediator tells one station.

use epn_rules::id::StationId;
use epn_rules::units::Minutes;

use crate::client::{Question, api};
use crate::words::{Phrases, say};

/// One order to one station.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Order {
    /// Open it, for so long or for the policy's longest session.
    Open(Option<Minutes>),
    Extend(Minutes),
    End,
    Say(String),
    MoveTo(StationId),
    TakeOut {
        note: String,
    },
    PutBack,
    HelpAnswered,
    /// Although the rules refuse, for a reason that is recorded.
    Nevertheless {
        order: Box<Order>,
        reason: String,
    },
    /// So many sit with the visitor.
    Companions(u8),
    /// What the station is fit for.
    Tags(Vec<String>),
}

impl Order {
    /// The call that carries it to the hub.
    pub fn question(&self, station: StationId) -> Question<()> {
        self.asked(station, None)
    }

    fn asked(&self, station: StationId, because: Option<String>) -> Question<()> {
        match self {
            Self::Open(minutes) => api::open(station, *minutes, because),
            Self::Extend(minutes) => api::extend(station, *minutes, because),
            Self::Nevertheless { order, reason } => order.asked(station, Some(reason.clone())),
            Self::End => api::end(station),
            Self::Say(text) => api::message(station, text.clone()),
            Self::MoveTo(to) => api::move_session(station, *to),
            Self::TakeOut { note } => api::service(station, false, note.clone()),
            Self::PutBack => api::service(station, true, String::new()),
            Self::HelpAnswered => api::help_answered(station),
            Self::Companions(companions) => api::set_companions(station, *companions),
            Self::Tags(tags) => api::set_tags(station, tags.clone()),
        }
    }

    /// What is shown while it is under way.
    pub fn under_way(&self, phrases: &Phrases) -> String {
        match self {
            Self::Nevertheless { order, .. } => order.under_way(phrases),
            Self::Open(_) => say!(phrases, "doing-open"),
            Self::Extend(_) => say!(phrases, "doing-extend"),
            Self::End => say!(phrases, "doing-end"),
            Self::Say(_) => say!(phrases, "doing-message"),
            Self::MoveTo(_) => say!(phrases, "doing-move"),
            Self::TakeOut { .. } | Self::PutBack => say!(phrases, "doing-service"),
            Self::HelpAnswered => say!(phrases, "doing-help"),
            Self::Companions(_) | Self::Tags(_) => say!(phrases, "under-way"),
        }
    }
}
