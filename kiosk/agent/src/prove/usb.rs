//! USB storage that is plugged in and does not belong to the machine.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use epn_wire::report::Leftover;

use super::{Places, Target, left, mounts};
use crate::fault::{Doing, Fault};
use crate::golden::Machine;

/// Mass storage (`bInterfaceClass`, USB-IF class codes).
const MASS_STORAGE: &str = "08";

/// A device that stores.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Device {
    /// Maker, model and serial number.
    pub id: String,
    /// Its folder.
    pub folder: PathBuf,
}

/// No storage is plugged in beside what was kept. Only where that was kept: elsewhere nobody knows whose it is.
pub fn prove(target: &Target) -> Result<Vec<Leftover>, Fault> {
    Ok(left("usb-storage", target.places.usb.display().to_string(), find(target)?.len()))
}

/// What is plugged in and was not kept, nor is mounted for somebody else than the visitor.
pub fn find(target: &Target) -> Result<Vec<Device>, Fault> {
    let Some(kept) = Machine::kept(&target.places)? else { return Ok(Vec::new()) };
    let mounted: Vec<PathBuf> = mounts::list()?
        .iter()
        .filter(|mount| !mounts::is_visitors(mount, target))
        .filter_map(mounts::Mount::device)
        .collect();
    let mut found = storage(&target.places)?;
    found.retain(|device| !kept.storage.contains(&device.id));
    found.retain(|device| {
        let own = fs::canonicalize(&device.folder).unwrap_or_else(|_| device.folder.clone());
        !mounted.iter().any(|device| device.starts_with(&own))
    });
    Ok(found)
}

/// All USB storage.
pub fn storage(places: &Places) -> Result<Vec<Device>, Fault> {
    let entries = match fs::read_dir(&places.usb) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        other => other.doing(|| "listing USB devices")?,
    };
    let mut found: Vec<Device> = Vec::new();
    for entry in entries {
        let name = entry.doing(|| "listing USB devices")?.file_name().to_string_lossy().into_owned();
        // An interface is named after its device: `1-1.2:1.0`.
        let Some((device, _)) = name.split_once(':') else { continue };
        let folder = places.usb.join(device);
        if fact(&places.usb.join(&name), "bInterfaceClass") == MASS_STORAGE
            && !found.iter().any(|known| known.folder == folder)
        {
            let id = ["idVendor", "idProduct", "serial"].map(|name| fact(&folder, name)).join(":");
            found.push(Device { id, folder });
        }
    }
    Ok(found)
}

fn fact(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_default().trim().to_owned()
}
