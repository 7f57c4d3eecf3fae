//! The demo with a display: a console, a kiosk and a desktop in windows, and what to try.

use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result};
use tokio::signal::ctrl_c;
use tokio::signal::unix::{SignalKind, signal};

use super::day::Day;
use super::hub::STAFF;
use super::run::{Room, at_work, folder};
use super::station::Desktop;
use crate::support::{Process, built, run_to_end};

/// Desktops that may be installed, the fullest first.
const DESKTOPS: [&str; 3] = ["/usr/bin/startxfce4", "/usr/bin/openbox-session", "/usr/bin/xterm"];

/// Opens the room at ten in the morning, at the pace of real life, and keeps it open until Ctrl-C.
///
/// # Errors
/// A program is missing or does not start.
pub async fn windows(day: Day) -> Result<()> {
    let day = Day { start: jiff::civil::time(10, 0, 0, 0), scale: 1, ..day };
    let folder = folder()?;
    let room = Room::set_up(day, folder.path(), folder.path(), &desktop()?).await?;
    let _console = console(&room, folder.path()).await?;
    let (name, station) = room.stations.first().context("the day has no station")?;
    let mut kiosk = Command::new(built("epn-kiosk")?);
    kiosk.arg("--socket").arg(station.lock().await.socket()).args(["--windowed", "1024x768"]);
    let _kiosk = Process::spawn("epn-kiosk", &mut kiosk, &folder.path().join("kiosk.log"))?;
    println!("{}", what_to_try(&room, name)?);
    let mut told_to_stop = signal(SignalKind::terminate())?;
    tokio::select! {
        pressed = ctrl_c() => pressed?,
        _ = told_to_stop.recv() => {}
    }
    println!("Closing the room …");
    room.switch_off().await
}

async fn console(room: &Room, folder: &Path) -> Result<Process> {
    let (state, program) = (folder.join("console"), built("epn-admin")?);
    pair_console(room, &program, &state, "Console").await?;
    let mut console = Command::new(program);
    console.arg("--state").arg(&state).args(["--windowed", "1280x800"]);
    Process::spawn("epn-admin", &mut console, &folder.join("console.log"))
}

/// Pairs a console that keeps its identity in `state`.
///
/// # Errors
/// The hub refuses.
pub async fn pair_console(room: &Room, program: &Path, state: &Path, name: &str) -> Result<()> {
    let (code, address) = {
        let hub = room.hub.lock().await;
        (hub.pairing_code()?, hub.address().to_owned())
    };
    let mut command = Command::new(program);
    command.args(["pair", "--hub", &address, "--name", name, "--state"]).arg(state).arg("-");
    run_to_end(&mut command, code.as_bytes())?.ok()?;
    Ok(())
}

/// The desktop of a session: in a window of the display that the demo runs on.
fn desktop() -> Result<Desktop> {
    let parent = std::env::var("DISPLAY").context("no display")?;
    let mut display: toml::Table =
        [("kind".to_owned(), "xephyr".into()), ("parent".to_owned(), parent.into())].into_iter().collect();
    if let Ok(authority) = std::env::var("XAUTHORITY") {
        display.insert("authority".to_owned(), authority.into());
    }
    let installed = DESKTOPS.iter().map(PathBuf::from).find(|path| path.is_file());
    match installed {
        Some(command) => Ok(Desktop { command, args: Vec::new(), display }),
        None => Ok(Desktop { display, ..at_work()? }),
    }
}

fn what_to_try(room: &Room, station: &str) -> Result<String> {
    let member = room.people.member("karim")?;
    let ticket = room.people.ticket("half")?;
    Ok(format!(
        "\n{site} is open. It is Tuesday, ten in the morning.\n\n\
         On the console, sign in as   {STAFF}\n\
         with the password            {password}\n\n\
         On the kiosk ({station}), press Commencer, then try\n  \
         a ticket of 30 minutes     {ticket}\n  \
         a member's number and PIN  {number} {pin}\n  \
         or enter without an account.\n\n\
         Watch the tile on the console; open another station from there; end the session from either side.\n\
         Ctrl-C closes the room and erases everything.\n",
        site = room.day.site.name,
        password = room.password,
        ticket = ticket.reveal(),
        number = member.number,
        pin = member.pin.reveal(),
    ))
}
