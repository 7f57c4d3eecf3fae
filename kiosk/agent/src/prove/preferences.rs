//! What a visitor can set for the whole machine: layout, language, brightness, volume. (Everything else that a desktop
//! remembers, accessibility included, lies in the home.)

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use epn_wire::report::Leftover;

use super::mixers::settings;
use super::{Places, Proof, Target, left};
use crate::fault::{Doing, Fault};
use crate::golden::{KeptFile, Machine};
use crate::tool;

/// What is set to something else than what was kept, as it was.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Altered {
    /// Files of layout and language.
    pub files: Vec<(PathBuf, Option<KeptFile>)>,
    /// Brightness, by the file that sets it.
    pub lights: Vec<(PathBuf, u64)>,
    /// Volumes.
    pub mixers: Option<String>,
}

/// How it is proved here, or why there is nothing to prove.
pub fn proof(places: &Places) -> Result<Proof, String> {
    places.machine_is_kept().map(|()| -> Proof { prove })
}

/// Everything is set as it was kept.
fn prove(target: &Target) -> Result<Vec<Leftover>, Fault> {
    let altered = find(target)?;
    let mut found = Vec::new();
    for (file, _) in &altered.files {
        found.extend(left("preference", file.display().to_string(), 1));
    }
    found.extend(left("brightness", target.places.lights.display().to_string(), altered.lights.len()));
    found.extend(left("volume", "the sound cards", usize::from(altered.mixers.is_some())));
    Ok(found)
}

/// Compares with what was kept.
pub fn find(target: &Target) -> Result<Altered, Fault> {
    let places = &target.places;
    let Some(kept) = Machine::kept(places)? else { return Ok(Altered::default()) };
    let mut altered = Altered::default();
    for (place, file) in kept.preferences {
        if KeptFile::read(&place)? != file {
            altered.files.push((place, file));
        }
    }
    let now = lights(places)?;
    for (name, value) in kept.lights {
        // A screen that is not there now is set when it comes back.
        if now.get(&name).is_some_and(|now| *now != value) {
            altered.lights.push((places.lights.join(name).join("brightness"), value));
        }
    }
    if let (Some(kept), Some(now)) = (kept.mixers, mixers(places)?)
        && settings(&kept) != settings(&now)
    {
        altered.mixers = Some(kept);
    }
    Ok(altered)
}

/// The files of layout and language.
pub fn files(places: &Places) -> Result<BTreeMap<PathBuf, Option<KeptFile>>, Fault> {
    places.preferences.iter().map(|place| Ok((place.clone(), KeptFile::read(place)?))).collect()
}

/// The brightness of each screen that has one.
pub fn lights(places: &Places) -> Result<BTreeMap<String, u64>, Fault> {
    let entries = match fs::read_dir(&places.lights) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeMap::new()),
        other => other.doing(|| "listing the screens' lights")?,
    };
    let mut found = BTreeMap::new();
    for entry in entries {
        let entry = entry.doing(|| "listing the screens' lights")?;
        if let Some(value) = number(&entry.path().join("brightness")) {
            found.insert(entry.file_name().to_string_lossy().into_owned(), value);
        }
    }
    Ok(found)
}

fn number(file: &Path) -> Option<u64> {
    fs::read_to_string(file).ok()?.trim().parse().ok()
}

/// The state of the sound cards as `alsactl` tells it, where there are any and it is installed.
pub fn mixers(places: &Places) -> Result<Option<String>, Fault> {
    if !places.has_sound() {
        return Ok(None);
    }
    let told = tool::answer(&places.alsactl, &["--file", "-", "store"]).doing(|| "reading the volumes")?;
    Ok(Some(told))
}
