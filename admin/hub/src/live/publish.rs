//! Telling consoles, together, of what changed.

use std::sync::Arc;
use std::time::Duration;

use epn_wire::console::{DayCounts, RoomView};
use tokio::sync::watch;

use super::{Live, room_view};
use crate::hub::Hub;
use crate::store::{StoreError, counters};

/// Changes that come closer together than this are told together.
const TOGETHER: Duration = Duration::from_millis(50);

impl Live {
    /// The live room, now and at each change and minute of the site's clock. `None` only before the first.
    pub fn subscribe(&self) -> watch::Receiver<Option<Arc<RoomView>>> {
        let receiver = self.view.subscribe();
        // The view is not kept up to date while nobody looks.
        self.touch();
        receiver
    }
}

/// Publishes the room whenever it changed and somebody looks, for ever.
pub async fn publish(hub: Arc<Hub>) {
    let mut changes = hub.live.changes();
    while changes.changed().await.is_ok() {
        if hub.live.view.receiver_count() > 0 {
            recount(&hub).await;
            hub.live.view.send_replace(Some(Arc::new(room_view(&hub))));
        }
        tokio::time::sleep(TOGETHER).await;
    }
}

/// The live room, with today's counts up to date.
pub async fn current(hub: &Arc<Hub>) -> RoomView {
    recount(hub).await;
    room_view(hub)
}

async fn recount(hub: &Arc<Hub>) {
    let _alone = hub.live.counting.lock().await;
    let due = std::mem::take(&mut hub.live.room().recount);
    if !due {
        return;
    }
    let day = hub.policies.now().rules.calendar().date_of(hub.clock.now());
    let counted = hub.store.readers.read(move |c| counters::of_day(c, day)).await;
    match counted {
        Ok(counts) => hub.live.room().day = counts,
        Err::<DayCounts, StoreError>(error) => {
            tracing::error!(%error, "today's counts cannot be read");
            hub.live.room().recount = true;
        }
    }
}
