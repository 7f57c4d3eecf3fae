//! Scans: what the room's scanner drops in a folder goes to the station where somebody said that they were about to scan
//! ([`epn_rules::scan`]), or waits for the mediator, and is gone when the session is.
//!
//! A scan is in one place at a time. It is copied into the data folder (`scans/`), where a note beside its bytes is what makes
//! it kept; only then the file leaves the scanner's folder, and only then anybody is told of it ([`take`]). The hub deletes
//! it once the station has it whole, its session is over, or nobody said in time whose it is. Whatever moment the hub is
//! killed at, its next start finds either the file or the note. The name of a file is nowhere.

mod desk;
mod folder;
mod format;
mod keep;
mod pages;
mod serve;
mod take;
mod time;
mod watch;

use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use epn_rules::id::{ScanId, SessionId};
use epn_rules::scan::Moment;
use epn_wire::scanning::{ScanDesk, SessionScans};
use tokio::sync::watch as changes;

pub use pages::count_pages;
pub use serve::{answer, assign, delete};
pub use time::keep_in_time;
pub use watch::watch;

use crate::hub::Hub;
use desk::Desk;
use keep::Keep;

/// The scans, for those who watch the folder, serve stations and show consoles.
#[derive(Debug)]
pub struct Scans {
    /// Whether the room has a scanner whose folder is watched.
    is_on: bool,
    keep: Keep,
    /// Moments are counted from here, by a clock that never jumps.
    began: Instant,
    desk: Mutex<Desk>,
    /// Counts up when something of the scans changed.
    changed: changes::Sender<u64>,
}

impl Scans {
    pub fn new(is_on: bool, layout: &crate::folder::Layout) -> Self {
        Self {
            is_on,
            keep: Keep::new(layout.scans()),
            began: Instant::now(),
            desk: Mutex::default(),
            changed: changes::Sender::new(0),
        }
    }

    /// Whether the room has a scanner whose folder is watched.
    pub fn is_on(&self) -> bool {
        self.is_on
    }

    /// What the scanner has for a session.
    pub fn of(&self, session: SessionId) -> SessionScans {
        self.desk().of(session)
    }

    /// What the mediator is shown; none where there is no scanner.
    pub fn shown(&self) -> Option<ScanDesk> {
        self.is_on.then(|| self.desk().shown())
    }

    /// Told whenever something of the scans changed.
    fn changes(&self) -> changes::Receiver<u64> {
        self.changed.subscribe()
    }

    fn now(&self) -> Moment {
        self.began.elapsed()
    }

    fn desk(&self) -> MutexGuard<'_, Desk> {
        self.desk.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Something of the scans changed: stations and consoles hear of it.
fn tell(hub: &Hub) {
    hub.scans.changed.send_modify(|changes| *changes = changes.wrapping_add(1));
    hub.prints.tell();
}

/// Takes up what a hub that ended left: what is kept, and of what was being copied nothing. A site without a scanner keeps
/// no scans.
pub fn recover(hub: &Hub) -> io::Result<()> {
    let keep = &hub.scans.keep;
    if !hub.scans.is_on {
        return keep.clear();
    }
    let kept = keep.open()?;
    let now = hub.scans.now();
    let mut desk = hub.scans.desk();
    for kept in kept {
        // A clock that was set back meanwhile makes it new.
        let passed = Duration::try_from(hub.clock.now().duration_since(kept.at)).unwrap_or(Duration::ZERO);
        desk.take_up(kept, now, hub.clock.machine(passed), &hub.clock);
    }
    Ok(())
}

/// Deletes a scan that the hub keeps, durably; the caller holds the desk.
fn forget(keep: &Keep, desk: &mut Desk, id: ScanId) {
    match keep.remove(id) {
        Ok(()) => desk.forget(id),
        Err(error) => tracing::error!(%error, "a scan cannot be deleted; it is tried again"),
    }
}

/// Does what waits for a disk where waiting is allowed.
async fn blocking<T: Send + 'static>(
    hub: &Arc<Hub>,
    work: impl FnOnce(&Hub) -> T + Send + 'static,
) -> Option<T> {
    let hub = Arc::clone(hub);
    // The thread only fails when the hub ends.
    tokio::task::spawn_blocking(move || work(&hub)).await.ok()
}
