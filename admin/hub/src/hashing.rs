//! Argon2id for PINs and passwords: in threads that may work, a few at once.

mod memory;

use std::fmt;
use std::sync::Arc;

use argon2::password_hash::{Output, PasswordHash, Salt, SaltString};
use argon2::{Algorithm, Argon2, Params, Version};
use epn_wire::secret::Secret;
use rand::TryRngCore as _;
use tokio::sync::Semaphore;
use zeroize::Zeroizing;

use self::memory::Memories;
use crate::config;

/// The bytes of a hash that is made anew.
const LENGTH: usize = Params::DEFAULT_OUTPUT_LEN;

/// Hashes secrets that people choose or keep in mind.
#[derive(Clone)]
pub struct Hasher(Arc<Inner>);

struct Inner {
    params: Params,
    /// Mixed into PINs; kept outside the database, so that a stolen database alone gives no PIN.
    pepper: Zeroizing<[u8; 32]>,
    turns: Semaphore,
    memories: Memories,
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
        let turns = Semaphore::new(cost.at_once.max(1));
        let inner = Inner { params, pepper, turns, memories: Memories::default(), nobody };
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
        let inner = Arc::clone(&self.0);
        let _asked = inner.memories.asked();
        let _turn = inner.turns.acquire().await.map_err(|_| HashError::Stopping)?;
        let inner = Arc::clone(&inner);
        tokio::task::spawn_blocking(move || work(&inner)).await.map_err(|_| HashError::Stopping)
    }
}

impl Inner {
    fn argon(
        &self,
        kind: Kind,
        algorithm: Algorithm,
        version: Version,
        params: Params,
    ) -> Result<Argon2<'_>, HashError> {
        match kind {
            Kind::Pin => Ok(Argon2::new_with_secret(self.pepper.as_ref(), algorithm, version, params)?),
            Kind::Password => Ok(Argon2::new(algorithm, version, params)),
        }
    }

    fn hash(&self, kind: Kind, secret: &Secret) -> Result<String, HashError> {
        let salt = SaltString::encode_b64(&random::<16>()?)?;
        let argon = self.argon(kind, Algorithm::Argon2id, Version::V0x13, self.params.clone())?;
        let hash = self.output(&argon, secret, salt.as_salt(), LENGTH)?;
        Ok(phc(&self.params, &salt, hash)?)
    }

    fn fits(&self, kind: Kind, secret: &Secret, stored: Option<&str>) -> bool {
        let fits = self.is_hash_of(kind, secret, stored.unwrap_or(&self.nobody)).unwrap_or(false);
        fits && stored.is_some()
    }

    /// Whether the stored hash, made at whatever cost was then in force, is that of the secret.
    fn is_hash_of(&self, kind: Kind, secret: &Secret, stored: &str) -> Result<bool, HashError> {
        let stored = PasswordHash::new(stored)?;
        let (Some(salt), Some(expected)) = (stored.salt, stored.hash) else { return Ok(false) };
        let version = stored.version.map_or(Ok(Version::default()), Version::try_from)?;
        let algorithm = Algorithm::try_from(stored.algorithm)?;
        let argon = self.argon(kind, algorithm, version, Params::try_from(&stored)?)?;
        // `Output` compares in a time that does not depend on where two hashes differ.
        Ok(self.output(&argon, secret, salt, expected.len())? == expected)
    }

    fn output(
        &self,
        argon: &Argon2<'_>,
        secret: &Secret,
        salt: Salt<'_>,
        length: usize,
    ) -> Result<Output, HashError> {
        let mut bytes = [0; Salt::RECOMMENDED_LENGTH * 4];
        let salt = salt.decode_b64(&mut bytes)?;
        let mut memory = self.memories.take(argon.params().block_count());
        let output = Output::init_with(length, |out| {
            argon
                .hash_password_into_with_memory(secret.reveal().as_bytes(), salt, out, &mut memory)
                .map_err(Into::into)
        });
        self.memories.give_back(memory);
        Ok(output?)
    }
}

/// A hash of this cost that nothing is known to have: random bytes in its place.
fn nobody(params: &Params) -> Result<String, HashError> {
    let salt = SaltString::encode_b64(&random::<16>()?)?;
    Ok(phc(params, &salt, Output::new(&random::<LENGTH>()?)?)?)
}

/// The hash as it is stored, with its cost and salt: the *PHC string format* that Argon2 libraries share.
fn phc(params: &Params, salt: &SaltString, hash: Output) -> Result<String, argon2::password_hash::Error> {
    let hash = PasswordHash {
        algorithm: Algorithm::Argon2id.ident(),
        version: Some(Version::V0x13.into()),
        params: params.try_into()?,
        salt: Some(salt.as_salt()),
        hash: Some(hash),
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
