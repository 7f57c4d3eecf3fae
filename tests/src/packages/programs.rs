//! The programs as packages have them: without the demo's clock.

use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result, bail};
use clap::ValueEnum;

use crate::support::cargo;

/// How the programs are compiled.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Profile {
    Dev,
    Release,
}

/// What is compiled, each the crate of a program. Named one by one: the crates of the checks bring in the demo's clock.
const CRATES: [&str; 4] = ["epn-agent", "epn-hub", "epn-kiosk", "epn-admin"];

/// Compiles every program, and says in which folder they are.
///
/// # Errors
/// They do not compile.
pub fn build(root: &Path, profile: Profile) -> Result<PathBuf> {
    let mut cargo = cargo();
    cargo.current_dir(root).args(["build", "--bins", "--no-default-features", "--locked"]);
    for name in CRATES {
        cargo.args(["--package", name]);
    }
    if profile == Profile::Release {
        cargo.arg("--release");
    }
    let status = cargo.status().context("starting cargo")?;
    if !status.success() {
        bail!("the programs do not compile ({status}): the lines above say why");
    }
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root.join("target"), PathBuf::from);
    Ok(target.join(match profile {
        Profile::Dev => "debug",
        Profile::Release => "release",
    }))
}
