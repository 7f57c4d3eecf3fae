//! Calls that no safe library wraps. The only module of this program with unsafe code: each function here takes
//! plain values, gives plain values, and can be called by anybody.
#![expect(unsafe_code, reason = "system calls without a safe wrapper in rustix")]

use std::io;
use std::os::fd::{AsFd, AsRawFd, OwnedFd};

use rustix::thread::UnshareFlags;
use tokio::io::Interest;
use tokio::io::unix::AsyncFd;

pub mod ipc;
pub mod keyring;
pub mod vt;

/// Moves the calling thread (and, for pids, its next children) into new namespaces.
pub fn enter_namespaces(flags: Namespaces) -> io::Result<()> {
    let mut wanted = UnshareFlags::NEWNS | UnshareFlags::NEWIPC | UnshareFlags::NEWPID;
    if flags == Namespaces::WithUsers {
        wanted |= UnshareFlags::NEWUSER;
    }
    unshare(wanted)
}

/// Moves the calling thread into a mount namespace of its own.
pub fn enter_mount_namespace() -> io::Result<()> {
    unshare(UnshareFlags::NEWNS)
}

/// Moves the calling thread into a user namespace of its own.
pub fn enter_user_namespace() -> io::Result<()> {
    unshare(UnshareFlags::NEWUSER)
}

/// Moves the calling thread into a network of its own, which leads nowhere, and away from everybody's shared memory.
pub fn leave_network() -> io::Result<()> {
    unshare(UnshareFlags::NEWNET | UnshareFlags::NEWIPC)
}

/// Which namespaces a session gets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Namespaces {
    /// Mounts, IPC and pids: for root.
    Plain,
    /// The same and users: for an agent without root.
    WithUsers,
}

fn unshare(flags: UnshareFlags) -> io::Result<()> {
    // SAFETY: what is unsafe about unshare is to part threads that share file descriptors (CLONE_FILES); the
    // flags here never hold it.
    Ok(unsafe { rustix::thread::unshare_unsafe(flags) }?)
}

/// `LOOP_CLR_FD` of linux/loop.h.
const LOOP_CLR_FD: libc::Ioctl = 0x4C01;

/// Detaches the file behind a loop device.
pub fn clear_loop(device: impl AsFd) -> io::Result<()> {
    // SAFETY: the descriptor is open for the whole call, and LOOP_CLR_FD takes no argument in memory.
    answer(i64::from(unsafe { libc::ioctl(device.as_fd().as_raw_fd(), LOOP_CLR_FD) })).map(drop)
}

/// Waits with the runtime for a descriptor (of a process: its end) to become readable.
pub fn watch(fd: OwnedFd) -> io::Result<AsyncFd<OwnedFd>> {
    // SAFETY: an owned descriptor stays open, and the same one, until the watch that holds it is dropped.
    Ok(unsafe { AsyncFd::register_with_interest(fd, Interest::READABLE) }?)
}

/// The value of a system call, or the error it left.
fn answer(value: i64) -> io::Result<i64> {
    if value < 0 { Err(io::Error::last_os_error()) } else { Ok(value) }
}
