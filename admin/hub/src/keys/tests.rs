use std::fs;

use epn_rules::id::SiteId;

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

fn site() -> SiteId {
    SiteId(ulid::Ulid::new())
}

#[test]
fn keys_are_known_once_it_was_noted_whose_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let keys = folder.path().join("keys");
    Keys::create(&keys, "Espace test").unwrap();
    let ours = site();
    assert_eq!(fit(&keys, ours).unwrap(), Fit::Unknown);
    note(&keys, ours).unwrap();
    assert_eq!(fit(&keys, ours).unwrap(), Fit::Known);
    // Once more does no harm, nor does a line break at the end of a key.
    note(&keys, ours).unwrap();
    let pepper = fs::read_to_string(keys.join(PEPPER)).unwrap();
    fs::write(keys.join(PEPPER), pepper.clone() + "\n").unwrap();
    assert_eq!(fit(&keys, ours).unwrap(), Fit::Known);
    let noted = fs::read_to_string(keys.join("site.check")).unwrap();
    assert!(!noted.contains(&pepper), "it holds no key");
    let other = fit(&keys, site());
    assert!(
        matches!(other, Err(KeysError::OtherSite { .. })),
        "all of them with another database: {other:?}"
    );
}

#[test]
fn each_key_that_was_exchanged_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, theirs) = (folder.path().join("ours"), folder.path().join("theirs"));
    Keys::create(&ours, "Espace test").unwrap();
    Keys::create(&theirs, "Espace test").unwrap();
    let id = site();
    note(&ours, id).unwrap();
    for name in [AUTHORITY_KEY, SERVER_KEY, LEASES, TICKETS, PEPPER] {
        let kept = fs::read(ours.join(name)).unwrap();
        fs::copy(theirs.join(name), ours.join(name)).unwrap();
        let why = fit(&ours, id).unwrap_err().to_string();
        assert!(why.contains(name) && why.contains("is not this site's"), "{why}");
        fs::write(ours.join(name), kept).unwrap();
    }
    assert_eq!(fit(&ours, id).unwrap(), Fit::Known);
    fs::write(ours.join("site.check"), "leases.key\n").unwrap();
    assert!(matches!(fit(&ours, id), Err(KeysError::Damaged { .. })));
}
