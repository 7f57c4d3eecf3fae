//! The minute of the site's clock, and what it brings: a new time to show, an opening, a closing, a new day.

use std::sync::Arc;
use std::time::Duration;

use epn_rules::calendar::Span;
use jiff::civil::Date;

use crate::hub::Hub;

/// The least wait, so that a clock that stands still keeps nobody busy.
const LEAST: Duration = Duration::from_millis(20);

/// Ticks for ever. Opening hours are whole minutes, so a boundary is never between two ticks.
pub async fn tick(hub: Arc<Hub>) {
    let mut policies = hub.policies.subscribe();
    let mut charters = hub.charters.subscribe();
    let mut before = boundary(&hub);
    loop {
        let mut told = false;
        tokio::select! {
            () = tokio::time::sleep(until_next_minute(&hub)) => {}
            Ok(()) = policies.changed() => told = true,
            Ok(()) = charters.changed() => told = true,
        }
        let now = boundary(&hub);
        if now.0 != before.0 {
            hub.live.recount();
            hub.live.replan();
        }
        if told || now != before {
            hub.live.tell_sites();
        }
        before = now;
        hub.live.touch();
    }
}

/// What lock screens say of the calendar changes when this does.
fn boundary(hub: &Hub) -> (Date, Option<Span>) {
    let policy = hub.policies.now();
    let now = hub.clock.now();
    (policy.rules.calendar().date_of(now), policy.rules.calendar().open_range_at(now))
}

fn until_next_minute(hub: &Hub) -> Duration {
    let left = 60_000 - hub.clock.now().as_millisecond().rem_euclid(60_000);
    let left = Duration::from_millis(u64::try_from(left).unwrap_or(60_000));
    hub.clock.machine(left).max(LEAST)
}
