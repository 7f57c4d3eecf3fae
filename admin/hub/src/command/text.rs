//! Files that people write, as commands read them and write them.

use std::fs::{File, OpenOptions};
use std::io::{self, Read as _, Write as _};
use std::path::{Path, PathBuf};

use anyhow::Context as _;
use epn_wire::output::Output;
use epn_wire::say_line;
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
    if is_standard_output(path) {
        return Output.write_all(content).context("standard output cannot be written");
    }
    // A link stays one: what it leads to is written.
    let target = path.canonicalize().unwrap_or_else(|_| path.to_owned());
    let written = match std::fs::metadata(path) {
        // A device or a pipe is written to; moving a file into its place would take it away from everybody.
        Ok(there) if !there.is_file() && !there.is_dir() => {
            OpenOptions::new().write(true).open(path).and_then(|mut device| device.write_all(content))
        }
        Ok(_) | Err(_) => replace(&target, content),
    };
    written.with_context(|| {
        format!("{} cannot be written: check that its folder exists and may be written to", path.display())
    })
}

/// Writes as [`write`] does and, if asked to, tells programs which file it was.
pub(super) fn write_and_tell(path: &Path, content: &[u8], json: bool) -> anyhow::Result<()> {
    write(path, content)?;
    if json && !is_standard_output(path) {
        say_line!("{}", serde_json::json!({ "file": path.display().to_string(), "bytes": content.len() }))?;
    }
    Ok(())
}

fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
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
    written
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

/// The device of that name may lead to a file, where what was written before is to stay.
fn is_standard_output(path: &Path) -> bool {
    is_standard(path) || path == Path::new("/dev/stdout")
}

fn beside(path: &Path) -> io::Result<PathBuf> {
    let name = path.file_name().ok_or_else(|| io::Error::from(io::ErrorKind::InvalidInput))?;
    Ok(path.with_file_name(format!(".{}.new-{}", name.to_string_lossy(), Ulid::new())))
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::{FileTypeExt as _, symlink};
    use std::path::Path;

    use super::*;

    #[test]
    fn a_file_is_replaced_as_a_whole() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("counts.csv");
        write(&path, b"before, and longer").unwrap();
        write(&path, b"after").unwrap();
        assert_eq!(std::fs::read(&path).unwrap(), b"after");
        assert_eq!(std::fs::read_dir(folder.path()).unwrap().count(), 1, "nothing is left beside it");
    }

    #[test]
    fn a_link_stays_one() {
        let folder = tempfile::tempdir().unwrap();
        let (link, file) = (folder.path().join("link"), folder.path().join("file"));
        std::fs::write(&file, "before").unwrap();
        symlink(&file, &link).unwrap();
        write(&link, b"after").unwrap();
        assert!(link.is_symlink());
        assert_eq!(std::fs::read(&file).unwrap(), b"after");
    }

    #[test]
    fn a_device_stays_one_and_may_refuse() {
        // Through a link of the test's own: were it replaced, the machine's device would still be there.
        let folder = tempfile::tempdir().unwrap();
        let full = folder.path().join("full");
        symlink("/dev/full", &full).unwrap();
        let refused = format!("{:#}", write(&full, b"counts").unwrap_err());
        assert!(refused.contains("cannot be written"), "{refused}");
        assert!(full.is_symlink() && Path::new("/dev/full").metadata().unwrap().file_type().is_char_device());
    }
}
