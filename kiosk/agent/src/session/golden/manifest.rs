//! What is known of a folder's contents: one digest of all of it, or a fact for each thing in it.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

/// The digest of a folder: of names, kinds, permissions, and of what its files are known by, in order.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "String", into = "String")]
pub enum Digest {
    /// Files by their contents.
    Contents(String),
    /// Files by their times, sizes and numbers: for folders that are too large to be read after each session.
    Stamps(String),
}

/// Tells the second kind where a digest is kept as text.
const STAMPS: &str = "stamps:";

impl From<String> for Digest {
    fn from(text: String) -> Self {
        match text.strip_prefix(STAMPS) {
            Some(stamps) => Self::Stamps(stamps.to_owned()),
            None => Self::Contents(text),
        }
    }
}

impl From<Digest> for String {
    fn from(digest: Digest) -> Self {
        match digest {
            Digest::Contents(text) => text,
            Digest::Stamps(text) => format!("{STAMPS}{text}"),
        }
    }
}

/// Everything in a folder, by its path below it. (A path that is no text is listed as near to it as text comes; the
/// digest knows its bytes.)
pub type Manifest = BTreeMap<String, Fact>;

/// One thing in a folder.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fact {
    /// Its permissions.
    pub mode: u32,
    /// The rest.
    #[serde(flatten)]
    pub what: What,
}

/// What it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "is", rename_all = "kebab-case")]
pub enum What {
    /// A folder.
    Folder,
    /// A link.
    Link { to: String },
    /// A file.
    File { bytes: u64, sha256: String },
}

impl What {
    /// Bytes of content.
    pub fn bytes(&self) -> u64 {
        match self {
            Self::File { bytes, .. } => *bytes,
            Self::Folder | Self::Link { .. } => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_digest_survives_being_kept_as_text() {
        for digest in [Digest::Contents("ab".into()), Digest::Stamps("ab".into())] {
            let text = serde_json::to_string(&digest).unwrap();
            assert_eq!(serde_json::from_str::<Digest>(&text).unwrap(), digest);
        }
        assert_eq!(serde_json::to_string(&Digest::Contents("ab".into())).unwrap(), "\"ab\"");
    }
}
