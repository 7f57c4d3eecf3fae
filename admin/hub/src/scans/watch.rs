//! Watching the scanner's folder, for ever: it may be missing, vanish, be replaced by another, or come back. It is looked at
//! when the system says that something happened in it, and every few seconds besides: of what another machine writes there,
//! the system says nothing.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use epn_wire::scanning::{ScanFolderTrouble, ScanLeft};
use notify::event::{AccessKind, AccessMode, ModifyKind, RenameMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc;

use super::desk::FileId;
use super::folder::{Folder, Followed, Stands};
use super::take::{NotTaken, settle, settled, take};
use super::tell;
use crate::hub::Hub;

/// What happens closer together than this is looked at together.
const TOGETHER: Duration = Duration::from_millis(50);
/// How long after a look the next one is, though nothing happens.
const AGAIN: Duration = Duration::from_secs(2);

const MIB: u64 = 1024 * 1024;

/// Names that were closed after writing, or came to be by renaming, since the last look.
type Closed = Arc<Mutex<BTreeSet<OsString>>>;

/// Takes what the scanner drops in its folder, for ever; nothing where there is none.
pub async fn watch(hub: Arc<Hub>) {
    let Some(path) = hub.config.scans.folder.clone() else { return };
    let (happened, mut happens) = mpsc::channel(1);
    let mut bench = Bench {
        path: hub.folder.layout().path().join(path),
        followed: Followed::default(),
        watched: None,
        closed: Closed::default(),
        lost: Arc::default(),
        happened,
    };
    loop {
        let inside = Arc::clone(&hub);
        let looked = tokio::task::spawn_blocking(move || {
            bench.look(&inside);
            bench
        });
        // The thread only fails when the hub ends.
        let Ok(back) = looked.await else { return };
        bench = back;
        if let Ok(Some(())) = tokio::time::timeout(AGAIN, happens.recv()).await {
            tokio::time::sleep(TOGETHER).await;
        }
    }
}

struct Bench {
    path: PathBuf,
    followed: Followed,
    /// The folder that was looked at last, and what tells of it, if the system can.
    watched: Option<(FileId, Option<RecommendedWatcher>)>,
    closed: Closed,
    /// The system tells nothing more: the folder itself was removed.
    lost: Arc<AtomicBool>,
    happened: mpsc::Sender<()>,
}

impl Bench {
    fn look(&mut self, hub: &Hub) {
        let (trouble, left) = match self.take_all(hub) {
            Ok(left) => (None, left),
            Err(trouble) => {
                self.watched = None;
                self.followed = Followed::default();
                (Some(trouble), BTreeMap::new())
            }
        };
        let before = hub.scans.desk().trouble();
        if before != trouble {
            if let Some(why) = trouble {
                let path = self.path.display();
                tracing::error!(%path, ?why, "the scanner's folder cannot be used: check that it is there and that the hub may write to it");
            } else {
                tracing::info!("the scanner's folder can be used");
            }
        }
        if hub.scans.desk().set_folder(trouble, left) {
            tell(hub);
        }
    }

    /// Takes what is whole, and tells what stays.
    fn take_all(&mut self, hub: &Hub) -> Result<BTreeMap<ScanLeft, u32>, ScanFolderTrouble> {
        let folder = Folder::open(&self.path)?;
        let is_new = self.follow(&folder)?;
        let closed = std::mem::take(&mut *self.closed.lock().unwrap_or_else(PoisonError::into_inner));
        let mut entries = folder.entries()?;
        let unsettled = hub.scans.desk().unsettled();
        for (id, source) in unsettled {
            match entries.iter().position(|entry| entry.source == source) {
                Some(at) => {
                    let entry = entries.swap_remove(at);
                    if settle(hub, &folder, &entry, id).is_err() {
                        tracing::error!("a file of the scanner cannot be removed");
                    }
                }
                None => settled(hub, id),
            }
            tell(hub);
        }
        let files: BTreeSet<_> = entries.iter().map(|entry| entry.file).collect();
        let now = hub.scans.now();
        hub.scans.desk().see(&files, is_new, now);
        self.followed.only(&files);
        let largest = hub.config.scans.largest_mib.saturating_mul(MIB);
        let mut left = BTreeMap::new();
        for entry in &entries {
            let why = match self.followed.stands(&folder, entry, &closed, largest, now) {
                Stands::Coming => continue,
                Stands::Left(why) => why,
                Stands::Whole { format, pages } => match take(hub, &folder, entry, format, pages) {
                    Ok(()) => {
                        self.followed.forget(entry.file);
                        tell(hub);
                        continue;
                    }
                    Err(NotTaken::Changed) => continue,
                    Err(NotTaken::Left(ScanLeft::NoRoom)) => ScanLeft::NoRoom,
                    Err(NotTaken::Left(why)) => {
                        self.followed.put_aside(entry.file, why, now);
                        why
                    }
                },
            };
            *left.entry(why).or_insert(0) += 1;
        }
        Ok(left)
    }

    /// Has the system tell of what happens in the folder. Whether it is another than the one before: then nobody knows
    /// since when its files lie there.
    fn follow(&mut self, folder: &Folder) -> Result<bool, ScanFolderTrouble> {
        let id = folder.id()?;
        let is_lost = self.lost.swap(false, Ordering::Relaxed);
        if !is_lost && self.watched.as_ref().is_some_and(|(watched, _)| *watched == id) {
            return Ok(false);
        }
        let watcher = self.watcher().inspect_err(|error| {
            tracing::warn!(%error, "the scanner's folder is only looked at from time to time");
        });
        self.watched = Some((id, watcher.ok()));
        Ok(true)
    }

    fn watcher(&self) -> notify::Result<RecommendedWatcher> {
        let (closed, happened) = (Arc::clone(&self.closed), self.happened.clone());
        let (lost, folder) = (Arc::clone(&self.lost), self.path.clone());
        let mut watcher = notify::recommended_watcher(move |event: notify::Result<Event>| {
            let Ok(event) = event else { return };
            if is_ending(event.kind) {
                let names = event.paths.iter().filter_map(|path| path.file_name()).map(ToOwned::to_owned);
                closed.lock().unwrap_or_else(PoisonError::into_inner).extend(names);
            } else if event.kind.is_access() {
                // Reading a file is no news of it.
                return;
            }
            if event.kind.is_remove() && event.paths.contains(&folder) {
                lost.store(true, Ordering::Relaxed);
            }
            // One that waits to be heard stands for all; so does one that says that some were lost.
            let _ = happened.try_send(());
        })?;
        watcher.watch(&self.path, RecursiveMode::NonRecursive)?;
        Ok(watcher)
    }
}

/// Whether somebody closed a file after writing, or gave it its name.
fn is_ending(kind: EventKind) -> bool {
    matches!(
        kind,
        EventKind::Access(AccessKind::Close(AccessMode::Write))
            | EventKind::Modify(ModifyKind::Name(RenameMode::To | RenameMode::Both))
    )
}
