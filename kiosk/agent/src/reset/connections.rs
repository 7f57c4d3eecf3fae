//! Removes connections and pairings that were not kept, and puts back those that were.

use std::ffi::CString;
use std::fs;
use std::io;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

use rustix::fs::CWD;

use super::{counted, erase};
use crate::fault::{Doing, Fault};
use crate::prove::connections::{Strangers, find};
use crate::prove::{Target, walk};
use crate::tool;

/// Where a running `NetworkManager` and a running bluetoothd can be asked.
const SYSTEM_BUS: &str = "/run/dbus/system_bus_socket";

/// The services are told first, so that they neither use nor write again what is removed after that.
pub fn clean(target: &Target) -> Result<u32, Fault> {
    let Strangers { added, altered, pairings } = find(target)?;
    let count = added.len() + altered.len() + pairings.len();
    for file in &added {
        forget_connection(file);
        remove(file)?;
    }
    for (place, file) in &altered {
        file.put(place)?;
    }
    if added.len() + altered.len() > 0 {
        tell("nmcli", &["--wait", "2", "connection", "reload"]);
    }
    for device in &pairings {
        forget_pairing(device)?;
    }
    Ok(counted(count))
}

fn forget_connection(file: &Path) {
    let text = fs::read_to_string(file).unwrap_or_default();
    if let Some(uuid) = text.lines().find_map(|line| line.trim().strip_prefix("uuid=")) {
        tell("nmcli", &["--wait", "2", "connection", "delete", "uuid", uuid]);
    }
}

fn forget_pairing(device: &Path) -> Result<(), Fault> {
    let Some((adapter, name)) = device.parent().zip(device.file_name()) else { return Ok(()) };
    let address = name.to_string_lossy();
    tell("bluetoothctl", &["--timeout", "2", "remove", &address]);
    let removing = || "removing a pairing";
    let Some(parent) = walk::open_folder(CWD, adapter).doing(removing)? else { return Ok(()) };
    let name = CString::new(name.as_bytes()).doing(removing)?;
    erase::tree(&parent, &name).doing(removing)?;
    // What the device is called is remembered elsewhere.
    remove(&adapter.join("cache").join(&*address))
}

fn remove(file: &Path) -> Result<(), Fault> {
    match fs::remove_file(file) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        other => other.doing(|| "removing a connection or a device's name"),
    }
}

/// A service that does not run, or does not know of it, has nothing to forget: the proof looks.
fn tell(program: &str, args: &[&str]) {
    if Path::new(SYSTEM_BUS).exists()
        && let Err(error) = tool::run(program, args)
    {
        tracing::info!(program, %error, "a service was not told");
    }
}
