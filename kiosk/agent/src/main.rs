//! `epn-agent`: parses the command line, runs the command, says in one line what went wrong.

use std::process::ExitCode;

use clap::Parser;
use epn_agent::cli::Cli;
use epn_agent::command::WrongUse;

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => return explain_usage(&error),
    };
    match cli.run() {
        Ok(code) => code,
        Err(error) => {
            eprintln!("epn-agent: {error:#}");
            ExitCode::from(if error.is::<WrongUse>() { 2 } else { 1 })
        }
    }
}

/// Help and version go to standard output as they are; a mistake becomes one line.
fn explain_usage(error: &clap::Error) -> ExitCode {
    if !error.use_stderr() {
        print!("{error}");
        return ExitCode::SUCCESS;
    }
    let text = error.to_string();
    let mistake: Vec<&str> = text
        .lines()
        .take_while(|line| !line.starts_with("Usage:") && !line.starts_with("For more information"))
        .map(|line| line.trim().trim_start_matches("error: "))
        .filter(|line| !line.is_empty())
        .collect();
    eprintln!("epn-agent: {} (see: epn-agent --help)", mistake.join(" "));
    ExitCode::from(2)
}
