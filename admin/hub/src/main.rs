use std::process::ExitCode;

use clap::Parser as _;
use epn_hub::cli::Cli;
use epn_hub::command::{WrongUse, told};
use epn_wire::usage;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() => {
            eprintln!("{}", usage::one_line("epn-hub", &error.to_string()));
            return ExitCode::from(usage::WRONG_USE);
        }
        Err(help) => help.exit(),
    };
    match cli.run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("epn-hub: {}", told(&error));
            if error.is::<WrongUse>() { ExitCode::from(usage::WRONG_USE) } else { ExitCode::FAILURE }
        }
    }
}
