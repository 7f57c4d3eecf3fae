//! The site's charter files, watched.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use notify::{RecommendedWatcher, RecursiveMode, Watcher as _};
use tokio::sync::mpsc;
use tokio::task::JoinHandle;

use super::Charter;
use crate::hub::Hub;
use crate::notices::BROKEN_CHARTER;

/// An editor writes a file in several steps; this long after the last of them it is whole.
const QUIET: Duration = Duration::from_millis(200);

/// Watches as long as it is kept.
#[derive(Debug)]
pub struct Watching {
    _watcher: RecommendedWatcher,
    reloading: JoinHandle<()>,
}

impl Drop for Watching {
    fn drop(&mut self) {
        self.reloading.abort();
    }
}

/// Puts the site's own charter in force, now and, as long as what is returned is kept, whenever its files change.
/// Nothing is returned if they cannot be watched: then they are read now, and at the next start.
pub fn watch(hub: &Arc<Hub>) -> Option<Watching> {
    let path = hub.folder.layout().charters();
    let started = start(&path);
    reload(hub, &path);
    match started {
        Ok((watcher, changes)) => {
            let reloading = tokio::spawn(follow(Arc::clone(hub), path, changes));
            Some(Watching { _watcher: watcher, reloading })
        }
        Err(error) => {
            tracing::error!(path = %path.display(), %error, "the charters cannot be watched");
            None
        }
    }
}

fn start(path: &Path) -> notify::Result<(RecommendedWatcher, mpsc::Receiver<()>)> {
    make(path).map_err(notify::Error::io)?;
    let (tell, changes) = mpsc::channel(1);
    let mut watcher = notify::recommended_watcher(move |event: notify::Result<notify::Event>| {
        // Reading the files is an event of its own; it must not lead to another reading.
        if event.is_ok_and(|event| event.kind.is_access()) {
            return;
        }
        // One that waits to be heard stands for all.
        let _ = tell.try_send(());
    })?;
    watcher.watch(path, RecursiveMode::NonRecursive)?;
    Ok((watcher, changes))
}

fn make(path: &Path) -> io::Result<()> {
    match std::fs::create_dir(path) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
        _ => Ok(()),
    }
}

async fn follow(hub: Arc<Hub>, path: PathBuf, mut changes: mpsc::Receiver<()>) {
    while changes.recv().await.is_some() {
        while let Ok(Some(())) = tokio::time::timeout(QUIET, changes.recv()).await {}
        reload(&hub, &path);
    }
}

fn reload(hub: &Hub, path: &Path) {
    match Charter::read(path) {
        Ok(charter) => {
            hub.charters.put(charter);
            hub.notices.withdraw(BROKEN_CHARTER);
        }
        Err(problems) => {
            let detail = problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("; ");
            tracing::warn!(%detail, "the charter's files are broken; the one in force stays");
            hub.notices.post(BROKEN_CHARTER, detail);
        }
    }
}
