//! A site of which something is missing or damaged: every command says the same, in one line.

use epn_hub::hub::{Hub, WriterKind};
use epn_wire::clock::SiteClock;
use rusqlite::Connection;

use super::run::Place;

#[test]
fn the_databases_own_file_holds_all_that_was_written() {
    let place = Place::with_site();
    place
        .run_with(&["staff", "add", "zohra", "--role", "mediator", "--data", "site"], "a long password")
        .out();
    std::fs::create_dir(place.path("copy")).unwrap();
    std::fs::copy(place.path("site/hub.db"), place.path("copy/hub.db")).unwrap();
    let copy = Connection::open(place.path("copy/hub.db")).unwrap();
    let names: String =
        copy.query_row("SELECT group_concat(name ORDER BY name) FROM staff", [], |row| row.get(0)).unwrap();
    assert_eq!(names, "admin,zohra");
}

#[test]
fn check_does_not_take_an_empty_database_for_a_site() {
    let place = Place::with_site();
    let database = place.path("site/hub.db");
    std::fs::remove_file(&database).unwrap();
    epn_hub::store::Store::create(&database).unwrap();
    let told = place.run(&["check", "--data", "site"]);
    assert!(told.failed(1).starts_with("the database holds no site: restore the last backup"), "{told:?}");
    let json = place.run(&["check", "--data", "site", "--json"]);
    assert_eq!(json.code, 1);
    assert!(json.out.starts_with("{\"ok\":false,"), "{json:?}");
}

#[test]
fn a_site_without_its_database_is_no_folder_without_a_site() {
    let place = Place::with_site();
    std::fs::remove_file(place.path("site/hub.db")).unwrap();
    for arguments in [
        &["check", "--data", "site"][..],
        &["serve", "--data", "site"],
        &["pair-code", "--data", "site"],
        &["policy", "export", "--data", "site"],
    ] {
        let told = place.run(arguments);
        assert_eq!(told.failed(1), "the database of the site in site is missing: restore the last backup");
    }
}

#[test]
fn a_schema_that_is_gone_to_pieces_is_told_in_one_line() {
    let place = Place::with_site();
    let database = place.path("site/hub.db");
    let connection = Connection::open(&database).unwrap();
    connection
        .execute_batch(
            "PRAGMA journal_mode = DELETE; PRAGMA writable_schema = ON;
             UPDATE sqlite_master SET name = 'broken' || char(10) || 'name' WHERE name = 'station';",
        )
        .unwrap();
    drop(connection);
    for arguments in [&["check", "--data", "site"][..], &["policy", "export", "--data", "site"]] {
        let told = place.run(arguments);
        assert!(told.failed(1).contains("the database is damaged"), "{told:?}");
    }
}

#[test]
fn keys_of_another_site_are_found_out_whichever_it_is() {
    let (place, other) = (Place::with_site(), Place::with_site());
    assert_eq!(place.run(&["check", "--data", "site"]).out(), "ok\n");
    for name in ["pins.key", "tickets.key", "leases.key"] {
        let key = format!("site/keys/{name}");
        let kept = place.read(&key);
        place.write(&key, &other.read(&key));
        let why =
            format!("the key file site/keys/{name} is not this site's: restore the whole folder of keys");
        for arguments in
            [&["check", "--data", "site"][..], &["serve", "--data", "site"], &["pair-code", "--data", "site"]]
        {
            let told = place.run(arguments);
            assert!(told.err.lines().last().unwrap().contains(&why), "{told:?}");
            assert_eq!(told.code, 1);
        }
        place.write(&key, &kept);
    }
    assert_eq!(place.run(&["check", "--data", "site"]).out(), "ok\n");
    // The whole folder is another site's: its files fit each other, but not the database.
    std::fs::remove_dir_all(place.path("site/keys")).unwrap();
    std::fs::rename(other.path("site/keys"), place.path("site/keys")).unwrap();
    let told = place.run(&["check", "--data", "site"]);
    assert!(told.failed(1).contains("is not this site's"), "{told:?}");
}

#[test]
fn a_site_of_before_is_served_and_its_keys_are_known_from_then_on() {
    let (place, other) = (Place::with_site(), Place::with_site());
    std::fs::remove_file(place.path("site/keys/site.check")).unwrap();
    let open = |writer| Hub::open(&place.path("site"), SiteClock::real(), writer);
    drop(open(WriterKind::Inline).unwrap());
    assert!(!place.path("site/keys/site.check").exists(), "a command notes nothing");
    assert_eq!(place.run(&["check", "--data", "site"]).out(), "ok\n");
    drop(open(WriterKind::Thread).unwrap());
    assert!(place.path("site/keys/site.check").exists());
    place.write("site/keys/pins.key", &other.read("site/keys/pins.key"));
    assert!(place.run(&["check", "--data", "site"]).failed(1).contains("pins.key is not this site's"));
    assert!(open(WriterKind::Thread).is_err());
}

#[test]
fn another_sites_keys_are_found_out_though_nothing_was_noted_of_them() {
    let (place, other) = (Place::with_site(), Place::with_site());
    std::fs::remove_dir_all(place.path("site/keys")).unwrap();
    std::fs::rename(other.path("site/keys"), place.path("site/keys")).unwrap();
    std::fs::remove_file(place.path("site/keys/site.check")).unwrap();
    // Founded a month after these keys were made.
    let database = Connection::open(place.path("site/hub.db")).unwrap();
    database.execute("UPDATE site SET created = created + 30 * 86400000", []).unwrap();
    drop(database);
    let why = "the key file site/keys/authority.cert.pem is not this site's: \
               restore the whole folder of keys from the backup that the database is from";
    for arguments in
        [&["check", "--data", "site"][..], &["serve", "--data", "site"], &["pair-code", "--data", "site"]]
    {
        let told = place.run(arguments);
        assert!(told.err.lines().last().unwrap().contains(why), "{told:?}");
        assert_eq!(told.code, 1);
    }
    assert!(!place.path("site/keys/site.check").exists(), "nothing was noted");
}
