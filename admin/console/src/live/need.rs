//! Who needs the mediator first.

use epn_rules::session::Phase;
use epn_rules::units::Minutes;
use epn_wire::console::{RoomView, StationTile};
use epn_wire::station::OutOfService;
use jiff::Timestamp;

use super::{HealthWarning, left, warnings};

/// Why a station needs a look, the most urgent first.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Need {
    /// The visitor calls.
    Help,
    /// The station took itself out of service.
    Fault(OutOfService),
    /// The station does not answer.
    Away,
    /// Somebody tries to open a session that waits and is not theirs, or whoever may forgot the code.
    WrongTries { times: u32 },
    /// The time is up, or nearly, and nothing prolongs it.
    Ending { left: Minutes },
    /// The machine wants looking at.
    Health(HealthWarning),
}

/// A real end this near is worth a look.
const SOON: Minutes = Minutes(5);

impl Need {
    fn urgency(&self) -> (u8, u32) {
        match self {
            Self::Help => (0, 0),
            Self::Fault(_) => (1, 0),
            Self::Away => (2, 0),
            Self::WrongTries { .. } => (3, 0),
            Self::Ending { left } => (4, left.0),
            Self::Health(_) => (5, 0),
        }
    }
}

/// The most urgent need of a station at this site time.
pub fn need_of(tile: &StationTile, now: Timestamp) -> Option<Need> {
    if tile.help {
        return Some(Need::Help);
    }
    match &tile.out_of_service {
        Some(OutOfService::Staff { .. }) => return None,
        Some(fault) => return Some(Need::Fault(fault.clone())),
        None => {}
    }
    if !tile.online {
        return Some(Need::Away);
    }
    if tile.wrong_tries > 0 {
        return Some(Need::WrongTries { times: tile.wrong_tries });
    }
    let health = tile.health.as_ref().and_then(|health| warnings(health).first().copied()).map(Need::Health);
    ending(tile, now).or(health)
}

fn ending(tile: &StationTile, now: Timestamp) -> Option<Need> {
    let session = tile.session.as_ref()?;
    match tile.phase {
        Phase::Grace => Some(Need::Ending { left: Minutes::ZERO }),
        Phase::Active if !session.extends_by_itself => {
            Some(left(session, now)).filter(|left| *left <= SOON).map(|left| Need::Ending { left })
        }
        _ => None,
    }
}

/// Every station that needs a look, the most urgent first; among equals in the room's order.
pub fn needs(room: &RoomView) -> Vec<(&StationTile, Need)> {
    let mut needs: Vec<_> =
        room.stations.iter().filter_map(|tile| Some((tile, need_of(tile, room.now)?))).collect();
    needs.sort_by_key(|(_, need)| need.urgency());
    needs
}
