//! The site's keys, in files that only the hub's user can read: certificate authority, server, leases, tickets, PINs.

mod authority;
mod fit;
mod origin;

use std::fmt;
use std::fs::OpenOptions;
use std::io::Write as _;
use std::os::unix::fs::{DirBuilderExt as _, OpenOptionsExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};

use ed25519_dalek::SigningKey;
use epn_rules::long_code::{DocumentCode, StaffCard};
use epn_rules::ticket_code::TicketCode;
use hmac::digest::KeyInit;
use hmac::{Hmac, Mac as _};
use rand::TryRngCore as _;
use rustls_pki_types::CertificateDer;
use sha2::Sha256;
use zeroize::Zeroizing;

pub use authority::{Authority, BadRequest};
pub use fit::{Fit, fit, note};

const AUTHORITY_KEY: &str = "authority.key.pem";
const AUTHORITY_CERTIFICATE: &str = "authority.cert.pem";
const SERVER_KEY: &str = "server.key.pem";
const SERVER_CERTIFICATE: &str = "server.cert.pem";
const LEASES: &str = "leases.key";
const TICKETS: &str = "tickets.key";
const PEPPER: &str = "pins.key";

/// Every key of the site.
pub struct Keys {
    /// Signs the certificates of peers.
    pub authority: Authority,
    /// The server's key, in PKCS #8 PEM, and its certificate.
    pub server_key: Zeroizing<String>,
    pub server_certificate: CertificateDer<'static>,
    /// SHA-256 of the server's public key: what peers pin.
    pub server_pin: [u8; 32],
    /// Signs leases.
    pub leases: SigningKey,
    /// Mixed into PINs.
    pub pepper: Zeroizing<[u8; 32]>,
    tickets: Zeroizing<[u8; 32]>,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Keys(…)")
    }
}

/// The keys cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum KeysError {
    #[error("the key file {} cannot be read ({cause}): restore it from the backup", .path.display())]
    Unreadable { path: PathBuf, cause: std::io::Error },
    #[error("the key file {} cannot be written: {cause}", .path.display())]
    Unwritable { path: PathBuf, cause: std::io::Error },
    #[error("the key file {} is damaged ({what}): restore it from the backup", .path.display())]
    Damaged { path: PathBuf, what: String },
    #[error("the key file {} can be read by other users: run `chmod 600` on it", .path.display())]
    Exposed { path: PathBuf },
    #[error(
        "the key file {} is not this site's: restore the whole folder of keys from the backup that the database is from",
        .path.display()
    )]
    OtherSite { path: PathBuf },
    #[error("keys could not be made: {0}")]
    Generation(String),
}

impl From<rcgen::Error> for KeysError {
    fn from(error: rcgen::Error) -> Self {
        Self::Generation(error.to_string())
    }
}

impl Keys {
    /// Makes new keys in a new folder.
    pub fn create(folder: &Path, site: &str) -> Result<(), KeysError> {
        std::fs::DirBuilder::new()
            .mode(0o700)
            .create(folder)
            .map_err(|cause| KeysError::Unwritable { path: folder.to_owned(), cause })?;
        let made = authority::create(site)?;
        write(folder, AUTHORITY_KEY, made.authority_key.as_bytes())?;
        write(folder, AUTHORITY_CERTIFICATE, made.authority_certificate.as_bytes())?;
        write(folder, SERVER_KEY, made.server_key.as_bytes())?;
        write(folder, SERVER_CERTIFICATE, made.server_certificate.as_bytes())?;
        for name in [LEASES, TICKETS, PEPPER] {
            let secret = random()?;
            let text = Zeroizing::new(data_encoding::HEXLOWER.encode(secret.as_ref()));
            write(folder, name, text.as_bytes())?;
        }
        Ok(())
    }

