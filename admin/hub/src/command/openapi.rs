//! `epn-hub openapi`: the API, described.

use anyhow::Context as _;

use crate::api;

/// Print the OpenAPI document of the console's API
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  epn-hub openapi > openapi.json")]
pub struct Args {}

pub fn run(Args {}: Args) -> anyhow::Result<()> {
    let document = api::document().to_pretty_json().context("the document cannot be written")?;
    println!("{document}");
    Ok(())
}
