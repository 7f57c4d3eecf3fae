//! Ends a visitor's log-in with systemd: nothing of its lingers, and its slice ends with its manager and runtime folder.

use crate::fault::{Doing, Fault};
use crate::prove::{Systemd, Target, log_in};
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

/// Makes systemd notice: its units for the visitor end, and with them the runtime folder.
pub fn forget(target: &Target) -> Result<(), Fault> {
    let Some(Systemd { loginctl, systemctl }) =
        target.places.systemd.as_ref().filter(|_| log_in::is_known(target))
    else {
        return Ok(());
    };
    let uid = target.visitor;
    let ending = || "ending the visitor's log-in";
    let known = target.places.log_ins.join(uid.to_string());
    // Without this logind keeps the units for a while, in case the same user comes back. (What it does not do, the proof
    // tells; here as below.)
    tool::run(loginctl, &["terminate-user", &uid.to_string()]).doing(ending)?;
    wait_until_gone(&known);
    let manager = format!("user@{uid}.service");
    if known.exists() {
        let (slice, folder) = (format!("user-{uid}.slice"), format!("user-runtime-dir@{uid}.service"));
        tool::run(systemctl, &["stop", &slice, &manager, &folder]).doing(ending)?;
        wait_until_gone(&known);
    }
    // It was killed, which systemd takes for a failure.
    tool::run(systemctl, &["reset-failed", &manager]).doing(ending).map(drop)
}
