mod bookings;

use std::path::{Path, PathBuf};

use epn_rules::id::{JournalEpoch, PolicyId, RoomId, SiteId, StationId};
use epn_rules::policy::Policy;
use jiff::Timestamp;
use jiff::civil::date;
use rusqlite::{Connection, params};
use ulid::Ulid;

use super::voucher::Voucher;
use super::*;

/// A database as version 1 of the schema left it: written once, never changed.
const VERSION_1: &str = include_str!("tests/v1.sql");
/// The same of version 2, with bookings and a queue.
const VERSION_2: &str = include_str!("tests/v2.sql");
/// The same of version 3, with a staff card in use and one that was revoked.
const VERSION_3: &str = include_str!("tests/v3.sql");
/// The same of version 4, with money: a member's, a ticket's and a walk-in's, a print, a close and what came after it.
const VERSION_4: &str = include_str!("tests/v4.sql");

fn empty() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hub.db");
    Store::create(&path).unwrap();
    (folder, path)
}

fn moment() -> Timestamp {
    "2026-03-10T10:00:00+01:00".parse().unwrap()
}

fn with_station(path: &Path) -> (Store, StationId) {
    let store = Store::open_inline(path).unwrap();
    let id = StationId(Ulid::new());
    store
        .writer
        .run_now::<_, StoreError, _>(move |tx| {
            let room = RoomId(Ulid::new());
            let site = site::Site {
                id: SiteId(Ulid::new()),
                name: "Espace test".to_owned(),
                room,
                room_name: "Salle 1".to_owned(),
                created: moment(),
            };
            site::insert(tx, &site)?;
            let version = policy::Version {
                id: PolicyId(Ulid::new()),
                number: 1,
                since: moment(),
                applies_from: None,
                policy: Policy::default(),
            };
            policy::insert(tx, &version, None)?;
            let station = station::Station {
                id,
                name: "Poste 1".to_owned(),
                tags: Vec::new(),
                fingerprint: Some([7; 32]),
                out_of_service: None,
            };
            station::put(tx, room, &station, moment())
        })
        .unwrap();
    (store, id)
}

fn append(store: &Store, station: StationId, epoch: JournalEpoch, number: u64) -> Result<i64, StoreError> {
    store.writer.run_now(move |tx| {
        let event = usage::NewEvent {
            at: moment(),
            day: date(2026, 3, 10),
            kind: "help",
            station: Some(station),
            journal: Some((epoch, number)),
            session: None,
        };
        let seq = usage::append(tx, &event, &serde_json::json!({ "asked": true }))?;
        journal::set_highest(tx, station, epoch, number, moment())?;
        Ok(seq)
    })
}

fn problems(store: &Store) -> Vec<String> {
    store.readers.read_now(integrity::problems).unwrap()
}

#[test]
fn a_new_database_has_the_newest_schema_and_holds_together() {
    let (_folder, path) = empty();
    let store = Store::open(&path).unwrap();
    assert_eq!(problems(&store), Vec::<String>::new());
    store
        .readers
        .read_now(|connection| {
            let mode: String = connection.pragma_query_value(None, "journal_mode", |row| row.get(0))?;
            assert_eq!(mode, "wal");
            Ok::<_, StoreError>(())
        })
        .unwrap();
    store
        .writer
        .run_now(|tx| {
            for (pragma, expected) in [("foreign_keys", 1), ("synchronous", 2)] {
                let is: i32 = tx.pragma_query_value(None, pragma, |row| row.get(0))?;
                assert_eq!(is, expected, "{pragma}");
            }
            Ok::<_, StoreError>(())
        })
        .unwrap();
}

#[test]
fn every_table_is_strict() {
    let (_folder, path) = empty();
    let connection = Connection::open(path).unwrap();
    let lax: Vec<String> = connection
        .prepare("SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND strict = 0")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .filter(|name: &String| !name.starts_with("sqlite_") && name != "refinery_schema_history")
        .collect();
    assert_eq!(lax, Vec::<String>::new());
}

#[test]
fn a_database_of_version_1_is_brought_up_to_date_with_all_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hub.db");
    Connection::open(&path).unwrap().execute_batch(VERSION_1).unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(problems(&store), Vec::<String>::new());
    let site = store.readers.read_now(site::get).unwrap();
    assert_eq!((site.name.as_str(), site.room_name.as_str()), ("Espace numérique de Sully", "Salle 1"));
    let stations = store.readers.read_now(station::all).unwrap();
    assert_eq!(stations.len(), 1);
    let sessions = store.readers.read_now(|c| session::of_day(c, date(2026, 3, 10))).unwrap();
    assert_eq!(sessions[0].end.unwrap().seconds, 600);
    let found: i32 = Connection::open(&path)
        .unwrap()
        .query_row("SELECT max(version) FROM refinery_schema_history", [], |row| row.get(0))
        .unwrap();
    assert_eq!(found, open::known_version());
}

