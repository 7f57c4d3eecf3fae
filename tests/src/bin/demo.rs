//! `cargo demo`: one public digital space on this machine.

use std::process::ExitCode;

use clap::Parser as _;
use epn_tests::demo::cli::Cli;

#[tokio::main(flavor = "current_thread")]
async fn main() -> ExitCode {
    match Cli::parse().run().await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("demo: {error:#}");
            ExitCode::FAILURE
        }
    }
}
