//! The copy of the room that the hub sends, and how fresh it is.

mod need;
mod prints;

use std::time::{Duration, Instant};

use epn_rules::units::Minutes;
use epn_wire::console::{RoomView, StationTile, TileSession};
use epn_wire::print_desk::PrintQueue;
use epn_words::Reader;
use jiff::Timestamp;

pub use epn_wire::health::{HealthWarning, warnings};
pub use need::{Need, need_of, needs};
pub use prints::{Turn, in_order, troubled};

/// How the hub is reached.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Link {
    /// Not yet.
    #[default]
    Connecting,
    /// The room is live.
    Up,
    /// Not since then; it is tried again by itself.
    Lost { since: Instant },
}

/// The room as the hub last sent it.
#[derive(Clone, Debug, Default)]
pub struct Live {
    pub room: Option<RoomView>,
    pub link: Link,
    /// The print queue and the printers, once the hub told them.
    pub prints: Option<PrintQueue>,
    prints_heard: u64,
}

impl Live {
    /// The hub is there again.
    pub fn connected(&mut self) {
        self.link = Link::Up;
    }

    /// The hub is away; the moment at which it was first missed stays.
    pub fn lost(&mut self, now: Instant) {
        if !matches!(self.link, Link::Lost { .. }) {
            self.link = Link::Lost { since: now };
        }
    }

    /// How long the hub has been away.
    pub fn away_for(&self, now: Instant) -> Option<Duration> {
        match self.link {
            Link::Lost { since } => Some(now.saturating_duration_since(since)),
            Link::Connecting | Link::Up => None,
        }
    }

    /// Where and when the reader is, by the site's clock as last told.
    pub fn reader(&self) -> Reader {
        match &self.room {
            Some(room) => Reader::at(&room.timezone, room.now),
            None => Reader::new("Europe/Paris", None),
        }
    }

    /// A station of the room.
    pub fn station(&self, id: epn_rules::id::StationId) -> Option<&StationTile> {
        self.room.as_ref()?.stations.iter().find(|tile| tile.id == id)
    }
}

/// Minutes left to a session, rounded up: the last minute counts until it is over.
pub fn left(session: &TileSession, now: Timestamp) -> Minutes {
    let seconds = session.ends.duration_since(now).as_secs().max(0);
    Minutes(u32::try_from(seconds.unsigned_abs().div_ceil(60)).unwrap_or(u32::MAX))
}

/// The share of a session's time that is left, from 0 to 1.
pub fn share_left(session: &TileSession, now: Timestamp) -> f32 {
    let whole = session.ends.duration_since(session.started).as_secs_f32();
    let left = session.ends.duration_since(now).as_secs_f32();
    if whole > 0.0 { (left / whole).clamp(0.0, 1.0) } else { 0.0 }
}

/// Whether somebody can be let in on this station now.
pub fn is_free(tile: &StationTile) -> bool {
    tile.online && tile.session.is_none() && tile.phase == epn_rules::session::Phase::Locked
}

/// Whether anybody can be let in on this station now: it is free, and kept for nobody.
pub fn is_for_anybody(tile: &StationTile) -> bool {
    is_free(tile) && !tile.kept
}

/// Whether somebody has a session on this station that can be prolonged, moved or ended.
pub fn is_used(tile: &StationTile) -> bool {
    use epn_rules::session::Phase::{Active, Grace, Paused};
    tile.session.is_some() && matches!(tile.phase, Active | Grace | Paused)
}

#[cfg(test)]
mod tests;
