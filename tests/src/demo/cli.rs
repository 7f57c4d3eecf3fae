//! The command line of `cargo demo`.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::{Context as _, Result, bail};
use clap::Parser;

use super::day::Day;
use super::{run, show};
use crate::support::{build_binaries, workspace_root};
use crate::verify::packages::{OPENBOX, Package, XDOTOOL, XVFB, provide};

/// What shows and drives the screens without a display.
const SCREENS: [Package; 3] = [XVFB, OPENBOX, XDOTOOL];
/// Machine time within which a package is installed.
const INSTALLING: Duration = Duration::from_mins(10);

/// One public digital space on this machine: a hub, its stations and a console, with people to try it with.
#[derive(Debug, Parser)]
#[command(
    name = "demo",
    bin_name = "cargo demo --",
    after_help = "Examples:\n  cargo demo\n  cargo demo -- --headless --out demo-out"
)]
pub struct Cli {
    /// Play the whole demo day without a display, and write what it came to.
    #[arg(long, requires = "out")]
    headless: bool,
    /// Where the day's summary, exports and pictures of the screens go.
    #[arg(long, value_name = "DIR", requires = "headless")]
    out: Option<PathBuf>,
    /// Another day than the one in `assets/demo/day.toml`, written in the same way.
    #[arg(long, value_name = "FILE")]
    day: Option<PathBuf>,
    /// Another day of the same kind: everybody stays a little longer or shorter.
    #[arg(long, value_name = "N", requires = "headless")]
    seed: Option<u64>,
}

impl Cli {
    /// Plays the demo that was asked for.
    ///
    /// # Errors
    /// A program does not build or does not do its part; there is no display to show it on.
    pub async fn run(self) -> Result<()> {
        let shipped = || workspace_root().join("assets/demo/day.toml");
        let mut day = Day::read(&self.day.unwrap_or_else(shipped))?;
        if let Some(seed) = self.seed {
            day = day.varied(seed);
        }
        if let Some(out) = self.out {
            provide(&SCREENS, INSTALLING)
                .await
                .context("pictures of the screens are taken on a display without a screen")?;
            build_binaries()?;
            return run::headless(day, &out).await;
        }
        if std::env::var_os("DISPLAY").is_none() {
            bail!(
                "there is no display here to open windows on: try `cargo demo -- --headless --out demo-out`"
            );
        }
        build_binaries()?;
        show::windows(day).await
    }
}
