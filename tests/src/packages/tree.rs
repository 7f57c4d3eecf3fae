//! A package's files, laid out as they will lie on the PC.

use std::fs::{self, Permissions};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::content::Packaged;
use crate::support::run_to_end;

/// The laid out files.
#[derive(Debug)]
pub struct Tree {
    root: PathBuf,
    /// The programs in it.
    pub programs: Vec<PathBuf>,
}

/// Something in a tree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Entry {
    /// A file, of so many bytes.
    File(u64),
    Link,
    Folder,
}

/// Lays out what belongs to a package below the folder `target`.
///
/// # Errors
/// Something of it is missing or cannot be copied.
pub fn lay_out(root: &Path, packaged: &Packaged, programs: &Path, target: &Path) -> Result<Tree> {
    let mut tree = Tree { root: target.to_owned(), programs: Vec::new() };
    fs::set_permissions(target, Permissions::from_mode(0o755))?;
    for content in packaged.content {
        copy(&root.join(content.source), &target.join(content.target))?;
    }
    for name in packaged.programs {
        let program = tree.folder("usr/bin")?.join(name);
        strip(&programs.join(name), &program)?;
        tree.programs.push(program);
    }
    Ok(tree)
}

impl Tree {
    /// Where it lies.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// A folder in it, made if need be.
    pub fn folder(&self, path: &str) -> Result<PathBuf> {
        let folder = self.root.join(path);
        make(&folder)?;
        Ok(folder)
    }

    /// Writes a file into it; the folder is made if need be.
    pub fn write(&self, path: &str, content: &[u8], mode: u32) -> Result<()> {
        let path = self.root.join(path);
        if let Some(folder) = path.parent() {
            make(folder)?;
        }
        fs::write(&path, content).with_context(|| format!("writing {}", path.display()))?;
        Ok(fs::set_permissions(&path, Permissions::from_mode(mode))?)
    }

    /// All that is in it, by path from the root, in order.
    pub fn entries(&self) -> Result<Vec<(String, Entry)>> {
        let mut entries = Vec::new();
        list(&self.root, "", &mut entries)?;
        Ok(entries)
    }

    /// What it takes on a disk, as Debian counts: each file a whole number of KiB, everything else one.
    pub fn kilobytes(&self) -> Result<u64> {
        let entries = self.entries()?.into_iter();
        Ok(entries
            .map(|(_, entry)| if let Entry::File(bytes) = entry { bytes.div_ceil(1024) } else { 1 })
            .sum())
    }
}

fn list(folder: &Path, prefix: &str, entries: &mut Vec<(String, Entry)>) -> Result<()> {
    for path in sorted(folder)? {
        let name = path.file_name().unwrap_or_default().to_str().context("a file's name is no text")?;
        let name = format!("{prefix}{name}");
        let about = fs::symlink_metadata(&path)?;
        if about.is_symlink() {
            entries.push((name, Entry::Link));
        } else if about.is_dir() {
            let below = format!("{name}/");
            entries.push((name, Entry::Folder));
            list(&path, &below, entries)?;
        } else {
            entries.push((name, Entry::File(about.len())));
        }
    }
    Ok(())
}

fn sorted(folder: &Path) -> Result<Vec<PathBuf>> {
    let entries = fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))?;
    let mut paths = entries.map(|entry| Ok(entry?.path())).collect::<Result<Vec<_>>>()?;
    paths.sort();
    Ok(paths)
}

/// Copies a file, or a folder into a folder that may be there already. Whatever the clone's umask was: what can be
/// executed keeps that, and everybody may read.
fn copy(source: &Path, target: &Path) -> Result<()> {
    let about = fs::symlink_metadata(source)
        .with_context(|| format!("{} belongs into the package and is not there", source.display()))?;
    if about.is_dir() {
        make(target)?;
        for path in sorted(source)? {
            copy(&path, &target.join(path.file_name().unwrap_or_default()))?;
        }
        return Ok(());
    }
    if let Some(folder) = target.parent() {
        make(folder)?;
    }
    if fs::symlink_metadata(target).is_ok() {
        bail!("{} comes from two places", target.display());
    }
    if about.is_symlink() {
        return Ok(symlink(fs::read_link(source)?, target)?);
    }
    fs::copy(source, target).with_context(|| format!("copying {}", source.display()))?;
    let mode = if about.permissions().mode() & 0o111 == 0 { 0o644 } else { 0o755 };
    Ok(fs::set_permissions(target, Permissions::from_mode(mode))?)
}

fn make(folder: &Path) -> Result<()> {
    if folder.is_dir() {
        return Ok(());
    }
    if let Some(above) = folder.parent() {
        make(above)?;
    }
    fs::create_dir(folder).with_context(|| format!("making {}", folder.display()))?;
    Ok(fs::set_permissions(folder, Permissions::from_mode(0o755))?)
}

/// Copies a program without what only a debugger reads.
fn strip(program: &Path, target: &Path) -> Result<()> {
    let mut strip = Command::new("strip");
    strip.args(["--strip-unneeded", "--remove-section=.comment", "--remove-section=.note", "-o"]);
    run_to_end(strip.arg(target).arg(program), b"")?
        .ok()
        .with_context(|| format!("cutting {} to size", program.display()))?;
    Ok(fs::set_permissions(target, Permissions::from_mode(0o755))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_has_plain_permissions_and_keeps_links() {
        let dir = tempfile::tempdir().unwrap();
        let source = dir.path().join("source");
        fs::create_dir_all(source.join("etc/masked")).unwrap();
        fs::write(source.join("etc/run"), "#!/bin/sh\n").unwrap();
        fs::set_permissions(source.join("etc/run"), Permissions::from_mode(0o700)).unwrap();
        fs::write(source.join("etc/read"), "text").unwrap();
        fs::set_permissions(source.join("etc/read"), Permissions::from_mode(0o600)).unwrap();
        symlink("/dev/null", source.join("etc/masked/unit")).unwrap();
        let tree = Tree { root: dir.path().join("target"), programs: Vec::new() };
        copy(&source, tree.root()).unwrap();
        let found = tree.entries().unwrap();
        let names: Vec<_> = found.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, ["etc", "etc/masked", "etc/masked/unit", "etc/read", "etc/run"]);
        assert_eq!(fs::read_link(tree.root().join("etc/masked/unit")).unwrap(), Path::new("/dev/null"));
        let mode = |name: &str| fs::metadata(tree.root().join(name)).unwrap().permissions().mode() & 0o777;
        assert_eq!((mode("etc"), mode("etc/read"), mode("etc/run")), (0o755, 0o644, 0o755));
        assert_eq!(tree.kilobytes().unwrap(), 5);
        let twice = copy(&source, tree.root()).unwrap_err();
        assert!(twice.to_string().contains("comes from two places"), "{twice}");
    }
}
