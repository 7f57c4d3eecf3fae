use std::process::ExitCode;

use clap::Parser as _;
use epn_hub::cli::Cli;
use epn_hub::command::WrongUse;

fn main() -> ExitCode {
    let cli = Cli::parse();
    match cli.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("epn-hub: {error:#}");
            if error.is::<WrongUse>() { ExitCode::from(2) } else { ExitCode::FAILURE }
        }
    }
}
