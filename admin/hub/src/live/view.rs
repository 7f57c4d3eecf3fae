//! What consoles and lock screens are shown.

use epn_wire::console::{RoomView, StationTile, TileSession};
use epn_wire::station::{OutOfService, SiteView};

use super::{Seat, SeatSession};
use crate::hub::Hub;

/// The live room.
pub fn room_view(hub: &Hub) -> RoomView {
    let policy = hub.policies.now();
    let calendar = policy.rules.calendar();
    let now = hub.clock.now();
    let (mut stations, day) =
        hub.live.look(|room| (room.seats.values().map(tile).collect::<Vec<_>>(), room.day));
    stations.sort_by_cached_key(|tile| natural(&tile.name));
    RoomView {
        site_id: hub.site.id,
        site: hub.site.name.clone(),
        room: hub.site.room_name.clone(),
        now,
        timezone: policy.rules.policy().timezone.clone(),
        today: calendar.day_hours(calendar.date_of(now)),
        stations,
        waiting: hub.live.waiting(),
        day,
    }
}

/// So that "Poste 10" comes after "Poste 9".
fn natural(name: &str) -> (String, u64, String) {
    let digits = name.len() - name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (stem, number) = name.split_at(name.len() - digits);
    (stem.to_lowercase(), number.parse().unwrap_or(0), name.to_owned())
}

fn tile(seat: &Seat) -> StationTile {
    let by_staff = seat.out_of_service.clone().map(|note| OutOfService::Staff { note });
    StationTile {
        id: seat.id,
        name: seat.name.clone(),
        tags: seat.tags.clone(),
        online: seat.is_online(),
        phase: seat.state.phase,
        session: seat.session.as_ref().map(tile_session),
        out_of_service: seat.state.out_of_service.clone().or(by_staff),
        help: seat.state.help,
        last_reset: seat.state.last_reset.clone(),
        health: seat.state.health.clone(),
    }
}

fn tile_session(session: &SeatSession) -> TileSession {
    TileSession {
        id: session.id,
        alias: session.alias.clone(),
        name: session.name.clone(),
        category: session.category,
        started: session.started,
        ends: session.ends,
        extends_by_itself: session.extends_by_itself,
    }
}

/// What one station's lock screen shows of the site.
pub fn site_view(hub: &Hub, seat: &Seat) -> SiteView {
    let policy = hub.policies.now();
    let calendar = policy.rules.calendar();
    let charter = hub.charters.now();
    let now = hub.clock.now();
    let span = calendar.open_range_at(now);
    SiteView {
        site: hub.site.name.clone(),
        room: hub.site.room_name.clone(),
        station: seat.name.clone(),
        tags: seat.tags.clone(),
        timezone: policy.rules.policy().timezone.clone(),
        today: calendar.day_hours(calendar.date_of(now)),
        opens: if span.is_none() { calendar.next_opening(now) } else { None },
        free_until: span.and_then(|span| span.until),
        no_account: policy.rules.policy().no_account.allowed,
        waiting: hub.live.waiting(),
        charter: charter.version.clone(),
        charter_texts: charter.texts.clone(),
    }
}
