//! What lock screens show of the room: its day, and its queue.

use std::sync::Arc;
use std::time::Duration;

use epn_rules::id::StationId;
use epn_rules::queue::estimate;
use epn_rules::rules::Rules;
use epn_wire::planning::{Called, Queued, Taken, TimelineRow};
use jiff::Timestamp;

use super::view::natural;
use super::{Plan, Seat};
use crate::hub::Hub;

/// Changes that come closer together than this are told lock screens together: each of many hears of each.
const TOGETHER: Duration = Duration::from_millis(200);
/// How many other stations a lock screen shows the day of.
const OTHERS: usize = 40;

/// The room's day and queue.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// Those who wait, in order.
    pub queue: Vec<Queued>,
    /// How many of them wait to be called.
    pub waiting: u32,
    rows: Vec<(StationId, TimelineRow)>,
}

impl Shown {
    pub(super) fn of(seats: &[&Seat], plan: &Plan, rules: &Rules, now: Timestamp) -> Self {
        let mut seats = seats.to_vec();
        seats.sort_by_cached_key(|seat| natural(&seat.name));
        let midnight = rules.calendar().next_midnight(now);
        let row = |seat: &&Seat| {
            let taken = taken(seat, plan, now, midnight);
            (seat.id, TimelineRow { name: seat.name.clone(), here: false, taken })
        };
        Self {
            queue: queue(&seats, plan, rules, now),
            waiting: plan.uncalled(),
            rows: seats.iter().map(row).collect(),
        }
    }

    /// The rest of the day as one station shows it: itself first.
    pub fn timeline(&self, here: StationId) -> Vec<TimelineRow> {
        let own = self.rows.iter().find(|(id, _)| *id == here);
        let own = own.map(|(_, row)| TimelineRow { here: true, ..row.clone() });
        let others = self.rows.iter().filter(|(id, _)| *id != here).map(|(_, row)| row.clone());
        own.into_iter().chain(others.take(OTHERS)).collect()
    }
}

/// The rest of a station's day: its session, and what is held; what runs into each other is one.
fn taken(seat: &Seat, plan: &Plan, now: Timestamp, midnight: Timestamp) -> Vec<Taken> {
    let session = seat.session.as_ref().map(|session| Taken { from: session.started, until: session.ends });
    let held = plan.holds(seat.id, now).map(|held| held.booking.span);
    let held = held.map(|span| Taken { from: span.from, until: span.until });
    let mut spans: Vec<Taken> = session.into_iter().chain(held).collect();
    spans.retain(|span| span.until > now && span.from < midnight);
    spans.sort_by_key(|span| span.from);
    let mut taken: Vec<Taken> = Vec::new();
    for span in spans {
        match taken.last_mut().filter(|last| span.from < last.until) {
            Some(last) => last.until = last.until.max(span.until),
            None => taken.push(span),
        }
    }
    taken
}

/// Those who wait, with about when each is called.
pub(super) fn queue(seats: &[&Seat], plan: &Plan, rules: &Rules, now: Timestamp) -> Vec<Queued> {
    if plan.waiting.is_empty() {
        return Vec::new();
    }
    let stations: Vec<_> = seats.iter().map(|seat| plan.facts(seat, now)).collect();
    let name = |id: StationId| {
        seats.iter().find(|seat| seat.id == id).map(|seat| seat.name.clone()).unwrap_or_default()
    };
    let mut place = 1;
    let waiting = plan.waiting.iter().map(|waiting| {
        let called = waiting.call.map(|call| Called { station: name(call.station), until: call.until });
        let about = if called.is_none() { estimate(rules, now, &stations, place) } else { None };
        let queued = Queued { alias: waiting.alias.clone(), place, about, called };
        place += u32::from(queued.called.is_none());
        queued
    });
    waiting.collect()
}

/// Tells lock screens whenever what they show of the room changed, for ever.
pub async fn show(hub: Arc<Hub>) {
    let mut changes = hub.live.changes();
    loop {
        changes.mark_unchanged();
        if hub.live.look_again(&hub) {
            hub.live.tell_sites();
        }
        tokio::time::sleep(TOGETHER).await;
        if changes.changed().await.is_err() {
            return;
        }
    }
}