    /// Reads the keys, and checks that they fit each other.
    pub fn load(folder: &Path) -> Result<Self, KeysError> {
        let authority = Authority::load(folder, AUTHORITY_KEY, AUTHORITY_CERTIFICATE)?;
        let server_key = read(folder, SERVER_KEY)?;
        let (server_certificate, server_pin) =
            authority::server(folder, &server_key, SERVER_KEY, SERVER_CERTIFICATE, AUTHORITY_CERTIFICATE)?;
        Ok(Self {
            authority,
            server_key,
            server_certificate,
            server_pin,
            leases: SigningKey::from_bytes(&*secret(folder, LEASES)?),
            pepper: secret(folder, PEPPER)?,
            tickets: secret(folder, TICKETS)?,
        })
    }

    /// The hash that a ticket's code is known by: of no use without the key.
    pub fn ticket_hash(&self, code: &TicketCode) -> [u8; 32] {
        self.hash(b"epn ticket 1\0", code.bits())
    }

    /// The same of a staff card.
    pub fn card_hash(&self, card: &StaffCard) -> [u8; 32] {
        self.hash(b"epn staff card 1\0", card.bits().as_ref())
    }

    /// The same of a document that was sent from a phone.
    pub fn document_hash(&self, code: &DocumentCode) -> [u8; 32] {
        self.hash(b"epn document 1\0", code.bits().as_ref())
    }

    fn hash(&self, context: &[u8], bits: &[u8]) -> [u8; 32] {
        keyed_hash(&self.tickets, &[context, bits])
    }
}

/// The hash of what these parts are together: of no use without the key.
fn keyed_hash(key: &[u8; 32], parts: &[&[u8]]) -> [u8; 32] {
    // HMAC pads a short key with zeros to SHA-256's block: a key of that very length cannot be refused.
    let mut block = Zeroizing::new([0; 64]);
    for (to, from) in block.iter_mut().zip(key) {
        *to = *from;
    }
    let mut mac = <Hmac<Sha256> as KeyInit>::new((&*block).into());
    for part in parts {
        mac.update(part);
    }
    mac.finalize().into_bytes().into()
}

fn random() -> Result<Zeroizing<[u8; 32]>, KeysError> {
    let mut bytes = Zeroizing::new([0; 32]);
    rand::rngs::OsRng
        .try_fill_bytes(bytes.as_mut())
        .map_err(|_| KeysError::Generation("the operating system gave no random bytes".to_owned()))?;
    Ok(bytes)
}

fn write(folder: &Path, name: &str, content: &[u8]) -> Result<(), KeysError> {
    let path = folder.join(name);
    let written = || {
        let mut file = OpenOptions::new().write(true).create_new(true).mode(0o600).open(&path)?;
        file.write_all(content)?;
        file.sync_all()
    };
    written().map_err(|cause| KeysError::Unwritable { path: path.clone(), cause })
}

fn read(folder: &Path, name: &str) -> Result<Zeroizing<String>, KeysError> {
    let path = folder.join(name);
    let unreadable = |cause| KeysError::Unreadable { path: path.clone(), cause };
    let mode = std::fs::metadata(&path).map_err(unreadable)?.permissions().mode();
    if mode & 0o077 != 0 {
        return Err(KeysError::Exposed { path });
    }
    Ok(Zeroizing::new(std::fs::read_to_string(&path).map_err(unreadable)?))
}

fn secret(folder: &Path, name: &str) -> Result<Zeroizing<[u8; 32]>, KeysError> {
    let text = read(folder, name)?;
    let damaged = || KeysError::Damaged {
        path: folder.join(name),
        what: "it does not hold 64 hexadecimal digits".to_owned(),
    };
    let bytes = data_encoding::HEXLOWER.decode(text.trim().as_bytes()).map_err(|_| damaged())?;
    let bytes = Zeroizing::new(bytes);
    let exact: [u8; 32] = bytes.as_slice().try_into().map_err(|_| damaged())?;
    Ok(Zeroizing::new(exact))
}

#[cfg(test)]
mod tests;
