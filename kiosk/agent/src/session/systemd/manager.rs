//! The visitor's own service manager, `user@UID.service`, through which anything can be started outside the session's unit:
//! it has no way to gain rights either.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crate::fault::{Doing, Fault};
use crate::tool;

/// Units that systemd knows until the machine is switched off.
const UNITS: &str = "/run/systemd/system";

/// What a session in the unit gives up by itself (see `init::desk`), in systemd's words.
const RESTRICTIONS: &str = "# Made by epn-agent: what a visitor starts by their own service manager is theirs as much.\n\
    [Service]\n\
    NoNewPrivileges=yes\n\
    LimitCORE=0\n\
    SystemCallFilter=~@keyring\n\
    SystemCallErrorNumber=EPERM\n";

/// Makes sure of it. The first time since the machine was started systemd has to read its units anew.
pub fn restrict(uid: u32) -> Result<(), Fault> {
    let doing = || "restricting the visitor's service manager";
    if !write(Path::new(UNITS), uid).doing(doing)? {
        return Ok(());
    }
    if tool::run("systemctl", &["daemon-reload"]).doing(doing)? {
        Ok(())
    } else {
        // Tried again the next time.
        fs::remove_file(place(Path::new(UNITS), uid)).doing(doing)?;
        Err(Fault::new(doing(), "systemctl daemon-reload failed"))
    }
}

fn place(units: &Path, uid: u32) -> PathBuf {
    units.join(format!("user@{uid}.service.d/50-epn-agent.conf"))
}

/// Writes the file where it is missing or another, and tells whether it was.
fn write(units: &Path, uid: u32) -> io::Result<bool> {
    let place = place(units, uid);
    if fs::read_to_string(&place).is_ok_and(|text| text == RESTRICTIONS) {
        return Ok(false);
    }
    if let Some(folder) = place.parent() {
        fs::create_dir_all(folder)?;
    }
    fs::write(place, RESTRICTIONS).map(|()| true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_written_once_and_again_when_somebody_changed_it() {
        let dir = tempfile::tempdir().unwrap();
        assert!(write(dir.path(), 61_000).unwrap());
        assert!(!write(dir.path(), 61_000).unwrap());
        let text = fs::read_to_string(place(dir.path(), 61_000)).unwrap();
        assert!(text.contains("\n[Service]\nNoNewPrivileges=yes\n"), "{text}");
        fs::write(place(dir.path(), 61_000), "[Service]\n").unwrap();
        assert!(write(dir.path(), 61_000).unwrap());
    }
}
