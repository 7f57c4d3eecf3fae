use std::fs;

use super::*;

#[test]
fn keys_are_read_as_they_were_made_and_are_the_owners_alone() {
    let folder = tempfile::tempdir().unwrap();
    let keys = folder.path().join("keys");
    Keys::create(&keys, "Espace test").unwrap();
    for file in fs::read_dir(&keys).unwrap() {
        assert_eq!(file.unwrap().metadata().unwrap().permissions().mode() & 0o777, 0o600);
    }
    let one = Keys::load(&keys).unwrap();
    let two = Keys::load(&keys).unwrap();
    assert_eq!(one.leases.to_bytes(), two.leases.to_bytes());
    let code = |bits| TicketCode::from_random(bits);
    assert_eq!(one.ticket_hash(&code([1; 5])), two.ticket_hash(&code([1; 5])));
    assert_ne!(one.ticket_hash(&code([1; 5])), one.ticket_hash(&code([2; 5])));
    assert_eq!(format!("{one:?}"), "Keys(…)");
}

#[test]
fn a_missing_key_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let keys = folder.path().join("keys");
    Keys::create(&keys, "Espace test").unwrap();
    fs::remove_file(keys.join(TICKETS)).unwrap();
    assert!(Keys::load(&keys).unwrap_err().to_string().contains("tickets.key"));
}

#[test]
fn a_certificate_of_another_key_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, theirs) = (folder.path().join("ours"), folder.path().join("theirs"));
    Keys::create(&ours, "Espace test").unwrap();
    Keys::create(&theirs, "Espace test").unwrap();
    fs::copy(theirs.join(SERVER_CERTIFICATE), ours.join(SERVER_CERTIFICATE)).unwrap();
    assert!(matches!(Keys::load(&ours), Err(KeysError::Damaged { .. })));
}

#[test]
fn keys_that_others_can_read_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let keys = folder.path().join("keys");
    Keys::create(&keys, "Espace test").unwrap();
    fs::set_permissions(keys.join(LEASES), fs::Permissions::from_mode(0o644)).unwrap();
    assert!(matches!(Keys::load(&keys), Err(KeysError::Exposed { .. })));
}
