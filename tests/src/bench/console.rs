//! The console with many prints before the mediator: what one press costs its processor, which draws every picture.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result};
use epn_wire::console::Open;
use epn_wire::kiosk::Scene;
use epn_wire::print_desk::PrintQueue;

use super::process::Watched;
use crate::demo::print;
use crate::demo::run::Room;
use crate::demo::screens::signed_in;
use crate::demo::seat::Seat;
use crate::support::wait_for;

/// How many prints wait for their visitor's word.
const PRINTS: usize = 500;
/// How many presses of a key are counted, each of which draws the screen anew.
const PRESSES: usize = 100;
/// Within which a session starts, or the prints are counted.
const PROMPT: Duration = Duration::from_mins(1);

/// Measures and prints the console's lines.
pub(super) async fn measure(room: &Room, folder: &Path) -> Result<()> {
    let (station, socket) = {
        let (name, station) = room.stations.first().context("no station")?;
        (name.clone(), station.lock().await.socket().to_owned())
    };
    let open = format!("/stations/{}/open", room.id_of(&station).await?);
    room.desk.tell(&open, &Open::default()).await?;
    let mut seat = Seat::take(&station, &socket);
    seat.until("a session", PROMPT, |view| matches!(view.scene, Scene::Active(_)).then_some(())).await?;
    for _ in 0..PRINTS {
        print::send(room, &station, 1, 1).await?;
    }
    wait_for("the prints at the desk", PROMPT, async || {
        let queue: PrintQueue = room.desk.get("/prints").await?;
        Ok((queue.prints.len() >= PRINTS).then_some(()))
    })
    .await?;
    let work = tempfile::tempdir()?;
    let mut console = signed_in(room, "fr", folder, folder, work.path()).await?;
    console.press(&["F10"], "prints").await?;
    let watched = Watched::new(console.pid());
    let before = watched.cpu()?;
    console.keys(&["Tab"; PRESSES]).await?;
    let each = watched.cpu()?.saturating_sub(before).as_secs_f64() * 1000.0 / PRESSES as f64;
    println!(
        "| console: a press with {PRINTS} prints before the mediator, drawn | {each:.1} ms of processor |"
    );
    println!("| console: memory then | {} MiB |", watched.resident_mib()?);
    room.desk.tell(&open.replace("/open", "/end"), &()).await
}
