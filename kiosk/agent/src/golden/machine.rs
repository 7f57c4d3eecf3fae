//! What this machine is set to, so that a reset can find what a visitor changed, and put it back.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::diff::{Change, How, between};
use super::kept;
use crate::fault::{Doing, Fault};
use crate::prove::{Places, connections, preferences, settings, usb};

/// The machine's own connections, pairings, storage and settings, as a technician left them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Machine {
    /// The files of its network connections.
    pub connections: BTreeMap<PathBuf, KeptFile>,
    /// The Bluetooth devices that it is paired with, as `ADAPTER/DEVICE`.
    pub pairings: BTreeSet<String>,
    /// The files of its layout and language; one that is not there is to stay so.
    pub preferences: BTreeMap<PathBuf, Option<KeptFile>>,
    /// The brightness of its screens, by name.
    pub lights: BTreeMap<String, u64>,
    /// The volumes of its sound cards, as `alsactl` writes them.
    pub mixers: Option<String>,
    /// The USB storage that belongs to it, such as a built-in card reader.
    pub storage: BTreeSet<String>,
}

impl Machine {
    /// As it is now.
    pub fn look(places: &Places) -> Result<Self, Fault> {
        Ok(Self {
            connections: connections::files(places)?,
            pairings: connections::pairings(places)?.into_iter().map(|(name, _)| name).collect(),
            preferences: preferences::files(places)?,
            lights: preferences::lights(places)?,
            mixers: preferences::mixers(places)?,
            storage: usb::storage(places)?.into_iter().map(|device| device.id).collect(),
        })
    }

    /// As it was kept, if it was.
    pub fn kept(places: &Places) -> Result<Option<Self>, Fault> {
        kept::read(&places.machine)
    }

    /// How the machine as it is `now` differs from this, as a reset would find it.
    pub fn compare(&self, now: &Self) -> Vec<Change> {
        let mut changes = Vec::new();
        changes.extend(between(&self.connections, &now.connections, |place| place.display().to_string()));
        changes.extend(between(&present(&self.preferences), &present(&now.preferences), |place| {
            place.display().to_string()
        }));
        changes
            .extend(between(&named(&self.pairings), &named(&now.pairings), |name| format!("pairing {name}")));
        changes
            .extend(between(&named(&self.storage), &named(&now.storage), |id| format!("USB storage {id}")));
        changes.extend(between(&self.lights, &now.lights, |name| format!("brightness of {name}")));
        let volumes =
            |machine: &Self| machine.mixers.as_deref().map(settings).map(|volumes| format!("{volumes:?}"));
        if volumes(self) != volumes(now) {
            changes.push(Change { path: "volume".into(), how: How::Changed });
        }
        changes
    }

    /// Keeps it, for root alone: connections hold passwords.
    pub fn keep(&self, place: &Path) -> Result<(), Fault> {
        kept::write(place, self)
    }
}

fn named(names: &BTreeSet<String>) -> BTreeMap<&String, &String> {
    names.iter().map(|name| (name, name)).collect()
}

fn present(files: &BTreeMap<PathBuf, Option<KeptFile>>) -> BTreeMap<&PathBuf, &KeptFile> {
    files.iter().filter_map(|(place, file)| Some((place, file.as_ref()?))).collect()
}

/// A file that can be put back.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KeptFile {
    mode: u32,
    /// In Base64.
    content: String,
}

impl fmt::Debug for KeptFile {
    /// Without its content, which may be a password.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeptFile").field("mode", &self.mode).finish_non_exhaustive()
    }
}

impl KeptFile {
    /// Reads a file, if it is there.
    pub fn read(place: &Path) -> Result<Option<Self>, Fault> {
        let reading = || format!("reading {}", place.display());
        let content = match fs::read(place) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
            other => other.doing(reading)?,
        };
        let mode = fs::metadata(place).doing(reading)?.permissions().mode() & 0o777;
        Ok(Some(Self { mode, content: data_encoding::BASE64.encode(&content) }))
    }

    /// Puts it back, whole or not at all; where a link leads to, if there is a link in its place.
    pub fn put(&self, place: &Path) -> Result<(), Fault> {
        let putting = || format!("putting back {}", place.display());
        let place = fs::canonicalize(place).unwrap_or_else(|_| place.to_owned());
        let content = data_encoding::BASE64.decode(self.content.as_bytes()).map_err(io::Error::other);
        let content = content.doing(putting)?;
        let mut new = place.clone().into_os_string();
        new.push(".epn-new");
        let new = PathBuf::from(new);
        // One that was cut short.
        let _ = fs::remove_file(&new);
        let mut file = File::create_new(&new).doing(putting)?;
        file.set_permissions(Permissions::from_mode(self.mode))
            .and_then(|()| file.write_all(&content))
            .and_then(|()| fs::rename(&new, &place))
            .doing(putting)
    }
}
