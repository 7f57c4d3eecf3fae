use epn_rules::id::BootId;
use ulid::Ulid;

use super::*;
use crate::lease::SignedLease;

fn right() -> Right {
    let to = RightTo::LetBack { session: SessionId(Ulid(7)) };
    Right { station: StationId(Ulid(1)), nonce: Nonce([2; 16]), boot: BootId(Ulid(3)), to }
}

fn expected() -> Expected {
    Expected { station: StationId(Ulid(1)), nonce: Nonce([2; 16]), boot: BootId(Ulid(3)) }
}

fn key() -> SigningKey {
    SigningKey::from_bytes(&[5; 32])
}

#[test]
fn a_right_is_good_for_what_it_names_and_nothing_else() {
    let signed = SignedRight::sign(&right(), &key()).unwrap();
    let verifying = key().verifying_key();
    assert_eq!(signed.verify(&verifying, &expected()), Ok(right().to));
    let other_station = Expected { station: StationId(Ulid(9)), ..expected() };
    assert_eq!(signed.verify(&verifying, &other_station), Err(LeaseError::OtherStation));
    let other_request = Expected { nonce: Nonce([9; 16]), ..expected() };
    assert_eq!(signed.verify(&verifying, &other_request), Err(LeaseError::OtherRequest));
    let other_boot = Expected { boot: BootId(Ulid(9)), ..expected() };
    assert_eq!(signed.verify(&verifying, &other_boot), Err(LeaseError::OtherRequest));
    let foreign = SigningKey::from_bytes(&[6; 32]).verifying_key();
    assert_eq!(signed.verify(&foreign, &expected()), Err(LeaseError::BadSignature));
    let altered = SignedRight { payload: signed.payload.replace("let-back", "let-bacK"), ..signed };
    assert_eq!(altered.verify(&verifying, &expected()), Err(LeaseError::BadSignature));
}

#[test]
fn the_signature_of_a_right_makes_no_lease() {
    let SignedRight { payload, signature } = SignedRight::sign(&right(), &key()).unwrap();
    let lease = SignedLease { payload, signature };
    assert_eq!(lease.verify(&key().verifying_key(), &expected()), Err(LeaseError::BadSignature));
}
