//! `hub.toml` in the data folder: what this machine needs to know. What the *site* decides is the policy, not this.

use std::net::SocketAddr;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

/// The machine's settings; every one has a default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    pub hashing: Hashing,
    pub server: Server,
    pub printing: Printing,
    pub phones: Phones,
    pub scans: Scans,
}

/// The cost of Argon2id, for PINs and passwords.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Hashing {
    /// Memory for one hash, in KiB.
    pub memory_kib: u32,
    /// How many passes over it.
    pub passes: u32,
    /// How many lanes.
    pub lanes: u32,
    /// How many hashes are computed at the same time.
    pub at_once: usize,
}

impl Default for Hashing {
    /// OWASP's second choice for Argon2id (Password Storage Cheat Sheet): 19 MiB, two passes, one lane.
    fn default() -> Self {
        Self { memory_kib: 19 * 1024, passes: 2, lanes: 1, at_once: 2 }
    }
}

/// Limits of the server.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Server {
    /// How many connections are open at most.
    pub connections: usize,
}

impl Default for Server {
    fn default() -> Self {
        Self { connections: 4096 }
    }
}

/// Limits of printing.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Printing {
    /// The largest document, in MiB.
    pub largest_mib: u64,
    /// So much of the disk stays free: with less, no document is taken. In MiB.
    pub least_free_mib: u64,
}

impl Default for Printing {
    fn default() -> Self {
        Self { largest_mib: 200, least_free_mib: 512 }
    }
}

/// The page that takes documents from phones; there is none without an address to listen on.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Phones {
    /// Where it is served, by plain HTTP: an address of the room's network and a port from 1024 on, `192.168.1.10:8080`. It must
    /// not be reached from the internet.
    pub listen: Option<SocketAddr>,
    /// What visitors are told to type into their phone's browser, if that is not the address itself: `http://impression.lan:8080`.
    pub address: Option<String>,
}

/// The room's scanner.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Scans {
    /// The folder in which the scanner drops its files. Without one, nothing is watched and no visitor is offered to scan.
    pub folder: Option<PathBuf>,
    /// The largest file that is taken out of it, in MiB.
    pub largest_mib: u64,
}

impl Default for Scans {
    fn default() -> Self {
        Self { folder: None, largest_mib: 100 }
    }
}

/// The settings cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum ConfigError {
    #[error("{path} cannot be read ({cause}): check who may read it")]
    Unreadable { path: String, cause: std::io::Error },
    #[error("{path}, line {line}: {what}: correct it, or remove the file to have the usual settings")]
    Malformed { path: String, line: usize, what: String },
}

impl Config {
    /// The settings in `path`; the defaults if there is no such file.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let named = || path.display().to_string();
        match std::fs::read_to_string(path) {
            Ok(text) => toml::from_str(&text).map_err(|error| {
                let start = error.span().map_or(0, |span| span.start);
                let line = text.bytes().take(start).filter(|byte| *byte == b'\n').count() + 1;
                ConfigError::Malformed { path: named(), line, what: error.message().replace('\n', " ") }
            }),
            Err(cause) if cause.kind() == std::io::ErrorKind::NotFound => Ok(Self::default()),
            Err(cause) => Err(ConfigError::Unreadable { path: named(), cause }),
        }
    }
}
