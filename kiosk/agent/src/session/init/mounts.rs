//! What a visitor sees of the machine's files: its own temporary folders, its own processes, nothing of the agent's.

use std::fs::{self, File};
use std::io;
use std::os::fd::{AsRawFd, OwnedFd};
use std::path::{Path, PathBuf};

use rustix::fs::{CWD, Mode, OFlags, openat};
use rustix::mount::{
    MountFlags, MountPropagationFlags, mount, mount_bind, mount_bind_recursive, mount_change,
};

use super::{Entry, Rights};
use crate::fault::{Doing, Fault};
use crate::session::tree::{PRIVATE, SessionTree};
use crate::visitor::session_account;

/// Makes the view.
pub fn prepare(entry: &Entry, tree: &SessionTree) -> Result<(), Fault> {
    part().doing(|| "parting the session's mounts")?;
    if let Rights::Rootless { golden, limit_mb } = &entry.rights {
        tree.mount(0, *limit_mb)?;
        tree.fill_with_copy(golden.as_deref(), 0)?;
    }
    let kept = keep(entry, tree)?;
    if matches!(entry.rights, Rights::Root { .. }) {
        name_visitor(entry.uid, tree).doing(|| "naming the visitor")?;
    }
    private_folders(tree)?;
    for folder in entry.hidden.iter().map(PathBuf::as_path).chain([Path::new("/run/user")]) {
        hide(folder)?;
    }
    show(kept).doing(|| "showing what the session keeps")?;
    let flags = MountFlags::NOSUID | MountFlags::NODEV | MountFlags::NOEXEC;
    if Path::new("/dev/mqueue").is_dir() {
        mount("mqueue", "/dev/mqueue", "mqueue", flags, None).doing(|| "mounting the session's queues")?;
    }
    mount("proc", "/proc", "proc", flags, None).doing(|| "mounting the session's /proc")
}

/// What is mounted outside later (a USB key) still appears inside; nothing goes the other way.
pub fn part() -> io::Result<()> {
    Ok(mount_change("/", MountPropagationFlags::DOWNSTREAM | MountPropagationFlags::REC)?)
}

fn private_folders(tree: &SessionTree) -> Result<(), Fault> {
    // Held first: without root the tree itself may lie below /tmp, out of sight from the first mount on.
    let folders = PRIVATE.iter().filter(|(place, _)| Path::new(place).is_dir());
    let held =
        folders.map(|(place, name)| Ok((*place, hold(&tree.private(name))?))).collect::<io::Result<Vec<_>>>();
    for (place, folder) in held.doing(|| "finding the session's folders")? {
        mount_bind(held_path(&folder), place).doing(|| format!("mounting the session's {place}"))?;
    }
    Ok(())
}

/// Covers a folder with an empty one.
fn hide(folder: &Path) -> Result<(), Fault> {
    if !folder.is_dir() {
        return Ok(());
    }
    let flags = MountFlags::NOSUID | MountFlags::NODEV | MountFlags::NOEXEC;
    mount("hidden", folder, "tmpfs", flags, Some(c"mode=0755,size=64k,nr_inodes=64"))
        .doing(|| "hiding the agent's folders")
}

/// Something that stays visible, held open while its surroundings are covered.
struct Kept {
    place: PathBuf,
    is_folder: bool,
    held: OwnedFd,
}

/// Holds the session's own folder and what else is to stay, as far as it lies where something gets covered.
fn keep(entry: &Entry, tree: &SessionTree) -> Result<Vec<Kept>, Fault> {
    let covered = |place: &Path| {
        let private = PRIVATE.iter().any(|(folder, _)| place.starts_with(folder));
        private || entry.hidden.iter().any(|folder| place.starts_with(folder))
    };
    let wanted = entry.kept.iter().map(PathBuf::as_path).chain([tree.root()]);
    wanted
        .filter(|place| covered(place) && place.exists())
        .map(|place| Ok(Kept { place: place.to_owned(), is_folder: place.is_dir(), held: hold(place)? }))
        .collect::<io::Result<_>>()
        .doing(|| "holding what the session keeps")
}

fn hold(place: &Path) -> io::Result<OwnedFd> {
    Ok(openat(CWD, place, OFlags::PATH | OFlags::CLOEXEC, Mode::empty())?)
}

/// A path to something held, whatever covers it. (The machine's own /proc still stands, and knows this process.)
fn held_path(held: &OwnedFd) -> String {
    format!("/proc/thread-self/fd/{}", held.as_raw_fd())
}

fn show(kept: Vec<Kept>) -> io::Result<()> {
    for Kept { place, is_folder, held } in kept {
        if is_folder {
            fs::create_dir_all(&place)?;
        } else {
            fs::create_dir_all(place.parent().unwrap_or(Path::new("/")))?;
            File::create(&place)?;
        }
        mount_bind_recursive(held_path(&held), &place)?;
    }
    Ok(())
}

/// Gives the uid an account inside the session: desktops ask for its name and home.
pub fn name_visitor(uid: u32, tree: &SessionTree) -> io::Result<()> {
    let home = tree.home();
    let name = session_account(uid);
    let line = format!("{name}:x:{uid}:{uid}:Visitor:{}:/bin/sh\n", home.display());
    let without_uid = |line: &&str| line.split(':').nth(2) != Some(uid.to_string().as_str());
    for (file, line) in [("/etc/passwd", line), ("/etc/group", format!("{name}:x:{uid}:\n"))] {
        let others: Vec<_> =
            fs::read_to_string(file)?.lines().filter(without_uid).map(|line| format!("{line}\n")).collect();
        let own = tree.private(file.trim_start_matches("/etc/"));
        fs::write(&own, line + &others.concat())?;
        mount_bind(&own, file)?;
    }
    Ok(())
}
