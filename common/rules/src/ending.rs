//! How a running session comes to its end: the time that is shown, the warnings, the grace, and the end's cause.

#[cfg(test)]
mod tests;

use jiff::Timestamp;

use crate::decision::Limit;
use crate::facts::Hold;
use crate::session::EndCause;
use crate::units::{Minutes, later};

/// What is known of a running session's end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ahead {
    /// Seconds of site time until the end that is granted so far; below zero once it has passed.
    pub seconds_left: i64,
    /// Whether the session will go on by itself at that end, so that it is no real one.
    pub goes_on: bool,
}

/// The time that a visitor sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TimeShown {
    /// It goes on by itself: nobody waits.
    NobodyWaits,
    /// This much is left, rounded up: the last minute is shown as one until it is over.
    Left(Minutes),
}

/// The time to show for a running session.
pub fn time_shown(ahead: Ahead) -> TimeShown {
    if ahead.goes_on {
        TimeShown::NobodyWaits
    } else {
        TimeShown::Left(Minutes::from_seconds_ceil(ahead.seconds_left))
    }
}

/// A warning that a real end is near, the mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Warning {
    /// Ten minutes before.
    Ten,
    /// Five minutes before.
    Five,
    /// One minute before.
    One,
}

impl Warning {
    const ALL: [Self; 3] = [Self::Ten, Self::Five, Self::One];

    /// How long before the end it is given.
    pub const fn minutes(self) -> Minutes {
        match self {
            Self::Ten => Minutes(10),
            Self::Five => Minutes(5),
            Self::One => Minutes(1),
        }
    }

    /// The strictest warning whose time has come.
    pub fn reached(seconds_left: i64) -> Option<Self> {
        Self::ALL.into_iter().rev().find(|warning| seconds_left <= warning.minutes().seconds())
    }
}

/// Which warnings of one session were given, so that each is given once for an end.
///
/// An end that moves away takes its warnings back: they are given again when it comes near again. A session shorter
/// than a warning's time gets the strictest that applies at once, and none of the milder ones.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Warnings {
    given: Option<Warning>,
}

impl Warnings {
    /// The warning to give now, if one is due that was not given; to be asked at least once a minute.
    pub fn due(&mut self, ahead: Ahead) -> Option<Warning> {
        let reached =
            Warning::reached(ahead.seconds_left).filter(|_| !ahead.goes_on && ahead.seconds_left > 0);
        let is_new = reached > self.given;
        if ahead.seconds_left > 0 {
            self.given = reached;
        }
        reached.filter(|_| is_new)
    }
}

/// When the grace of a session that ends at `end` is over: never past the next hold, which has the station by then.
pub fn grace_until(end: Timestamp, grace: Minutes, holds: &[Hold]) -> Timestamp {
    let full = later(end, grace);
    let held = holds.iter().filter(|hold| hold.until > end).map(|hold| hold.from.max(end)).min();
    held.map_or(full, |held| held.min(full))
}

/// Whether people are given a grace after an end of this cause: when their time is over, not when they left, were
/// ended or moved by the mediator, were away, or the station failed.
pub fn has_grace(cause: EndCause) -> bool {
    match cause {
        EndCause::TimeUp | EndCause::Closing => true,
        EndCause::VisitorLeft
        | EndCause::EndedByStaff
        | EndCause::Moved
        | EndCause::Idle
        | EndCause::StationFault
        | EndCause::PowerLost => false,
    }
}

/// Why a session that runs to its granted end is over: the room closes, or the time is used up. `because` is that of
/// the grant (or extension) that set the end.
pub fn cause_of(until: Timestamp, because: &[Limit]) -> EndCause {
    let closes = because.iter().any(|limit| matches!(limit, Limit::Closing { at } if *at <= until));
    if closes { EndCause::Closing } else { EndCause::TimeUp }
}
