//! What the counting process gives up before it reads a document: files, network, other processes, new rights, and memory and
//! time beyond what a count takes. Whatever the document makes it do then stays in it.

use std::io;

use landlock::{ABI, Access as _, AccessFs, AccessNet, Ruleset, RulesetAttr as _, Scope};
use rustix::process::{DumpableBehavior, Resource, Rlimit, set_dumpable_behavior, setrlimit};
use rustix::thread::set_no_new_privs;
use seccompiler::{BpfProgram, SeccompAction, SeccompFilter};

/// The memory that it may map, in bytes.
const MEMORY: u64 = 1024 * 1024 * 1024;
/// Standard input, output and error, which it has already.
const FILES: u64 = 3;

/// The calls that it may still make: to read what is open, to write what is open, to manage its own memory, to end.
const ALLOWED: [libc::c_long; 30] = [
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_lseek,
    libc::SYS_fstat,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_brk,
    libc::SYS_mmap,
    libc::SYS_munmap,
    libc::SYS_mremap,
    libc::SYS_mprotect,
    libc::SYS_madvise,
    libc::SYS_futex,
    libc::SYS_getrandom,
    libc::SYS_clock_gettime,
    libc::SYS_clock_getres,
    libc::SYS_getpid,
    libc::SYS_gettid,
    libc::SYS_tgkill,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    libc::SYS_sched_getaffinity,
    libc::SYS_sched_yield,
    libc::SYS_restart_syscall,
    libc::SYS_ppoll,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// A right could not be given up.
#[derive(Debug, thiserror::Error)]
pub enum ConfineError {
    #[error("limits: {0}")]
    Limits(#[from] io::Error),
    #[error("system calls: {0}")]
    Seccomp(#[from] seccompiler::Error),
}

/// Gives up, for this process and for ever, all but what counting takes, with so much processor time in seconds. For a process
/// of one thread.
pub fn confine(processor: u64) -> Result<(), ConfineError> {
    // No picture of its memory on disk, and no look into it by other processes of the same user.
    set_dumpable_behavior(DumpableBehavior::NotDumpable).map_err(io::Error::from)?;
    set_no_new_privs(true).map_err(io::Error::from)?;
    // Where it cannot be had, the filter refuses the same calls.
    let _beneath = files_and_network();
    limits(processor)?;
    seccompiler::apply_filter(&filter()?)?;
    Ok(())
}

fn limits(processor: u64) -> io::Result<()> {
    let limits = [
        (Resource::As, MEMORY),
        (Resource::Cpu, processor),
        (Resource::Core, 0),
        (Resource::Fsize, 0),
        (Resource::Nofile, FILES),
    ];
    for (resource, most) in limits {
        setrlimit(resource, Rlimit { current: Some(most), maximum: Some(most) })?;
    }
    Ok(())
}

/// Beneath the filter of calls, where the kernel has it: no path leads anywhere any more, and no port.
fn files_and_network() -> Result<(), landlock::RulesetError> {
    Ruleset::default()
        .handle_access(AccessFs::from_all(ABI::V5))?
        .handle_access(AccessNet::from_all(ABI::V5))?
        .scope(Scope::from_all(ABI::V6))?
        .create()?
        .restrict_self()?;
    Ok(())
}

/// Refuses every other call with `EPERM`: a library that asks for more goes on without. A call by another architecture's
/// numbers kills the process.
fn filter() -> Result<BpfProgram, seccompiler::Error> {
    let allowed = ALLOWED.map(|call| (call, Vec::new())).into_iter().collect();
    let refusal = SeccompAction::Errno(libc::EPERM.unsigned_abs());
    let architecture = std::env::consts::ARCH.try_into()?;
    Ok(SeccompFilter::new(allowed, refusal, SeccompAction::Allow, architecture)?.try_into()?)
}

#[cfg(test)]
mod tests {
    use std::fs::File;
    use std::io::ErrorKind::PermissionDenied;
    use std::net::UdpSocket;
    use std::process::Command;
    use std::thread;

    use super::*;

    #[test]
    fn no_file_no_network_and_no_process_is_reached_any_more() {
        // Files, network and calls are given up thread by thread; the limits, which are the process's, are left out.
        let confined = thread::spawn(|| {
            set_no_new_privs(true).unwrap();
            files_and_network().unwrap();
            seccompiler::apply_filter(&filter().unwrap()).unwrap();
            [
                File::open("/etc/passwd").map(drop),
                File::create("/tmp/epn-confined").map(drop),
                UdpSocket::bind("127.0.0.1:0").map(drop),
                Command::new("/bin/true").spawn().map(drop),
                thread::Builder::new().spawn(|| ()).map(drop),
            ]
            .map(|tried| tried.map_err(|error| error.kind()))
        });
        assert_eq!(confined.join().unwrap(), [Err(PermissionDenied); 5]);
    }
}
