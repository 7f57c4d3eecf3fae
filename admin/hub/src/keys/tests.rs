use std::fs;

use epn_rules::id::{RoomId, SiteId};
use jiff::{SignedDuration, Timestamp};

use super::*;
use crate::store::site::Site;

/// New keys, in a folder of their own.
fn made(folder: &tempfile::TempDir, name: &str) -> PathBuf {
    let keys = folder.path().join(name);
    Keys::create(&keys, "Espace test").unwrap();
    keys
}

#[test]
fn keys_are_read_as_they_were_made_and_are_the_owners_alone() {
    let folder = tempfile::tempdir().unwrap();
    let keys = made(&folder, "keys");
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
    let keys = made(&folder, "keys");
    fs::remove_file(keys.join(TICKETS)).unwrap();
    assert!(Keys::load(&keys).unwrap_err().to_string().contains("tickets.key"));
}

#[test]
fn a_certificate_of_another_key_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, theirs) = (made(&folder, "ours"), made(&folder, "theirs"));
    fs::copy(theirs.join(SERVER_CERTIFICATE), ours.join(SERVER_CERTIFICATE)).unwrap();
    assert!(matches!(Keys::load(&ours), Err(KeysError::Damaged { .. })));
}

#[test]
fn keys_that_others_can_read_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let keys = made(&folder, "keys");
    fs::set_permissions(keys.join(LEASES), fs::Permissions::from_mode(0o644)).unwrap();
    assert!(matches!(Keys::load(&keys), Err(KeysError::Exposed { .. })));
}

/// The site for which [`made`] makes keys, founded now; each has an identifier of its own.
fn site() -> Site {
    Site {
        id: SiteId(ulid::Ulid::new()),
        name: "Espace test".to_owned(),
        room: RoomId(ulid::Ulid::new()),
        room_name: "Salle 1".to_owned(),
        created: Timestamp::now(),
    }
}

#[test]
fn a_server_that_another_authority_vouches_for_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, theirs) = (made(&folder, "ours"), made(&folder, "theirs"));
    for name in [SERVER_KEY, SERVER_CERTIFICATE] {
        fs::copy(theirs.join(name), ours.join(name)).unwrap();
    }
    let why = Keys::load(&ours).unwrap_err().to_string();
    assert!(why.contains("server.cert.pem is damaged (authority.cert.pem did not sign it)"), "{why}");
}

#[test]
fn without_a_note_the_authority_tells_whose_the_keys_are() {
    let folder = tempfile::tempdir().unwrap();
    let keys = made(&folder, "keys");
    let ours = site();
    assert_eq!(fit(&keys, &ours).unwrap(), Fit::Unknown);
    let later = |time| ours.created.checked_add(time).unwrap();
    let clock_set_right = Site { created: later(SignedDuration::from_hours(-3)), ..ours.clone() };
    assert_eq!(fit(&keys, &clock_set_right).unwrap(), Fit::Unknown);
    let of_another_name = Site { name: "Espace teste".to_owned(), ..ours.clone() };
    let of_another_day = Site { created: later(SignedDuration::from_hours(48)), ..ours.clone() };
    for other in [of_another_name, of_another_day] {
        let why = fit(&keys, &other).unwrap_err().to_string();
        assert!(why.contains("authority.cert.pem is not this site's: restore the whole folder"), "{why}");
    }
}

#[test]
fn keys_are_known_once_it_was_noted_whose_they_are() {
    let folder = tempfile::tempdir().unwrap();
    let keys = made(&folder, "keys");
    let ours = site();
    assert_eq!(fit(&keys, &ours).unwrap(), Fit::Unknown);
    note(&keys, ours.id).unwrap();
    assert_eq!(fit(&keys, &ours).unwrap(), Fit::Known);
    // Once more does no harm, nor does a line break at the end of a key.
    note(&keys, ours.id).unwrap();
    let pepper = fs::read_to_string(keys.join(PEPPER)).unwrap();
    fs::write(keys.join(PEPPER), pepper.clone() + "\n").unwrap();
    assert_eq!(fit(&keys, &ours).unwrap(), Fit::Known);
    let noted = fs::read_to_string(keys.join("site.check")).unwrap();
    assert!(!noted.contains(&pepper), "it holds no key");
    let other = fit(&keys, &site());
    assert!(
        matches!(other, Err(KeysError::OtherSite { .. })),
        "all of them with another database: {other:?}"
    );
}

#[test]
fn each_key_that_was_exchanged_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let (ours, theirs) = (made(&folder, "ours"), made(&folder, "theirs"));
    let this = site();
    note(&ours, this.id).unwrap();
    for name in [AUTHORITY_KEY, SERVER_KEY, LEASES, TICKETS, PEPPER] {
        let kept = fs::read(ours.join(name)).unwrap();
        fs::copy(theirs.join(name), ours.join(name)).unwrap();
        let why = fit(&ours, &this).unwrap_err().to_string();
        assert!(why.contains(name) && why.contains("is not this site's"), "{why}");
        fs::write(ours.join(name), kept).unwrap();
    }
    assert_eq!(fit(&ours, &this).unwrap(), Fit::Known);
    fs::write(ours.join("site.check"), "leases.key\n").unwrap();
    assert!(matches!(fit(&ours, &this), Err(KeysError::Damaged { .. })));
}
