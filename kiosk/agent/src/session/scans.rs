//! A scan, written into the visitor's home while they use it. Whatever they make of their folders meanwhile, nothing is
//! written outside them: no link is followed and no other file system entered, and a file bears its name, and is theirs, only
//! once it is whole.

use std::fs::File;
use std::io::Write as _;
use std::os::fd::OwnedFd;
use std::path::Path;

use epn_wire::scanning::{FOLDER, ScanFormat};
use rustix::fs::{AtFlags, Gid, Mode, OFlags, RenameFlags, ResolveFlags, Stat, Uid};
use rustix::io::Errno;
use ulid::Ulid;

use crate::fault::{Doing, Fault};

/// The most files of one format that get a name of their own.
const MOST_NAMES: u32 = 10_000;

/// A scan of which a part is written. What is there goes when it is dropped before its end.
#[derive(Debug)]
pub struct ArrivingScan {
    folder: OwnedFd,
    file: File,
    /// Its name until it is whole; none once it has its own.
    temporary: Option<String>,
    format: ScanFormat,
    visitor: u32,
}

impl ArrivingScan {
    /// Begins one in the home of a visitor who has a session.
    pub fn begin(home: &Path, visitor: u32, format: ScanFormat) -> Result<Self, Fault> {
        let folder = open_folder(home, visitor).doing(|| "opening the visitor's folder of scans")?;
        let temporary = format!(".{}.part", Ulid::new());
        let flags = OFlags::WRONLY | OFlags::CREATE | OFlags::EXCL | OFlags::NOFOLLOW | OFlags::CLOEXEC;
        let file = rustix::fs::openat(&folder, &temporary, flags, Mode::RUSR | Mode::WUSR)
            .doing(|| "making a file for a scan")?;
        Ok(Self { folder, file: file.into(), temporary: Some(temporary), format, visitor })
    }

    /// Writes the next part.
    pub fn write(&mut self, part: &[u8]) -> Result<(), Fault> {
        self.file.write_all(part).doing(|| "writing a scan")
    }

    /// That was all: from now on it is the visitor's, under the first name that is free.
    pub fn finish(mut self) -> Result<(), Fault> {
        let doing = || "giving a scan to the visitor";
        give(&self.file, self.visitor).doing(doing)?;
        let Some(temporary) = &self.temporary else { return Ok(()) };
        for number in 1..=MOST_NAMES {
            let name = format!("Numérisation {number}.{}", self.format.extension());
            let renamed = rustix::fs::renameat_with(
                &self.folder,
                temporary,
                &self.folder,
                &name,
                RenameFlags::NOREPLACE,
            );
            match renamed {
                Err(Errno::EXIST) => {}
                Ok(()) => {
                    self.temporary = None;
                    return Ok(());
                }
                Err(error) => return Err(error).doing(doing),
            }
        }
        Err(Fault::new(doing(), "no name is free"))
    }
}

impl Drop for ArrivingScan {
    fn drop(&mut self) {
        if let Some(temporary) = &self.temporary {
            // What stays goes with the home.
            let _ = rustix::fs::unlinkat(&self.folder, temporary, AtFlags::empty());
        }
    }
}

/// The folder, which is made if it is not there.
fn open_folder(home: &Path, visitor: u32) -> Result<OwnedFd, Errno> {
    let flags = OFlags::DIRECTORY | OFlags::RDONLY | OFlags::NOFOLLOW | OFlags::CLOEXEC;
    let home = rustix::fs::open(home, flags, Mode::empty())?;
    if owner(&rustix::fs::fstat(&home)?) != visitor {
        return Err(Errno::PERM);
    }
    match rustix::fs::mkdirat(&home, FOLDER, Mode::RWXU) {
        Ok(()) | Err(Errno::EXIST) => {}
        Err(error) => return Err(error),
    }
    let within = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_XDEV;
    let folder = rustix::fs::openat2(&home, FOLDER, flags, Mode::empty(), within)?;
    match owner(&rustix::fs::fstat(&folder)?) {
        // It was just made.
        0 => give(&folder, visitor)?,
        own if own == visitor => {}
        _ => return Err(Errno::PERM),
    }
    Ok(folder)
}

fn owner(about: &Stat) -> u32 {
    about.st_uid
}

