//! Where documents go, and writing them there without ever replacing one.

use std::fs::OpenOptions;
use std::io::{self, Read as _, Write as _};
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::{Path, PathBuf};

use epn_wire::calendar::text_of;

use crate::intent::{ReadError, WriteError};

/// As many files of one name are plenty.
const MOST: u32 = 1000;

/// The person's folder for documents: what `user-dirs.dirs` says, else `~/Documents` if it is there.
pub fn documents(home: &Path, config: &Path) -> Option<PathBuf> {
    let said = std::fs::read_to_string(config.join("user-dirs.dirs")).ok().and_then(|text| said(&text, home));
    said.or_else(|| Some(home.join("Documents"))).filter(|folder| folder.is_dir())
}

/// The folder in a line such as `XDG_DOCUMENTS_DIR="$HOME/Documents"`.
fn said(text: &str, home: &Path) -> Option<PathBuf> {
    let value = text.lines().find_map(|line| line.trim().strip_prefix("XDG_DOCUMENTS_DIR="))?;
    let value = value.trim_matches('"');
    match value.strip_prefix("$HOME/") {
        Some(below) => Some(home.join(below)),
        None => Some(PathBuf::from(value)).filter(|path| path.is_absolute()),
    }
}

/// Writes a new file that only this person may read; a number is added to its name if that is taken.
///
/// # Errors
/// The disk refuses.
pub fn write_new(folder: &Path, name: &str, content: &[u8]) -> Result<PathBuf, WriteError> {
    let failed = |path: &Path, cause: &io::Error| WriteError::Disk {
        path: path.to_owned(),
        reason: cause.to_string(),
    };
    std::fs::create_dir_all(folder).map_err(|cause| failed(folder, &cause))?;
    let (stem, extension) = name.rsplit_once('.').unwrap_or((name, ""));
    for number in 1..=MOST {
        let numbered = if number == 1 { name.to_owned() } else { format!("{stem}-{number}.{extension}") };
        let path = folder.join(numbered);
        match OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path) {
            Ok(mut file) => {
                file.write_all(content)
                    .and_then(|()| file.sync_all())
                    .map_err(|cause| failed(&path, &cause))?;
                return Ok(path);
            }
            Err(cause) if cause.kind() == io::ErrorKind::AlreadyExists => {}
            Err(cause) => return Err(failed(&path, &cause)),
        }
    }
    Err(failed(&folder.join(name), &io::Error::from(io::ErrorKind::AlreadyExists)))
}

/// Reads a calendar's file of at most so many bytes.
///
/// # Errors
/// It is not there, may not be read, is no text, or is longer.
pub fn read_calendar(path: &Path, most: u64) -> Result<String, ReadError> {
    let failed = |reason: String| ReadError { path: path.to_owned(), reason };
    let file = std::fs::File::open(path).map_err(|cause| failed(cause.to_string()))?;
    let mut bytes = Vec::new();
    let mut bounded = file.take(most.saturating_add(1));
    let length = bounded.read_to_end(&mut bytes).map_err(|cause| failed(cause.to_string()))?;
    if u64::try_from(length).unwrap_or(u64::MAX) > most {
        return Err(failed(format!("it is longer than {most} bytes")));
    }
    text_of(bytes).ok_or_else(|| failed("it is no text in UTF-8".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_never_takes_the_place_of_another() {
        let folder = tempfile::tempdir().unwrap();
        let below = folder.path().join("new");
        let first = write_new(&below, "ticket.pdf", b"1").unwrap();
        let second = write_new(&below, "ticket.pdf", b"2").unwrap();
        assert_eq!(second, below.join("ticket-2.pdf"));
        assert_eq!(std::fs::read(first).unwrap(), b"1");
        assert_eq!(std::fs::read(second).unwrap(), b"2");
    }

    #[test]
    fn a_folder_that_cannot_be_made_is_named() {
        let file = tempfile::NamedTempFile::new().unwrap();
        let error = write_new(&file.path().join("below"), "a.csv", b"").unwrap_err();
        assert!(matches!(error, WriteError::Disk { path, .. } if path.starts_with(file.path())));
    }

    #[test]
    fn the_persons_own_folder_is_found() {
        let home = tempfile::tempdir().unwrap();
        let config = home.path().join(".config");
        std::fs::create_dir_all(home.path().join("Mes documents")).unwrap();
        std::fs::create_dir_all(&config).unwrap();
        assert_eq!(documents(home.path(), &config), None);
        let line = "# a remark\nXDG_DOCUMENTS_DIR=\"$HOME/Mes documents\"\n";
        std::fs::write(config.join("user-dirs.dirs"), line).unwrap();
        assert_eq!(documents(home.path(), &config), Some(home.path().join("Mes documents")));
    }

    #[test]
    fn a_text_is_read_whole_or_not_at_all() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("vacances.ics");
        std::fs::write(&path, "BEGIN").unwrap();
        assert_eq!(read_calendar(&path, 5).as_deref(), Ok("BEGIN"));
        assert!(read_calendar(&path, 4).unwrap_err().reason.contains("4 bytes"));
        std::fs::write(&path, [0xff, 0xfe]).unwrap();
        assert!(read_calendar(&path, 100).is_err(), "no text");
        assert!(read_calendar(&folder.path().join("none"), 100).is_err());
    }
}