#[test]
fn a_database_of_version_2_keeps_its_bookings_queue_and_policies_of_later_days() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hub.db");
    Connection::open(&path).unwrap().execute_batch(VERSION_2).unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(problems(&store), Vec::<String>::new());
    let versions = store.readers.read_now(policy::all).unwrap();
    assert_eq!(versions[1].applies_from, Some(date(2026, 12, 1)));
    let booked =
        store.readers.read_now(|c| booking::of_days(c, date(2026, 3, 9), date(2026, 3, 12))).unwrap();
    let places: Vec<_> = booked.iter().map(|booked| booked.place.as_str()).collect();
    assert_eq!(places, ["Poste 1", "Poste 1", "Imprimante 3D"]);
    assert_eq!(booked[0].visitor.as_deref(), Some("Zoé"));
    let (member, _) = store.readers.read_now(|c| visitor::by_number(c, "100006")).unwrap().unwrap();
    assert_eq!(member.groups, ["job-seeker"]);
    let found: i32 = Connection::open(&path)
        .unwrap()
        .query_row("SELECT max(version) FROM refinery_schema_history", [], |row| row.get(0))
        .unwrap();
    assert_eq!(found, open::known_version());
}

#[test]
fn a_database_of_version_3_keeps_its_cards() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hub.db");
    Connection::open(&path).unwrap().execute_batch(VERSION_3).unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(problems(&store), Vec::<String>::new());
    let by = |code: u8| store.readers.read_now(|c| card::by_code(c, &[code; 32])).unwrap();
    assert!(by(1).is_none() && by(2).is_some_and(|(staff, _)| staff.name == "admin"));
}

#[test]
fn a_database_of_version_4_keeps_its_money_to_the_cent() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hub.db");
    Connection::open(&path).unwrap().execute_batch(VERSION_4).unwrap();
    let store = Store::open(&path).unwrap();
    assert_eq!(problems(&store), Vec::<String>::new());
    let held = |purse: &str| {
        let purse = purse.parse().unwrap();
        let ledger::Balance { parts, reserved } =
            store.readers.read_now(|c| ledger::balance(c, purse)).unwrap();
        [parts.paid.0, parts.free.0, reserved.0]
    };
    assert_eq!(held("01JNZA0000000000000000PR01"), [400, 0, 0]);
    assert_eq!(held("01JNZA0000000000000000PR02"), [1000, 0, 0]);
    assert_eq!(held("01JNZA0000000000000000PR03"), [240, 0, 0]);
    let closed = store.readers.read_now(|c| day_close::newest(c, 10)).unwrap();
    let [close] = closed.as_slice() else { panic!("{closed:?}") };
    assert_eq!((close.number, close.revenue.0, close.difference.0), (1, 20, -10));
    let seen = Voucher { issuer: "Pass numérique".to_owned(), serial: "AB12".to_owned(), expires: None };
    assert!(store.readers.read_now(|c| voucher::is_seen(c, &seen)).unwrap());
}

/// A migration that has landed is never changed: every database keeps its checksum, and would be refused.
#[test]
fn migrations_are_as_they_landed() {
    for (version, sql) in [(1, VERSION_1), (2, VERSION_2), (3, VERSION_3), (4, VERSION_4)] {
        let old = Connection::open_in_memory().unwrap();
        old.execute_batch(sql).unwrap();
        let checksum = |connection: &Connection| -> String {
            let sql = "SELECT checksum FROM refinery_schema_history WHERE version = ?1";
            connection.query_row(sql, [version], |row| row.get(0)).unwrap()
        };
        assert_eq!(checksum(&open::pattern().unwrap()), checksum(&old), "version {version}");
    }
}

#[test]
fn an_older_database_is_checked_as_it_will_be() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hub.db");
    Connection::open(&path).unwrap().execute_batch(VERSION_1).unwrap();
    let problems = || Readers::open(&path).unwrap().read_now(integrity::problems).unwrap();
    assert_eq!(problems(), Vec::<String>::new());
    Connection::open(&path).unwrap().execute("UPDATE session_day SET seconds = 1", []).unwrap();
    assert_eq!(problems().len(), 1);
    let version: i32 = Connection::open(&path)
        .unwrap()
        .query_row("SELECT max(version) FROM refinery_schema_history", [], |row| row.get(0))
        .unwrap();
    assert_eq!(version, 1, "looking at it changes nothing");
}

