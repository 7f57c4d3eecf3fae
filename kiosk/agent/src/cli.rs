//! The command line.

use clap::{Parser, Subcommand};

use crate::command::{
    CommandResult, check, doctor, golden, link, pair, prove, recovery, run, session_init, try_, usb_reader,
};

/// The station's agent: starts a visitor's session, ends it, erases it and proves it.
#[derive(Debug, Parser)]
#[command(
    name = "epn-agent",
    version,
    after_help = "Example:\n  epn-agent try --command 'touch $HOME/a' --json"
)]
pub struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    Run(run::Args),
    Pair(pair::Args),
    Try(try_::Args),
    Prove(prove::Args),
    Recovery(recovery::Args),
    Check(check::Args),
    Golden(golden::Args),
    Doctor(doctor::Args),
    Link(link::Args),
    #[command(hide = true)]
    SessionInit(session_init::Args),
    #[command(hide = true)]
    UsbReader(usb_reader::Args),
}

impl Cli {
    /// Runs the command that was asked for.
    pub fn run(self) -> CommandResult {
        match self.command {
            Command::Run(args) => run::run(&args),
            Command::Pair(args) => pair::run(&args),
            Command::Link(args) => link::run(&args),
            Command::Try(args) => try_::run(&args),
            Command::Prove(args) => prove::run(&args),
            Command::Recovery(args) => recovery::run(&args),
            Command::Check(args) => check::run(&args),
            Command::Golden(args) => golden::run(&args),
            Command::Doctor(args) => doctor::run(&args),
            Command::SessionInit(args) => session_init::run(&args),
            Command::UsbReader(args) => usb_reader::run(&args),
        }
    }
}

#[cfg(test)]
mod tests {
    use clap::CommandFactory as _;

    use super::*;

    #[test]
    fn every_command_that_people_type_speaks_to_programs_as_well() {
        let without = |command: &&clap::Command| {
            !command.is_hide_set() && !command.get_arguments().any(|argument| argument.get_id() == "json")
        };
        let cli = Cli::command();
        let below = cli.get_subcommands().flat_map(|command| match command.get_subcommands().next() {
            Some(_) => command.get_subcommands().collect::<Vec<_>>(),
            None => vec![command],
        });
        let without: Vec<_> = below.filter(without).map(clap::Command::get_name).collect();
        // The agent alone starts its link.
        assert_eq!(without, ["link"]);
    }
}
