//! The load generator's command line.

use std::path::PathBuf;
use std::time::Duration;

use anyhow::Result;
use clap::{Args, Parser, Subcommand};

use super::measure::Figures;
use super::{logins, prints, stations};

/// Loads a hub with simulated stations, and says how it bears it.
#[derive(Debug, Parser)]
#[command(
    name = "epn-load",
    version,
    after_help = "Example: epn-load stations --hub 127.0.0.1:7443 --data /var/lib/epn-hub --count 1000 --seconds 30 --json"
)]
pub struct Cli {
    #[command(subcommand)]
    load: Load,
}

#[derive(Debug, Subcommand)]
enum Load {
    /// Stations that give a sign of life at each interval.
    #[command(
        after_help = "Example: epn-load stations --hub 127.0.0.1:7443 --data /var/lib/epn-hub --count 1000 --seconds 30 --json"
    )]
    Stations {
        #[command(flatten)]
        common: Common,
        /// Seconds between two signs of life of one station.
        #[arg(long, default_value_t = 1.0)]
        interval: f64,
    },
    /// Visitors who log in and leave at once, one after the other at each station.
    #[command(
        after_help = "Example: epn-load logins --hub 127.0.0.1:7443 --data /var/lib/epn-hub --count 2 --seconds 30 --json"
    )]
    Logins {
        #[command(flatten)]
        common: Common,
        /// Enter without an account, which hashes nothing, instead of by number and PIN.
        #[arg(long)]
        no_account: bool,
    },
    /// Documents that are printed one after the other at each station, up to where they are held.
    #[command(
        after_help = "Example: epn-load prints --hub 127.0.0.1:7443 --data /var/lib/epn-hub --count 4 --seconds 30 --json"
    )]
    Prints {
        #[command(flatten)]
        common: Common,
        /// About how large each document is, in bytes.
        #[arg(long, default_value_t = 4096)]
        bytes: usize,
    },
}

/// What every load needs.
#[derive(Debug, Args)]
pub struct Common {
    /// The hub's address and port.
    #[arg(long)]
    pub hub: String,
    /// The hub's data folder: simulated stations are paired with this site.
    #[arg(long)]
    pub data: PathBuf,
    /// How many stations.
    #[arg(long, default_value_t = 10)]
    pub count: u32,
    /// How long, once all are connected.
    #[arg(long, default_value_t = 30)]
    pub seconds: u64,
    /// Print the figures as one line of JSON.
    #[arg(long)]
    pub json: bool,
}

impl Common {
    /// How long the load lasts.
    pub fn duration(&self) -> Duration {
        Duration::from_secs(self.seconds)
    }
}

impl Cli {
    /// Loads the hub and prints what was found.
    ///
    /// # Errors
    /// A station cannot be paired or connected, or the result cannot be printed.
    pub async fn run(self) -> Result<()> {
        let (json, figures) = match self.load {
            Load::Stations { common, interval } => {
                let joined = stations::join(&common).await?;
                (
                    common.json,
                    stations::run(joined, Duration::try_from_secs_f64(interval)?, common.duration()).await?,
                )
            }
            Load::Prints { common, bytes } => (common.json, prints::run(&common, bytes).await?),
            Load::Logins { common, no_account } => (common.json, logins::run(&common, no_account).await?),
        };
        print(json, figures)
    }
}

fn print(json: bool, figures: Figures) -> Result<()> {
    if json {
        println!("{}", serde_json::to_string(&figures)?);
    } else {
        let Figures { requests, errors, rate_per_s, p50_ms, p95_ms, p99_ms } = figures;
        println!(
            "{requests} requests, {errors} errors, {rate_per_s} a second, half within {p50_ms} ms, 95 % within {p95_ms} ms, 99 % within {p99_ms} ms"
        );
    }
    Ok(())
}
