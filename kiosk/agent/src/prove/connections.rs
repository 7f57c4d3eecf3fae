//! Network connections and Bluetooth pairings: what is there beside those that a technician kept.

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use epn_wire::report::Leftover;

use super::{Places, Proof, Target, left};
use crate::fault::{Doing, Fault};
use crate::golden::{KeptFile, Machine};

/// What makes a connection one that `NetworkManager` made by itself, for what is plugged in (its `[.nmmeta]` group).
const MADE_BY_ITSELF: [&str; 3] = ["nm-generated=true", "volatile=true", "external=true"];

/// What differs from what was kept.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Strangers {
    /// Files of connections that were not there.
    pub added: Vec<PathBuf>,
    /// Files of connections that were others, or are gone, as they were.
    pub altered: Vec<(PathBuf, KeptFile)>,
    /// Folders of devices that the machine was not paired with.
    pub pairings: Vec<PathBuf>,
}

/// How it is proved here, or why there is nothing to prove.
pub fn proof(places: &Places) -> Result<Proof, String> {
    if !places.connections.is_dir() && !places.pairings.is_dir() {
        return Err("there is neither NetworkManager nor Bluetooth here".into());
    }
    places.machine_is_kept().map(|()| -> Proof { prove })
}

/// All connections and pairings are those that were kept.
fn prove(target: &Target) -> Result<Vec<Leftover>, Fault> {
    let Strangers { added, altered, pairings } = find(target)?;
    let places = &target.places;
    let mut found = left("connection", places.connections.display().to_string(), added.len() + altered.len());
    found.extend(left("pairing", places.pairings.display().to_string(), pairings.len()));
    Ok(found)
}

/// Compares with what was kept.
pub fn find(target: &Target) -> Result<Strangers, Fault> {
    let Some(kept) = Machine::kept(&target.places)? else { return Ok(Strangers::default()) };
    let now = files(&target.places)?;
    let added = now.keys().filter(|place| !kept.connections.contains_key(*place)).cloned().collect();
    // What lies in memory goes with the machine's power, and comes back otherwise.
    let lasting =
        kept.connections.into_iter().filter(|(place, _)| place.starts_with(&target.places.connections));
    let altered = lasting.filter(|(place, file)| now.get(place) != Some(file)).collect();
    let pairings = pairings(&target.places)?;
    let strangers = pairings.into_iter().filter(|(name, _)| !kept.pairings.contains(name));
    Ok(Strangers { added, altered, pairings: strangers.map(|(_, folder)| folder).collect() })
}

/// The files of all connections that somebody made.
pub fn files(places: &Places) -> Result<BTreeMap<PathBuf, KeptFile>, Fault> {
    let mut found = BTreeMap::new();
    for folder in [&places.connections, &places.passing_connections] {
        for place in entries(folder)? {
            if !place.is_file() || is_made_by_itself(&place) {
                continue;
            }
            if let Some(file) = KeptFile::read(&place)? {
                found.insert(place, file);
            }
        }
    }
    Ok(found)
}

fn is_made_by_itself(place: &Path) -> bool {
    fs::read_to_string(place).is_ok_and(|text| text.lines().any(|line| MADE_BY_ITSELF.contains(&line.trim())))
}

/// All pairings: their names, as `ADAPTER/DEVICE`, and their folders.
pub fn pairings(places: &Places) -> Result<Vec<(String, PathBuf)>, Fault> {
    let mut found = Vec::new();
    for adapter in entries(&places.pairings)?.into_iter().filter(|folder| is_address(folder)) {
        for device in entries(&adapter)?.into_iter().filter(|folder| is_address(folder)) {
            if let Ok(name) = device.strip_prefix(&places.pairings) {
                found.push((name.to_string_lossy().into_owned(), device.clone()));
            }
        }
    }
    Ok(found)
}

/// Whether a folder is named like `00:1A:7D:DA:71:13`.
fn is_address(folder: &Path) -> bool {
    let name = folder.file_name().and_then(|name| name.to_str()).unwrap_or_default();
    let parts: Vec<&str> = name.split(':').collect();
    let is_part = |part: &&str| part.len() == 2 && part.bytes().all(|digit| digit.is_ascii_hexdigit());
    folder.is_dir() && parts.len() == 6 && parts.iter().all(is_part)
}

fn entries(folder: &Path) -> Result<Vec<PathBuf>, Fault> {
    let listing = || format!("listing {}", folder.display());
    match fs::read_dir(folder) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Vec::new()),
        other => other.and_then(|entries| entries.map(|entry| Ok(entry?.path())).collect()).doing(listing),
    }
}
