//! The visitor's screen of a station.

use std::process::ExitCode;

use clap::Parser;
use epn_kiosk::Options;
use epn_wire::usage;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let options = match Options::try_parse() {
        Ok(options) => options,
        Err(error) if error.use_stderr() => {
            eprintln!("{}", usage::one_line("epn-kiosk", &error.to_string()));
            return ExitCode::from(usage::WRONG_USE);
        }
        Err(help) => help.exit(),
    };
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