#[test]
fn what_is_missing_newer_or_damaged_says_what_to_do() {
    let folder = tempfile::tempdir().unwrap();
    let missing = Store::open(&folder.path().join("hub.db")).unwrap_err();
    assert!(matches!(missing, StoreError::Missing(_)));
    assert!(missing.to_string().contains("epn-hub init"));

    let (_newer, path) = empty();
    Connection::open(&path)
        .unwrap()
        .execute(
            "INSERT INTO refinery_schema_history (version, name, applied_on, checksum)
             VALUES (99, 'later', '2030-01-01T00:00:00Z', '1')",
            [],
        )
        .unwrap();
    let newer = Store::open(&path).unwrap_err();
    assert!(matches!(newer, StoreError::Newer { found: 99, .. }), "{newer}");
    let read = Readers::open(&path).unwrap_err();
    assert!(matches!(read, StoreError::Newer { found: 99, .. }), "{read}");

    let in_its_place = Store::open(folder.path()).unwrap_err();
    assert!(matches!(in_its_place, StoreError::Corrupt { .. }), "{in_its_place}");

    let garbage = folder.path().join("garbage.db");
    std::fs::write(&garbage, b"this is no database at all, but long enough to be read as one").unwrap();
    let damaged = Store::open(&garbage).unwrap_err();
    assert!(matches!(damaged, StoreError::Corrupt { .. }), "{damaged}");

    let foreign = folder.path().join("foreign.db");
    Connection::open(&foreign).unwrap().execute_batch("CREATE TABLE notes (text TEXT)").unwrap();
    let foreign = Store::open(&foreign).unwrap_err();
    assert!(matches!(foreign, StoreError::Corrupt { .. }), "{foreign}");
}

#[test]
fn damage_inside_the_file_is_found() {
    let (_folder, path) = empty();
    let (store, station) = with_station(&path);
    for number in 1..=200 {
        append(&store, station, JournalEpoch(Ulid::nil()), number).unwrap();
    }
    drop(store);
    let connection = Connection::open(&path).unwrap();
    let _: String = connection.query_row("PRAGMA journal_mode = DELETE", [], |row| row.get(0)).unwrap();
    drop(connection);
    let mut bytes = std::fs::read(&path).unwrap();
    let from = bytes.len() - 3 * 4096;
    bytes[from..].fill(0xA5);
    std::fs::write(&path, bytes).unwrap();
    let found = Readers::open(&path).and_then(|readers| readers.read_now(integrity::problems));
    assert!(found.is_err() || found.is_ok_and(|problems| !problems.is_empty()));
}

#[test]
fn a_policy_version_and_a_usage_event_are_never_edited() {
    let (_folder, path) = empty();
    let (store, station) = with_station(&path);
    append(&store, station, JournalEpoch(Ulid::new()), 1).unwrap();
    for sql in [
        "UPDATE policy_version SET number = 2",
        "DELETE FROM policy_version",
        "UPDATE usage_event SET kind = 'passage'",
        "DELETE FROM usage_event",
    ] {
        let edited = store.writer.run_now(move |tx| Ok::<_, StoreError>(tx.execute(sql, [])?));
        assert!(edited.is_err(), "{sql}");
    }
}

#[test]
fn an_event_is_stored_once() {
    let (_folder, path) = empty();
    let (store, station) = with_station(&path);
    let epoch = JournalEpoch(Ulid::new());
    append(&store, station, epoch, 1).unwrap();
    assert!(append(&store, station, epoch, 1).is_err());
    append(&store, station, JournalEpoch(Ulid::new()), 1).unwrap();
    assert_eq!(problems(&store), Vec::<String>::new());
}

/// Three chained events, then an edit by somebody who knows how to get past the triggers.
fn edited(sql: &str) -> Vec<String> {
    let (_folder, path) = empty();
    let (store, station) = with_station(&path);
    let epoch = JournalEpoch(Ulid::new());
    for number in 1..=3 {
        append(&store, station, epoch, number).unwrap();
    }
    let connection = Connection::open(&path).unwrap();
    let guards: String = connection
        .query_row(
            "SELECT group_concat(sql, ';') FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'usage_event'",
            [],
            |row| row.get(0),
        )
        .unwrap();
    connection
        .execute_batch("DROP TRIGGER usage_event_is_never_edited; DROP TRIGGER usage_event_is_never_deleted;")
        .unwrap();
    assert_eq!(connection.execute(sql, []).unwrap(), 1);
    connection.execute_batch(&guards).unwrap();
    problems(&store)
}

