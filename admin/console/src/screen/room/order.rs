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
    /// So many sit with the visitor.
    Companions(u8),
    /// What the station is fit for.
    Tags(Vec<String>),
}

impl Order {
    /// The call that carries it to the hub.
    pub fn question(&self, station: StationId) -> Question<()> {
        match self {
            Self::Open(minutes) => api::open(station, *minutes),
            Self::Extend(minutes) => api::extend(station, *minutes),
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
