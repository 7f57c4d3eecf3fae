//! What differs: between the profile and what it has to be, or between a prepared account and the profile.

use std::path::Path;

use serde::Serialize;

use super::{Kept, LeftOut, Source, chooser};
use crate::fault::Fault;
use crate::session::golden::{self, Choice, Manifest};

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
    Ok(between(&kept.entries, &now))
}

/// What saving the account would change in the profile, and what of the account would stay out.
pub fn of_account(kept: &Kept, account: &Source) -> Result<(Vec<Change>, Vec<LeftOut>), Fault> {
    let mut left_out = Vec::new();
    let (_, now) = golden::list(account.path(), &mut chooser(&mut left_out))?;
    Ok((between(&kept.entries, &now), left_out))
}

fn between(before: &Manifest, now: &Manifest) -> Vec<Change> {
    let mut changes = Vec::new();
    for (path, fact) in now {
        match before.get(path) {
            None => changes.push(Change { path: path.clone(), how: How::Added }),
            Some(old) if old != fact => changes.push(Change { path: path.clone(), how: How::Changed }),
            Some(_) => {}
        }
    }
    let removed = before.keys().filter(|path| !now.contains_key(*path));
    changes.extend(removed.map(|path| Change { path: path.clone(), how: How::Removed }));
    changes.sort();
    changes
}
