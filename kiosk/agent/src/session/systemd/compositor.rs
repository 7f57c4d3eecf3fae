//! Desktops that draw on the terminal by themselves (Wayland): their compositor asks logind for the terminal that it is on
//! already, which is the same request as for any other. The polkit rule of the package allows it while this file is there:
//! what else is asked for is lost, since terminals are locked whenever the agent does not change them.

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

use crate::fault::{Doing, Fault};

/// Its name in the sessions' folder, as the rule has it.
const NAME: &str = "compositor";

/// From now on.
pub fn allow(runtime_dir: &Path) -> Result<(), Fault> {
    fs::write(place(runtime_dir), "").doing(|| "allowing the session's compositor its terminal")
}

/// No more. What cannot be taken back is told, and taken back with the next session's end.
pub fn forbid(runtime_dir: &Path) {
    match fs::remove_file(place(runtime_dir)) {
        Ok(()) => {}
        Err(error) if error.kind() == ErrorKind::NotFound => {}
        Err(error) => tracing::error!(%error, "a compositor is still allowed to ask for terminals"),
    }
}

fn place(runtime_dir: &Path) -> PathBuf {
    runtime_dir.join(NAME)
}
