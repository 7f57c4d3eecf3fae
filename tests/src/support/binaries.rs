//! Where the suite's programs are.

use std::env;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context, Result, bail, ensure};

/// Set (to a folder) by whoever has just built every program: they are then taken from there as they are.
pub const BINARIES: &str = "EPN_BINARIES";

/// The programs that a site runs.
const PROGRAMS: [&str; 4] = ["epn-hub", "epn-agent", "epn-kiosk", "epn-admin"];

/// What cargo tells a program that it runs of the program's package.
const OF_A_PACKAGE: [&str; 5] =
    ["CARGO_MANIFEST_", "CARGO_PKG_", "CARGO_CRATE_NAME", "CARGO_BIN_NAME", "CARGO_PRIMARY_PACKAGE"];

/// The folder that holds the workspace's `Cargo.toml`.
pub fn workspace_root() -> &'static Path {
    let tests = Path::new(env!("CARGO_MANIFEST_DIR"));
    tests.parent().unwrap_or(tests)
}

/// The path of one of the suite's programs (`epn-hub`, `epn-agent`, …), built if it is not there.
///
/// # Errors
/// There is no such program, or it does not compile.
pub fn built(name: &str) -> Result<PathBuf> {
    let path = folder()?.join(name);
    if !path.is_file() {
        build_binaries()?;
    }
    ensure!(path.is_file(), "no program is called {name}: {} does not exist", path.display());
    Ok(path)
}

/// Builds the four programs, or only makes sure that they are up to date; does nothing when
/// [`BINARIES`] says where fresh ones are.
///
/// # Errors
/// They do not compile.
pub fn build_binaries() -> Result<()> {
    if env::var_os(BINARIES).is_some() {
        return Ok(());
    }
    let mut cargo = cargo();
    // From the root and without `--package`: libraries then get the same features, and are the
    // same artefacts, as in every other build of the workspace.
    cargo.current_dir(workspace_root()).arg("build");
    if !cfg!(debug_assertions) {
        cargo.arg("--release");
    }
    for program in PROGRAMS {
        cargo.args(["--bin", program]);
    }
    let status = cargo.status().context("starting cargo")?;
    if !status.success() {
        bail!("the programs do not compile ({status}): the lines above say why");
    }
    Ok(())
}

/// Cargo, as if it were called from a shell: what the cargo that runs this very program says of its package is left
/// out. Libraries that are compiled anew when that changes (ring) would be so for every call.
pub fn cargo() -> Command {
    let mut cargo = Command::new(env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    for (name, _) in env::vars_os() {
        let of_this_package = name.to_str().is_some_and(|name| {
            OF_A_PACKAGE.iter().any(|prefix| name.starts_with(prefix)) || name == "OUT_DIR"
        });
        if of_this_package {
            cargo.env_remove(name);
        }
    }
    cargo
}

/// Programs lie beside `demo` and `verify`, and one folder above a test's executable.
fn folder() -> Result<PathBuf> {
    if let Some(folder) = env::var_os(BINARIES) {
        return Ok(folder.into());
    }
    let me = env::current_exe().context("asking for this program's own path")?;
    let beside = me.parent().context("a program lies in a folder")?;
    let folder = if beside.ends_with("deps") { beside.parent().unwrap_or(beside) } else { beside };
    Ok(folder.to_owned())
}
