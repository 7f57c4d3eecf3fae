//! `epn-hub seed`.

/// Not part of this build.
#[derive(Debug, clap::Args)]
pub struct Args {}

pub fn run(Args {}: Args) -> anyhow::Result<()> {
    anyhow::bail!("`epn-hub seed` is not part of this build")
}
