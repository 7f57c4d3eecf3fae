//! Files by their owner, wherever others than root can write.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use epn_wire::report::Leftover;

use super::mounts::Mount;
use super::walk::{self, Owned};
use super::{Target, left_in, mounts};
use crate::fault::Fault;

/// File systems that hold no files of anybody's, or somebody else's files.
const PASSED_OVER: [&str; 22] = [
    "autofs",
    "binfmt_misc",
    "bpf",
    "ceph",
    "cgroup",
    "cgroup2",
    "cifs",
    "configfs",
    "debugfs",
    "devpts",
    "efivarfs",
    "fusectl",
    "hugetlbfs",
    "mqueue",
    "nfs",
    "nfs4",
    "nsfs",
    "proc",
    "pstore",
    "securityfs",
    "sysfs",
    "tracefs",
];

/// No file in the swept folders is the uid's.
pub fn prove(target: &Target) -> Result<Vec<Leftover>, Fault> {
    let mut found = BTreeMap::<PathBuf, usize>::new();
    sweep(target, |owned| {
        *found.entry(owned.folder.to_owned()).or_default() += owned.count()?;
        Ok(())
    })?;
    Ok(left_in("file", found))
}

/// Calls `each` for everything in the swept folders that is the uid's and lies in a folder that is not.
pub fn sweep(target: &Target, mut each: impl FnMut(Owned<'_>) -> Result<(), Fault>) -> Result<(), Fault> {
    let skipped: BTreeSet<PathBuf> = target
        .places
        .passed_over()
        .filter_map(|place| fs::canonicalize(place).ok())
        .chain([target.tree.root().to_owned()])
        // Not even looked at: somebody else's FUSE mount refuses root, a dead server never answers. What may be
        // swept below them is a root of its own.
        .chain(mounts::list()?.into_iter().map(|mount| mount.place))
        .collect();
    for root in roots(target)? {
        walk::owned_by(target.visitor.as_raw(), &root, &skipped, &mut each)?;
    }
    Ok(())
}

/// Whether a file system can hold somebody's files, and can be looked at; the session's own is not swept but unmounted.
pub(super) fn is_looked_into(mount: &Mount, target: &Target) -> bool {
    let opaque = mount.kind.starts_with("fuse") || PASSED_OVER.contains(&mount.kind.as_str());
    !opaque && !mount.place.starts_with(target.tree.root())
}

/// The swept folders, and what is mounted below them: a walk never leaves its file system.
fn roots(target: &Target) -> Result<BTreeSet<PathBuf>, Fault> {
    let named: BTreeSet<PathBuf> =
        target.places.swept.iter().filter_map(|place| fs::canonicalize(place).ok()).collect();
    let is_within = |place: &Path| named.iter().any(|root| place != root && place.starts_with(root));
    let mounted =
        mounts::list()?.into_iter().filter(|mount| is_looked_into(mount, target) && is_within(&mount.place));
    let top = named.iter().filter(|root| !is_within(root)).cloned();
    Ok(mounted.map(|mount| mount.place).chain(top).collect())
}
