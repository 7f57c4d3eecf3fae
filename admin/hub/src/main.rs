use std::process::ExitCode;

use clap::Parser as _;
use epn_hub::cli::Cli;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("epn-hub: {error:#}");
            ExitCode::FAILURE
        }
    }
}
