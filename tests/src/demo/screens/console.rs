//! The console's screens: two consoles, one a language, each paired and signed in on its own.

use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};
use jiff::civil::time;

use super::both;
use super::window::Window;
use crate::demo::hub::STAFF;
use crate::demo::run::Room;
use crate::demo::show::pair_console;
use crate::support::built;

const SIZE: (u16, u16) = (1280, 800);

/// Goes through every screen of the console in the middle of the morning.
///
/// # Errors
/// A screen does not show up.
pub async fn take(room: &Room, folder: &Path, logs: &Path) -> Result<()> {
    let work = tempfile::tempdir()?;
    room.clock.until(time(10, 0, 0, 0)).await?;
    both(one(room, "fr", folder, logs, work.path()), one(room, "en", folder, logs, work.path())).await
}

async fn one(room: &Room, lang: &'static str, folder: &Path, logs: &Path, work: &Path) -> Result<()> {
    let mut console = open(room, lang, folder, logs, work).await?;
    sign_in(&mut console, room).await.context("the sign-in")?;
    live_room(&mut console).await.context("the live room")?;
    other_screens(&mut console).await.context("the other screens")?;
    lost_hub(&mut console, room).await.context("the lost hub")
}

async fn open(room: &Room, lang: &'static str, folder: &Path, logs: &Path, work: &Path) -> Result<Window> {
    let (program, state) = (built("epn-admin")?, work.join(lang));
    let console = |state: &Path| {
        let mut command = Command::new(&program);
        command.arg("--state").arg(state).arg("--out").arg(work).args(["--windowed", "1280x800"]);
        command
    };
    let unpaired =
        Window::open(&mut console(&work.join("unpaired")), "console", "pairing", lang, SIZE, folder, logs)
            .await?;
    unpaired.keep("pairing")?;
    drop(unpaired);
    pair_console(room, &program, &state, &format!("Console {lang}")).await?;
    Window::open(&mut console(&state), "console", "sign-in", lang, SIZE, folder, logs).await
}

async fn sign_in(console: &mut Window, room: &Room) -> Result<()> {
    console.keep("sign-in")?;
    console.text(STAFF)?;
    console.keys(&["Return"])?;
    console.text(&room.password)?;
    console.keys(&["Return"])?;
    console.shows("room").await
}

/// The tiles at half past ten, while sessions run, and the panel of one.
async fn live_room(console: &mut Window) -> Result<()> {
    console.keep("room")?;
    console.keys(&["F1"])?;
    console.shows("room").await?;
    console.keys(&["Return"])?;
    console.shot("station", "station").await?;
    console.keys(&["Escape"])?;
    console.shows("room").await
}

async fn other_screens(console: &mut Window) -> Result<()> {
    console.keys(&["F2"])?;
    console.shot("ticket", "ticket").await?;
    console.keys(&["Return"])?;
    console.looks_otherwise("ticket").await?;
    console.keep("ticket-given")?;
    console.keys(&["F3"])?;
    console.shot("visitors", "visitors").await?;
    console.keys(&["Return"])?;
    console.looks_otherwise("visitors").await?;
    console.keep("visitors-found")?;
    console.keys(&["F4"])?;
    console.shot("sessions", "sessions").await?;
    console.keys(&["F5"])?;
    console.shot("settings", "rules").await?;
    console.keys(&["F6"])?;
    console.shot("export", "counts").await?;
    console.keys(&["F7"])?;
    console.shot("calendar", "calendar").await?;
    console.keys(&["F1"])?;
    console.shows("room").await
}

/// The day has the hub away from half past two.
async fn lost_hub(console: &mut Window, room: &Room) -> Result<()> {
    room.clock.until(time(14, 28, 0, 0)).await?;
    console.shows("room").await?;
    room.clock.until(time(14, 31, 0, 0)).await?;
    console.looks_otherwise("room").await?;
    console.keep("hub-lost")
}
