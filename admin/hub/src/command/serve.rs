//! `epn-hub serve`: the server.

use crate::cli::DataArgs;

/// Serve the site's stations and consoles
#[derive(Debug, clap::Args)]
pub struct Args {
    #[command(flatten)]
    data: DataArgs,
}

pub fn run(args: Args) -> anyhow::Result<()> {
    let _ = args.data;
    Ok(())
}
