//! What the hub keeps of scans on its disk: the bytes, named by an id alone, and a note beside them. There is a scan where
//! there is a note; bytes without one are what a hub that ended was copying.

use std::fs::{self, DirBuilder, File, OpenOptions};
use std::io::{self, Read as _, Seek as _, SeekFrom, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use epn_rules::id::{ScanId, SessionId, StationId};
use epn_rules::scan::WhyStaff;
use epn_wire::scanning::ScanFormat;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

/// How the name of a note ends, and that of one that is being written.
const NOTE: &str = "json";
const NEW_NOTE: &str = "new";

/// A scan that the hub keeps.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    pub id: ScanId,
    /// What people call it by in the room.
    pub number: u32,
    /// When it came, or was given back to the mediator.
    pub at: Timestamp,
    pub format: ScanFormat,
    pub bytes: u64,
    /// How many pages, once they were counted.
    pub pages: Option<u32>,
    pub owner: Owner,
    /// Whose it may be.
    pub wanted_by: Vec<SessionId>,
    /// The file that it is a copy of, as long as that may still be in the scanner's folder.
    pub source: Option<Source>,
}

/// Whose a scan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "owner", rename_all = "kebab-case")]
pub enum Owner {
    Session { station: StationId, session: SessionId },
    Staff { why: WhyStaff },
}

/// By what a file is known again, without its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Source {
    pub inode: u64,
    pub bytes: u64,
    /// Seconds and nanoseconds since the Unix epoch.
    pub modified: (i64, i64),
}

/// The folder of the scans that the hub keeps.
#[derive(Clone, Debug)]
pub struct Keep(PathBuf);

impl Keep {
    pub fn new(folder: PathBuf) -> Self {
        Self(folder)
    }

    /// Makes the folder if there is none, and reads what is kept in it. What is no scan goes.
    pub fn open(&self) -> io::Result<Vec<Kept>> {
        if !self.0.is_dir() {
            DirBuilder::new().mode(0o700).create(&self.0)?;
        }
        let mut kept = Vec::new();
        for path in self.entries()? {
            let is_note = path.extension().is_some_and(|extension| extension == NOTE);
            if let Some(note) = is_note.then(|| read(&path)).flatten()
                && self.path(note.id).is_file()
            {
                kept.push(note);
            }
        }
        let is_kept =
            |path: &Path| kept.iter().any(|kept| path.file_stem() == self.path(kept.id).file_stem());
        for path in self.entries()? {
            if !is_kept(&path) {
                tracing::info!("a scan that had not come whole was deleted");
                fs::remove_file(path)?;
            }
        }
        Ok(kept)
    }

    /// Deletes everything.
    pub fn clear(&self) -> io::Result<()> {
        match fs::remove_dir_all(&self.0) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
            _ => Ok(()),
        }
    }

    fn entries(&self) -> io::Result<Vec<PathBuf>> {
        fs::read_dir(&self.0)?.map(|entry| entry.map(|entry| entry.path())).collect()
    }

    /// Where the bytes of a scan lie.
    pub fn path(&self, id: ScanId) -> PathBuf {
        self.0.join(id.to_string())
    }

    /// Copies at most `most` bytes of a file, and tells how many there were. They are on disk when this returns, and a
    /// scan only once its note is.
    pub fn copy(&self, id: ScanId, from: &File, most: u64) -> io::Result<u64> {
        let mut to = OpenOptions::new().write(true).create_new(true).mode(0o600).open(self.path(id))?;
        let copied = io::copy(&mut from.take(most), &mut to)?;
        to.sync_all()?;
        Ok(copied)
    }

    /// Deletes bytes that became no scan.
    pub fn drop_copy(&self, id: ScanId) {
        // What stays is deleted at the next start.
        let _ = fs::remove_file(self.path(id));
    }

    /// Writes the note of a scan, durably: the one before, or this one, is there at any moment.
    pub fn write(&self, kept: &Kept) -> io::Result<()> {
        let (note, new) = (self.note(kept.id, NOTE), self.note(kept.id, NEW_NOTE));
        let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(0o600).open(&new)?;
        file.write_all(&serde_json::to_vec(kept)?)?;
        file.sync_all()?;
        fs::rename(new, note)?;
        self.sync()
    }

    /// Deletes a scan, durably, the note first; one that is not there was deleted before.
    pub fn remove(&self, id: ScanId) -> io::Result<()> {
        for path in [self.note(id, NOTE), self.path(id)] {
            match fs::remove_file(path) {
                Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
                _ => self.sync()?,
            }
        }
        Ok(())
    }

    /// A part of a scan; nothing from its end on.
    pub fn part(&self, id: ScanId, from: u64, most: usize) -> io::Result<Vec<u8>> {
        let mut file = File::open(self.path(id))?;
        file.seek(SeekFrom::Start(from))?;
        let mut part = Vec::with_capacity(most);
        file.take(u64::try_from(most).unwrap_or(u64::MAX)).read_to_end(&mut part)?;
        Ok(part)
    }

    fn note(&self, id: ScanId, extension: &str) -> PathBuf {
        self.path(id).with_extension(extension)
    }

    fn sync(&self) -> io::Result<()> {
        File::open(&self.0)?.sync_all()
    }
}

fn read(path: &Path) -> Option<Kept> {
    let read = fs::read(path).and_then(|text| Ok(serde_json::from_slice(&text)?));
    read.inspect_err(|error| tracing::error!(%error, "the note of a scan cannot be read: it is deleted")).ok()
}

#[cfg(test)]
mod tests {
    use ulid::Ulid;

    use super::*;

    fn kept(n: u128) -> Kept {
        Kept {
            id: ScanId(Ulid(n)),
            number: 1,
            at: Timestamp::UNIX_EPOCH,
            format: ScanFormat::Pdf,
            bytes: 5,
            pages: None,
            owner: Owner::Staff { why: WhyStaff::Several },
            wanted_by: vec![SessionId(Ulid(7))],
            source: Some(Source { inode: 3, bytes: 5, modified: (1, 2) }),
        }
    }

    fn names(folder: &Path) -> usize {
        fs::read_dir(folder).unwrap().count()
    }

    #[test]
    fn what_has_a_note_is_found_again_and_nothing_else_stays() {
        let folder = tempfile::tempdir().unwrap();
        let keep = Keep::new(folder.path().join("scans"));
        assert_eq!(keep.open().unwrap(), []);
        let bytes = folder.path().join("bytes");
        fs::write(&bytes, b"hello, world").unwrap();
        for n in [1, 2, 3] {
            assert_eq!(keep.copy(ScanId(Ulid(n)), &File::open(&bytes).unwrap(), 5).unwrap(), 5);
        }
        keep.write(&kept(1)).unwrap();
        // A note whose bytes are gone, one that was being written, one that is torn.
        keep.write(&kept(4)).unwrap();
        fs::write(keep.note(ScanId(Ulid(2)), NEW_NOTE), "{").unwrap();
        fs::write(keep.note(ScanId(Ulid(3)), NOTE), "{").unwrap();
        assert_eq!(keep.open().unwrap(), [kept(1)]);
        assert_eq!(names(&folder.path().join("scans")), 2);

        assert_eq!(keep.part(ScanId(Ulid(1)), 1, 3).unwrap(), b"ell");
        assert_eq!(keep.part(ScanId(Ulid(1)), 5, 3).unwrap(), b"");
        keep.remove(ScanId(Ulid(1))).unwrap();
        keep.remove(ScanId(Ulid(1))).unwrap();
        assert_eq!(names(&folder.path().join("scans")), 0);
        keep.clear().unwrap();
        keep.clear().unwrap();
    }
}
