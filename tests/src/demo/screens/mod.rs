//! Pictures of every screen of both programs, in French and English, taken from the running programs.

mod console;
mod expected;
mod kiosk;
mod part;
mod second;
mod window;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result};
use tokio::join;
use tokio::task::spawn_blocking;

use super::run::Room;

pub use console::signed_in;

/// Plays the station that the day leaves to the screens, then a second room, and takes the pictures into `folder`; gives what
/// did not come off and which pictures are missing. Looking at pictures takes its time: each program's screens have a thread of their own, so
/// that nobody else is late for it.
///
/// # Errors
/// The folder cannot be made or emptied.
pub async fn take(room: &Arc<Room>, folder: &Path, logs: &Path) -> Result<Vec<String>> {
    empty(folder)?;
    let kiosk = apart(room, folder, logs, async |room, folder, logs| kiosk::take(room, folder, logs).await);
    let console =
        apart(room, folder, logs, async |room, folder, logs| console::take(room, folder, logs).await);
    let (kiosk, console) = join!(kiosk, console);
    // After the others: their visits go by the minute.
    let second =
        apart(room, folder, logs, async |room, folder, logs| second::take(&room.day, folder, logs).await)
            .await;
    let failed = |failed: Result<Vec<String>>| failed.unwrap_or_else(|error| vec![format!("{error:#}")]);
    let missed = [kiosk, console, second].into_iter().flat_map(failed);
    Ok(missed.chain(expected::missing(folder)).collect())
}

/// A folder without the pictures of an earlier run.
fn empty(folder: &Path) -> Result<()> {
    fs::create_dir_all(folder)?;
    for name in expected::files() {
        match fs::remove_file(folder.join(&name)) {
            Err(error) if error.kind() != ErrorKind::NotFound => {
                return Err(error).with_context(|| format!("removing the old picture {name}"));
            }
            _ => {}
        }
    }
    Ok(())
}

/// Lets `script` run on a thread of its own.
async fn apart(
    room: &Arc<Room>,
    folder: &Path,
    logs: &Path,
    script: impl AsyncFnOnce(&Room, &Path, &Path) -> Vec<String> + Send + 'static,
) -> Result<Vec<String>> {
    let (room, folder, logs): (_, PathBuf, PathBuf) = (room.clone(), folder.to_owned(), logs.to_owned());
    spawn_blocking(move || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        Ok(runtime.block_on(script(&room, &folder, &logs)))
    })
    .await?
}
