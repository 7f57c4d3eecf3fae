//! Whether the key files are those of the site.
//!
//! A key alone does not say whose it is: tickets, PINs and leases only stop being good when another site's keys lie there,
//! after a backup was restored in parts. So a file beside the keys holds, for each of them, a hash of the site's
//! identifier that only this key makes. It tells nothing of the key, and is of no use without the database.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use epn_rules::id::SiteId;
use sha2::{Digest as _, Sha256};
use zeroize::Zeroizing;

use super::{AUTHORITY_KEY, KeysError, LEASES, PEPPER, SERVER_KEY, TICKETS, keyed_hash, origin, read, write};
use crate::store::site::Site;

/// What lies beside the keys.
const FILE: &str = "site.check";
/// The same, while it is being written.
const NEW: &str = ".site.check.new";
/// No other hash of ours is made in this context.
const CONTEXT: &[u8] = b"epn key check 1\0";
/// The keys that are looked at; a certificate is looked at with its key.
const KEYS: [&str; 5] = [AUTHORITY_KEY, SERVER_KEY, LEASES, TICKETS, PEPPER];

/// What is known of the keys.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fit {
    /// They are those with which this site was served before.
    Known,
    /// Nothing says so of each of them: a program that did not note it made them. The authority is the site's.
    Unknown,
}

/// Whether the keys in a folder are those of a site.
///
/// # Errors
/// One of them is another site's, or cannot be read.
pub fn fit(folder: &Path, site: &Site) -> Result<Fit, KeysError> {
    if !folder.join(FILE).exists() {
        return origin::check(folder, site).map(|()| Fit::Unknown);
    }
    let damaged = |what: &str| KeysError::Damaged { path: folder.join(FILE), what: what.to_owned() };
    let noted = read(folder, FILE)?;
    let noted: BTreeMap<&str, &str> = noted.lines().filter_map(|line| line.split_once(' ')).collect();
    for name in KEYS {
        let hash = noted.get(name).ok_or_else(|| damaged(&format!("it says nothing of {name}")))?;
        if *hash != hashed(folder, name, site.id)? {
            return Err(KeysError::OtherSite { path: folder.join(name) });
        }
    }
    Ok(Fit::Known)
}

/// Notes that the keys in a folder are a site's.
///
/// # Errors
/// They cannot be read, or it cannot be written.
pub fn note(folder: &Path, site: SiteId) -> Result<(), KeysError> {
    let mut lines = String::new();
    for name in KEYS {
        lines.extend([name, " ", &hashed(folder, name, site)?, "\n"]);
    }
    let (new, file) = (folder.join(NEW), folder.join(FILE));
    // One that a crash left is of no use; a whole one takes its place at once.
    let _ = fs::remove_file(&new);
    write(folder, NEW, lines.as_bytes())?;
    fs::rename(&new, &file).map_err(|cause| KeysError::Unwritable { path: file, cause })
}

/// The site's identifier, hashed with a key.
fn hashed(folder: &Path, name: &str, site: SiteId) -> Result<String, KeysError> {
    let content = read(folder, name)?;
    let key: Zeroizing<[u8; 32]> = Zeroizing::new(Sha256::digest(content.trim().as_bytes()).into());
    let hash = keyed_hash(&key, &[CONTEXT, name.as_bytes(), &site.0.to_bytes()]);
    Ok(data_encoding::HEXLOWER.encode(&hash))
}
