//! Pictures of every screen of both programs, in French and English, taken from the running programs.

mod console;
mod kiosk;
mod window;

use std::path::Path;

use anyhow::Result;
use tokio::try_join;

use super::run::Room;

/// Plays the station that the day leaves to the screens, and takes the pictures into `folder`.
///
/// # Errors
/// A screen does not show what it must.
pub async fn take(room: &Room, folder: &Path, logs: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    try_join!(kiosk::take(room, folder, logs), console::take(room, folder, logs)).map(drop)
}
