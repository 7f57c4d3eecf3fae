//! The hub as a printer: judged by CUPS's suites, or served for other judges.

use std::time::Duration;

use anyhow::Result;
use clap::Parser;
use epn_tests::prints;

/// How long one suite may take.
const SUITE: Duration = Duration::from_mins(4);

/// The hub as a printer, with one station, an open session and a simulated printer.
#[derive(Debug, Parser)]
#[command(name = "epn-ipp", after_help = "Example: epn-ipp judge")]
enum Cli {
    /// Run ipptool's suites; none of their cases may fail.
    Judge,
    /// Print the queue's URI, and stay until interrupted.
    Serve,
}

#[tokio::main]
async fn main() -> Result<()> {
    match Cli::parse() {
        Cli::Judge => println!("{}", prints::judge(SUITE).await?),
        Cli::Serve => prints::serve().await?,
    }
    Ok(())
}
