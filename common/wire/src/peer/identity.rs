//! What a paired peer keeps, in a folder of its own.

use std::fmt;
use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write as _};
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _};
use std::path::{Path, PathBuf};

use data_encoding::HEXLOWER;
use ed25519_dalek::VerifyingKey;
use epn_rules::id::SiteId;
use serde::{Deserialize, Serialize};
use zeroize::Zeroizing;

use crate::pairing::{Paired, PeerId};

const KEY: &str = "key.pem";
const CERTIFICATE: &str = "cert.pem";
const PEER: &str = "peer.json";
const TRIAL: &str = "trial";

/// Who a paired peer is, and which hub is its own.
#[derive(Clone)]
pub struct Identity {
    pub site: SiteId,
    /// The site's name, as people call it.
    pub site_name: String,
    /// Which station or console this is.
    pub id: PeerId,
    /// SHA-256 of the hub's public key.
    pub hub_key: [u8; 32],
    /// What leases are signed with.
    pub lease_key: VerifyingKey,
    /// Where the hub was when they were paired, `host:port`.
    pub hub: String,
    key: Zeroizing<String>,
    certificate: String,
}

impl fmt::Debug for Identity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Identity")
            .field("site", &self.site)
            .field("id", &self.id)
            .field("hub", &self.hub)
            .finish_non_exhaustive()
    }
}

/// The identity cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum IdentityError {
    /// Never paired.
    #[error("{} holds no pairing: pair with the hub first", .0.display())]
    NotPaired(PathBuf),
    #[error("{} cannot be read: {cause}", .path.display())]
    Unreadable { path: PathBuf, cause: io::Error },
    #[error("{} cannot be written ({cause}): choose a folder that you may write to", .path.display())]
    Unwritable { path: PathBuf, cause: io::Error },
    /// Not what pairing leaves.
    #[error("the pairing is damaged ({0}): pair again")]
    Damaged(String),
}

/// `peer.json`: everything but the key and the certificate, and nothing secret.
#[derive(Serialize, Deserialize)]
struct PeerFile {
    site: SiteId,
    site_name: String,
    peer: PeerId,
    hub: String,
    hub_key: String,
    lease_key: String,
}

impl Identity {
    pub(super) fn new(paired: Paired, key: Zeroizing<String>, hub: &str) -> Result<Self, IdentityError> {
        let Paired { site, site_name, id, certificate, hub_key, lease_key } = paired;
        let file = PeerFile { site, site_name, peer: id, hub: hub.to_owned(), hub_key, lease_key };
        Self::from_parts(file, key, certificate)
    }

    /// Reads the identity kept in `folder`.
    pub fn load(folder: &Path) -> Result<Self, IdentityError> {
        let read = |name: &str| {
            let path = folder.join(name);
            std::fs::read_to_string(&path).map_err(|cause| match cause.kind() {
                io::ErrorKind::NotFound => IdentityError::NotPaired(folder.to_owned()),
                _ => IdentityError::Unreadable { path, cause },
            })
        };
        let file: PeerFile =
            serde_json::from_str(&read(PEER)?).map_err(|e| IdentityError::Damaged(e.to_string()))?;
        Self::from_parts(file, Zeroizing::new(read(KEY)?), read(CERTIFICATE)?)
    }

    /// Tries whether an identity could be kept in `folder`, and leaves nothing there. Worth asking before a pairing code
    /// is spent on an identity that is then lost.
    pub fn can_be_kept(folder: &Path) -> Result<(), IdentityError> {
        let unwritable = |cause| IdentityError::Unwritable { path: folder.to_owned(), cause };
        let is_new = !folder.exists();
        make(folder).and_then(|()| replace(folder, TRIAL, 0o600, &[])).map_err(unwritable)?;
        std::fs::remove_file(folder.join(TRIAL)).map_err(unwritable)?;
        if is_new { std::fs::remove_dir(folder).map_err(unwritable) } else { Ok(()) }
    }

    /// Keeps the identity in `folder`, which is made if need be. `peer.json` comes last: without it, nothing was kept.
    pub fn save(&self, folder: &Path) -> Result<(), IdentityError> {
        let unwritable = |cause| IdentityError::Unwritable { path: folder.to_owned(), cause };
        make(folder).map_err(unwritable)?;
        let file = PeerFile {
            site: self.site,
            site_name: self.site_name.clone(),
            peer: self.id,
            hub: self.hub.clone(),
            hub_key: HEXLOWER.encode(&self.hub_key),
            lease_key: HEXLOWER.encode(self.lease_key.as_bytes()),
        };
        let json = serde_json::to_vec_pretty(&file).map_err(|e| IdentityError::Damaged(e.to_string()))?;
        replace(folder, KEY, 0o600, self.key.as_bytes()).map_err(unwritable)?;
        replace(folder, CERTIFICATE, 0o644, self.certificate.as_bytes()).map_err(unwritable)?;
        replace(folder, PEER, 0o644, &json).map_err(unwritable)
    }

    /// The private key, PEM.
    pub fn key(&self) -> &str {
        &self.key
    }

    /// The certificate, PEM.
    pub fn certificate(&self) -> &str {
        &self.certificate
    }

    fn from_parts(
        file: PeerFile,
        key: Zeroizing<String>,
        certificate: String,
    ) -> Result<Self, IdentityError> {
        let lease_key = VerifyingKey::from_bytes(&hex(&file.lease_key)?)
            .map_err(|_| IdentityError::Damaged("the lease key is no Ed25519 key".to_owned()))?;
        Ok(Self {
            site: file.site,
            site_name: file.site_name,
            id: file.peer,
            hub_key: hex(&file.hub_key)?,
            lease_key,
            hub: file.hub,
            key,
            certificate,
        })
    }
}

fn hex(text: &str) -> Result<[u8; 32], IdentityError> {
    let bytes = HEXLOWER.decode(text.as_bytes()).ok().and_then(|bytes| bytes.try_into().ok());
    bytes.ok_or_else(|| IdentityError::Damaged("a key is not 64 hexadecimal digits".to_owned()))
}

fn make(folder: &Path) -> io::Result<()> {
    DirBuilder::new().recursive(true).mode(0o700).create(folder)
}

/// Writes a file beside, makes it durable, and moves it into place.
fn replace(folder: &Path, name: &str, mode: u32, content: &[u8]) -> io::Result<()> {
    let beside = folder.join(format!(".{name}.new"));
    let mut file = OpenOptions::new().write(true).create(true).truncate(true).mode(mode).open(&beside)?;
    file.write_all(content)?;
    file.sync_all()?;
    std::fs::rename(&beside, folder.join(name))?;
    std::fs::File::open(folder)?.sync_all()
}
