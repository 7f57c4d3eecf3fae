//! The package's own files, and the package itself.

use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result};

use super::Profile;
use super::content::Packaged;
use super::release::Release;
use super::tree::{Entry, Tree};
use crate::support::run_to_end;

/// What dpkg runs before and after it installs and removes, where there is such a script.
const SCRIPTS: [&str; 4] = ["preinst", "postinst", "prerm", "postrm"];

/// Adds to the tree what dpkg reads of a package: its control file, scripts, checksums, and which files people edit.
///
/// # Errors
/// Something cannot be read or written.
pub fn describe(root: &Path, packaged: &Packaged, control: &str, tree: &Tree) -> Result<()> {
    // Before there is anything that does not belong onto the PC.
    let entries = tree.entries()?;
    let checksums = checksums(tree, &entries)?;
    let edited =
        entries.iter().filter(|(path, entry)| matches!(entry, Entry::File(_)) && path.starts_with("etc/"));
    let mut conffiles = String::new();
    for (path, _) in edited {
        writeln!(conffiles, "/{path}")?;
    }
    tree.write("DEBIAN/control", control.as_bytes(), 0o644)?;
    tree.write("DEBIAN/md5sums", checksums.as_bytes(), 0o644)?;
    if !conffiles.is_empty() {
        tree.write("DEBIAN/conffiles", conffiles.as_bytes(), 0o644)?;
    }
    for script in SCRIPTS {
        let path = root.join("assets/packaging").join(packaged.name).join(script);
        if path.is_file() {
            tree.write(&format!("DEBIAN/{script}"), &fs::read(&path)?, 0o755)?;
        }
    }
    Ok(())
}

/// Writes the package into the folder `out`.
///
/// # Errors
/// dpkg-deb finds something wrong with it.
pub fn write(
    packaged: &Packaged,
    release: &Release,
    profile: Profile,
    tree: &Tree,
    out: &Path,
) -> Result<PathBuf> {
    let path = out.join(format!("{}_{}_{}.deb", packaged.name, release.version(), release.architecture));
    // Small for people, soon for tests.
    let compression: &[&str] = match profile {
        Profile::Release => &["-Zxz", "-z6"],
        Profile::Dev => &["-Zgzip", "-z1"],
    };
    let mut dpkg_deb = Command::new("dpkg-deb");
    dpkg_deb.args(["--build", "--root-owner-group"]).args(compression).arg(tree.root()).arg(&path);
    dpkg_deb.env("SOURCE_DATE_EPOCH", release.at.as_second().to_string());
    run_to_end(&mut dpkg_deb, b"")?.ok().context("dpkg-deb")?;
    Ok(path)
}

fn checksums(tree: &Tree, entries: &[(String, Entry)]) -> Result<String> {
    let files = entries.iter().filter(|(_, entry)| matches!(entry, Entry::File(_))).map(|(path, _)| path);
    let mut md5sum = Command::new("md5sum");
    let said = run_to_end(md5sum.current_dir(tree.root()).arg("--").args(files), b"")?;
    Ok(said.ok().context("md5sum")?.stdout)
}
