//! From a program's print dialogue to paper: through the station's print service, the hub, its count, a visitor who says yes, and a
//! printer that is only simulated.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;

use crate::prints::{PrintRoom, cups};

/// How many pages are printed, one after the other.
const PAGES: usize = 40;

/// Prints them, and prints the line.
///
/// # Errors
/// A page does not come out.
pub(super) async fn measure(folder: &Path) -> Result<()> {
    if !rustix::process::geteuid().is_root() {
        eprintln!("prints are not timed: only root may start a print service");
        return Ok(());
    }
    let site = folder.join("prints");
    std::fs::create_dir(&site)?;
    let (room, printer) = PrintRoom::with_simulated(&site).await?;
    let times = cups::time(&room, &printer, &folder.join("cups"), PAGES).await?;
    let rows = [
        ("from `lp` to the visitor's screen", times.asked),
        ("from their yes to the printer", times.printed),
    ];
    for (what, measure) in rows {
        let figures = measure.figures(Duration::ZERO);
        println!("| a page {what} | {} ms at the median, p95 {} ms |", figures.p50_ms, figures.p95_ms);
    }
    Ok(())
}
