//! What differs: between the profile and what it has to be, or between a prepared account and the profile.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use serde::Serialize;

use super::{Kept, LeftOut, Source, chooser};
use crate::fault::Fault;
use crate::session::golden::{self, Choice};

/// One thing that differs.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
pub struct Change {
    /// Its path in the profile.
    pub path: String,
    /// How it differs.
    pub how: How,
}

/// How something differs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum How {
    /// It is there, and was not.
    Added,
    /// Its content, kind or permissions are others.
    Changed,
    /// It was there, and is not.
    Removed,
}

/// What the profile has that it was not saved with.
pub fn of_profile(kept: &Kept, profile: &Path) -> Result<Vec<Change>, Fault> {
    let (_, now) = golden::list(profile, &mut |_, _| Choice::Keep)?;
    Ok(between(&kept.entries, &now, Clone::clone))
}

/// What saving the account would change in the profile, and what of the account would stay out.
pub fn of_account(kept: &Kept, account: &Source) -> Result<(Vec<Change>, Vec<LeftOut>), Fault> {
    let mut left_out = Vec::new();
    let (_, now) = golden::list(account.path(), &mut chooser(&mut left_out))?;
    Ok((between(&kept.entries, &now, Clone::clone), left_out))
}

/// Compares two lists, and calls what differs by what `path` makes of its key.
pub fn between<K: Ord, V: PartialEq>(
    before: &BTreeMap<K, V>,
    now: &BTreeMap<K, V>,
    path: impl Fn(&K) -> String,
) -> Vec<Change> {
    let how = |key: &K| match (before.get(key), now.get(key)) {
        (None, _) => Some(How::Added),
        (_, None) => Some(How::Removed),
        (Some(before), Some(now)) => (before != now).then_some(How::Changed),
    };
    let all: BTreeSet<&K> = before.keys().chain(now.keys()).collect();
    all.into_iter().filter_map(|key| Some(Change { path: path(key), how: how(key)? })).collect()
}
