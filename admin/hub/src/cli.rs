//! The command line.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand};

use crate::command;

/// The server of a public digital space: its rules, its data, its stations and consoles.
#[derive(Debug, Parser)]
#[command(
    name = "epn-hub",
    version,
    max_term_width = 100,
    after_help = "Example:
  printf '%s' \"$PASSWORD\" | epn-hub init --data /var/lib/epn --site \"Espace numérique de Sully\"
  epn-hub serve --data /var/lib/epn"
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Init(command::init::Args),
    Serve(command::serve::Args),
    Staff(command::staff::Args),
    PairCode(command::pair_code::Args),
    Check(command::check::Args),
    Policy(command::policy::Args),
    Calendar(command::calendar::Args),
    Printer(command::printer::Args),
    Explain(command::explain::Args),
    Export(command::export::Args),
    Openapi(command::openapi::Args),
    Seed(command::seed::Args),
    #[command(hide = true)]
    CountDocument(command::count_document::Args),
}

impl Cli {
    /// Runs the chosen command.
    pub fn run(self) -> anyhow::Result<()> {
        match self.command {
            Command::Init(args) => command::init::run(args),
            Command::Serve(args) => command::serve::run(args),
            Command::Staff(args) => command::staff::run(args),
            Command::PairCode(args) => command::pair_code::run(args),
            Command::Check(args) => command::check::run(args),
            Command::Policy(args) => command::policy::run(args),
            Command::Calendar(args) => command::calendar::run(args),
            Command::Printer(args) => command::printer::run(args),
            Command::Explain(args) => command::explain::run(args),
            Command::Export(args) => command::export::run(args),
            Command::Openapi(args) => command::openapi::run(args),
            Command::Seed(args) => command::seed::run(args),
            Command::CountDocument(args) => command::count_document::run(args),
        }
    }
}

/// Which site.
#[derive(Clone, Debug, Args)]
pub struct DataArgs {
    /// The site's data folder
    #[arg(long, value_name = "DIR")]
    pub data: PathBuf,
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    /// The commands that have none below them, as they are typed.
    fn leaves(command: &clap::Command, before: &str, found: &mut Vec<(String, bool)>) {
        let typed = format!("{before}{}", command.get_name());
        let mut below = command.get_subcommands().filter(|command| !command.is_hide_set()).peekable();
        if below.peek().is_none() {
            let has_json = command.get_arguments().any(|argument| argument.get_id() == "json");
            found.push((typed, has_json));
            return;
        }
        below.for_each(|command| leaves(command, &format!("{typed} "), found));
    }

    #[test]
    fn every_command_speaks_to_programs_as_well() {
        let mut found = Vec::new();
        leaves(&Cli::command(), "", &mut found);
        assert!(found.len() > 15, "{found:?}");
        let without: Vec<_> = found.iter().filter(|(_, has_json)| !has_json).collect();
        assert!(without.is_empty(), "{without:?}");
    }
}
