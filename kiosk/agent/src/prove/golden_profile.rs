//! The golden profile.

use epn_wire::report::Leftover;

use super::{Golden, Target, left};
use crate::fault::Fault;
use crate::session::golden;

/// The profile is what it was when the home was copied from it.
pub fn prove(target: &Target) -> Result<Vec<Leftover>, Fault> {
    let Some(Golden { profile, digest: Some(digest) }) = &target.golden else { return Ok(Vec::new()) };
    let changed = golden::digest(profile)? != *digest;
    Ok(left("golden-profile", profile.display().to_string(), usize::from(changed)))
}
