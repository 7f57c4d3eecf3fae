//! Files that people write, as commands read them and write them.

use std::fs::File;
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use ulid::Ulid;

/// No file that people write by hand is longer than this.
const LONGEST: u64 = 1024 * 1024;

/// What stands in a file; `-` is standard input.
pub(super) fn read(path: &Path) -> anyhow::Result<String> {
    let mut text = String::new();
    let read = if is_standard(path) {
        io::stdin().take(LONGEST + 1).read_to_string(&mut text)
    } else {
        File::open(path).and_then(|file| file.take(LONGEST + 1).read_to_string(&mut text))
    };
    read.with_context(|| format!("{} cannot be read: check its name and that it is text", named(path)))?;
    if text.len() as u64 > LONGEST {
        anyhow::bail!("{} is longer than 1 MiB: is it the right file?", named(path));
    }
    Ok(text)
}

/// Writes a whole file or none: beside, then moved into place. `-` is standard output.
pub(super) fn write(path: &Path, content: &[u8]) -> anyhow::Result<()> {
    if is_standard(path) {
        return io::stdout().write_all(content).context("standard output cannot be written");
    }
    let beside = beside(path)?;
    let written = File::create_new(&beside)
        .and_then(|mut file| {
            file.write_all(content)?;
            file.sync_all()
        })
        .and_then(|()| std::fs::rename(&beside, path));
    if written.is_err() {
        // What was begun is of no use to anybody.
        let _ = std::fs::remove_file(&beside);
    }
    written.with_context(|| {
        format!("{} cannot be written: check that its folder exists and may be written to", path.display())
    })
}

/// The text moved in, as help shows a file.
pub(super) fn indented(text: &str) -> String {
    text.lines().map(|line| ["  ", line, "\n"].concat()).collect()
}

/// How messages name a file.
pub(super) fn named(path: &Path) -> String {
    if is_standard(path) { "standard input".to_owned() } else { path.display().to_string() }
}

fn is_standard(path: &Path) -> bool {
    path.as_os_str() == "-"
}

fn beside(path: &Path) -> anyhow::Result<PathBuf> {
    let name = path.file_name().with_context(|| format!("{} names no file", path.display()))?;
    Ok(path.with_file_name(format!(".{}.new-{}", name.to_string_lossy(), Ulid::new())))
}
