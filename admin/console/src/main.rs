//! The mediator's screen.

use std::process::ExitCode;

use clap::Parser as _;
use epn_admin::{Options, WrongUse};
use epn_wire::usage;
use tracing_subscriber::EnvFilter;

fn main() -> ExitCode {
    let options = match Options::try_parse() {
        Ok(options) => options,
        Err(error) if error.use_stderr() => {
            eprintln!("{}", usage::one_line("epn-admin", &error.to_string()));
            return ExitCode::from(usage::WRONG_USE);
        }
        Err(help) => help.exit(),
    };
    tracing_subscriber::fmt()
        .with_env_filter(EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("warn")))
        .with_writer(std::io::stderr)
        .init();
    match epn_admin::run(options) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("epn-admin: {error:#}");
            if error.is::<WrongUse>() { ExitCode::from(usage::WRONG_USE) } else { ExitCode::FAILURE }
        }
    }
}
