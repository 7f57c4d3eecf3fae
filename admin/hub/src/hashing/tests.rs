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
