use ulid::Ulid;

use super::*;

fn key() -> SigningKey {
    SigningKey::from_bytes(&[7; 32])
}

fn lease() -> Lease {
    Lease {
        id: LeaseId(Ulid(1)),
        site: SiteId(Ulid(2)),
        station: StationId(Ulid(3)),
        session: SessionId(Ulid(4)),
        nonce: Nonce([5; 16]),
        boot: BootId(Ulid(6)),
        seconds: 3600,
        ends: EndCause::TimeUp,
        because: vec![Limit::SessionLength { longest: Minutes(60) }],
        extends_by_itself: false,
        grace: Minutes(5),
        alias: Alias { picture: "moon".into(), ordinal: 1 },
        category: Category::Ticket,
        policy: PolicyId(Ulid(8)),
        pause: PauseRules::default(),
        left_alone: LeftAlone::default(),
        tariff: None,
    }
}

fn expected() -> Expected {
    Expected { station: StationId(Ulid(3)), nonce: Nonce([5; 16]), boot: BootId(Ulid(6)) }
}

#[test]
fn a_lease_opens_for_its_own_request() {
    let signed = SignedLease::sign(&lease(), &key()).unwrap();
    assert_eq!(signed.verify(&key().verifying_key(), &expected()), Ok(lease()));
}

#[test]
fn every_altered_byte_is_found() {
    let signed = SignedLease::sign(&lease(), &key()).unwrap();
    for at in 0..signed.payload.len() {
        let mut bytes = signed.payload.clone().into_bytes();
        bytes[at] ^= 1;
        let Ok(payload) = String::from_utf8(bytes) else { continue };
        let altered = SignedLease { payload, ..signed.clone() };
        assert_eq!(
            altered.verify(&key().verifying_key(), &expected()),
            Err(LeaseError::BadSignature),
            "byte {at}"
        );
    }
}

#[test]
fn another_hubs_lease_opens_nothing() {
    let signed = SignedLease::sign(&lease(), &SigningKey::from_bytes(&[9; 32])).unwrap();
    assert_eq!(signed.verify(&key().verifying_key(), &expected()), Err(LeaseError::BadSignature));
}

#[test]
fn a_lease_for_another_station_opens_nothing() {
    let signed = SignedLease::sign(&lease(), &key()).unwrap();
    let here = Expected { station: StationId(Ulid(30)), ..expected() };
    assert_eq!(signed.verify(&key().verifying_key(), &here), Err(LeaseError::OtherStation));
}

#[test]
fn a_replayed_lease_opens_nothing() {
    let signed = SignedLease::sign(&lease(), &key()).unwrap();
    let later = Expected { nonce: Nonce([50; 16]), ..expected() };
    assert_eq!(signed.verify(&key().verifying_key(), &later), Err(LeaseError::OtherRequest));
    let rebooted = Expected { boot: BootId(Ulid(60)), ..expected() };
    assert_eq!(signed.verify(&key().verifying_key(), &rebooted), Err(LeaseError::OtherRequest));
}
