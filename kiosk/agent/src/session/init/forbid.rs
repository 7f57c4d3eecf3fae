//! What no process of a visitor may ask of the kernel: anything about its keyrings. A keyring that its owner has closed
//! (`keyctl setperm @u 0`) can be neither read nor cleared by anybody, so that no reset after it could be proved.

use std::collections::BTreeMap;
use std::io;

use seccompiler::{BpfProgram, SeccompAction, SeccompFilter};

use crate::fault::{Doing, Fault};

/// The calls, by this machine's numbers.
const KEYRING_CALLS: [libc::c_long; 3] = [libc::SYS_add_key, libc::SYS_request_key, libc::SYS_keyctl];

/// `__X32_SYSCALL_BIT` of asm/unistd.h: the x32 calls of an x86-64 kernel are told by this bit alone.
const X32: libc::c_long = 0x4000_0000;

/// Refuses the calls to this process and all that come from it, for ever: they fail with `EPERM`. A call by another
/// architecture's numbers (32-bit programs) kills its process. Takes away the means to gain rights too.
pub fn keyrings() -> Result<(), Fault> {
    filter()
        .and_then(|program| seccompiler::apply_filter(&program))
        .map_err(|error| match error {
            seccompiler::Error::Prctl(cause) | seccompiler::Error::Seccomp(cause) => cause,
            other => io::Error::other(other),
        })
        .doing(|| "closing the kernel's keyrings to the visitor")
}

fn filter() -> Result<BpfProgram, seccompiler::Error> {
    let other_numbers = if cfg!(target_arch = "x86_64") { Some(X32) } else { None };
    let numbers = [Some(0), other_numbers].into_iter().flatten();
    let refused: BTreeMap<i64, _> =
        numbers.flat_map(|bit| KEYRING_CALLS.map(|call| (call | bit, Vec::new()))).collect();
    let refusal = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    let architecture = std::env::consts::ARCH.try_into()?;
    Ok(SeccompFilter::new(refused, SeccompAction::Allow, refusal, architecture)?.try_into()?)
}
