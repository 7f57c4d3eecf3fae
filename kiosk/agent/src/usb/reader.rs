//! The child that looks at one key: it mounts it, gives up everything but that, says what can be printed, and reads what is asked
//! for. It ends when the root part closes the socket, or after its time.

use std::fs;
use std::os::fd::{AsFd as _, OwnedFd};
use std::os::unix::net::UnixStream as StdUnixStream;
use std::path::PathBuf;
use std::time::Duration;

use epn_wire::framing;
use epn_wire::part::{self, Part};
use rustix::io::Errno;
use rustix::process::{
    DumpableBehavior, Gid, Resource, Rlimit, Signal, Uid, chroot, fchdir, set_dumpable_behavior,
    set_parent_process_death_signal, setrlimit,
};
use rustix::thread::{set_no_new_privs, set_thread_gid, set_thread_groups, set_thread_uid};
use tokio::net::UnixStream;

use super::list::{Listed, list};
use super::mount::mount_all;
use super::{Ask, Tell};
use crate::fault::{Doing, Fault};
use crate::sys;

/// Nobody (Debian's base-passwd): it owns no file of the system.
const NOBODY: u32 = 65_534;

/// What it may use at most: bytes of memory, seconds of a processor, open files; and it writes no file and starts no process.
const LIMITS: [(Resource, u64); 6] = [
    (Resource::As, 512 * 1024 * 1024),
    (Resource::Cpu, 120),
    (Resource::Nofile, 64),
    (Resource::Core, 0),
    (Resource::Fsize, 0),
    (Resource::Nproc, 0),
];

/// How long one person prints from one key.
const LONGEST: Duration = Duration::from_mins(30);

/// Serves the root part at the other end of standard input.
pub fn run(devices: &[PathBuf]) -> Result<(), Fault> {
    let socket =
        StdUnixStream::from(std::io::stdin().as_fd().try_clone_to_owned().doing(|| "taking the socket")?);
    set_parent_process_death_signal(Some(Signal::KILL)).doing(|| "binding the reader to the agent")?;
    let roots = mount_all(devices);
    let Some(first) = roots.first() else {
        return Err(Fault::new("mounting a USB key", "it holds no file system that this system knows"));
    };
    confine(first)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
    runtime.doing(|| "starting the reader")?.block_on(async {
        socket.set_nonblocking(true).doing(|| "taking the socket")?;
        let socket = UnixStream::from_std(socket).doing(|| "taking the socket")?;
        // Whoever asked is gone, or it took too long: either way it is over.
        let _ = tokio::time::timeout(LONGEST, serve(&roots, socket)).await;
        Ok(())
    })
}

/// Nothing but the key from here on: no other file, no network, no rights, and little of the machine. This process has one thread.
fn confine(root: &OwnedFd) -> Result<(), Fault> {
    let doing = || "confining the reader of a USB key";
    // The agent is spared when memory is short; this is not.
    fs::write("/proc/self/oom_score_adj", "1000").doing(doing)?;
    sys::leave_network().doing(doing)?;
    fchdir(root).and_then(|()| chroot(".")).doing(doing)?;
    set_thread_groups(&[])
        .and_then(|()| set_thread_gid(Gid::from_raw(NOBODY)))
        .and_then(|()| set_thread_uid(Uid::from_raw(NOBODY)))
        .doing(doing)?;
    set_no_new_privs(true).doing(doing)?;
    set_dumpable_behavior(DumpableBehavior::NotDumpable).doing(doing)?;
    // The change of uid has cleared that bond.
    set_parent_process_death_signal(Some(Signal::KILL)).doing(doing)?;
    for (resource, most) in LIMITS {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) }).doing(doing)?;
    }
    Ok(())
}

async fn serve(roots: &[OwnedFd], mut socket: UnixStream) -> Result<(), framing::FrameError> {
    let listed = list(roots);
    framing::write(&mut socket, &Tell::Files { files: listed.files() }).await?;
    let mut open = None;
    loop {
        let Ask::Read { file, from } = framing::read(&mut socket).await?;
        let told = match read(roots, &listed, &mut open, (file, from)) {
            Ok(bytes) => Tell::Part { bytes },
            Err(_) => Tell::NotRead,
        };
        framing::write(&mut socket, &told).await?;
    }
}

/// A part of a document, which stays open for the next.
fn read(
    roots: &[OwnedFd],
    listed: &Listed,
    open: &mut Option<(u32, OwnedFd)>,
    (file, from): (u32, u64),
) -> Result<Part, Errno> {
    let descriptor = match open.take().filter(|(before, _)| *before == file) {
        Some((_, descriptor)) => descriptor,
        None => listed.open(roots, usize::try_from(file).unwrap_or(usize::MAX))?,
    };
    let mut bytes = vec![0; part::LONGEST];
    let mut length = 0;
    while let Some(rest) = bytes.get_mut(length..).filter(|rest| !rest.is_empty()) {
        match rustix::io::pread(&descriptor, rest, from.saturating_add(length as u64)) {
            Ok(0) => break,
            Ok(more) => length += more,
            Err(Errno::INTR) => {}
            Err(error) => return Err(error),
        }
    }
    bytes.truncate(length);
    *open = Some((file, descriptor));
    Ok(Part::new(bytes))
}
