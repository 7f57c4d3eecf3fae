//! The golden profile: what every home starts as, and the digest that shows that nobody changed it.

use std::fs::{self, Metadata};
use std::io::{self, Read, Write};
use std::os::unix::ffi::OsStrExt;
use std::os::unix::fs::{PermissionsExt, chown, lchown, symlink};
use std::path::Path;

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

use crate::fault::{Doing, Fault};

/// The digest of a folder: of names, kinds, permissions and contents, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Digest(String);

/// Digests the profile.
pub fn digest(profile: &Path) -> Result<Digest, Fault> {
    Walk { hasher: Sha256::new(), owner: None }
        .run(profile, Path::new(""))
        .doing(|| "reading the golden profile")
}

/// Copies the profile into the folder `home` for `owner` (uid and group), and digests what it copied.
pub fn copy(profile: &Path, home: &Path, owner: u32) -> Result<Digest, Fault> {
    Walk { hasher: Sha256::new(), owner: Some(owner) }
        .run(profile, home)
        .doing(|| "copying the golden profile")
}

/// One pass over the profile, which copies where there is an owner to copy for.
struct Walk {
    hasher: Sha256,
    owner: Option<u32>,
}

impl Walk {
    fn run(mut self, from: &Path, to: &Path) -> io::Result<Digest> {
        self.folder(from, to)?;
        Ok(Digest(data_encoding::HEXLOWER.encode(&self.hasher.finalize())))
    }

    fn folder(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        let mut entries = fs::read_dir(from)?.collect::<io::Result<Vec<_>>>()?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let (from, to) = (entry.path(), to.join(entry.file_name()));
            let about = entry.metadata()?;
            self.note(b"name", entry.file_name().as_bytes());
            self.note(b"mode", &about.permissions().mode().to_le_bytes());
            self.entry(&from, &to, &about)?;
        }
        self.note(b"end", b"");
        Ok(())
    }

    fn entry(&mut self, from: &Path, to: &Path, about: &Metadata) -> io::Result<()> {
        if about.is_dir() {
            self.copying(|_| fs::create_dir(to))?;
            self.folder(from, to)?;
        } else if about.is_symlink() {
            let target = fs::read_link(from)?;
            self.note(b"link", target.as_os_str().as_bytes());
            return self
                .copying(|owner| symlink(&target, to).and_then(|()| lchown(to, Some(owner), Some(owner))));
        } else if about.is_file() {
            self.file(from, to)?;
        } else {
            return Err(io::Error::other("it holds something that is no file, folder or link"));
        }
        // No set-uid bit: a copy belongs to somebody else than the original.
        let mode = fs::Permissions::from_mode(about.permissions().mode() & 0o777);
        self.copying(|owner| chown(to, Some(owner), Some(owner)).and_then(|()| fs::set_permissions(to, mode)))
    }

    fn file(&mut self, from: &Path, to: &Path) -> io::Result<()> {
        let mut source = fs::File::open(from)?;
        let mut copy = if self.owner.is_some() { Some(fs::File::create_new(to)?) } else { None };
        let mut buffer = vec![0_u8; 64 * 1024];
        let mut length = 0_u64;
        loop {
            let count = source.read(&mut buffer)?;
            let Some(chunk) = buffer.get(..count).filter(|chunk| !chunk.is_empty()) else { break };
            self.hasher.update(chunk);
            length += chunk.len() as u64;
            if let Some(copy) = &mut copy {
                copy.write_all(chunk)?;
            }
        }
        self.note(b"size", &length.to_le_bytes());
        Ok(())
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
        let before = digest(&golden).unwrap();
        let me = rustix::process::geteuid().as_raw();
        assert_eq!(copy(&golden, &home, me).unwrap(), before);
        assert_eq!(digest(&home).unwrap(), before);
        fs::write(golden.join(".config/app/settings"), "a = 2").unwrap();
        assert_ne!(digest(&golden).unwrap(), before);
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
}
