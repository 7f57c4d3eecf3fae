//! The command line of `cargo verify`.

use std::env;
use std::io::IsTerminal as _;
use std::process::ExitCode;

use clap::Parser;

use super::parts::{self, PARTS, Part};
use super::report::Report;
use super::run::Context;
use crate::prints;

/// Everything that a contribution must pass.
#[derive(Debug, Parser)]
#[command(
    name = "verify",
    bin_name = "cargo verify --",
    after_help = "Examples:\n  cargo verify                     every part but the long ones\n  \
                  cargo verify -- --list           what the parts are\n  \
                  cargo verify -- format lint hub  three of them\n  \
                  cargo verify -- deep             the long run: hours\n  \
                  cargo verify -- ipp --serve      one station's print queue, for other judges\n\n\
                  Run it as root (or with sudo at hand) so that it can install what is missing and\n\
                  try real sessions. With CI=true a part that cannot run counts as failed."
)]
struct Args {
    /// The parts or groups to run; none means every part but the long ones
    #[arg(value_name = "NAME")]
    names: Vec<String>,
    /// List the parts and the groups, and stop
    #[arg(long)]
    list: bool,
    /// With --list: as JSON
    #[arg(long, requires = "list")]
    json: bool,
    /// With `ipp` alone: serve one station's print queue, print its URI, and stay until interrupted
    #[arg(long)]
    serve: bool,
}

/// Runs the command; its exit code is 0 if every part passed, 1 if one did not, 2 for wrong use.
pub fn main() -> ExitCode {
    let args = Args::parse();
    if args.list {
        print!("{}", if args.json { parts::list_json() } else { parts::list() });
        return ExitCode::SUCCESS;
    }
    if args.serve {
        return serve(&args.names);
    }
    let chosen = match parts::choose(&args.names) {
        Ok(chosen) => chosen,
        Err(error) => {
            eprintln!("verify: {error}");
            return ExitCode::from(2);
        }
    };
    match verify(&chosen) {
        Ok(report) => {
            println!("{report}");
            if report.passed() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
        }
        Err(error) => {
            eprintln!("verify: {error:#}");
            ExitCode::FAILURE
        }
    }
}

/// The part that can be served is for other judges than ours.
fn serve(names: &[String]) -> ExitCode {
    if names != ["ipp"] {
        eprintln!("verify: only `ipp` can be served: `cargo verify -- ipp --serve`");
        return ExitCode::from(2);
    }
    match runtime().and_then(|runtime| runtime.block_on(prints::serve())) {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("verify: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?)
}

fn verify(chosen: &[&'static Part]) -> anyhow::Result<Report> {
    let ci = env::var("CI").is_ok_and(|ci| ci == "true" || ci == "1");
    if chosen.len() == PARTS.len() && std::io::stdout().is_terminal() {
        println!("Every part, which takes a while: `cargo verify -- --list` shows how to run fewer.");
    }
    runtime()?.block_on(super::run::run(Context::new(chosen, ci)?))
}
