//! The command line of `cargo packages`.

use std::path::PathBuf;

use anyhow::Result;
use clap::Parser;

use super::{Profile, build, usual_folder};
use crate::support::workspace_root;

/// The suite as Debian packages: epn-station, epn-hub and epn-console.
#[derive(Debug, Parser)]
#[command(
    name = "packages",
    bin_name = "cargo packages --",
    after_help = "Examples:\n  cargo packages\n  cargo packages -- --profile dev --out /tmp/packages\n\n\
                  Then, on the PC: apt install ./epn-station_*.deb"
)]
pub struct Cli {
    /// How the programs are compiled: release for use, dev for a quick try.
    #[arg(long, value_enum, default_value = "release")]
    profile: Profile,
    /// Where the packages go; target/packages if left out.
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Cli {
    /// Builds the packages and says where they are.
    ///
    /// # Errors
    /// Those of [`build`].
    pub async fn run(self) -> Result<()> {
        let root = workspace_root();
        let out = self.out.unwrap_or_else(|| usual_folder(root));
        for built in build(root, self.profile, &out).await? {
            println!("{} ({:.1} MB)", built.path.display(), built.size as f64 / 1e6);
        }
        Ok(())
    }
}
