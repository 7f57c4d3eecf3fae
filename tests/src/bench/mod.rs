//! The figures of the README, measured on the programs themselves: `cargo run --release --bin epn-bench`.

mod bookings;
mod console;
mod count;
mod kiosk;
mod money;
mod prints;
mod process;
mod reset;

use std::time::Duration;

use anyhow::{Context, Result, ensure};

use crate::demo::day::Day;
use crate::demo::run::{Room, at_work, folder};
use crate::load::cli::Common;
use crate::load::{logins, stations};
use crate::support::{build_binaries, workspace_root};
use process::Watched;

/// How many stations give a sign of life a second, and for how long.
const STATIONS: u32 = 1000;
const SECONDS: u64 = 30;
/// How many visitors log in at the same time, and for how long.
const DESKS: u32 = 4;
const LOGIN_SECONDS: u64 = 10;

/// Measures everything and prints a table in Markdown.
///
/// # Errors
/// A program does not do its part.
pub async fn run() -> Result<()> {
    ensure!(
        !cfg!(debug_assertions),
        "figures are those of a release build: cargo run --release --bin epn-bench"
    );
    build_binaries()?;
    let day = Day::read(&workspace_root().join("assets/demo/day.toml"))?;
    let day = Day { start: jiff::civil::time(10, 0, 0, 0), scale: 1, ..day };
    let folder = folder()?;
    let room = Room::set_up(day, folder.path(), folder.path(), &at_work()?).await?;
    println!("| what | measured |\n| --- | --- |");
    hub(&room).await?;
    bookings::measure(&room).await?;
    count::measure(folder.path())?;
    money::measure(&room).await?;
    prints::measure(folder.path()).await?;
    kiosk::measure(&room, folder.path()).await?;
    console::measure(&room, folder.path()).await?;
    reset::measure()?;
    room.switch_off().await
}

async fn hub(room: &Room) -> Result<()> {
    let hub = room.hub.lock().await;
    let watched = Watched::new(hub.pid().context("the hub does not run")?);
    let load = |count, seconds| Common {
        hub: hub.address().to_owned(),
        data: hub.data().to_owned(),
        count,
        seconds,
        json: true,
    };
    let ticket = logins::run(&load(1, LOGIN_SECONDS), true).await?;
    println!("| log-in and log-out without a hash | {} ms at the median |", ticket.p50_ms);
    let hashed = logins::run(&load(DESKS, LOGIN_SECONDS), false).await?;
    println!(
        "| log-in and log-out with Argon2id (19 MiB, t = 2) | {} a second, {} errors |",
        hashed.rate_per_s, hashed.errors
    );
    let joined = stations::join(&load(STATIONS, SECONDS)).await?;
    let before = watched.cpu()?;
    let figures = stations::run(joined, Duration::from_secs(1), Duration::from_secs(SECONDS)).await?;
    let cpu = watched.cpu()?.saturating_sub(before);
    let each = cpu.as_secs_f64() * 1000.0 / figures.requests.max(1) as f64;
    println!(
        "| {STATIONS} stations, a sign of life a second each, {SECONDS} s | {} errors, p99 {} ms |",
        figures.errors, figures.p99_ms
    );
    println!("| the hub's processor time for one sign of life | {each:.3} ms |");
    println!("| the hub's memory under that load | {} MiB |", watched.resident_mib()?);
    Ok(())
}
