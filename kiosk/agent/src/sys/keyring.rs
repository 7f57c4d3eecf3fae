//! The kernel's keyrings, as the calling process sees them.

use std::io;

use super::answer;

/// A keyring of the calling process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Keyring(i32);

impl Keyring {
    /// `@u`: belongs to the uid and outlives every process.
    pub const USER: Self = Self(libc::KEY_SPEC_USER_KEYRING);
    /// `@us`: the uid's default session keyring, which outlives every process too.
    pub const USER_SESSION: Self = Self(libc::KEY_SPEC_USER_SESSION_KEYRING);

    /// The uid's persistent keyring (Kerberos tickets), where the kernel has such keyrings.
    pub fn persistent() -> io::Result<Option<Self>> {
        match keyctl(libc::KEYCTL_GET_PERSISTENT, -1, libc::KEY_SPEC_PROCESS_KEYRING) {
            Ok(serial) => Ok(i32::try_from(serial).ok().map(Self)),
            Err(error) if error.raw_os_error() == Some(libc::EOPNOTSUPP) => Ok(None),
            Err(error) => Err(error),
        }
    }

    /// The keyring's own number.
    pub fn serial(self) -> io::Result<i32> {
        keyctl(libc::KEYCTL_GET_KEYRING_ID, self.0, 1).map(|id| i32::try_from(id).unwrap_or_default())
    }

    /// Unlinks everything in it.
    pub fn clear(self) -> io::Result<()> {
        keyctl(libc::KEYCTL_CLEAR, self.0, 0).map(drop)
    }

    /// The numbers of the keys in it.
    pub fn keys(self) -> io::Result<Vec<i32>> {
        let mut buffer = vec![0_u8; 64 * 1024];
        // SAFETY: the kernel writes at most `buffer.len()` bytes to `buffer`, which is borrowed for the call.
        let length = answer(unsafe {
            libc::syscall(libc::SYS_keyctl, libc::KEYCTL_READ, self.0, buffer.as_mut_ptr(), buffer.len())
        })?;
        buffer.truncate(usize::try_from(length).unwrap_or_default());
        Ok(buffer.chunks_exact(4).filter_map(|word| word.try_into().ok()).map(i32::from_ne_bytes).collect())
    }
}

/// Leaves the inherited session keyring for a new, empty one, so that a visitor never holds the agent's.
pub fn join_new_session_keyring() -> io::Result<()> {
    // SAFETY: a null name asks for an anonymous keyring; nothing in memory is read or written.
    answer(unsafe {
        libc::syscall(libc::SYS_keyctl, libc::KEYCTL_JOIN_SESSION_KEYRING, std::ptr::null::<libc::c_char>())
    })
    .map(drop)
}

fn keyctl(operation: u32, first: i32, second: i32) -> io::Result<i64> {
    // SAFETY: the operations that this module asks for here take numbers only.
    answer(unsafe { libc::syscall(libc::SYS_keyctl, operation, first, second) })
}
