//! The suite as Debian packages: the station, the hub and the console.
//!
//! What is in a package is said in [`content`]; its scripts, units and control file lie in `assets/packaging`. The same
//! commit gives the same packages, byte for byte: their times are the commit's.

mod cli;
mod content;
mod control;
mod deb;
pub mod install;
mod libraries;
mod papers;
mod programs;
mod release;
mod tree;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context as _, Result};

pub use cli::Cli;
pub use content::{PACKAGES, Packaged};
pub use programs::Profile;

use crate::verify::packages::{Package, provide};
use release::Release;

/// What cuts programs to size, asks which libraries they need, and writes packages.
const TOOLS: [Package; 2] =
    [Package { name: "dpkg-dev", program: "dpkg-shlibdeps" }, Package { name: "binutils", program: "strip" }];

/// Machine time within which the tools are installed.
const INSTALLING: Duration = Duration::from_mins(10);

/// A package that was built.
#[derive(Clone, Debug)]
pub struct Built {
    pub name: &'static str,
    pub path: PathBuf,
    /// Its size, in bytes.
    pub size: u64,
}

/// Where packages go if nothing else is said.
pub fn usual_folder(root: &Path) -> PathBuf {
    root.join("target/packages")
}

/// Builds every package into `out`.
///
/// # Errors
/// A program does not compile, a tool is missing, something cannot be written.
pub async fn build(root: &Path, profile: Profile, out: &Path) -> Result<Vec<Built>> {
    provide(&TOOLS, INSTALLING).await.context("packages are written by Debian's own tools")?;
    let programs = programs::build(root, profile)?;
    let release = Release::of(root)?;
    fs::create_dir_all(out).with_context(|| format!("making {}", out.display()))?;
    PACKAGES.iter().map(|packaged| one(root, packaged, &programs, profile, &release, out)).collect()
}

fn one(
    root: &Path,
    packaged: &Packaged,
    programs: &Path,
    profile: Profile,
    release: &Release,
    out: &Path,
) -> Result<Built> {
    let name = packaged.name;
    let what = || format!("building the package {name}");
    let folder = tempfile::tempdir().with_context(what)?;
    let tree = tree::lay_out(root, packaged, programs, folder.path()).with_context(what)?;
    papers::add(root, packaged, release, &tree).with_context(what)?;
    let libraries = libraries::needed(&tree.programs).with_context(what)?;
    let control = control::fill(root, packaged, release, &libraries, tree.kilobytes()?).with_context(what)?;
    deb::describe(root, packaged, &control, &tree).with_context(what)?;
    let path = deb::write(packaged, release, profile, &tree, out).with_context(what)?;
    let size = fs::metadata(&path).with_context(what)?.len();
    Ok(Built { name, path, size })
}
