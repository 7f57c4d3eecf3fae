//! The visitor's screen of a station.

use std::process::ExitCode;

use clap::Parser;
use epn_kiosk::Options;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let options = Options::parse();
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn")))
        .with_writer(std::io::stderr)
        .init();
    match epn_kiosk::run(&options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("epn-kiosk: {error:#}");
            ExitCode::FAILURE
        }
    }
}
