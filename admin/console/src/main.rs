//! The mediator's screen.

use std::process::ExitCode;

use clap::Parser as _;
use epn_admin::Options;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let options = Options::parse();
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn")))
        .with_writer(std::io::stderr)
        .init();
    match epn_admin::run(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("epn-admin: {error:#}");
            ExitCode::FAILURE
        }
    }
}
