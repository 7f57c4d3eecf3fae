//! `cargo packages`: the suite as Debian packages.

use std::process::ExitCode;

use clap::Parser as _;
use epn_tests::packages::Cli;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match Cli::parse().run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("packages: {error:#}");
            ExitCode::FAILURE
        }
    }
}
