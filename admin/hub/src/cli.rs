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
