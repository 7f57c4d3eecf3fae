//! The one place that talks to the C library.

/// From this size on, memory that is freed goes back to the system at once: hashes take 19 MiB each.
#[cfg(target_env = "gnu")]
const LARGE: libc::c_int = 1024 * 1024;

/// Has large memory given back when it is freed. By itself, glibc keeps blocks of the size of those that were freed
/// before, so that a few log-ins would double what the hub holds for good.
#[cfg(target_env = "gnu")]
#[expect(unsafe_code, reason = "there is no safe way to tell the allocator")]
pub fn give_back_large_memory() {
    // SAFETY: mallopt only sets a number of the allocator, which takes any value; it is called before other threads
    // run.
    let set = unsafe { libc::mallopt(libc::M_MMAP_THRESHOLD, LARGE) };
    if set != 1 {
        tracing::warn!("the allocator keeps large memory");
    }
}

/// Other C libraries give large memory back by themselves.
#[cfg(not(target_env = "gnu"))]
pub fn give_back_large_memory() {}
