//! The console's screens: two consoles, one a language, each paired and signed in on its own.

mod forms;
mod second;

use std::path::Path;
use std::process::Command;
use std::time::Duration;

use anyhow::{Context, Result};
use jiff::civil::{Time, time};
use tokio::join;

pub use second::take_second;

use super::window::Window;
use crate::demo::hub::STAFF;
use crate::demo::run::Room;
use crate::demo::show::pair_console;
use crate::support::built;

const SIZE: (u16, u16) = (1280, 800);
/// The share of the window that its clock is.
const MINUTE: f64 = 0.004;
/// The same of somebody who is found, and of an answer that fills the screen: more than of a button that waits for either.
const FOUND: f64 = 0.006;
const ANSWERED: f64 = 0.03;
/// When the tiles show sessions of all kinds.
const MORNING: Time = time(10, 0, 0, 0);
/// When prints came out, and one needs the mediator.
const PRINTS: Time = time(11, 28, 0, 0);
/// The day has the hub away from half past two.
const BEFORE_HUB_LOST: Time = time(14, 22, 0, 0);
/// And back ten minutes later; machine time within which a console finds it again.
const AFTER_HUB_LOST: Time = time(14, 42, 0, 0);
const BACK: Duration = Duration::from_secs(30);
/// Whose account is looked at.
const MEMBER: &str = "karim";
/// The parts of the rules after the hours, as the same key turns to them.
const SECTIONS: [&str; 8] =
    ["days", "variants", "slots", "limits", "prices", "printing", "sessions", "people"];

/// Goes through every screen of the console; gives what did not come off, and why.
pub async fn take(room: &Room, folder: &Path, logs: &Path) -> Vec<String> {
    let one = |lang| async move {
        let mut missed = Vec::new();
        if let Err(error) = play(room, lang, folder, logs, &mut missed).await {
            missed.push(format!("the console's screens ({lang}): {error:#}"));
        }
        missed
    };
    let (french, english) = join!(one("fr"), one("en"));
    french.into_iter().chain(english).collect()
}

async fn play(
    room: &Room,
    lang: &'static str,
    folder: &Path,
    logs: &Path,
    missed: &mut Vec<String>,
) -> Result<()> {
    let work = tempfile::tempdir()?;
    pairing(lang, folder, logs, work.path()).await?;
    let mut console = signed_in(room, lang, folder, logs, work.path()).await?;
    room.clock.until(MORNING).await?;
    let mut note = |part: &str, played: Result<()>| {
        missed.extend(played.err().map(|error| format!("console, {part} ({lang}): {error:#}")));
    };
    note("the live room", live_room(&mut console).await);
    note("people", people(&mut console, room).await);
    note("the calendar", calendar(&mut console).await);
    note("the rules", rules(&mut console).await);
    note("counts and cards", counts(&mut console).await);
    room.clock.until(PRINTS).await?;
    note("prints", prints(&mut console).await);
    note("cash", cash(&mut console, room).await);
    room.clock.until(BEFORE_HUB_LOST).await?;
    note("the lost hub", lost_hub(&mut console).await);
    room.clock.until(AFTER_HUB_LOST).await?;
    console.comes("room", BACK).await?;
    note("one booking", forms::booking(&mut console).await);
    note("equipment", forms::equipment(&mut console, lang).await);
    note("the week", forms::week(&mut console).await);
    note("somebody new", forms::visitor(&mut console).await);
    note("rules that change", forms::changed_rules(&mut console).await);
    Ok(())
}

/// A console of its own folder that was not paired yet.
async fn pairing(lang: &'static str, folder: &Path, logs: &Path, work: &Path) -> Result<()> {
    let mut unpaired = program(lang, work, &work.join("unpaired"))?;
    let unpaired = Window::open(&mut unpaired, "console", "pairing", lang, SIZE, folder, logs).await?;
    unpaired.keep("pairing")
}

/// A console that was paired, before anybody is signed in.
async fn open(room: &Room, lang: &'static str, folder: &Path, logs: &Path, work: &Path) -> Result<Window> {
    let state = work.join(lang);
    pair_console(room, &built("epn-admin")?, &state, &format!("Console {lang}")).await?;
    let mut paired = program(lang, work, &state)?;
    let console = Window::open(&mut paired, "console", "sign-in", lang, SIZE, folder, logs).await?;
    Ok(console.with_small_clock(MINUTE))
}

