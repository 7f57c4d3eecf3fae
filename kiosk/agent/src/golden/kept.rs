//! The digest that is kept beside a profile.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::{MetadataExt, PermissionsExt};
use std::path::{Path, PathBuf};

use rustix::process::geteuid;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::fault::{Doing, Fault};
use crate::session::golden::{Digest, Manifest, What};

/// From this many bytes on, a home is not a copy of the profile but lies over it, and the profile is not read after each
/// session: copying and digesting 64 MiB take a second on a ten-year-old PC.
pub const LARGE: u64 = 64 * 1024 * 1024;

/// The group's and others' right to write.
const WRITABLE_BY_OTHERS: u32 = 0o022;

/// What a profile has to be.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Its digest by contents.
    pub digest: Digest,
    /// The digest of the profile before it, for the moment in which one takes the other's place.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub previous: Option<Digest>,
    /// Everything in it.
    pub entries: Manifest,
}

impl Kept {
    /// Reads what is kept beside a profile, if anything is. Fails if somebody else than root could have written it, or
    /// could write to the profile's own folder.
    pub fn beside(profile: &Path) -> Result<Option<Self>, Fault> {
        let Some(kept): Option<Self> = read(&place(profile))? else { return Ok(None) };
        is_guarded(profile)?;
        Ok(Some(kept))
    }

    /// Writes it beside a profile, whole or not at all.
    pub fn write(&self, profile: &Path) -> Result<(), Fault> {
        write(&place(profile), self)
    }

    /// Whether a profile with this digest is as it has to be.
    pub fn accepts(&self, digest: &Digest) -> bool {
        self.digest == *digest || self.previous.as_ref() == Some(digest)
    }

    /// Bytes of content in the profile.
    pub fn bytes(&self) -> u64 {
        self.entries.values().map(|fact| fact.what.bytes()).sum()
    }

    /// Number of files in the profile.
    pub fn files(&self) -> usize {
        self.entries.values().filter(|fact| matches!(fact.what, What::File { .. })).count()
    }
}

fn place(profile: &Path) -> PathBuf {
    profile.with_file_name("digest.json")
}

/// Reads something kept as JSON, if it is there and nobody else could have written it.
pub fn read<T: DeserializeOwned>(place: &Path) -> Result<Option<T>, Fault> {
    let reading = || format!("reading {}", place.display());
    let text = match fs::read(place) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        other => other.doing(reading)?,
    };
    is_guarded(place)?;
    serde_json::from_slice(&text).doing(reading).map(Some)
}

/// Writes something as JSON for root alone, whole or not at all.
pub fn write(place: &Path, what: &impl Serialize) -> Result<(), Fault> {
    let writing = || format!("writing {}", place.display());
    let text = serde_json::to_vec(what).doing(writing)?;
    let new = place.with_extension("new");
    // One that was cut short.
    let _ = fs::remove_file(&new);
    let mut file = File::create_new(&new).doing(writing)?;
    file.set_permissions(Permissions::from_mode(0o600))
        .and_then(|()| file.write_all(&text))
        .and_then(|()| file.sync_all())
        .and_then(|()| fs::rename(&new, place))
        .doing(writing)
}

/// Refuses what somebody else than root (or whoever the agent runs as) could have put there or written to.
fn is_guarded(place: &Path) -> Result<(), Fault> {
    let own = geteuid().as_raw();
    for place in [Some(place), place.parent()].into_iter().flatten() {
        let about = fs::symlink_metadata(place).doing(|| format!("looking at {}", place.display()))?;
        if about.is_symlink() || about.uid() != own || about.mode() & WRITABLE_BY_OTHERS != 0 {
            let why =
                "somebody else than root can write to it: give it to root alone, and save the profile again";
            return Err(Fault::new(format!("trusting {}", place.display()), why));
        }
    }
    Ok(())
}
