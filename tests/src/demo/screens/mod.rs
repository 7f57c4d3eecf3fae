//! Pictures of every screen of both programs, in French and English, taken from the running programs.

mod console;
mod kiosk;
mod window;

use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::Result;
use tokio::join;
use tokio::task::spawn_blocking;

use super::run::Room;

/// Plays the station that the day leaves to the screens, and takes the pictures into `folder`. Looking at pictures
/// takes its time: each program's screens have a thread of their own, so that nobody else is late for it.
///
/// # Errors
/// A screen does not show what it must.
pub async fn take(room: &Arc<Room>, folder: &Path, logs: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let kiosk = apart(room, folder, logs, async |room, folder, logs| kiosk::take(room, folder, logs).await);
    let console =
        apart(room, folder, logs, async |room, folder, logs| console::take(room, folder, logs).await);
    both(kiosk, console).await
}

/// Two scripts beside each other: what one of them misses does not end the other.
async fn both(one: impl Future<Output = Result<()>>, other: impl Future<Output = Result<()>>) -> Result<()> {
    match join!(one, other) {
        (Err(one), Err(other)) => Err(one.context(format!("{other:#}"))),
        (one, other) => one.and(other),
    }
}

/// Lets `script` run on a thread of its own.
async fn apart(
    room: &Arc<Room>,
    folder: &Path,
    logs: &Path,
    script: impl AsyncFnOnce(&Room, &Path, &Path) -> Result<()> + Send + 'static,
) -> Result<()> {
    let (room, folder, logs): (_, PathBuf, PathBuf) = (room.clone(), folder.to_owned(), logs.to_owned());
    spawn_blocking(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        runtime.block_on(script(&room, &folder, &logs))
    })
    .await?
}
