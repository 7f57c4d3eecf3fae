//! The scanner's folder: what lies in it, what of that is whole, and what stays there and why. Scanners write slowly, under
//! names that they change at the end; nothing that lies in the folder is followed or waited for, be it a link or a pipe.

use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::fs::File;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::{OsStrExt as _, OsStringExt as _};
use std::path::Path;
use std::time::Duration;

use epn_rules::scan::Moment;
use epn_wire::scanning::{ScanFolderTrouble, ScanFormat, ScanLeft};
use rustix::fs::{Access, AtFlags, Dir, FileType, Mode, OFlags, Stat};
use rustix::io::Errno;

use super::desk::FileId;
use super::format::{Looked, look};
use super::keep::Source;

/// A file that was not seen closed, as over a network, is taken once it has not changed for so long.
const QUIET: Duration = Duration::from_secs(5);
/// One that does not come to an end for so long is told.
const STUCK: Duration = Duration::from_mins(1);
/// The most entries that are looked at at once.
const MOST: usize = 10_000;

/// The folder, open.
#[derive(Debug)]
pub(super) struct Folder(OwnedFd);

/// What lies in it.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub name: OsString,
    pub file: FileId,
    pub source: Source,
    kind: FileType,
}

impl Folder {
    pub fn open(path: &Path) -> Result<Self, ScanFolderTrouble> {
        let flags = OFlags::DIRECTORY | OFlags::RDONLY | OFlags::CLOEXEC;
        let folder = rustix::fs::open(path, flags, Mode::empty()).map_err(trouble)?;
        // Files are taken out of it.
        let rights = Access::READ_OK | Access::WRITE_OK | Access::EXEC_OK;
        rustix::fs::accessat(&folder, ".", rights, AtFlags::EACCESS).map_err(trouble)?;
        Ok(Self(folder))
    }

    /// By what it is known again: another folder may come to lie in its place, as when a disk is mounted.
    pub fn id(&self) -> Result<FileId, ScanFolderTrouble> {
        let about = rustix::fs::fstat(&self.0).map_err(trouble)?;
        Ok((about.st_dev, about.st_ino))
    }

    /// What lies in it, but for folders.
    pub fn entries(&self) -> Result<Vec<Entry>, ScanFolderTrouble> {
        let mut entries = Vec::new();
        for found in Dir::read_from(&self.0).map_err(trouble)?.take(MOST) {
            let name = OsString::from_vec(found.map_err(trouble)?.file_name().to_bytes().to_vec());
            match rustix::fs::statat(&self.0, &name, AtFlags::SYMLINK_NOFOLLOW) {
                Ok(about) => entries.push(Entry::new(name, &about)),
                // Gone since, or renamed.
                Err(Errno::NOENT) => {}
                Err(error) => return Err(trouble(error)),
            }
        }
        entries.retain(|entry| entry.kind != FileType::Directory);
        Ok(entries)
    }

    /// The file of an entry, if it is still that.
    pub fn read(&self, entry: &Entry) -> Result<File, Errno> {
        let flags = OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::NONBLOCK | OFlags::NOCTTY | OFlags::CLOEXEC;
        let file = rustix::fs::openat(&self.0, &entry.name, flags, Mode::empty())?;
        let about = rustix::fs::fstat(&file)?;
        if Entry::new(entry.name.clone(), &about).is_same(entry) {
            Ok(file.into())
        } else {
            Err(Errno::AGAIN)
        }
    }

    /// Whether the entry's name still leads to the file as it was.
    pub fn is_still(&self, entry: &Entry) -> bool {
        let about = rustix::fs::statat(&self.0, &entry.name, AtFlags::SYMLINK_NOFOLLOW);
        about.is_ok_and(|about| Entry::new(entry.name.clone(), &about).is_same(entry))
    }

    /// Takes a file out of the folder.
    pub fn remove(&self, entry: &Entry) -> Result<(), Errno> {
        match rustix::fs::unlinkat(&self.0, &entry.name, AtFlags::empty()) {
            Ok(()) | Err(Errno::NOENT) => {}
            Err(error) => return Err(error),
        }
        // Not every file system can: then a power cut may bring it back, and it is known again by its note.
        let _ = rustix::fs::fsync(&self.0);
        Ok(())
    }
}

