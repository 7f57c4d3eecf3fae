//! Removing System V objects.

use std::io;
use std::ptr;

use super::answer;

/// Removes a shared memory segment.
pub fn remove_shm(id: i32) -> io::Result<()> {
    // SAFETY: IPC_RMID ignores the buffer, which is null.
    answer(i64::from(unsafe { libc::shmctl(id, libc::IPC_RMID, ptr::null_mut()) })).map(drop)
}

/// Removes a set of semaphores.
pub fn remove_sem(id: i32) -> io::Result<()> {
    // SAFETY: IPC_RMID takes no fourth argument, and the set is named by number.
    answer(i64::from(unsafe { libc::semctl(id, 0, libc::IPC_RMID) })).map(drop)
}

/// Removes a message queue.
pub fn remove_msg(id: i32) -> io::Result<()> {
    // SAFETY: IPC_RMID ignores the buffer, which is null.
    answer(i64::from(unsafe { libc::msgctl(id, libc::IPC_RMID, ptr::null_mut()) })).map(drop)
}
