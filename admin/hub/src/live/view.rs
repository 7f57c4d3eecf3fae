//! What consoles and lock screens are shown.

use epn_rules::calendar::Span;
use epn_rules::rules::Rules;
use epn_wire::calendar::QueueRow;
use epn_wire::console::{RoomView, StationTile, TileSession};
use epn_wire::station::{OutOfService, SiteView};
use jiff::{SignedDuration, Timestamp};

use super::shown::queue;
use super::{Plan, Room, Seat, SeatSession};
use crate::hub::Hub;

/// The live room.
pub fn room_view(hub: &Hub) -> RoomView {
    let policy = hub.policies.now();
    let calendar = policy.rules.calendar();
    let now = hub.clock.now();
    let (mut stations, day) = hub.live.look(|room| {
        (room.seats.values().map(|seat| tile(room, seat, &policy.rules, now)).collect::<Vec<_>>(), room.day)
    });
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

/// Stations in the order of their numbers.
pub fn in_order(mut seats: Vec<Seat>) -> Vec<Seat> {
    seats.sort_by_cached_key(|seat| natural(&seat.name));
    seats
}

/// So that "Poste 10" comes after "Poste 9".
pub(super) fn natural(name: &str) -> (String, u64, String) {
    let digits = name.len() - name.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (stem, number) = name.split_at(name.len() - digits);
    (stem.to_lowercase(), number.parse().unwrap_or(0), name.to_owned())
}

fn tile(room: &Room, seat: &Seat, rules: &Rules, now: Timestamp) -> StationTile {
    let Room { plan, .. } = room;
    let by_staff = seat.out_of_service.clone().map(|note| OutOfService::Staff { note });
    StationTile {
        id: seat.id,
        name: seat.name.clone(),
        tags: seat.tags.clone(),
        online: seat.is_online(),
        phase: seat.state.phase,
        session: seat.session.as_ref().map(|session| tile_session(session, plan, now)),
        out_of_service: seat.state.out_of_service.clone().or(by_staff),
        help: seat.state.help,
        wrong_tries: seat.state.wrong_tries,
        last_reset: seat.state.last_reset.clone(),
        health: seat.state.health.clone(),
        lockdown: seat.state.lockdown.clone(),
        called: plan.called_to(seat.id).map(|called| called.alias.clone()),
        kept: plan.keeps(seat, rules, now),
        next_booking: plan.next_booking(seat.id, now).map(|held| held.clone().into()),
    }
}

fn tile_session(session: &SeatSession, plan: &Plan, now: Timestamp) -> TileSession {
    TileSession {
        id: session.id,
        alias: session.alias.clone(),
        name: session.name.clone(),
        category: session.category,
        started: session.started,
        ends: session.ends,
        // While somebody waits, the end is a real one.
        extends_by_itself: session.extends_by_itself && plan.uncalled() == 0,
        companions: session.companions,
        price: session.price(now),
    }
}

/// Those who wait, as consoles show them.
pub fn queue_rows(plan: &Plan, seats: &[Seat], rules: &Rules, now: Timestamp) -> Vec<QueueRow> {
    let queued = queue(&seats.iter().collect::<Vec<_>>(), plan, rules, now);
    let rows = plan.waiting.iter().zip(queued).map(|(waiting, queued)| QueueRow {
        id: waiting.id,
        alias: queued.alias,
        joined: waiting.joined,
        place: queued.place,
        about: queued.about,
        called: queued.called,
        missed: waiting.missed,
    });
    rows.collect()
}

/// What one station's lock screen shows of the site.
pub fn site_view(hub: &Hub, seat: &Seat) -> SiteView {
    let policy = hub.policies.now();
    let calendar = policy.rules.calendar();
    let rules = policy.rules.policy();
    let charter = hub.charters.now();
    let now = hub.clock.now();
    let span = calendar.open_range_at(now);
    let shown = hub.live.shown();
    let timeline = shown.timeline(seat.id);
    let held_from =
        hub.live.look(|room| room.plan.holds(seat.id, now).map(|held| held.booking.span.from).next());
    SiteView {
        site: hub.site.name.clone(),
        room: hub.site.room_name.clone(),
        station: seat.name.clone(),
        tags: seat.tags.clone(),
        timezone: rules.timezone.clone(),
        today: calendar.day_hours(calendar.date_of(now)),
        opens: if span.is_none() { calendar.next_opening(now) } else { None },
        free_until: end_of_sessions(&policy.rules, span).into_iter().chain(held_from).min(),
        no_account: rules.no_account.allowed,
        waiting: shown.waiting,
        queue: shown.queue.clone(),
        may_queue: rules.queue.allowed && span.is_some(),
        may_book: rules.slots.allowed,
        may_scan: hub.scans.is_on(),
        timeline,
        charter: charter.version.clone(),
        charter_texts: charter.texts.clone(),
    }
}

/// When sessions end because an opening does.
fn end_of_sessions(rules: &Rules, opening: Option<Span>) -> Option<Timestamp> {
    let before = SignedDuration::from_secs(rules.policy().session.end_before_closing.seconds());
    opening.and_then(|opening| opening.until).map(|until| until.checked_sub(before).unwrap_or(until))
}
