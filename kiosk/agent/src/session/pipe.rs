//! Reading a pipe with a deadline.

use std::io;
use std::mem;
use std::os::fd::{BorrowedFd, OwnedFd};
use std::time::Instant;

use rustix::event::{PollFd, PollFlags, Timespec, poll};

/// Reads until the end of the first line or of the pipe.
pub fn read_line(pipe: BorrowedFd<'_>, deadline: Instant) -> io::Result<String> {
    read_until::<1024>(pipe, deadline, |text| text.contains(&b'\n'))
}

/// Reads one line and nothing after it, of what is still to be read by somebody else.
pub fn read_line_only(pipe: BorrowedFd<'_>, deadline: Instant) -> io::Result<String> {
    read_until::<1>(pipe, deadline, |text| text.contains(&b'\n'))
}

/// Reads until the end of the pipe.
pub fn read_all(pipe: BorrowedFd<'_>, deadline: Instant) -> io::Result<String> {
    read_until::<1024>(pipe, deadline, |_| false)
}

fn read_until<const CHUNK: usize>(
    pipe: BorrowedFd<'_>,
    deadline: Instant,
    enough: fn(&[u8]) -> bool,
) -> io::Result<String> {
    let mut text = Vec::new();
    while !enough(&text) {
        if !readable(pipe, deadline)? {
            return Err(io::ErrorKind::TimedOut.into());
        }
        let mut chunk = [0_u8; CHUNK];
        let count = rustix::io::read(pipe, &mut chunk)?;
        match chunk.get(..count) {
            Some(read) if count > 0 => text.extend_from_slice(read),
            _ => break,
        }
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// Waits until something can be read (or a process has ended), and tells whether it did before the deadline.
pub fn readable(fd: BorrowedFd<'_>, deadline: Instant) -> io::Result<bool> {
    loop {
        let left = deadline.saturating_duration_since(Instant::now());
        let limit = Timespec::try_from(left).map_err(io::Error::other)?;
        match poll(&mut [PollFd::from_borrowed_fd(fd, PollFlags::IN)], Some(&limit)) {
            Ok(0) if left.is_zero() => return Ok(false),
            Ok(0) | Err(rustix::io::Errno::INTR) => {}
            Ok(_) => return Ok(true),
            Err(error) => return Err(error.into()),
        }
    }
}

/// Leaves a descriptor open for as long as this process lives.
pub fn open_for_ever(fd: OwnedFd) {
    mem::forget(fd);
}
