//! `epn-hub staff`: accounts of the people who work here.

use anyhow::bail;
use clap::{Subcommand, ValueEnum};
use epn_wire::console::StaffRole;
use epn_wire::say_line;

use super::password;
use crate::cli::DataArgs;
use crate::control::{Answer, ControlRequest, send};

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
    Card(Card),
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
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    data: DataArgs,
}

/// Issue a card with which somebody acts at a station's screen, and print its code and its PIN: this once
///
/// The code is typed or scanned at the station, the PIN is typed after it. A card that was issued before opens nothing
/// any more. Whoever works here can issue their own card in the console as well.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  epn-hub staff card zohra --data /var/lib/epn
  epn-hub staff card zohra --revoke --data /var/lib/epn")]
struct Card {
    /// The account's name
    name: String,
    /// Revoke the card, and issue none
    #[arg(long)]
    revoke: bool,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
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
        Action::Add(add) => run_add(add),
        Action::Card(card) => run_card(card),
    }
}

fn run_add(Add { name, role, json, data }: Add) -> anyhow::Result<()> {
    let (password, role) = (password()?, StaffRole::from(role));
    send(&data.data, ControlRequest::StaffAdd { name: name.clone(), role, password })?;
    if json {
        say_line!("{}", serde_json::json!({ "name": name, "role": role }))?;
    }
    Ok(())
}

fn run_card(Card { name, revoke, json, data }: Card) -> anyhow::Result<()> {
    match send(&data.data, ControlRequest::StaffCard { name, revoke })? {
        Answer::CardIssued { card, pin } if json => {
            say_line!("{}", serde_json::json!({ "card": card.reveal(), "pin": pin.reveal() }))?;
        }
        Answer::CardIssued { card, pin } => say_line!("{}\n{}", card.reveal(), pin.reveal())?,
        Answer::CardRevoked if json => say_line!("{}", serde_json::json!({ "revoked": true }))?,
        Answer::CardRevoked => {}
        _ => bail!("the running hub is of another version: use its own epn-hub"),
    }
    Ok(())
}