fn give(file: impl std::os::fd::AsFd, visitor: u32) -> Result<(), Errno> {
    rustix::fs::fchown(file, Some(Uid::from_raw(visitor)), Some(Gid::from_raw(visitor)))
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _, chown, symlink};
    use std::path::PathBuf;

    use super::*;

    /// A visitor's uid; these tests give files away, as root.
    const VISITOR: u32 = 61_090;

    fn home() -> (tempfile::TempDir, PathBuf) {
        let folder = tempfile::tempdir().unwrap();
        let home = folder.path().join("home");
        fs::create_dir(&home).unwrap();
        chown(&home, Some(VISITOR), Some(VISITOR)).unwrap();
        (folder, home)
    }

    fn scan(home: &Path, parts: &[&[u8]]) -> Result<(), Fault> {
        let mut arriving = ArrivingScan::begin(home, VISITOR, ScanFormat::Pdf)?;
        for part in parts {
            arriving.write(part)?;
        }
        arriving.finish()
    }

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    #[test]
    fn a_scan_is_the_visitors_alone_under_a_name_that_was_free() {
        let (_folder, home) = home();
        let scans = home.join(FOLDER);
        scan(&home, &[b"%PDF-", b"1.4"]).unwrap();
        fs::write(scans.join("Numérisation 2.pdf"), "theirs").unwrap();
        scan(&home, &[b"other"]).unwrap();
        assert_eq!(names(&scans), ["Numérisation 1.pdf", "Numérisation 2.pdf", "Numérisation 3.pdf"]);
        assert_eq!(fs::read(scans.join("Numérisation 1.pdf")).unwrap(), b"%PDF-1.4");
        assert_eq!(fs::read(scans.join("Numérisation 2.pdf")).unwrap(), b"theirs");
        for (path, mode) in [(scans.clone(), 0o700), (scans.join("Numérisation 1.pdf"), 0o600)] {
            let about = fs::symlink_metadata(path).unwrap();
            assert_eq!((about.uid(), about.gid()), (VISITOR, VISITOR));
            assert_eq!(about.permissions().mode() & 0o777, mode);
        }
    }

    #[test]
    fn what_did_not_come_whole_leaves_nothing() {
        let (_folder, home) = home();
        let mut arriving = ArrivingScan::begin(&home, VISITOR, ScanFormat::Png).unwrap();
        arriving.write(b"half").unwrap();
        assert_eq!(names(&home.join(FOLDER)).len(), 1);
        drop(arriving);
        assert_eq!(names(&home.join(FOLDER)).len(), 0);
    }

    #[test]
    fn nothing_is_written_where_a_link_leads() {
        let (folder, home) = home();
        let elsewhere = folder.path().join("elsewhere");
        fs::create_dir(&elsewhere).unwrap();
        symlink(&elsewhere, home.join(FOLDER)).unwrap();
        assert!(scan(&home, &[b"x"]).is_err());
        fs::remove_file(home.join(FOLDER)).unwrap();
        fs::write(home.join(FOLDER), "a file").unwrap();
        assert!(scan(&home, &[b"x"]).is_err());
        fs::remove_file(home.join(FOLDER)).unwrap();
        // Somebody else's folder, and a home that is none of the visitor's.
        fs::create_dir(home.join(FOLDER)).unwrap();
        chown(home.join(FOLDER), Some(VISITOR + 1), None).unwrap();
        assert!(scan(&home, &[b"x"]).is_err());
        fs::remove_dir(home.join(FOLDER)).unwrap();
        symlink(&home, folder.path().join("link")).unwrap();
        assert!(scan(&folder.path().join("link"), &[b"x"]).is_err());
        chown(&home, Some(0), Some(0)).unwrap();
        assert!(scan(&home, &[b"x"]).is_err());
        assert_eq!(names(&elsewhere).len(), 0);
    }

    #[test]
    fn a_link_under_the_name_of_a_scan_is_left_alone() {
        let (folder, home) = home();
        let secret = folder.path().join("secret");
        fs::write(&secret, "secret").unwrap();
        scan(&home, &[b"first"]).unwrap();
        symlink(&secret, home.join(FOLDER).join("Numérisation 2.pdf")).unwrap();
        scan(&home, &[b"second"]).unwrap();
        assert_eq!(fs::read(&secret).unwrap(), b"secret");
        assert_eq!(fs::metadata(&secret).unwrap().uid(), 0);
        assert_eq!(fs::read(home.join(FOLDER).join("Numérisation 3.pdf")).unwrap(), b"second");
    }
}