#[test]
fn an_edit_by_hand_shows_and_is_named() {
    let changed = edited("UPDATE usage_event SET body = '{\"asked\":false}' WHERE seq = 2");
    assert_eq!(changed, ["usage_event, row 2: it was changed"]);
    let moved = edited("UPDATE usage_event SET at = at - 1 WHERE seq = 3");
    assert_eq!(moved, ["usage_event, row 3: it was changed"]);
    let removed = edited("DELETE FROM usage_event WHERE seq = 2");
    assert_eq!(removed[0], "usage_event, row 2: it is missing");
    let rehashed = edited("UPDATE usage_event SET hash = zeroblob(32) WHERE seq = 1");
    assert_eq!(rehashed, ["usage_event, row 1: it was changed"]);
}

#[test]
fn a_schema_that_is_not_the_migrations_is_named() {
    for (sql, named) in [
        ("DROP TABLE audit", "table audit"),
        ("DROP TRIGGER usage_event_is_never_edited", "trigger usage_event_is_never_edited"),
        ("CREATE TABLE notes (text TEXT)", "table notes"),
    ] {
        let (_folder, path) = empty();
        let store = Store::open(&path).unwrap();
        Connection::open(&path).unwrap().execute_batch(sql).unwrap();
        let told = problems(&store);
        assert!(told.iter().any(|problem| problem.starts_with(named)), "{sql}: {told:?}");
    }
}

#[test]
fn a_policy_that_is_none_is_named() {
    let (_folder, path) = empty();
    let (store, _) = with_station(&path);
    let edit = "DROP TRIGGER policy_version_is_never_edited; UPDATE policy_version SET policy = '{}' WHERE number = 1";
    Connection::open(&path).unwrap().execute_batch(edit).unwrap();
    assert_eq!(problems(&store)[0], "policy_version 1: it is no policy");
}

#[test]
fn seconds_that_do_not_add_up_are_named() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("hub.db");
    Connection::open(&path).unwrap().execute_batch(VERSION_1).unwrap();
    let store = Store::open(&path).unwrap();
    let id: String =
        Connection::open(&path).unwrap().query_row("SELECT id FROM session", [], |row| row.get(0)).unwrap();
    Connection::open(&path).unwrap().execute("UPDATE session_day SET seconds = 1", []).unwrap();
    assert_eq!(problems(&store), [format!("session {id}: its seconds by day do not add up to its seconds")]);
}

#[test]
fn a_name_can_be_erased_while_the_member_stays() {
    let (_folder, path) = empty();
    let (store, _) = with_station(&path);
    let member = visitor::Visitor {
        id: epn_rules::id::VisitorId(Ulid::new()),
        number: "123456".to_owned(),
        picture: "cat".to_owned(),
        birth_year: None,
        authorised: None,
        groups: Vec::new(),
    };
    let id = member.id;
    store
        .writer
        .run_now::<_, StoreError, _>(move |tx| {
            assert!(visitor::insert(tx, &member, "hash", moment())?);
            assert!(!visitor::insert(tx, &member, "hash", moment())?);
            visitor::set_name(tx, member.id, Some("Zoé 100%"))
        })
        .unwrap();
    let search = |text: &'static str| {
        store
            .readers
            .read_now(|c| visitor::search(c, text, 10))
            .unwrap()
            .into_iter()
            .map(|(_, n)| n)
            .collect()
    };
    let named: Vec<Option<String>> = search("zo");
    assert_eq!(named, [Some("Zoé 100%".to_owned())]);
    assert_eq!(search("0%"), [Some("Zoé 100%".to_owned())], "a sign of the pattern is a sign of the name");
    assert_eq!(search("_"), Vec::<Option<String>>::new());
    store.writer.run_now::<_, StoreError, _>(move |tx| visitor::set_name(tx, id, None)).unwrap();
    assert_eq!(search("1234"), [None]);
}

#[test]
fn readers_see_what_was_committed() {
    let (_folder, path) = empty();
    let (store, station) = with_station(&path);
    let epoch = JournalEpoch(Ulid::new());
    let highest = || store.readers.read_now(|c| journal::highest(c, station, epoch)).unwrap();
    assert_eq!(highest(), 0);
    append(&store, station, epoch, 1).unwrap();
    assert_eq!(highest(), 1);
    let written = store.readers.read_now(|c| {
        Ok::<_, StoreError>(c.execute("DELETE FROM station WHERE id = ?1", params![station.to_string()])?)
    });
    assert!(written.is_err(), "a reader must not write");
}
