//! The golden profile: what every home starts as, and the digest that shows that nobody changed it.

use std::fs::{self, Metadata};
use std::io::{self, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown, lchown, symlink};
use std::path::{Path, PathBuf};

use sha2::{Digest as _, Sha256};

use crate::fault::{Doing, Fault};

mod manifest;

pub use manifest::{Digest, Fact, Manifest, What};

/// No set-uid bit: a copy belongs to somebody else than the original.
const PERMISSIONS: u32 = 0o777;

/// What becomes of one thing in a folder that is read.
#[derive(Clone, Copy, Debug)]
pub enum Choice {
    /// It is read as it is.
    Keep,
    /// A file that is read as if this had been done to it.
    Rewrite(fn(&[u8]) -> Vec<u8>),
    /// It is passed over, with all that is in it.
    LeaveOut,
}

/// Chooses by the path below the folder that is read.
pub type Chooser<'a> = &'a mut dyn FnMut(&Path, &Metadata) -> Choice;

/// Digests the profile by its contents.
pub fn digest(profile: &Path) -> Result<Digest, Fault> {
    Walk::new(By::Contents)
        .run(profile, Path::new(""))
        .map(Walk::digest)
        .doing(|| "reading the golden profile")
}

/// Digests the profile by the times, sizes and numbers of its files, without reading them. Whoever writes to a file
/// cannot keep the time of its last change from moving on; only root can, by setting the machine's clock.
pub fn stamps(profile: &Path) -> Result<Digest, Fault> {
    Walk::new(By::Stamps).run(profile, Path::new("")).map(Walk::digest).doing(|| "reading the golden profile")
}

/// Whether the profile is what it was when it was digested.
pub fn is_still(profile: &Path, digest: &Digest) -> Result<bool, Fault> {
    let now = match digest {
        Digest::Contents(_) => self::digest(profile),
        Digest::Stamps(_) => stamps(profile),
    };
    Ok(now? == *digest)
}

/// Copies the profile into the folder `home` for `owner` (uid and group), and digests what it copied.
pub fn copy(profile: &Path, home: &Path, owner: u32) -> Result<Digest, Fault> {
    let copying = Walk { owner: Some(owner), ..Walk::new(By::Contents) };
    copying.run(profile, home).map(Walk::digest).doing(|| "copying the golden profile")
}

/// What a folder holds, as far as it is chosen.
pub fn list(folder: &Path, choose: Chooser<'_>) -> Result<(Digest, Manifest), Fault> {
    let listing = Walk { choose: Some(choose), entries: Some(Manifest::new()), ..Walk::new(By::Contents) };
    listing.run(folder, Path::new("")).map(Walk::both).doing(|| format!("reading {}", folder.display()))
}

/// Copies what is chosen of a folder for `owner`, and tells what was copied.
pub fn copy_chosen(
    folder: &Path,
    to: &Path,
    owner: u32,
    choose: Chooser<'_>,
) -> Result<(Digest, Manifest), Fault> {
    let entries = Some(Manifest::new());
    let copying = Walk { owner: Some(owner), choose: Some(choose), entries, ..Walk::new(By::Contents) };
    copying.run(folder, to).map(Walk::both).doing(|| format!("copying {}", folder.display()))
}

/// What a file is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum By {
    Contents,
    Stamps,
}

/// One pass over a folder, which copies where there is an owner to copy for.
struct Walk<'a> {
    hasher: Sha256,
    by: By,
    owner: Option<u32>,
    choose: Option<Chooser<'a>>,
    entries: Option<Manifest>,
}

