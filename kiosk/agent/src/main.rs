//! `epn-agent`: parses the command line, runs the command, says in one line what went wrong.

use std::process::ExitCode;

use clap::Parser;
use epn_agent::cli::Cli;
use epn_agent::command::WrongUse;
use epn_agent::config::ConfigError;
use epn_agent::visitor::Refusal;
use epn_wire::usage;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) if error.use_stderr() => {
            eprintln!("{}", usage::one_line("epn-agent", &error.to_string()));
            return ExitCode::from(usage::WRONG_USE);
        }
        Err(help) => help.exit(),
    };
    match cli.run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("epn-agent: {error:#}");
            if is_wrong_use(&error) { ExitCode::from(usage::WRONG_USE) } else { ExitCode::FAILURE }
        }
    }
}

/// Whether whoever asked has to write something else, on the command line or in the configuration.
fn is_wrong_use(error: &anyhow::Error) -> bool {
    error.is::<WrongUse>()
        || error.is::<Refusal>()
        || error.downcast_ref().is_some_and(ConfigError::is_wrong_use)
}
