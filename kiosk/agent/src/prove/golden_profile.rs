//! The golden profile.

use epn_wire::report::Leftover;

use super::{Target, left};
use crate::fault::Fault;
use crate::session::golden;

/// The profile is what it was when the home was copied from it.
pub fn prove(target: &Target) -> Result<Vec<Leftover>, Fault> {
    let Some(golden) = &target.golden else { return Ok(Vec::new()) };
    let changed = golden::digest(&golden.profile)? != golden.digest;
    Ok(left("golden-profile", golden.profile.display().to_string(), usize::from(changed)))
}
