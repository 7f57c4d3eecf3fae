//! The one folder that holds all a visitor writes: home and temporary files on one size-limited tmpfs, so that a
//! single unmount makes everything vanish.

use std::ffi::CString;
use std::fs;
use std::io;
use std::os::unix::fs::{DirBuilderExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};

use rustix::mount::{MountFlags, UnmountFlags, mount, unmount};

use super::golden::{self, Digest};
use super::{overlay, room};
use crate::fault::{Doing, Fault};
use crate::golden::LARGE;
use crate::swap;

/// The folders that visitors share on an ordinary system, and which of the tree's folders stands for each.
pub(super) const PRIVATE: [(&str, &str); 5] = [
    ("/tmp", "tmp"),
    ("/var/tmp", "var-tmp"),
    ("/dev/shm", "shm"),
    ("/run/lock", "lock"),
    ("/var/crash", "crash"),
];

/// The folder around `path`, as it is written or as its links lead, of which every session sees one of its own.
pub fn private_folder(path: &Path) -> Option<&'static str> {
    let real = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let mut folders = PRIVATE.iter().map(|(folder, _)| *folder);
    folders.find(|folder| path.starts_with(folder) || real.starts_with(folder))
}

/// A session's folders below its mount point.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SessionTree {
    root: PathBuf,
}

impl SessionTree {
    /// The tree of a uid below the runtime folder, whether it exists or not.
    pub fn of(runtime_dir: &Path, uid: u32) -> Self {
        Self { root: runtime_dir.join(uid.to_string()) }
    }

    pub(super) fn at(root: PathBuf) -> Self {
        Self { root }
    }

    /// The mount point.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// The visitor's home.
    pub fn home(&self) -> PathBuf {
        self.root.join("home")
    }

    /// The visitor's runtime folder (`XDG_RUNTIME_DIR`).
    pub fn runtime(&self) -> PathBuf {
        self.root.join("run")
    }

    /// The folder that stands for one of [`PRIVATE`].
    pub(super) fn private(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Mounts the tmpfs and makes the folders in it for `owner`.
    pub(super) fn mount(&self, owner: u32, limit_mb: u64) -> Result<(), Fault> {
        fs::DirBuilder::new()
            .recursive(true)
            .mode(0o755)
            .create(&self.root)
            .doing(|| "creating the session's folder")?;
        let limit_mb = room::limit_mb(limit_mb, room::memory_mb());
        // Closed to everybody but the visitor: another station's visitor may be on the same machine.
        self.mount_memory(&format!("mode=0750,gid={owner},size={limit_mb}m"))?;
        self.furnish(owner).doing(|| "making the session's folders")
    }

    /// Where memory is swapped to a disk as it is, the home is kept out of that, by kernels that can (6.4 and later).
    fn mount_memory(&self, options: &str) -> Result<(), Fault> {
        let mounting = || "mounting the home";
        let flags = MountFlags::NOSUID | MountFlags::NODEV;
        let mount_with = |options: &str| {
            let options = CString::new(options).doing(mounting)?;
            mount("epn-visitor", &self.root, "tmpfs", flags, options.as_c_str()).doing(mounting)
        };
        if !swap::plain(Path::new("/"))?.is_empty() {
            match mount_with(&format!("{options},noswap")) {
                Err(fault) if fault.kind() == io::ErrorKind::InvalidInput => {
                    tracing::warn!("what visitors write can be swapped to a disk without a key");
                }
                other => return other,
            }
        }
        mount_with(options)
    }

    /// Makes the folders, mounted or not.
    pub(super) fn furnish(&self, owner: u32) -> io::Result<()> {
        for own in [self.home(), self.runtime()] {
            folder(&own, 0o700)?;
            chown(&own, Some(owner), Some(owner))?;
        }
        for (_, name) in PRIVATE {
            folder(&self.private(name), 0o1777)?;
        }
        folder(&self.private("tmp/.X11-unix"), 0o1777)?;
        folder(&self.private("tmp/.ICE-unix"), 0o1777)
    }

    /// Makes the home what the golden profile is, where there is one: a copy of it, or, if it is large, a layer over it
    /// that is as limited as the copy would be. Needs root.
    pub(super) fn fill(&self, golden: Option<&Path>, owner: u32) -> Result<Option<Digest>, Fault> {
        match golden.filter(|profile| profile.is_dir()) {
            Some(profile) if overlay::size(profile)? >= LARGE => self.lay_over(profile, owner).map(Some),
            other => self.fill_with_copy(other, owner),
        }
    }

    /// Copies the golden profile, where there is one, into the home.
    pub(super) fn fill_with_copy(&self, golden: Option<&Path>, owner: u32) -> Result<Option<Digest>, Fault> {
        golden
            .filter(|profile| profile.is_dir())
            .map(|profile| golden::copy(profile, &self.home(), owner))
            .transpose()
    }

    fn lay_over(&self, profile: &Path, owner: u32) -> Result<Digest, Fault> {
        let digest = golden::stamps(profile)?;
        let laying = || "laying the home over the golden profile";
        let (upper, work) = (self.root.join("upper"), self.root.join("work"));
        for own in [&upper, &work] {
            folder(own, 0o700).doing(laying)?;
        }
        overlay::mount(profile, &upper, &work, &self.home(), owner).doing(laying)?;
        Ok(digest)
    }

    /// Unmounts it, however often it is mounted, even while somebody looks into it.
    pub fn unmount(&self) -> Result<u32, Fault> {
        let mut count = 0;
        loop {
            match unmount(&self.root, UnmountFlags::DETACH | UnmountFlags::NOFOLLOW) {
                Ok(()) => count += 1,
                // Not a mount point, or not there.
                Err(rustix::io::Errno::INVAL | rustix::io::Errno::NOENT) => return Ok(count),
                Err(error) => return Err(error).doing(|| "unmounting the home"),
            }
        }
    }
}

/// A folder with exactly this mode, whatever the umask.
fn folder(path: &Path, mode: u32) -> io::Result<()> {
    fs::create_dir(path)?;
    fs::set_permissions(path, fs::Permissions::from_mode(mode))
}
