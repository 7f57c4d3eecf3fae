//! Ends a visitor's log-in with systemd: nothing of its lingers, and its slice ends with its manager and runtime folder.

use crate::fault::{Doing, Fault};
use crate::prove::{Target, log_in};
use crate::session::PATIENCE;
use crate::tool;

use super::{spooled, wait_until_gone};

/// Makes sure that systemd starts nothing anew, then kills all that it started, in one stroke.
pub fn kill(target: &Target) -> Result<u32, Fault> {
    let count = spooled::remove(log_in::lingering(target)?)?;
    if let Some(slice) = &target.user_slice {
        slice.kill(PATIENCE)?;
    }
    Ok(count)
}

/// Makes systemd notice: it waits until the units are gone, and with them the runtime folder.
pub fn forget(target: &Target) -> Result<(), Fault> {
    let Some(systemctl) = target.places.systemctl.as_ref().filter(|_| log_in::is_known(target)) else {
        return Ok(());
    };
    let uid = target.visitor;
    let ending = || "ending the visitor's log-in";
    let units = [
        format!("user-{uid}.slice"),
        format!("user@{uid}.service"),
        format!("user-runtime-dir@{uid}.service"),
    ];
    for order in ["stop", "reset-failed"] {
        let words: Vec<&str> = [order].into_iter().chain(units.iter().map(String::as_str)).collect();
        // A unit that is not there is fine: the proof looks.
        tool::run(systemctl, &words).doing(ending)?;
    }
    let known = target.places.log_ins.join(uid.to_string());
    wait_until_gone(&known);
    if known.exists() {
        tool::run("loginctl", &["terminate-user", &uid.to_string()]).doing(ending)?;
        wait_until_gone(&known);
    }
    Ok(())
}