impl Walk<'_> {
    fn new(by: By) -> Self {
        Self { hasher: Sha256::new(), by, owner: None, choose: None, entries: None }
    }

    fn run(mut self, from: &Path, to: &Path) -> io::Result<Self> {
        self.folder(from, to, Path::new(""))?;
        Ok(self)
    }

    fn digest(self) -> Digest {
        let text = data_encoding::HEXLOWER.encode(&self.hasher.finalize());
        match self.by {
            By::Contents => Digest::Contents(text),
            By::Stamps => Digest::Stamps(text),
        }
    }

    fn both(mut self) -> (Digest, Manifest) {
        let entries = self.entries.take().unwrap_or_default();
        (self.digest(), entries)
    }

    fn folder(&mut self, from: &Path, to: &Path, below: &Path) -> io::Result<()> {
        let mut entries = fs::read_dir(from)?.collect::<io::Result<Vec<_>>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let name = entry.file_name();
            let about = entry.metadata()?;
            let below = below.join(&name);
            let choice = self.choose.as_mut().map_or(Choice::Keep, |choose| choose(&below, &about));
            if matches!(choice, Choice::LeaveOut) {
                continue;
            }
            self.note(b"name", name.as_bytes());
            self.note(b"mode", &(about.permissions().mode() & PERMISSIONS).to_le_bytes());
            self.entry(&Place { from: entry.path(), to: to.join(&name), below }, &about, choice)?;
        }
        self.note(b"end", b"");
        Ok(())
    }

    fn entry(&mut self, place: &Place, about: &Metadata, choice: Choice) -> io::Result<()> {
        let mode = about.permissions().mode() & PERMISSIONS;
        if about.is_dir() {
            self.list(place, mode, What::Folder);
            self.copying(|_| fs::create_dir(&place.to))?;
            self.folder(&place.from, &place.to, &place.below)?;
        } else if about.is_symlink() {
            let target = fs::read_link(&place.from)?;
            self.note(b"link", target.as_os_str().as_bytes());
            self.list(place, mode, What::Link { to: target.to_string_lossy().into_owned() });
            return self.copying(|owner| {
                symlink(&target, &place.to).and_then(|()| lchown(&place.to, Some(owner), Some(owner)))
            });
        } else if !about.is_file() {
            return Err(io::Error::other("it holds something that is no file, folder or link"));
        } else if self.by == By::Stamps {
            self.stamp(about);
        } else {
            let what = match choice {
                Choice::Rewrite(rewrite) => {
                    self.take_in(&mut rewrite(&fs::read(&place.from)?).as_slice(), place)
                }
                Choice::Keep | Choice::LeaveOut => self.take_in(&mut fs::File::open(&place.from)?, place),
            }?;
            self.list(place, mode, what);
        }
        let permissions = fs::Permissions::from_mode(mode);
        self.copying(|owner| {
            chown(&place.to, Some(owner), Some(owner))
                .and_then(|()| fs::set_permissions(&place.to, permissions))
        })
    }

    /// Reads a file's content, and copies it where there is an owner to copy for.
    fn take_in(&mut self, source: &mut impl Read, place: &Place) -> io::Result<What> {
        let mut copy = if self.owner.is_some() { Some(fs::File::create_new(&place.to)?) } else { None };
        let mut content = Sha256::new();
        let mut buffer = vec![0_u8; 64 * 1024];
        let mut bytes = 0_u64;
        loop {
            let count = source.read(&mut buffer)?;
            let Some(chunk) = buffer.get(..count).filter(|chunk| !chunk.is_empty()) else { break };
            content.update(chunk);
            bytes += chunk.len() as u64;
            if let Some(copy) = &mut copy {
                copy.write_all(chunk)?;
            }
        }
        let content = content.finalize();
        self.note(b"file", &content);
        Ok(What::File { bytes, sha256: data_encoding::HEXLOWER.encode(&content) })
    }

    fn stamp(&mut self, about: &Metadata) {
        self.note(b"number", &about.ino().to_le_bytes());
        self.note(b"size", &about.size().to_le_bytes());
        for time in [about.mtime(), about.mtime_nsec(), about.ctime(), about.ctime_nsec()] {
            self.note(b"time", &time.to_le_bytes());
        }
    }

    fn list(&mut self, place: &Place, mode: u32, what: What) {
        if let Some(entries) = &mut self.entries {
            entries.insert(place.below.to_string_lossy().into_owned(), Fact { mode, what });
        }
    }

    fn copying(&self, copy: impl FnOnce(u32) -> io::Result<()>) -> io::Result<()> {
        self.owner.map_or(Ok(()), copy)
    }

    /// Adds one fact with its length, so that no two different folders read the same.
    fn note(&mut self, what: &[u8], value: &[u8]) {
        self.hasher.update(what);
        self.hasher.update((value.len() as u64).to_le_bytes());
        self.hasher.update(value);
    }
}

/// Where something is read, where its copy goes, and its path below the folder that is read.
struct Place {
    from: PathBuf,
    to: PathBuf,
    below: PathBuf,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_copy_digests_like_its_original_and_a_change_shows() {
        let dir = tempfile::tempdir().unwrap();
        let golden = dir.path().join("golden");
        fs::create_dir_all(golden.join(".config/app")).unwrap();
        fs::write(golden.join(".config/app/settings"), "a = 1").unwrap();
        symlink("settings", golden.join(".config/app/link")).unwrap();
        let home = dir.path().join("home");
        fs::create_dir(&home).unwrap();
        let (before, stamps_before) = (digest(&golden).unwrap(), stamps(&golden).unwrap());
        let me = rustix::process::geteuid().as_raw();
        assert_eq!(copy(&golden, &home, me).unwrap(), before);
        assert_eq!(digest(&home).unwrap(), before);
        assert!(is_still(&golden, &before).unwrap() && is_still(&golden, &stamps_before).unwrap());
        fs::write(golden.join(".config/app/settings"), "a = 2").unwrap();
        assert_ne!(digest(&golden).unwrap(), before);
        assert!(!is_still(&golden, &before).unwrap() && !is_still(&golden, &stamps_before).unwrap());
    }

    #[test]
    fn permissions_and_empty_folders_count() {
        let dir = tempfile::tempdir().unwrap();
        let empty = digest(dir.path()).unwrap();
        fs::create_dir(dir.path().join("a")).unwrap();
        let with_folder = digest(dir.path()).unwrap();
        assert_ne!(empty, with_folder);
        fs::set_permissions(dir.path().join("a"), fs::Permissions::from_mode(0o700)).unwrap();
        assert_ne!(digest(dir.path()).unwrap(), with_folder);
    }

    #[test]
    fn what_is_left_out_is_neither_copied_nor_counted_and_what_is_rewritten_is() {
        let dir = tempfile::tempdir().unwrap();
        let (from, to) = (dir.path().join("from"), dir.path().join("to"));
        fs::create_dir_all(from.join("cache/deep")).unwrap();
        fs::create_dir(&to).unwrap();
        fs::write(from.join("cache/deep/a"), "a").unwrap();
        fs::write(from.join("letter"), "dear").unwrap();
        let mut choose = |below: &Path, _: &Metadata| match below.to_str() {
            Some("cache") => Choice::LeaveOut,
            _ => Choice::Rewrite(<[u8]>::to_ascii_uppercase),
        };
        let me = rustix::process::geteuid().as_raw();
        let (copied, entries) = copy_chosen(&from, &to, me, &mut choose).unwrap();
        assert_eq!(fs::read_to_string(to.join("letter")).unwrap(), "DEAR");
        assert_eq!(entries.keys().collect::<Vec<_>>(), ["letter"]);
        assert_eq!(copied, digest(&to).unwrap());
        assert_eq!(list(&from, &mut choose).unwrap(), (copied, entries));
    }
}
