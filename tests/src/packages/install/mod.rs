//! The packages on a Debian of their own: installed, used, upgraded, removed and purged, in a folder that stands for the
//! PC. What only a running machine shows is shown in the virtual machine.

mod base;
mod desk;
mod hub;
mod machine;
mod snapshot;
mod station;

use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::Duration;

use anyhow::{Context as _, Result, ensure};

use super::{Built, PACKAGES, Profile, build};
use crate::support::run_to_end;
use crate::verify::packages::{LINTIAN, MMDEBSTRAP, provide};
use machine::Machine;

/// Machine time within which the tools are installed.
const INSTALLING: Duration = Duration::from_mins(10);

/// Builds the packages and tries them.
///
/// # Errors
/// Whatever is not as it should be.
pub async fn check(root: &Path) -> Result<String> {
    provide(&[LINTIAN, MMDEBSTRAP], INSTALLING).await?;
    let cache = root.join("target/packages-install");
    let packages = build(root, Profile::Dev, &cache.join("packages")).await?;
    judge(&packages)?;
    let base = base::of(&cache, &packages)?;
    let machine = || Machine::like(&base, &cache.join("root"));
    station::check(&machine()?, &path(&packages, "epn-station")?)?;
    hub::check(&machine()?, &path(&packages, "epn-hub")?)?;
    desk::check(&machine()?, &path(&packages, "epn-console")?)?;
    let sizes: Vec<String> =
        packages.iter().map(|built| format!("{} {:.1} MB", built.name, built.size as f64 / 1e6)).collect();
    Ok(sizes.join(", "))
}

fn path(packages: &[Built], name: &str) -> Result<PathBuf> {
    let built = packages.iter().find(|built| built.name == name);
    Ok(built.with_context(|| format!("no package {name} was built"))?.path.clone())
}

/// Debian's own judge finds no error.
fn judge(packages: &[Built]) -> Result<()> {
    ensure!(packages.len() == PACKAGES.len(), "{} packages were built", packages.len());
    let mut lintian = Command::new("lintian");
    lintian.args(["--allow-root", "--profile", "debian", "--fail-on", "error", "--display-level", "error"]);
    let said = run_to_end(lintian.args(packages.iter().map(|built| &built.path)), b"")?;
    ensure!(said.status.success(), "lintian: {}{}", said.stdout, said.stderr);
    Ok(())
}