impl Entry {
    fn new(name: OsString, about: &Stat) -> Self {
        let source = Source {
            inode: about.st_ino,
            bytes: u64::try_from(about.st_size).unwrap_or(0),
            modified: (about.st_mtime, i64::try_from(about.st_mtime_nsec).unwrap_or(0)),
        };
        let kind = FileType::from_raw_mode(about.st_mode);
        Self { name, file: (about.st_dev, about.st_ino), source, kind }
    }

    fn is_same(&self, other: &Self) -> bool {
        (self.file, self.source, self.kind) == (other.file, other.source, other.kind)
    }

    /// Whether its name says that it gets another one when it is whole.
    fn is_temporary(&self) -> bool {
        let name = self.name.as_bytes().to_ascii_lowercase();
        let endings: [&[u8]; 6] = [b".part", b".partial", b".filepart", b".tmp", b".temp", b"~"];
        name.starts_with(b".") || endings.iter().any(|ending| name.ends_with(ending))
    }
}

fn trouble(error: Errno) -> ScanFolderTrouble {
    match error {
        Errno::NOENT | Errno::NOTDIR => ScanFolderTrouble::Missing,
        Errno::ACCESS | Errno::PERM | Errno::ROFS => ScanFolderTrouble::NoRights,
        _ => ScanFolderTrouble::Broken,
    }
}

/// How a file stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Stands {
    /// It is whole, and can be taken.
    Whole {
        format: ScanFormat,
        pages: Option<u32>,
    },
    /// It may still arrive.
    Coming,
    Left(ScanLeft),
}

/// What is known of the files that were there when it was last looked.
#[derive(Debug, Default)]
pub(super) struct Followed(BTreeMap<FileId, Seen>);

#[derive(Debug)]
struct Seen {
    name: OsString,
    source: Source,
    /// Since when it has not changed.
    since: Moment,
    /// Whoever wrote it closed it, or gave it this name, since it last changed.
    closed: bool,
    /// What was found of it as it is, and until when that is believed.
    verdict: Option<(ScanLeft, Moment)>,
}

impl Followed {
    /// Forgets files that are not there any more.
    pub fn only(&mut self, files: &BTreeSet<FileId>) {
        self.0.retain(|file, _| files.contains(file));
    }

    pub fn forget(&mut self, file: FileId) {
        self.0.remove(&file);
    }

    /// A file cannot be taken: it is tried again after a while, or when it has changed.
    pub fn put_aside(&mut self, file: FileId, why: ScanLeft, now: Moment) {
        if let Some(seen) = self.0.get_mut(&file) {
            seen.verdict = Some((why, now.saturating_add(STUCK)));
        }
    }

    /// How a file stands now. `closed` are the names that were closed after writing, or came to be, since the last look.
    pub fn stands(
        &mut self,
        folder: &Folder,
        entry: &Entry,
        closed: &BTreeSet<OsString>,
        largest: u64,
        now: Moment,
    ) -> Stands {
        if entry.kind != FileType::RegularFile {
            return Stands::Left(ScanLeft::NoFile);
        }
        if entry.source.bytes > largest {
            return Stands::Left(ScanLeft::TooLarge);
        }
        let new = || Seen {
            name: entry.name.clone(),
            source: entry.source,
            since: now,
            closed: false,
            verdict: None,
        };
        let file = self.0.entry(entry.file).or_insert_with(new);
        if file.name != entry.name || file.source != entry.source {
            *file = new();
        }
        file.closed |= closed.contains(&entry.name);
        let quiet = now.saturating_sub(file.since);
        let is_stuck = quiet >= STUCK;
        let unfinished = if is_stuck { Stands::Left(ScanLeft::Unfinished) } else { Stands::Coming };
        if let Some((verdict, _)) = file.verdict.filter(|(_, until)| now < *until) {
            return Stands::Left(verdict);
        }
        if entry.is_temporary() || entry.source.bytes == 0 || !(file.closed || quiet >= QUIET) {
            return unfinished;
        }
        let looked =
            folder.read(entry).map_err(Into::into).and_then(|mut open| look(&mut open, entry.source.bytes));
        match looked {
            Ok(Looked::Whole { format, pages }) => Stands::Whole { format, pages },
            Ok(Looked::Other) => {
                file.verdict = Some((ScanLeft::OtherFormat, Moment::MAX));
                Stands::Left(ScanLeft::OtherFormat)
            }
            Err(error) if error.kind() == std::io::ErrorKind::PermissionDenied => {
                Stands::Left(ScanLeft::NoRights)
            }
            Ok(Looked::Unfinished) | Err(_) => unfinished,
        }
    }
}
