//! What every Debian package says of itself: its licence and its last change.

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};
use cargo_metadata::{Metadata, MetadataCommand, Package};
use jiff::tz::TimeZone;

use super::content::Packaged;
use super::control;
use super::release::Release;
use super::tree::Tree;
use crate::support::run_to_end;

/// Adds them to a package's tree.
///
/// # Errors
/// A text is missing, or cargo does not say what the programs are made of.
pub fn add(root: &Path, packaged: &Packaged, release: &Release, tree: &Tree) -> Result<()> {
    let folder = format!("usr/share/doc/{}", packaged.name);
    tree.write(&format!("{folder}/copyright"), copyright(root)?.as_bytes(), 0o644)?;
    let changelog = changelog(root, packaged, release)?;
    tree.write(&format!("{folder}/changelog.gz"), &compressed(&changelog)?, 0o644)
}

/// The suite's licence, those of the fonts and pictures, and of every library in the programs.
fn copyright(root: &Path) -> Result<String> {
    let read = |path: &str| fs::read_to_string(root.join(path)).with_context(|| format!("reading {path}"));
    let mut text = read("assets/packaging/copyright")?;
    text.push_str(&read("LICENSE")?);
    for path in [
        "assets/fonts/AtkinsonHyperlegibleNext-LICENSE.txt",
        "assets/fonts/NotoSansArabic-LICENSE.txt",
        "assets/icons/lucide-LICENSE.txt",
        "assets/icons/tabler-LICENSE.txt",
    ] {
        let name = path.rsplit('/').next().unwrap_or(path).trim_end_matches("-LICENSE.txt");
        write!(text, "\n\n--- {name} ---\n\n{}", read(path)?)?;
    }
    text.push_str("\n\n--- Libraries in the programs: name, version, licence, authors ---\n\n");
    let metadata: Metadata = MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .other_options(["--locked".to_owned(), "--filter-platform=x86_64-unknown-linux-gnu".to_owned()])
        .exec()
        .context("asking cargo what the programs are made of")?;
    let mut libraries: Vec<String> =
        metadata.packages.iter().filter(|one| one.source.is_some()).map(line).collect();
    libraries.sort();
    text.push_str(&libraries.concat());
    Ok(text)
}

fn line(library: &Package) -> String {
    let licence = library.license.as_deref().unwrap_or("see its sources");
    format!("{} {}: {licence}; {}\n", library.name, library.version, library.authors.join(", "))
}

fn changelog(root: &Path, packaged: &Packaged, release: &Release) -> Result<String> {
    let maintainer = control::field(root, packaged, "Maintainer")?;
    let at = release.at.to_zoned(TimeZone::UTC);
    Ok(format!(
        "{} ({}) unstable; urgency=medium\n\n  * Built from the sources of this moment; their history tells what changed.\n\n -- {maintainer}  {}\n",
        packaged.name,
        release.version(),
        at.strftime("%a, %d %b %Y %H:%M:%S +0000"),
    ))
}

fn compressed(text: &str) -> Result<Vec<u8>> {
    let folder = tempfile::tempdir()?;
    let path = folder.path().join("changelog");
    fs::write(&path, text)?;
    // Without name and time: the same text gives the same bytes.
    run_to_end(Command::new("gzip").args(["-9n"]).arg(&path), b"")?.ok().context("gzip")?;
    Ok(fs::read(path.with_extension("gz"))?)
}
