//! What time does: what was said ceases to hold, scans of sessions that are over go, and so do those of which nobody said in
//! time whose they are.

use std::sync::Arc;
use std::time::Duration;

use super::{blocking, forget, tell};
use crate::hub::Hub;

/// How long to wait after something could not be deleted.
const AGAIN: Duration = Duration::from_secs(10);

/// Keeps the scans in time, for ever.
pub async fn keep_in_time(hub: Arc<Hub>) {
    if !hub.scans.is_on {
        return;
    }
    let mut room = hub.live.changes();
    let mut changes = hub.scans.changes();
    loop {
        room.mark_unchanged();
        changes.mark_unchanged();
        if blocking(&hub, keep_now).await.is_none() {
            return;
        }
        let next = hub.scans.desk().next_due();
        let wait = next.map(|next| next.saturating_sub(hub.scans.now()).max(Duration::from_millis(1)));
        let due = async {
            match wait {
                Some(wait) => tokio::time::sleep(wait).await,
                None => std::future::pending().await,
            }
        };
        tokio::select! {
            () = due => {}
            Ok(()) = room.changed() => {}
            Ok(()) = changes.changed() => {}
        }
    }
}

fn keep_now(hub: &Hub) {
    let mut desk = hub.scans.desk();
    let now = hub.scans.now();
    let mut is_news = desk.lapse(now);
    for session in desk.wanting() {
        if hub.live.seat_of(session).is_none() {
            is_news |= desk.withdraw(session);
        }
    }
    for (id, waited) in desk.over(now, |station, session| hub.live.seat_of(session) == Some(station)) {
        if waited {
            tracing::warn!("a scan of which nobody said whose it is was deleted");
        }
        forget(&hub.scans.keep, &mut desk, id);
        match desk.get(id) {
            Some(_) => desk.put_off(id, now.saturating_add(AGAIN)),
            None => is_news = true,
        }
    }
    drop(desk);
    if is_news {
        tell(hub);
    }
}
