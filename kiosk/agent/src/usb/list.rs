//! What on a key can be printed: found without following a link, entering another file system or opening anything but folders, and
//! without looking for ever.

use std::collections::VecDeque;
use std::ffi::OsStr;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use epn_wire::usb::{MOST_FILES, UsbFile, UsbFiles, UsbFormat};
use rustix::fs::{AtFlags, Dir, DirEntry, FileType, Mode, OFlags, ResolveFlags, Stat, openat2, statat};
use rustix::io::Errno;

use super::name;

/// How deep folders are looked into; the top is 0.
const DEEPEST: usize = 6;
/// How many names are looked at, on all of the key.
const MOST_NAMES: usize = 20_000;
/// How many folders wait to be looked at.
const MOST_FOLDERS: usize = 2_000;
/// How long it is looked at.
const LONGEST: Duration = Duration::from_secs(6);

/// A document that was found.
#[derive(Clone, Debug)]
pub struct Found {
    /// On which of the key's file systems.
    root: usize,
    path: PathBuf,
    file: UsbFile,
    /// In seconds since 1970, as the key says.
    modified: i64,
}

/// The documents on a key, the newest first, and where each lies.
#[derive(Debug, Default)]
pub struct Listed {
    found: Vec<Found>,
    more: bool,
}

impl Listed {
    /// As it is shown.
    pub fn files(&self) -> UsbFiles {
        UsbFiles { files: self.found.iter().map(|found| found.file.clone()).collect(), more: self.more }
    }

    /// Opens the document at a place of the list, if it is still an ordinary file.
    pub fn open(&self, roots: &[OwnedFd], place: usize) -> Result<OwnedFd, Errno> {
        let found = self.found.get(place).ok_or(Errno::NOENT)?;
        let root = roots.get(found.root).ok_or(Errno::NOENT)?;
        // What is no ordinary file any more is not waited for.
        let file = open_within(root, &found.path, OFlags::RDONLY | OFlags::NONBLOCK)?;
        let kind = FileType::from_raw_mode(rustix::fs::fstat(&file)?.st_mode);
        if kind == FileType::RegularFile { Ok(file) } else { Err(Errno::ACCESS) }
    }
}

/// A folder that is to be looked at.
struct Folder {
    root: usize,
    path: PathBuf,
    depth: usize,
}

/// A look at a key.
struct Look {
    folders: VecDeque<Folder>,
    names: usize,
    until: Instant,
    listed: Listed,
}

/// Finds what can be printed in these file systems, the folders at the top first.
pub fn list(roots: &[OwnedFd]) -> Listed {
    let tops = (0..roots.len()).map(|root| Folder { root, path: PathBuf::new(), depth: 0 });
    let mut look = Look {
        folders: tops.collect(),
        names: 0,
        until: Instant::now() + LONGEST,
        listed: Listed::default(),
    };
    while let Some(folder) = look.folders.pop_front() {
        let Some(root) = roots.get(folder.root) else { continue };
        // A folder that cannot be read holds nothing that could be printed.
        let _ = look.look_into(root, &folder);
        if look.is_enough() {
            look.listed.more = true;
            break;
        }
    }
    let mut listed = look.listed;
    listed
        .found
        .sort_by(|one, other| other.modified.cmp(&one.modified).then_with(|| one.path.cmp(&other.path)));
    listed.more |= listed.found.len() > MOST_FILES;
    listed.found.truncate(MOST_FILES);
    listed
}

impl Look {
    fn is_enough(&self) -> bool {
        self.names >= MOST_NAMES || Instant::now() >= self.until
    }

    fn look_into(&mut self, root: &OwnedFd, folder: &Folder) -> Result<(), Errno> {
        let path = if folder.depth == 0 { Path::new(".") } else { &folder.path };
        let opened = open_within(root, path, OFlags::RDONLY | OFlags::DIRECTORY)?;
        for entry in Dir::read_from(&opened)? {
            if self.is_enough() {
                break;
            }
            self.names += 1;
            // A name that cannot be looked at is none that could be printed.
            let _ = self.note(&opened, folder, &entry?);
        }
        Ok(())
    }

    fn note(&mut self, opened: &OwnedFd, folder: &Folder, entry: &DirEntry) -> Result<(), Errno> {
        let name = entry.file_name().to_bytes();
        // Programs hide what is theirs: `.Trash-1000`, and the `._` files of a Mac.
        if name.starts_with(b".") {
            return Ok(());
        }
        let format = format_of(name);
        let may_be_folder = matches!(entry.file_type(), FileType::Directory | FileType::Unknown);
        if format.is_none() && !may_be_folder {
            return Ok(());
        }
        let about = statat(opened, entry.file_name(), AtFlags::SYMLINK_NOFOLLOW)?;
        let path = folder.path.join(OsStr::from_bytes(name));
        match (FileType::from_raw_mode(about.st_mode), format) {
            (FileType::Directory, _) if folder.depth >= DEEPEST || self.folders.len() >= MOST_FOLDERS => {
                self.listed.more = true;
            }
            (FileType::Directory, _) => {
                self.folders.push_back(Folder { root: folder.root, path, depth: folder.depth + 1 });
            }
            (FileType::RegularFile, Some(format)) => {
                self.listed.found.extend(found(folder, path, name, format, &about));
            }
            _ => {}
        }
        Ok(())
    }
}

/// An empty file is no document.
fn found(folder: &Folder, path: PathBuf, name: &[u8], format: UsbFormat, about: &Stat) -> Option<Found> {
    let bytes = u64::try_from(about.st_size).ok().filter(|bytes| *bytes > 0)?;
    let within = (folder.depth > 0).then(|| name::shown(folder.path.as_os_str().as_bytes()));
    let file = UsbFile { name: name::shown(name), folder: within, format, bytes };
    Some(Found { root: folder.root, path, file, modified: about.st_mtime })
}

/// What a name's end says.
fn format_of(name: &[u8]) -> Option<UsbFormat> {
    let ends = |end: &[u8]| {
        let start = name.len().checked_sub(end.len());
        start.and_then(|start| name.get(start..)).is_some_and(|last| last.eq_ignore_ascii_case(end))
    };
    let known: [(&[u8], UsbFormat); 4] = [
        (b".pdf", UsbFormat::Pdf),
        (b".jpg", UsbFormat::Jpeg),
        (b".jpeg", UsbFormat::Jpeg),
        (b".png", UsbFormat::Png),
    ];
    known.into_iter().find(|(end, _)| ends(end)).map(|(_, format)| format)
}

/// Opens something on the key, and nothing else: no link is followed, no other file system entered.
fn open_within(root: &OwnedFd, path: &Path, flags: OFlags) -> Result<OwnedFd, Errno> {
    let within = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_XDEV;
    openat2(root, path, flags | OFlags::NOFOLLOW | OFlags::CLOEXEC, Mode::empty(), within)
}

#[cfg(test)]
mod tests;
