//! `epn-load`: loads a hub with simulated stations.

use std::process::ExitCode;

use clap::Parser as _;
use epn_tests::load::cli::Cli;

#[tokio::main]
async fn main() -> ExitCode {
    match Cli::parse().run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("epn-load: {error:#}");
            ExitCode::FAILURE
        }
    }
}