/// A console at which somebody has signed in; on the way there, a picture of that in `folder`.
///
/// # Errors
/// A program is missing, or does not show what it must.
pub async fn signed_in(
    room: &Room,
    lang: &'static str,
    folder: &Path,
    logs: &Path,
    work: &Path,
) -> Result<Window> {
    let mut console = open(room, lang, folder, logs, work).await?;
    console.keep("sign-in")?;
    sign_in(&mut console, room).await.context("the sign-in")?;
    Ok(console)
}

fn program(lang: &str, work: &Path, state: &Path) -> Result<Command> {
    let mut command = Command::new(built("epn-admin")?);
    command.arg("--state").arg(state).arg("--out").arg(work);
    command.args(["--windowed", "1280x800", "--lang", lang]);
    Ok(command)
}

async fn sign_in(console: &mut Window, room: &Room) -> Result<()> {
    console.text(STAFF).await?;
    console.keys(&["Return"]).await?;
    console.text(&room.password).await?;
    console.keys(&["Return"]).await?;
    console.shows("room").await
}

/// From any screen to another, by its key.
async fn turn_to(console: &mut Window, key: &str, screen: &str) -> Result<()> {
    console.press(&[key], screen).await
}

/// The tiles while sessions run, and the panel of one.
async fn live_room(console: &mut Window) -> Result<()> {
    turn_to(console, "F4", "sessions").await?;
    turn_to(console, "F1", "room").await?;
    console.keep("room")?;
    console.keys(&["Return"]).await?;
    console.shot("station", "station").await?;
    console.keys(&["Escape"]).await?;
    console.shows("room").await
}

/// Tickets, visitors, and today's sessions.
async fn people(console: &mut Window, room: &Room) -> Result<()> {
    turn_to(console, "F2", "ticket").await?;
    console.keep("ticket")?;
    console.keys(&["Return"]).await?;
    console.shot("ticket-issued", "ticket-given").await?;
    turn_to(console, "F3", "visitors").await?;
    console.keep("visitors")?;
    console.text(&room.people.member(MEMBER)?.number).await?;
    console.keys(&["Return"]).await?;
    console.changes_by(FOUND, "visitors").await?;
    console.keep("visitors-found")?;
    forms::groups(console).await?;
    turn_to(console, "F4", "sessions").await?;
    console.keep("sessions")
}

/// A day, and a new booking.
async fn calendar(console: &mut Window) -> Result<()> {
    turn_to(console, "F7", "calendar").await?;
    console.keep("calendar")?;
    console.keys(&["Return"]).await?;
    console.shot("booking-new", "booking-new").await?;
    // The first leaves the field that is written in.
    console.keys(&["Escape", "Escape"]).await?;
    console.shows("calendar").await
}

/// The hours, and every other part of the rules.
async fn rules(console: &mut Window) -> Result<()> {
    turn_to(console, "F5", "settings").await?;
    console.keep("rules")?;
    for section in SECTIONS {
        turn_to(console, "F5", &format!("settings-{section}")).await?;
        console.keep(&format!("rules-{section}"))?;
    }
    turn_to(console, "F5", "settings").await
}

async fn counts(console: &mut Window) -> Result<()> {
    turn_to(console, "F6", "export").await?;
    console.keep("counts")?;
    turn_to(console, "F9", "cards").await?;
    console.keep("cards")
}

/// The queue, in which one print needs the mediator, and the printers.
async fn prints(console: &mut Window) -> Result<()> {
    turn_to(console, "F10", "prints").await?;
    console.keep("prints")?;
    turn_to(console, "F10", "printers").await?;
    console.keep("printers")?;
    forms::printer(console).await?;
    turn_to(console, "F10", "prints").await
}

/// The desk, somebody's account, what was taken, and the closes.
async fn cash(console: &mut Window, room: &Room) -> Result<()> {
    turn_to(console, "F11", "cash").await?;
    console.keep("cash")?;
    console.text(&room.people.member(MEMBER)?.number).await?;
    console.keys(&["Return"]).await?;
    console.changes_by(FOUND, "cash").await?;
    console.keys(&["Tab", "Tab", "Return"]).await?;
    console.changes_by(ANSWERED, "cash").await?;
    console.keep("cash-account")?;
    turn_to(console, "F11", "cash-day").await?;
    console.keep("cash-day")?;
    // The day is not over: it is not closed yet.
    forms::count(console).await?;
    console.keep("cash-close")?;
    turn_to(console, "F11", "cash-closes").await?;
    console.keep("cash-closes")
}

async fn lost_hub(console: &mut Window) -> Result<()> {
    turn_to(console, "F4", "sessions").await?;
    turn_to(console, "F1", "room").await?;
    console.shot("room-without-hub", "hub-lost").await
}
