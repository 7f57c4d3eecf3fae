//! The golden profile.

use epn_wire::report::Leftover;

use super::{Golden, Proof, Target, left};
use crate::fault::Fault;
use crate::golden::{Kept, LARGE};
use crate::session::golden::{self, Digest};

/// How it is proved here, or why there is nothing to prove.
pub fn proof(target: &Target) -> Result<Proof, String> {
    let golden = target.golden.as_ref().ok_or("no golden profile is configured")?;
    match standard(golden) {
        Ok(Standard::None) => Err("no home was made from the golden profile since it was last proved".into()),
        Ok(Standard::TooLarge) => Err("it is large: epn-agent prove --whole reads it".into()),
        // What cannot be read or trusted is for the proof to tell.
        Ok(Standard::AsSaved(_) | Standard::AsAtStart(_)) | Err(_) => Ok(prove),
    }
}

/// The profile is what it was saved as; or, if it was never saved, what it was when the home was made from it.
fn prove(target: &Target) -> Result<Vec<Leftover>, Fault> {
    let Some(golden) = &target.golden else { return Ok(Vec::new()) };
    let profile = &golden.profile;
    let fine = match standard(golden)? {
        Standard::AsSaved(kept) => kept.accepts(&golden::digest(profile)?),
        Standard::AsAtStart(digest) => golden::is_still(profile, &digest)?,
        Standard::TooLarge | Standard::None => true,
    };
    Ok(left("golden-profile", profile.display().to_string(), usize::from(!fine)))
}

/// What the profile has to be.
enum Standard {
    /// As it was saved.
    AsSaved(Box<Kept>),
    /// As it was when the session started.
    AsAtStart(Digest),
    /// As it was saved, which takes too long to look at now.
    TooLarge,
    /// Nothing is known of it.
    None,
}

fn standard(golden: &Golden) -> Result<Standard, Fault> {
    match (Kept::beside(&golden.profile)?, golden.digest.clone()) {
        (Some(kept), _) if kept.bytes() < LARGE => Ok(Standard::AsSaved(Box::new(kept))),
        (_, Some(digest)) => Ok(Standard::AsAtStart(digest)),
        (Some(_), None) => Ok(Standard::TooLarge),
        (None, None) => Ok(Standard::None),
    }
}
