//! The calls of Linux that change virtual terminals (`linux/vt.h`, `ioctl_console(2)`).

use std::io;
use std::os::fd::{AsFd, AsRawFd};

use super::answer;

const VT_GETSTATE: libc::Ioctl = 0x5603;
const VT_ACTIVATE: libc::Ioctl = 0x5606;
const VT_LOCKSWITCH: libc::Ioctl = 0x560B;
const VT_UNLOCKSWITCH: libc::Ioctl = 0x560C;

/// `struct vt_stat`.
#[repr(C)]
#[derive(Default)]
struct State {
    active: libc::c_ushort,
    signal: libc::c_ushort,
    open: libc::c_ushort,
}

/// The number of the terminal that is shown.
pub fn active(console: impl AsFd) -> io::Result<u16> {
    let mut state = State::default();
    // SAFETY: the descriptor is open for the whole call, and VT_GETSTATE writes one `struct vt_stat`, which `state` is.
    answer(i64::from(unsafe { libc::ioctl(console.as_fd().as_raw_fd(), VT_GETSTATE, &raw mut state) }))?;
    Ok(state.active)
}

/// Asks for a terminal to be shown. While switching is locked this does nothing, and says so to nobody.
pub fn activate(console: impl AsFd, terminal: u16) -> io::Result<()> {
    with_number(console, VT_ACTIVATE, terminal)
}

/// Has every request to show another terminal refused, root's too.
pub fn lock_switching(console: impl AsFd) -> io::Result<()> {
    with_number(console, VT_LOCKSWITCH, 1)
}

/// The contrary.
pub fn unlock_switching(console: impl AsFd) -> io::Result<()> {
    with_number(console, VT_UNLOCKSWITCH, 1)
}

fn with_number(console: impl AsFd, call: libc::Ioctl, number: u16) -> io::Result<()> {
    let number = libc::c_ulong::from(number);
    // SAFETY: the descriptor is open for the whole call, and these calls take a number, no memory.
    answer(i64::from(unsafe { libc::ioctl(console.as_fd().as_raw_fd(), call, number) })).map(drop)
}
