use super::*;

fn cheap() -> config::Hashing {
    config::Hashing { memory_kib: 64, passes: 1, lanes: 1, at_once: 2 }
}

fn hasher(pepper: u8) -> Hasher {
    Hasher::new(&cheap(), Zeroizing::new([pepper; 32])).unwrap()
}

fn secret(text: &str) -> Secret {
    Secret::from(text.to_owned())
}

#[tokio::test]
async fn what_was_hashed_is_recognised_and_nothing_else() {
    let hasher = hasher(1);
    let pin = hasher.hash_pin(secret("2580")).await.unwrap();
    assert!(hasher.is_pin(secret("2580"), Some(pin.clone())).await.unwrap());
    assert!(!hasher.is_pin(secret("2581"), Some(pin.clone())).await.unwrap());
    assert!(!hasher.is_password(secret("2580"), Some(pin)).await.unwrap(), "a PIN is peppered");
    assert!(!hasher.is_pin(secret(""), None).await.unwrap());
}

#[tokio::test]
async fn without_the_pepper_a_pin_is_not_found() {
    let pin = hasher(1).hash_pin(secret("2580")).await.unwrap();
    assert!(!hasher(2).is_pin(secret("2580"), Some(pin)).await.unwrap());
}

#[tokio::test]
async fn two_hashes_of_one_pin_differ() {
    let hasher = hasher(1);
    assert_ne!(
        hasher.hash_pin(secret("2580")).await.unwrap(),
        hasher.hash_pin(secret("2580")).await.unwrap()
    );
}

#[test]
fn nobodys_hash_costs_as_much_as_anybodys() {
    let hasher = hasher(1);
    let nobody = PasswordHash::new(&hasher.0.nobody).unwrap();
    let somebody = hasher.0.hash(Kind::Pin, &secret("2580")).unwrap();
    let somebody = PasswordHash::new(&somebody).unwrap();
    assert_eq!((nobody.algorithm, nobody.version), (somebody.algorithm, somebody.version));
    assert_eq!(nobody.params, somebody.params);
    assert_eq!(nobody.hash.unwrap().len(), somebody.hash.unwrap().len());
}

#[test]
fn an_impossible_cost_is_refused() {
    let cost = config::Hashing { memory_kib: 1, ..cheap() };
    assert!(matches!(Hasher::new(&cost, Zeroizing::new([0; 32])), Err(HashError::Cost(_))));
}

#[test]
fn a_hash_that_the_libraries_own_way_made_is_recognised() {
    use argon2::password_hash::{PasswordHasher as _, PasswordVerifier as _};
    // Another cost than today's, as after a change of hub.toml.
    let theirs = Argon2::new(Algorithm::Argon2id, Version::V0x13, Params::new(128, 2, 1, None).unwrap());
    let salt = SaltString::encode_b64(b"sixteen bytes ok").unwrap();
    let stored = theirs.hash_password(b"une phrase", &salt).unwrap().to_string();
    let hasher = hasher(1);
    assert!(hasher.0.fits(Kind::Password, &secret("une phrase"), Some(&stored)));
    assert!(!hasher.0.fits(Kind::Password, &secret("une autre"), Some(&stored)));

    let ours = hasher.0.hash(Kind::Password, &secret("une phrase")).unwrap();
    let ours = PasswordHash::new(&ours).unwrap();
    assert!(theirs.verify_password(b"une phrase", &ours).is_ok());
}

#[tokio::test]
async fn memory_is_used_again_while_others_wait_and_given_back_after() {
    let hasher = hasher(1);
    let asked = hasher.0.memories.asked();
    let pin = hasher.hash_pin(secret("2580")).await.unwrap();
    let used = hasher.0.memories.take(64);
    assert!(used.iter().any(|block| block.as_ref().iter().any(|word| *word != 0)), "it was not cleared");
    hasher.0.memories.give_back(used);
    assert!(hasher.is_pin(secret("2580"), Some(pin)).await.unwrap(), "what it held does not matter");
    drop(asked);
    assert!(hasher.0.memories.take(64).iter().all(|block| block.as_ref().iter().all(|word| *word == 0)));
}
