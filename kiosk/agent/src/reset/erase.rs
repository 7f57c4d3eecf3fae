//! Removing a file or a whole folder, from descriptor to descriptor.

use std::ffi::{CStr, CString};
use std::io;
use std::os::fd::{AsFd, BorrowedFd, OwnedFd};

use rustix::fs::{AtFlags, FileType, fstat, renameat, unlinkat};
use rustix::io::Errno;

use crate::prove::walk::{look, names, open_folder};

/// Each level of folders holds a descriptor and a part of the stack: what lies deeper is moved up first. A visitor can
/// nest folders without end.
const DEEPEST: usize = 64;

/// Removes `name` in `parent` with all that is in it, and returns how many things that were. Follows no link, and
/// touches nothing on another file system. What is gone already is fine.
pub fn tree(parent: impl AsFd, name: &CStr) -> io::Result<u32> {
    let parent = parent.as_fd();
    let Some(about) = look(parent, name)? else { return Ok(0) };
    if FileType::from_raw_mode(about.st_mode) != FileType::Directory {
        return remove(parent, name, AtFlags::empty());
    }
    let Some(top) = open_folder(parent, name)? else { return Ok(0) };
    let mut erasing = Erasing { device: fstat(&top)?.st_dev, top, moved: 0, erased: 0 };
    loop {
        let before = erasing.moved;
        let top = erasing.top.try_clone()?;
        erasing.empty(&top, 0)?;
        if erasing.moved == before {
            break;
        }
    }
    Ok(erasing.erased + remove(parent, name, AtFlags::REMOVEDIR)?)
}

struct Erasing {
    top: OwnedFd,
    device: u64,
    moved: u64,
    erased: u32,
}

impl Erasing {
    fn empty(&mut self, folder: &OwnedFd, depth: usize) -> io::Result<()> {
        for name in names(folder.as_fd())? {
            let Some(about) = look(folder.as_fd(), &name)? else { continue };
            if FileType::from_raw_mode(about.st_mode) != FileType::Directory {
                self.erased += remove(folder.as_fd(), &name, AtFlags::empty())?;
            } else if depth >= DEEPEST {
                self.move_up(folder, &name)?;
            } else if about.st_dev == self.device {
                let Some(inner) = open_folder(folder, &*name)? else { continue };
                self.empty(&inner, depth + 1)?;
                self.erased += remove(folder.as_fd(), &name, AtFlags::REMOVEDIR)?;
            }
        }
        Ok(())
    }

    /// Moves a folder to the top, from where the next round goes on.
    fn move_up(&mut self, folder: &OwnedFd, name: &CStr) -> io::Result<()> {
        loop {
            self.moved += 1;
            let free = CString::new(format!("epn-erasing-{}", self.moved))?;
            match renameat(folder, name, &self.top, &free) {
                // Somebody chose the same name: take the next one.
                Err(Errno::EXIST | Errno::NOTEMPTY | Errno::NOTDIR) => {}
                other => return Ok(other?),
            }
        }
    }
}

fn remove(parent: BorrowedFd<'_>, name: &CStr, flags: AtFlags) -> io::Result<u32> {
    match unlinkat(parent, name, flags) {
        Ok(()) => Ok(1),
        Err(Errno::NOENT) => Ok(0),
        Err(error) => Err(error.into()),
    }
}

#[cfg(test)]
mod tests {
    use std::fs;
    use std::os::unix::fs::symlink;

    use rustix::fs::{Mode, mkdirat};

    use super::*;

    #[test]
    fn a_tree_goes_and_what_its_links_point_to_stays() {
        let dir = tempfile::tempdir().unwrap();
        let outside = dir.path().join("outside");
        fs::create_dir_all(&outside).unwrap();
        fs::write(outside.join("kept"), "").unwrap();
        fs::create_dir_all(dir.path().join("own/a/b")).unwrap();
        fs::write(dir.path().join("own/a/b/c"), "").unwrap();
        symlink(&outside, dir.path().join("own/link")).unwrap();
        let parent = OwnedFd::from(fs::File::open(dir.path()).unwrap());
        assert_eq!(tree(&parent, c"own").unwrap(), 5);
        assert!(!dir.path().join("own").exists());
        assert!(outside.join("kept").exists());
        assert_eq!(tree(&parent, c"own").unwrap(), 0);
    }

    #[test]
    fn folders_deeper_than_any_path_go_too() {
        let dir = tempfile::tempdir().unwrap();
        let mut folder = OwnedFd::from(fs::File::open(dir.path()).unwrap());
        for _ in 0..3000 {
            mkdirat(&folder, "deep", Mode::RWXU).unwrap();
            folder = open_folder(&folder, c"deep").unwrap().unwrap();
        }
        let parent = OwnedFd::from(fs::File::open(dir.path()).unwrap());
        assert_eq!(tree(&parent, c"deep").unwrap(), 3000);
        assert_eq!(fs::read_dir(dir.path()).unwrap().count(), 0);
    }
}
