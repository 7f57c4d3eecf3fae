//! Files of a uid on all of the machine's disks, and the golden profile by its contents: too long for the end of a session,
//! right for the night.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::PathBuf;

use epn_wire::report::Leftover;

use super::mounts::Mount;
use super::{Target, files, left, left_in, mounts, walk};
use crate::fault::Fault;
use crate::golden::Kept;
use crate::session::golden;

/// Nothing on any disk is the uid's, and the profile is what it was saved as.
pub fn prove(target: &Target) -> Result<Vec<Leftover>, Fault> {
    let mut found = on_disks(target, |mount| files::is_looked_into(mount, target))?;
    found.extend(profile(target)?);
    Ok(found)
}

/// Files of the uid on those of the machine's file systems that are `wanted`.
pub fn on_disks(target: &Target, wanted: impl Fn(&Mount) -> bool) -> Result<Vec<Leftover>, Fault> {
    let mounted = mounts::list()?;
    // Each is a root of its own: a walk never leaves its file system.
    let skipped: BTreeSet<PathBuf> = mounted.iter().map(|mount| mount.place.clone()).collect();
    let mut found = BTreeMap::<PathBuf, usize>::new();
    for mount in mounted.iter().filter(|mount| wanted(mount)) {
        walk::owned_by(target.visitor.as_raw(), &mount.place, &skipped, &mut |owned| {
            *found.entry(owned.folder.to_owned()).or_default() += owned.count()?;
            Ok(())
        })?;
    }
    Ok(left_in("file", found))
}

fn profile(target: &Target) -> Result<Vec<Leftover>, Fault> {
    let Some(profile) = target.golden.as_ref().map(|golden| &golden.profile) else { return Ok(Vec::new()) };
    if !fs::exists(profile).unwrap_or(true) {
        return Ok(Vec::new());
    }
    let Some(kept) = Kept::beside(profile)? else { return Ok(Vec::new()) };
    let fine = kept.accepts(&golden::digest(profile)?);
    Ok(left("golden-profile", profile.display().to_string(), usize::from(!fine)))
}
