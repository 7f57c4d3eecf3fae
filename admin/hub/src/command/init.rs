//! `epn-hub init`: a new site.

use epn_wire::console::StaffRole;
use epn_wire::say_line;
use serde_json::json;

use super::password;
use crate::cli::DataArgs;
use crate::config::Config;
use crate::founding::{Founding, found};

/// Make a new site: database, certificate authority, default policy, first staff account
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  printf '%s' \"$PASSWORD\" | epn-hub init --data /var/lib/epn --site \"Espace numérique de Sully\"")]
pub struct Args {
    #[command(flatten)]
    data: DataArgs,
    /// The site's name, as people call it
    #[arg(long, value_name = "NAME")]
    site: String,
    /// The room's name
    #[arg(long, value_name = "NAME", default_value = "Salle 1")]
    room: String,
    /// The name of the first staff account, a coordinator; its password is read from standard input
    #[arg(long, value_name = "NAME", default_value = "admin")]
    staff: String,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

pub fn run(args: Args) -> anyhow::Result<()> {
    let Args { data, site, room, staff, json } = args;
    let password = password()?;
    let founding =
        Founding { site, room, staff, role: StaffRole::Coordinator, password, config: Config::default() };
    found(&data.data, &founding)?;
    if json {
        say_line!("{}", json!({ "site": founding.site, "room": founding.room, "staff": founding.staff }))?;
    }
    Ok(())
}
