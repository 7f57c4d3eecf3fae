//! Erasing a uid's keyrings as that uid: root does not see what is in them.

use epn_wire::say_line;
use rustix::process::{Gid, Uid};
use rustix::thread::{set_thread_gid, set_thread_groups, set_thread_uid};
use serde::{Deserialize, Serialize};

use crate::fault::{Doing, Fault};
use crate::sys::keyring::{Keyring, join_new_session_keyring};

/// How many keys were found, in the uid's own keyring and in the others that outlive its processes.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeyringAnswer {
    /// In `@u`, `@us` and the persistent keyring together.
    pub keys: u32,
}

/// Prints a `Result<KeyringAnswer, String>`.
pub fn run(uid: u32, clear: bool) -> Result<i32, Fault> {
    let answer = look(uid, clear).map_err(|fault| fault.to_string());
    let text = serde_json::to_string(&answer).doing(|| "answering")?;
    say_line!("{text}").doing(|| "answering")?;
    Ok(0)
}

fn look(uid: u32, clear: bool) -> Result<KeyringAnswer, Fault> {
    set_thread_groups(&[])
        .and_then(|()| set_thread_gid(Gid::from_raw(uid)))
        .and_then(|()| set_thread_uid(Uid::from_raw(uid)))
        .doing(|| "changing to the visitor's uid")?;
    join_new_session_keyring().doing(|| "leaving the agent's keyring")?;
    let own = Keyring::USER.serial().doing(|| "finding the user keyring")?;
    let persistent = Keyring::persistent().doing(|| "finding the persistent keyring")?;
    let mut keys = 0;
    for ring in [Some(Keyring::USER), Some(Keyring::USER_SESSION), persistent].into_iter().flatten() {
        // The session's default keyring always links to the user's own, which was counted before.
        let found = ring.keys().doing(|| "reading a keyring")?.into_iter().filter(|key| *key != own).count();
        keys += u32::try_from(found).unwrap_or(u32::MAX);
        if clear && found > 0 {
            ring.clear().doing(|| "clearing a keyring")?;
        }
    }
    Ok(KeyringAnswer { keys })
}
