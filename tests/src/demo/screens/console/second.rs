//! The consoles of the second room: those who wait, and a scan of which nobody knows whose it is.

use std::fs;
use std::path::Path;
use std::time::Duration;

use anyhow::Result;
use epn_rules::units::Cents;
use epn_wire::console::{Open, RoomView};
use epn_wire::print_desk::PrintQueue;
use tokio::try_join;

use super::{FOUND, Window, forms, open, sign_in, turn_to};
use crate::demo::print::{paid_in, voucher};
use crate::demo::run::Room;
use crate::demo::screens::second::{join_queue, nobody_waits, scanner};
use crate::prints::{A4, document};
use crate::support::wait_for;

/// Machine time within which the hub takes a scan, or a station lets somebody in.
const PROMPT: Duration = Duration::from_secs(30);
/// From the first station's tile back over the passages to *File d'attente*.
const TO_QUEUE: &[&str] = &["shift+Tab", "shift+Tab", "shift+Tab", "shift+Tab", "Return"];
/// From the tab back over the first of the screens and over the end of the list to *Donner à …*.
const TO_GIVE: &[&str] = &["shift+Tab", "shift+Tab", "shift+Tab", "Return"];
/// Where somebody sits.
const STATION: &str = "Poste 2";
/// How many pages are scanned.
const PAGES: u32 = 3;
/// What somebody pays, and the voucher that they hand in once.
const PAID: Cents = Cents(500);
const SERIAL: &str = "CN-2026-0512";

/// Takes their pictures; gives what did not come off.
pub async fn take_second(room: &Room, folder: &Path, logs: &Path) -> Vec<String> {
    let played = play(room, folder, logs).await;
    played.err().map(|error| format!("the second room's consoles: {error:#}")).into_iter().collect()
}

async fn play(room: &Room, folder: &Path, logs: &Path) -> Result<()> {
    let place = tempfile::tempdir()?;
    let work = place.path();
    let ready = |lang| async move {
        let mut console = open(room, lang, folder, logs, work).await?;
        sign_in(&mut console, room).await?;
        Ok::<_, anyhow::Error>(console)
    };
    let (mut french, mut english) = try_join!(ready("fr"), ready("en"))?;
    for picture in ["cat", "leaf", "star"] {
        join_queue(room, picture).await?;
    }
    try_join!(queue(&mut french), queue(&mut english))?;
    nobody_waits(room).await?;
    somebody_comes(room).await?;
    fs::write(scanner(room).await.join("somebodys.pdf"), document(PAGES, A4, 0))?;
    wait_for("a scan that waits for the mediator", PROMPT, async || {
        let prints: PrintQueue = room.desk.get("/prints").await?;
        Ok(prints.scans.filter(|scans| !scans.waiting.is_empty()).map(drop))
    })
    .await?;
    try_join!(scans(&mut french), scans(&mut english))?;
    try_join!(forms::refused_booking(&mut french), forms::refused_booking(&mut english))?;
    // One after the other: a day is closed once.
    for console in [&mut french, &mut english] {
        paid_in(room, None, PAID, None).await?;
        close(console).await?;
    }
    let voucher = voucher(room, SERIAL).await?;
    paid_in(room, None, PAID, Some(voucher)).await?;
    try_join!(forms::refused_payments(&mut french, SERIAL), forms::refused_payments(&mut english, SERIAL))
        .map(drop)
}

/// What the desk took is counted, and the day closed.
async fn close(console: &mut Window) -> Result<()> {
    console.press(&["F4"], "sessions").await?;
    turn_to(console, "F11", "cash").await?;
    turn_to(console, "F11", "cash-day").await?;
    forms::count(console).await?;
    console.keys(&["Return"]).await?;
    console.shot("cash-closes", "cash-closed").await
}

/// The mediator lets somebody in.
async fn somebody_comes(room: &Room) -> Result<()> {
    let path = format!("/stations/{}/open", room.id_of(STATION).await?);
    room.desk.tell(&path, &Open::default()).await?;
    wait_for("somebody who sits there", PROMPT, async || {
        let view: RoomView = room.desk.get("/room").await?;
        Ok(view.stations.into_iter().find_map(|tile| tile.session).map(drop))
    })
    .await
}

async fn queue(console: &mut Window) -> Result<()> {
    turn_to(console, "F4", "sessions").await?;
    turn_to(console, "F1", "room").await?;
    console.keys(TO_QUEUE).await?;
    console.shot("queue", "queue").await
}

/// The scan, and everybody whose it can be.
async fn scans(console: &mut Window) -> Result<()> {
    turn_to(console, "F10", "prints").await?;
    turn_to(console, "F10", "printers").await?;
    turn_to(console, "F10", "scans").await?;
    console.keep("scans")?;
    console.keys(TO_GIVE).await?;
    console.changes_by(FOUND, "scans").await?;
    console.keep("scans-whose")
}
