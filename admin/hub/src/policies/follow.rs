//! A version comes in force by itself, at the midnight from which it applies.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

use crate::hub::Hub;

/// The longest sleep: somebody may set the machine's clock meanwhile, which no timer notices.
const LONGEST: Duration = Duration::from_hours(1);

/// Puts versions in force when their day comes, for ever.
pub async fn follow(hub: Arc<Hub>) {
    let mut timelines = hub.policies.timeline.subscribe();
    loop {
        let next = timelines.borrow_and_update().next_change(hub.clock.now());
        tokio::select! {
            () = sleep_until(&hub, next) => hub.policies.turn_over(),
            Ok(()) = timelines.changed() => {}
        }
    }
}

/// Sleeps until a moment of site time, or as long as a sleep may be.
pub async fn sleep_until(hub: &Hub, moment: Option<Timestamp>) {
    let left = moment.map(|moment| moment.as_millisecond() - hub.clock.now().as_millisecond());
    let left = left.map(|ms| Duration::from_millis(u64::try_from(ms).unwrap_or(0)));
    let wait = left.map_or(LONGEST, |left| hub.clock.machine(left).min(LONGEST));
    // A millisecond more, so that it is past the moment that it wakes, not just before.
    tokio::time::sleep(wait + Duration::from_millis(1)).await;
}
