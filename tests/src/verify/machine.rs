//! The station's package, installed on a machine that boots.

use anyhow::{Context as _, Result};
use tokio::process::Command;

use super::command::stream;
use super::run::Context;
use crate::packages::{self, Profile, usual_folder};
use crate::support::BINARIES;

/// The package that a station is.
const STATION: &str = "epn-station";

/// Builds the packages from the programs for development, and tries every case; `epn-vm` prints each with its result.
///
/// # Errors
/// A package cannot be built, or a case fails.
pub async fn try_station(context: &Context) -> Result<String> {
    let folder = usual_folder(&context.root);
    let built = packages::build(&context.root, Profile::Dev, &folder).await?;
    let station = built.iter().find(|package| package.name == STATION);
    let station = station.with_context(|| format!("no package is called {STATION}"))?;
    let mut command = Command::new(context.built()?.binaries.join("epn-vm"));
    command.current_dir(&context.root).env(BINARIES, &context.built()?.binaries);
    command.arg("--package").arg(&station.path);
    stream(command, context.limit()).await?;
    Ok(String::new())
}
