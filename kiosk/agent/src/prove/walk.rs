//! Walking folders without being led astray: from descriptor to descriptor, never through a link, never onto another
//! file system.

use std::collections::BTreeSet;
use std::ffi::{CStr, CString, OsStr};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};
use std::os::unix::ffi::OsStrExt;
use std::path::{Path, PathBuf};

use rustix::fs::{AtFlags, CWD, Dir, FileType, Mode, OFlags, Stat, fstat, openat, statat};
use rustix::io::Errno;

use crate::fault::{Doing, Fault};

/// Folders deeper than this are not walked into: each level holds a descriptor. (The system's own go 20 deep.)
const DEEPEST: usize = 128;

/// Something of the uid's in a folder that is not the uid's.
#[derive(Debug)]
pub struct Owned<'a> {
    /// The folder.
    pub folder: &'a Path,
    /// The folder, open.
    pub parent: BorrowedFd<'a>,
    /// Its name there. Visitors choose names: it goes into no report.
    pub name: &'a CStr,
    /// Whether it is a folder itself.
    pub is_folder: bool,
}

impl Owned<'_> {
    /// How many things it is, with all that is in it as deep as a walk goes.
    pub fn count(&self) -> Result<usize, Fault> {
        if !self.is_folder {
            return Ok(1);
        }
        count_below(self.parent, self.name, 0).doing(|| format!("looking below {}", self.folder.display()))
    }
}

/// Calls `each` for everything below `root` that is `uid`'s, but not for what lies in a folder of the uid's: that goes
/// with the folder. Passes over the folders `skipped`.
pub fn owned_by(
    uid: u32,
    root: &Path,
    skipped: &BTreeSet<PathBuf>,
    each: &mut impl FnMut(Owned<'_>) -> Result<(), Fault>,
) -> Result<(), Fault> {
    let Some(top) = open_folder(CWD, root).doing(|| format!("opening {}", root.display()))? else {
        return Ok(());
    };
    let device = fstat(&top).doing(|| format!("looking at {}", root.display()))?.st_dev;
    Walk { uid, device, skipped, each }.folder(&top, root, 0)
}

struct Walk<'a, F> {
    uid: u32,
    device: u64,
    skipped: &'a BTreeSet<PathBuf>,
    each: &'a mut F,
}

impl<F: FnMut(Owned<'_>) -> Result<(), Fault>> Walk<'_, F> {
    fn folder(&mut self, open: &OwnedFd, path: &Path, depth: usize) -> Result<(), Fault> {
        if depth > DEEPEST {
            return Err(Fault::new(
                format!("walking through {}", path.display()),
                "the folders are too deep",
            ));
        }
        for name in names(open.as_fd()).doing(|| format!("listing {}", path.display()))? {
            let place = path.join(OsStr::from_bytes(name.to_bytes()));
            if self.skipped.contains(&place) {
                continue;
            }
            let Some(about) =
                look(open.as_fd(), &name).doing(|| format!("looking into {}", path.display()))?
            else {
                continue;
            };
            let is_folder = FileType::from_raw_mode(about.st_mode) == FileType::Directory;
            if about.st_dev != self.device {
                continue;
            }
            if about.st_uid == self.uid {
                (self.each)(Owned { folder: path, parent: open.as_fd(), name: &name, is_folder })?;
            } else if is_folder
                && let Some(inner) =
                    open_folder(open, &*name).doing(|| format!("opening {}", path.display()))?
            {
                self.folder(&inner, &place, depth + 1)?;
            }
        }
        Ok(())
    }
}

fn count_below(parent: BorrowedFd<'_>, name: &CStr, depth: usize) -> io::Result<usize> {
    let mut count = 1;
    if depth >= DEEPEST {
        return Ok(count);
    }
    let Some(open) = open_folder(parent, name)? else { return Ok(count) };
    for name in names(open.as_fd())? {
        let Some(about) = look(open.as_fd(), &name)? else { continue };
        count += match FileType::from_raw_mode(about.st_mode) {
            FileType::Directory => count_below(open.as_fd(), &name, depth + 1)?,
            _ => 1,
        };
    }
    Ok(count)
}

/// Opens a folder, and only a folder. Nothing if it is gone or something else by now.
pub fn open_folder(parent: impl AsFd, name: impl rustix::path::Arg) -> io::Result<Option<OwnedFd>> {
    let flags = OFlags::RDONLY | OFlags::DIRECTORY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    match openat(parent, name, flags, Mode::empty()) {
        Ok(open) => Ok(Some(open)),
        Err(Errno::NOENT | Errno::NOTDIR | Errno::LOOP) => Ok(None),
        Err(error) => Err(error.into()),
    }
}

/// The names in a folder.
pub fn names(folder: BorrowedFd<'_>) -> io::Result<Vec<CString>> {
    let mut names = Vec::new();
    for entry in Dir::read_from(folder)? {
        let name = entry?.file_name().to_owned();
        if !matches!(name.as_bytes(), b"." | b"..") {
            names.push(name);
        }
    }
    Ok(names)
}

/// What a name stands for, if it is still there.
pub fn look(parent: BorrowedFd<'_>, name: &CStr) -> io::Result<Option<Stat>> {
    match statat(parent, name, AtFlags::SYMLINK_NOFOLLOW | AtFlags::NO_AUTOMOUNT) {
        Ok(about) => Ok(Some(about)),
        Err(Errno::NOENT) => Ok(None),
        Err(error) => Err(error.into()),
    }
}
