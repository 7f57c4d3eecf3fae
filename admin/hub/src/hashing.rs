//! Argon2id for PINs and passwords: in threads that may work, a few at once.

use std::fmt;
use std::sync::Arc;

use argon2::password_hash::{PasswordHash, PasswordHasher as _, PasswordVerifier as _, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use epn_wire::secret::Secret;
use rand::TryRngCore as _;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use crate::config;

/// Hashes secrets that people choose or keep in mind.
#[derive(Clone)]
pub struct Hasher(Arc<Inner>);

struct Inner {
    params: Params,
    /// Mixed into PINs; kept outside the database, so that a stolen database alone gives no PIN.
    pepper: Zeroizing<[u8; 32]>,
    turns: Semaphore,
    /// The hash of nothing that anybody could type: so that an unknown name takes as long as a known one.
    nobody: String,
}

impl fmt::Debug for Hasher {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Hasher(…)")
    }
}

/// A hash could not be made.
#[derive(Clone, Debug, thiserror::Error)]
pub enum HashError {
    #[error("the cost of hashing in hub.toml is not possible: {0}")]
    Cost(String),
    #[error("the operating system gave no random bytes")]
    NoRandomness,
    #[error("the hub is stopping")]
    Stopping,
}

impl From<argon2::Error> for HashError {
    fn from(error: argon2::Error) -> Self {
        Self::Cost(error.to_string())
    }
}

impl From<argon2::password_hash::Error> for HashError {
    fn from(error: argon2::password_hash::Error) -> Self {
        Self::Cost(error.to_string())
    }
}

/// What is hashed.
#[derive(Clone, Copy, Debug)]
enum Kind {
    Pin,
    Password,
}

impl Hasher {
    /// A hasher of this cost.
    pub fn new(cost: &config::Hashing, pepper: Zeroizing<[u8; 32]>) -> Result<Self, HashError> {
        let params = Params::new(cost.memory_kib, cost.passes, cost.lanes, None)?;
        let nobody = nobody(&params)?;
        let inner = Inner { params, pepper, turns: Semaphore::new(cost.at_once.max(1)), nobody };
        Ok(Self(Arc::new(inner)))
    }

    /// The hash of a PIN, to be stored.
    pub async fn hash_pin(&self, pin: Secret) -> Result<String, HashError> {
        self.work(move |inner| inner.hash(Kind::Pin, &pin)).await?
    }

    /// The hash of a password, to be stored.
    pub async fn hash_password(&self, password: Secret) -> Result<String, HashError> {
        self.work(move |inner| inner.hash(Kind::Password, &password)).await?
    }

    /// Whether the PIN is the stored one. Takes as long where nothing is stored.
    pub async fn is_pin(&self, pin: Secret, stored: Option<String>) -> Result<bool, HashError> {
        self.work(move |inner| inner.fits(Kind::Pin, &pin, stored.as_deref())).await
    }

    /// Whether the password is the stored one. Takes as long where nothing is stored.
    pub async fn is_password(&self, password: Secret, stored: Option<String>) -> Result<bool, HashError> {
        self.work(move |inner| inner.fits(Kind::Password, &password, stored.as_deref())).await
    }

    /// As [`Self::hash_pin`], in the caller's thread: for commands that make many.
    pub fn hash_pin_now(&self, pin: &Secret) -> Result<String, HashError> {
        self.0.hash(Kind::Pin, pin)
    }

    /// As [`Self::hash_password`], in the caller's thread.
    pub fn hash_password_now(&self, password: &Secret) -> Result<String, HashError> {
        self.0.hash(Kind::Password, password)
    }

    async fn work<T: Send + 'static>(
        &self,
        work: impl FnOnce(&Inner) -> T + Send + 'static,
    ) -> Result<T, HashError> {
        let _turn = self.0.turns.acquire().await.map_err(|_| HashError::Stopping)?;
        let inner = Arc::clone(&self.0);
        tokio::task::spawn_blocking(move || work(&inner)).await.map_err(|_| HashError::Stopping)
    }
}

impl Inner {
    fn argon(&self, kind: Kind) -> Result<Argon2<'_>, argon2::Error> {
        match kind {
            Kind::Pin => Argon2::new_with_secret(
                self.pepper.as_ref(),
                Algorithm::Argon2id,
                Version::V0x13,
                self.params.clone(),
            ),
            Kind::Password => Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, self.params.clone())),
        }
    }

    fn hash(&self, kind: Kind, secret: &Secret) -> Result<String, HashError> {
        let salt = SaltString::encode_b64(&random::<16>()?)?;
        Ok(self.argon(kind)?.hash_password(secret.reveal().as_bytes(), &salt)?.to_string())
    }

    fn fits(&self, kind: Kind, secret: &Secret, stored: Option<&str>) -> bool {
        let (Ok(hash), Ok(argon)) = (PasswordHash::new(stored.unwrap_or(&self.nobody)), self.argon(kind))
        else {
            return false;
        };
        let fits = argon.verify_password(secret.reveal().as_bytes(), &hash).is_ok();
        fits && stored.is_some()
    }
}

/// A hash of this cost that nothing is known to have: random bytes in its place.
fn nobody(params: &Params) -> Result<String, HashError> {
    let salt = SaltString::encode_b64(&random::<16>()?)?;
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: params.try_into()?,
        salt: Some(salt.as_salt()),
        hash: Some(argon2::password_hash::Output::new(&random::<32>()?)?),
    };
    Ok(hash.to_string())
}

fn random<const N: usize>() -> Result<[u8; N], HashError> {
    let mut bytes = [0; N];
    rand::rngs::OsRng.try_fill_bytes(&mut bytes).map_err(|_| HashError::NoRandomness)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
