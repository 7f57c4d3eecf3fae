//! `epn-hub staff`: accounts of the people who work here.

use clap::{Subcommand, ValueEnum};
use epn_wire::console::StaffRole;

use super::password;
use crate::cli::DataArgs;
use crate::control::{ControlRequest, send};

const EXAMPLE: &str = "Example:
  printf '%s' \"$PASSWORD\" | epn-hub staff add zohra --role mediator --data /var/lib/epn";

/// Accounts of the people who work here
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLE)]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Add(Add),
}

/// Add an account; its password is read from standard input
#[derive(Debug, clap::Args)]
#[command(after_help = EXAMPLE)]
struct Add {
    /// The name to sign in with
    name: String,
    /// What the person does
    #[arg(long)]
    role: Role,
    #[command(flatten)]
    data: DataArgs,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum Role {
    /// Runs the room
    Mediator,
    /// Writes the reports; may change the policy
    Coordinator,
    /// Installs and repairs
    Technician,
}

impl From<Role> for StaffRole {
    fn from(role: Role) -> Self {
        match role {
            Role::Mediator => Self::Mediator,
            Role::Coordinator => Self::Coordinator,
            Role::Technician => Self::Technician,
        }
    }
}

pub fn run(args: Args) -> anyhow::Result<()> {
    match args.action {
        Action::Add(Add { name, role, data }) => {
            let password = password()?;
            send(&data.data, ControlRequest::StaffAdd { name, role: role.into(), password })?;
            Ok(())
        }
    }
}
