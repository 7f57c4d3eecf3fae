//! Printing through a real print service to a printer where all goes well: what comes out, and how long it takes.

use std::path::Path;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use epn_rules::id::PrintJobId;
use epn_wire::printing::{PrintStage, SessionPrinting};

use super::PrintRoom;
use super::pdf::{A4, document};
use super::printer::Printer;
use super::service::Service;
use crate::load::measure::Measure;
use crate::support::wait_until;

/// Machine time within which a print comes out.
const PROMPT: Duration = Duration::from_secs(90);
/// Pages of what is printed.
const PAGES: u32 = 3;

/// Ways to print it, and the sides that come out.
const WAYS: [(&[&str], u32); 5] = [
    (&["-n", "2"], 2 * PAGES),
    (&["-n", "3", "-o", "collate=true"], 3 * PAGES),
    (&["-o", "sides=two-sided-long-edge"], PAGES),
    (&["-o", "number-up=2"], PAGES.div_ceil(2)),
    (&["-o", "page-ranges=2-3"], 2),
];

/// Prints from a program through the station's print service: also what was taken while the hub could not be reached, by a service
/// that was then killed.
///
/// # Errors
/// A print does not come out as it should, or something of it stays.
pub async fn print(room: &mut PrintRoom, printer: &Printer, folder: &Path) -> Result<()> {
    std::fs::create_dir(folder)?;
    let file = folder.join("zqx-name.pdf");
    std::fs::write(&file, document(PAGES, A4, 0))?;
    let file = file.display().to_string();
    let cups = Service::of(room, folder).await?;
    let mut sides = printer.sides();
    for (way, more) in WAYS {
        sides += more;
        cups.client("lp", &[way, &[file.as_str()]].concat())?;
        comes_out(printer, sides).await.with_context(|| format!("lp {}", way.join(" ")))?;
        cups.has_nothing().await?;
    }

    room.close_queue().await;
    cups.client("lp", &[&file])?;
    ensure!(cups.jobs()? > 0, "a print is gone while the hub cannot be reached");
    let cups = cups.killed_and_started().await?;
    room.open_queue().await?;
    comes_out(printer, sides + PAGES).await?;
    cups.has_nothing().await?;
    for log in ["error_log", "access_log", "page_log"] {
        let said = std::fs::read_to_string(folder.join("log").join(log)).unwrap_or_default();
        ensure!(!said.contains("zqx"), "{log} names a document");
    }
    cups.end()?;
    Ok(())
}

/// How long a page takes from `lp`.
#[derive(Debug, Default)]
pub struct Times {
    /// Until its visitor is asked about it.
    pub asked: Measure,
    /// From their yes until it is out of the printer.
    pub printed: Measure,
}

/// Prints a page from a program so many times, one after the other, to a visitor who says yes when the print service is done.
///
/// # Errors
/// A print does not come out.
pub async fn time(room: &PrintRoom, printer: &Printer, folder: &Path, times: usize) -> Result<Times> {
    std::fs::create_dir(folder)?;
    let file = folder.join("page.pdf");
    std::fs::write(&file, document(1, A4, 0))?;
    let file = file.display().to_string();
    let cups = Service::of(room, folder).await?;
    let mut measured = Times::default();
    let before = printer.sides();
    room.visitor.thinks();
    // A print comes out before everybody was told that it does.
    let mut over = Vec::new();
    for sides in (before + 1..).take(times) {
        let begun = Instant::now();
        cups.client("lp", &[&file])?;
        let id = room.visitor.hears("a print that is held", |told| asked(told, &over)).await?;
        measured.asked.answered(begun.elapsed());
        cups.has_nothing().await?;
        let said_yes = Instant::now();
        room.visitor.says_yes(id);
        over.push(id);
        comes_out(printer, sides).await?;
        measured.printed.answered(said_yes.elapsed());
    }
    cups.end()?;
    Ok(measured)
}

async fn comes_out(printer: &Printer, sides: u32) -> Result<()> {
    let out = wait_until("the print comes out", PROMPT, || printer.sides() >= sides).await;
    out.with_context(|| format!("{} of {sides} sides came out", printer.sides()))?;
    ensure!(printer.sides() == sides, "{} sides came out instead of {sides}", printer.sides());
    Ok(())
}

/// The print that waits for their word, but for those that had it.
fn asked(told: &SessionPrinting, over: &[PrintJobId]) -> Option<PrintJobId> {
    let mut held = told.prints.iter().filter(|print| print.stage == PrintStage::Held).map(|print| print.id);
    held.find(|id| !over.contains(id))
}
