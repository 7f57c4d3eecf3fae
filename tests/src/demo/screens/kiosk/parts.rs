//! The parts of the script, and when each may begin.

use crate::demo::screens::part::{self, Span};

/// A part of the script: it begins at the lock screen, and ends there.
#[derive(Clone, Copy, Debug)]
pub(super) enum Part {
    Closed,
    Comfort,
    WaysIn,
    WholeRoom,
    WithoutAccount,
    ByTicket,
    Prints,
    Staff,
    Refusals,
    Bookings,
    Unusable,
    Strip,
    Wall,
    WithoutHub,
    Help,
    Waiting,
    Asking,
    Pauses,
    LeftAlone,
    Phone,
    Scans,
    NewPin,
    DidNotStart,
    TooManyTries,
}

impl Part {
    /// In the day's room.
    pub(super) const OF_THE_DAY: &[Self] = &[
        Self::Closed,
        Self::Comfort,
        Self::WaysIn,
        Self::ByTicket,
        Self::Prints,
        Self::WholeRoom,
        Self::Unusable,
        Self::Bookings,
        Self::Wall,
        Self::WithoutHub,
    ];
    /// In the second room, where no session is short because the room closes. After too many tries a station waits, so that
    /// they come last.
    pub(super) const OF_THE_SECOND_ROOM: &[Self] = &[
        Self::Waiting,
        Self::Asking,
        Self::WithoutAccount,
        Self::Pauses,
        Self::LeftAlone,
        Self::Strip,
        Self::Phone,
        Self::Scans,
        Self::Staff,
        Self::NewPin,
        Self::Help,
        Self::DidNotStart,
        Self::Refusals,
        Self::TooManyTries,
    ];

    /// When it may begin.
    pub(super) fn spans(self) -> &'static [Span] {
        match self {
            Self::Closed => part::CLOSED,
            Self::ByTicket | Self::Prints => part::OPEN,
            Self::Comfort | Self::WaysIn | Self::WholeRoom | Self::Bookings | Self::Unusable | Self::Wall => {
                part::HUB
            }
            Self::WithoutHub => part::BEFORE_NO_HUB,
            Self::Help
            | Self::Waiting
            | Self::Asking
            | Self::WithoutAccount
            | Self::Pauses
            | Self::LeftAlone
            | Self::Strip
            | Self::Phone
            | Self::Scans
            | Self::Staff
            | Self::NewPin
            | Self::DidNotStart
            | Self::Refusals
            | Self::TooManyTries => part::SECOND_ROOM,
        }
    }
}
