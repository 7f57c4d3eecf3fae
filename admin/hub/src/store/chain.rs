//! Rows that hold the hash of the row before them, so that an edit by hand shows.

use data_encoding::HEXLOWER;
use sha2::{Digest as _, Sha256};

/// SHA-256 of a row and of all before it.
pub(super) type Hash = [u8; 32];

/// What the first row holds as the hash of the row before it.
pub(super) const GENESIS: Hash = [0; 32];

/// SHA-256 over the hash of the row before and every field, each with its length, so that none runs into the next.
pub(super) fn hash<'f>(before: &Hash, fields: impl IntoIterator<Item = Option<&'f [u8]>>) -> Hash {
    let mut hash = Sha256::new_with_prefix(before);
    for field in fields {
        match field {
            None => hash.update([0]),
            Some(bytes) => {
                hash.update([1]);
                hash.update(u64::try_from(bytes.len()).unwrap_or(u64::MAX).to_be_bytes());
                hash.update(bytes);
            }
        }
    }
    hash.finalize().into()
}

/// What a row of a chain holds of a row beside the chain, so that an edit of that shows too.
pub(super) fn seal<'f>(fields: impl IntoIterator<Item = Option<&'f str>>) -> String {
    HEXLOWER.encode(&hash(&GENESIS, fields.into_iter().map(|field| field.map(str::as_bytes))))
}

/// A row of a chain, as it stands.
pub(super) struct Link {
    pub(super) seq: i64,
    pub(super) before: Hash,
    pub(super) hash: Hash,
}

/// Walks along a chain from its first row.
pub(super) struct Walk {
    expected: i64,
    before: Hash,
}

impl Walk {
    pub(super) fn new() -> Self {
        Self { expected: 1, before: GENESIS }
    }

    /// The next row, and the hash that it should have; what is wrong with which row, if anything is.
    pub(super) fn step(
        &mut self,
        link: &Link,
        should: impl FnOnce(&Hash) -> Hash,
    ) -> Option<(i64, &'static str)> {
        if link.seq != self.expected {
            return Some((self.expected, "it is missing"));
        }
        if link.before != self.before {
            return Some((link.seq, "it does not follow the row before it"));
        }
        if should(&self.before) != link.hash {
            return Some((link.seq, "it was changed"));
        }
        (self.expected, self.before) = (link.seq + 1, link.hash);
        None
    }
}
