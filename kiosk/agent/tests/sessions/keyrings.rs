//! A visitor cannot close its own keyring to the proof.

use std::fs;
use std::time::{Duration, Instant};

use epn_agent::reset::{self, ResetPlan};
use epn_agent::session::{Backend, Program, SessionSpec};

use crate::support::{home, settings, target, until_there, visitor};

/// How long a line of perl may take.
const LONG: Duration = Duration::from_secs(30);

/// `__X32_SYSCALL_BIT` of asm/unistd.h.
const X32: libc::c_long = 0x4000_0000;

/// A session of one perl program.
fn perl(uid: u32, program: &str) -> SessionSpec {
    let args = vec!["-e".to_owned(), program.to_owned()];
    let command = Program { program: "/usr/bin/perl".into(), args, ..Program::default() };
    SessionSpec { visitor: visitor(uid), command, display: None, bar: None }
}

/// Each call, as a visitor would make it by its number.
fn calls(bit: libc::c_long) -> String {
    let (add, request, keyctl) =
        (libc::SYS_add_key | bit, libc::SYS_request_key | bit, libc::SYS_keyctl | bit);
    let (user, session) = (libc::KEY_SPEC_USER_KEYRING, libc::KEY_SPEC_SESSION_KEYRING);
    let setperm = libc::KEYCTL_SETPERM;
    format!(
        "syscall({add}, $t, $n, $s, 6, {user}); tell_; \
         syscall({request}, $t, $n, 0, {user}); tell_; \
         syscall({keyctl}, {setperm}, {user}, 0); tell_; \
         syscall({keyctl}, {setperm}, {session}, 0); tell_; "
    )
}

#[test]
fn every_call_about_keyrings_is_refused_and_the_reset_is_proved() {
    let uid = 61_088;
    let of_this_machine = calls(0);
    let of_x32 = if cfg!(target_arch = "x86_64") { calls(X32) } else { String::new() };
    let program = format!(
        "($t, $n, $s) = (\"user\", \"trace\", \"secret\"); open(SAID, \">\", \"$ENV{{HOME}}/calls\") or die; \
         sub tell_ {{ printf SAID \"%d\\n\", $!; $! = 0 }} $! = 0; {of_this_machine}{of_x32} close SAID; \
         rename(\"$ENV{{HOME}}/calls\", \"$ENV{{HOME}}/said\") or die; sleep 1000"
    );
    let backend = Backend::direct(settings()).unwrap();
    let session = backend.start(&perl(uid, &program)).unwrap();
    until_there(&home(uid).join("said"));
    let said = fs::read_to_string(home(uid).join("said")).unwrap();
    let errors: Vec<i32> = said.lines().map(|line| line.parse().unwrap()).collect();
    assert!(!errors.is_empty() && errors.iter().all(|error| *error == libc::EPERM), "{errors:?}");
    session.end().unwrap();
    let report = reset::run(&ResetPlan::new(target(uid)), Instant::now());
    assert!(report.proved, "{report:?}");
}

/// `keyctl(KEYCTL_SETPERM, @u, 0)` by the numbers of 32-bit programs, then `exit(0)` by those of this machine.
#[cfg(target_arch = "x86_64")]
const BY_INT_80: &str = "b8200100 00bb0500 0000b9fc ffffff31 d2cd80b8 3c000000 31ff0f05";

#[cfg(target_arch = "x86_64")]
#[test]
fn numbers_of_another_architecture_kill_whoever_uses_them() {
    let uid = 61_089;
    let (mmap, read) = (libc::SYS_mmap, libc::SYS_read);
    let protection = libc::PROT_READ | libc::PROT_WRITE | libc::PROT_EXEC;
    let kind = libc::MAP_PRIVATE | libc::MAP_ANONYMOUS;
    let code = BY_INT_80.replace(' ', "");
    // Machine code in a file of the home, read into memory that may run.
    let program = format!(
        "require DynaLoader; open($f, \"+>\", \"$ENV{{HOME}}/code\") or die; \
         syswrite($f, pack(\"H*\", \"{code}\")); sysseek($f, 0, 0); \
         $at = syscall({mmap}, 0, 4096, {protection}, {kind}, -1, 0); $at > 0 or die; \
         syscall({read}, fileno($f), $at, 4096) > 0 or die; \
         DynaLoader::dl_install_xsub(\"main::go\", $at); go()"
    );
    let backend = Backend::direct(settings()).unwrap();
    let session = backend.start(&perl(uid, &program)).unwrap();
    assert!(session.wait(LONG).unwrap());
    let code = session.end().unwrap();
    // A kernel without 32-bit programs has no such entry at all.
    let killed = [libc::SIGSYS, libc::SIGSEGV].map(|signal| Some(128 + signal));
    assert!(killed.contains(&code), "{code:?}");
    let report = reset::run(&ResetPlan::new(target(uid)), Instant::now());
    assert!(report.proved, "{report:?}");
}
