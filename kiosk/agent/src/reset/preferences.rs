//! Sets the machine's layout, language, brightness and volume as they were kept.

use std::fs;
use std::io;

use super::counted;
use crate::fault::{Doing, Fault};
use crate::prove::Target;
use crate::prove::preferences::{Altered, find};
use crate::tool;

/// Puts back what differs.
pub fn clean(target: &Target) -> Result<u32, Fault> {
    let Altered { files, lights, mixers } = find(target)?;
    let count = files.len() + lights.len() + usize::from(mixers.is_some());
    for (place, file) in files {
        match file {
            Some(file) => file.put(&place)?,
            None => match fs::remove_file(&place) {
                Err(error) if error.kind() == io::ErrorKind::NotFound => {}
                other => other.doing(|| format!("removing {}", place.display()))?,
            },
        }
    }
    for (place, value) in lights {
        fs::write(&place, value.to_string()).doing(|| format!("setting {}", place.display()))?;
    }
    if let Some(state) = mixers {
        // Its code tells of every control that is not there any more: the proof looks.
        tool::run_with(&target.places.alsactl, &["--file", "-", "restore"], &state)
            .doing(|| "setting the volumes")?;
    }
    Ok(counted(count))
}
