//! `epn-hub openapi`: the API, described.

use anyhow::Context as _;
use epn_wire::say_line;

use crate::api;

/// Print the OpenAPI document of the console's API
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  epn-hub openapi > openapi.json")]
pub struct Args {
    /// Print it on one line, for programs
    #[arg(long)]
    json: bool,
}

pub fn run(Args { json }: Args) -> anyhow::Result<()> {
    let document = api::document();
    let written = if json { document.to_json() } else { document.to_pretty_json() };
    let document = written.context("the document cannot be written")?;
    say_line!("{document}")?;
    Ok(())
}
