//! The kiosk: its first frame, its memory, and what it does while nobody is there.

use std::path::Path;
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result};
use tokio::time::sleep;

use super::process::Watched;
use crate::demo::run::Room;
use crate::support::{Picture, Process, Xvfb, built, wait_for};

/// Starts of which the median counts.
const STARTS: usize = 9;
/// How long an idle kiosk is watched.
const IDLE: Duration = Duration::from_secs(5);
/// Within which the kiosk draws.
const PROMPT: Duration = Duration::from_secs(20);

/// Measures and prints the kiosk's lines.
pub(super) async fn measure(room: &Room, folder: &Path) -> Result<()> {
    let display = Xvfb::start(1024, 768, folder).await?;
    let (_, station) = room.stations.first().context("no station")?;
    let socket = station.lock().await.socket().to_owned();
    let mut firsts = Vec::new();
    for _ in 1..STARTS {
        firsts.push(start(&display, &socket, folder).await?.1);
    }
    let (kiosk, first) = start(&display, &socket, folder).await?;
    firsts.push(first);
    firsts.sort_unstable();
    let median = firsts.get(STARTS / 2).copied().unwrap_or_default();
    println!("| kiosk: from its start to the first frame | {} ms |", median.as_millis());
    let watched = Watched::new(kiosk.pid());
    // The lock screen comes after the first frame; idle begins once it is drawn.
    sleep(Duration::from_secs(2)).await;
    let before = watched.ticks()?;
    sleep(IDLE).await;
    let ticks = watched.ticks()? - before;
    println!("| kiosk: memory on the lock screen | {} MiB |", watched.resident_mib()?);
    println!("| kiosk: idle for {} s | {ticks} ticks of a hundredth of a second |", IDLE.as_secs());
    Ok(())
}

async fn start(display: &Xvfb, socket: &Path, folder: &Path) -> Result<(Process, Duration)> {
    let mut command = Command::new(built("epn-kiosk")?);
    command.arg("--socket").arg(socket).args(["--windowed", "1024x768"]).env("DISPLAY", display.display());
    let begun = Instant::now();
    let kiosk = Process::spawn("epn-kiosk", &mut command, &folder.join("kiosk-bench.log"))?;
    let first = wait_for("the first frame", PROMPT, async || {
        let drawn = Picture::of_display(display.display())?.is_drawn();
        Ok(drawn.then(|| begun.elapsed()))
    })
    .await?;
    Ok((kiosk, first))
}
