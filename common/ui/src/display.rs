//! Whether there is a display to draw on. The toolkit would fall over where there is none, instead of saying so.

use std::env;
use std::ffi::{OsStr, OsString};
use std::os::unix::net::UnixStream;
use std::path::PathBuf;

use x11rb::rust_connection::RustConnection;

/// There is no display that a window could be shown on.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum NoDisplay {
    #[error("there is no display to draw on: set DISPLAY or WAYLAND_DISPLAY to one that runs")]
    Unnamed,
    #[error("the display {name} cannot be used ({why}): check that it runs and that {variable} names it")]
    Unusable { variable: &'static str, name: String, why: String },
}

/// Looks for the display that the toolkit would choose: Wayland's where one is named, else X11's.
///
/// # Errors
/// None is named, or the one that is does not answer.
pub fn check() -> Result<(), NoDisplay> {
    if named("WAYLAND_SOCKET").is_some() {
        // A connection that is open already, and for one use only.
        return Ok(());
    }
    if let Some(name) = named("WAYLAND_DISPLAY") {
        let runtime = named("XDG_RUNTIME_DIR").map(PathBuf::from).unwrap_or_default();
        let answered = UnixStream::connect(runtime.join(&name));
        return answered.map(drop).map_err(|error| unusable("WAYLAND_DISPLAY", &name, &error.to_string()));
    }
    let name = named("DISPLAY").ok_or(NoDisplay::Unnamed)?;
    let answered = RustConnection::connect(name.to_str());
    answered.map(drop).map_err(|error| unusable("DISPLAY", &name, &error.to_string()))
}

fn named(variable: &str) -> Option<OsString> {
    env::var_os(variable).filter(|value| !value.is_empty())
}

fn unusable(variable: &'static str, name: &OsStr, why: &str) -> NoDisplay {
    NoDisplay::Unusable { variable, name: name.to_string_lossy().into_owned(), why: why.replace('\n', " ") }
}
