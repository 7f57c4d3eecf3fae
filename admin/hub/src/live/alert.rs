//! The mediator hears ten minutes before a remote interview comes to a real end, once for that end.

use std::sync::Arc;

use epn_rules::policy::INTERVIEW;
use jiff::{SignedDuration, Timestamp};

use super::{Live, Room};
use crate::hub::Hub;
use crate::notices::INTERVIEW_ENDING;
use crate::policies::sleep_until;

/// How long before the end.
const BEFORE: SignedDuration = SignedDuration::from_mins(10);

/// Tells of interviews that end, in time, for ever.
pub async fn alert_in_time(hub: Arc<Hub>) {
    let mut changes = hub.live.changes();
    loop {
        changes.mark_unchanged();
        for station in hub.live.interviews_ending(hub.clock.now()) {
            hub.notices.say(INTERVIEW_ENDING, station);
        }
        let next = hub.live.next_interview_end(hub.clock.now());
        tokio::select! {
            () = sleep_until(&hub, next) => {}
            changed = changes.changed() => if changed.is_err() { return },
        }
    }
}

impl Live {
    /// The stations whose interview is about to end and of which nobody was told yet.
    fn interviews_ending(&self, now: Timestamp) -> Vec<String> {
        let mut room = self.room();
        let waits = room.plan.uncalled() > 0;
        let mut ending = Vec::new();
        for seat in room.seats.values_mut().filter(|seat| seat.tags.iter().any(|tag| tag == INTERVIEW)) {
            let Some(session) = seat.session.as_ref().filter(|it| waits || !it.extends_by_itself) else {
                continue;
            };
            let is_near = warned_at(session.ends) <= now && now < session.ends;
            if is_near && seat.alerted != Some(session.ends) {
                seat.alerted = Some(session.ends);
                ending.push(seat.name.clone());
            }
        }
        ending
    }

    /// When the next interview is to be told of, if nothing changes until then.
    fn next_interview_end(&self, now: Timestamp) -> Option<Timestamp> {
        self.look(|room: &Room| {
            let interviews = room.seats.values().filter(|seat| seat.tags.iter().any(|tag| tag == INTERVIEW));
            let untold = interviews.filter_map(|seat| {
                Some(warned_at(seat.session.as_ref()?.ends)).filter(|moment| *moment > now)
            });
            untold.min()
        })
    }
}

fn warned_at(ends: Timestamp) -> Timestamp {
    ends.checked_sub(BEFORE).unwrap_or(Timestamp::MIN)
}
