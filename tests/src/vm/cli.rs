//! The command line of `epn-vm`: single cases, by hand.

use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, Result};
use clap::Parser;

use super::{Case, run};

/// Try a station's package in a machine that boots.
#[derive(Debug, Parser)]
#[command(
    name = "epn-vm",
    bin_name = "cargo run --bin epn-vm --",
    after_help = "Example:\n  cargo run --bin epn-vm -- --package target/packages/epn-station.deb visit"
)]
struct Args {
    /// The station's package
    #[arg(long, value_name = "FILE")]
    package: PathBuf,
    /// The cases; none means all of them
    #[arg(value_name = "CASE")]
    cases: Vec<String>,
}

/// Runs the command; its exit code is 0 if every case passed.
pub fn main() -> ExitCode {
    match try_cases(&Args::parse()) {
        Ok(told) => {
            println!("{told}");
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("epn-vm: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn try_cases(args: &Args) -> Result<String> {
    let named = |name: &String| {
        let names = Case::ALL.map(Case::name).join(" ");
        Case::named(name).with_context(|| format!("no case is called {name:?}; there are: {names}"))
    };
    let mut cases = args.cases.iter().map(named).collect::<Result<Vec<Case>>>()?;
    if cases.is_empty() {
        cases.extend(Case::ALL);
    }
    let package = args.package.canonicalize().with_context(|| format!("{}", args.package.display()))?;
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build()?;
    runtime.block_on(async { run(&package, &cases).await?.judge() })
}
