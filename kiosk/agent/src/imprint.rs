//! Hashes of what is typed at the screen, by which the agent knows it again without keeping it.

use argon2::{Algorithm, Argon2, Params, Version};
use zeroize::Zeroizing;

/// The memory and the passes of one hash. They are small (some milliseconds in the agent's only thread): what opens a session
/// lives in the agent's memory as long as that, a recovery code is long and random, and whoever guesses at the screen waits
/// longer after each wrong try.
const MEMORY_KIB: u32 = 1024;
const PASSES: u32 = 2;

/// The salted hash (Argon2id) of a secret; none if it could not be hashed.
pub fn hash(secret: &[u8], salt: &[u8; 16]) -> Option<Zeroizing<[u8; 32]>> {
    let params = Params::new(MEMORY_KIB, PASSES, 1, None).ok()?;
    let argon = Argon2::new(Algorithm::Argon2id, Version::V0x13, params);
    let mut hash = Zeroizing::new([0; 32]);
    argon.hash_password_into(secret, salt, hash.as_mut()).ok()?;
    Some(hash)
}
