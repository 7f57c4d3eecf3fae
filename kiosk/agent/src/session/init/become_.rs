//! The last part before the visitor's command: gives up every right, and turns into it.

use std::fs::File;
use std::io::Write;
use std::os::fd::OwnedFd;
use std::os::unix::process::CommandExt;
use std::process::Command;

use rustix::process::{
    Resource, Rlimit, Signal, getgid, getuid, set_parent_process_death_signal, setrlimit, setsid,
};
use rustix::thread::{set_no_new_privs, set_thread_gid, set_thread_groups, set_thread_uid};
use rustix::{io, stdio};

use super::{Become, Identity, enter, fall_silent, forbid, mounts};
use crate::fault::{Doing, Fault};
use crate::session::tree::SessionTree;
use crate::sys;

pub fn run(order: &Become) -> Result<i32, Fault> {
    setsid().doing(|| "starting a session of processes")?;
    let tree = SessionTree::at(order.tree.clone());
    take(order.identity, &tree)?;
    let way_back = if order.keep_output { None } else { Some(way_back()?) };
    let null = File::options().read(true).write(true).open("/dev/null").doing(|| "opening /dev/null")?;
    stdio::dup2_stdin(&null)
        .and_then(|()| stdio::dup2_stderr(&null))
        .doing(|| "closing the standard files")?;
    std::env::set_current_dir(tree.home()).doing(|| "entering the home")?;
    let error = Command::new(&order.program).args(&order.args).env_clear().envs(&order.env).exec();
    if let Some(way_back) = way_back {
        let program = order.program.display();
        let _ = writeln!(File::from(way_back), "failed {program} cannot be started: {error}");
    }
    Ok(127)
}

/// Keeps the way back to the agent open just until the program takes over.
fn way_back() -> Result<OwnedFd, Fault> {
    let way_back =
        io::fcntl_dupfd_cloexec(stdio::stdout(), 3).doing(|| "keeping the way back to the agent")?;
    fall_silent()?;
    Ok(way_back)
}

/// Gives up every right that the identity does not have.
pub fn take(identity: Identity, tree: &SessionTree) -> Result<(), Fault> {
    match identity {
        Identity::PlainLogin(uid) => {
            sys::enter_mount_namespace()
                .and_then(|()| mounts::part())
                .and_then(|()| mounts::name_visitor(uid, tree))
                .doing(|| "naming the visitor")?;
            change_uid(uid)?;
            set_parent_process_death_signal(None).doing(|| "logging in")
        }
        Identity::Visitor(uid) => {
            change_uid(uid)?;
            give_up()
        }
        Identity::Itself => give_up(),
        Identity::Mapped(uid) => {
            let gid = getgid().as_raw();
            let within = getuid().as_raw();
            sys::enter_user_namespace().doing(|| "making the visitor's user namespace")?;
            enter::map_user(uid, within, uid, gid)?;
            give_up()
        }
    }
}

/// This process has one thread, so that changing the thread's ids changes all of it.
fn change_uid(uid: u32) -> Result<(), Fault> {
    set_thread_groups(&[])
        .and_then(|()| set_thread_gid(rustix::process::Gid::from_raw(uid)))
        .and_then(|()| set_thread_uid(rustix::process::Uid::from_raw(uid)))
        .doing(|| "changing to the visitor's uid")
}

/// No way to gain rights, no core dumps, no keyrings, and death with the session's first process: the change of uid
/// has cleared that bond, so it is tied again here.
pub fn give_up() -> Result<(), Fault> {
    set_no_new_privs(true)
        .and_then(|()| setrlimit(Resource::Core, Rlimit { current: Some(0), maximum: Some(0) }))
        .and_then(|()| set_parent_process_death_signal(Some(Signal::KILL)))
        .doing(|| "giving up rights")?;
    forbid::keyrings()
}
