//! No two holds on a place overlap, whoever writes.

use std::sync::{Arc, Barrier};

use epn_rules::facts::Hold;
use epn_rules::id::{BookingId, EquipmentId};
use epn_wire::calendar::{BookingState, Place};
use jiff::SignedDuration;

use super::super::booking::{Booking, Held};
use super::super::session::Holder;
use super::*;

fn at(hours: i64) -> Timestamp {
    moment() + SignedDuration::from_hours(hours)
}

/// A booking of a place for these hours from ten on.
fn hours(place: Place, policy: PolicyId, from: i64, until: i64) -> Booking {
    Booking {
        id: BookingId(Ulid::new()),
        place,
        tag: None,
        holder: Holder::Nobody,
        alias: None,
        label: "Atelier".to_owned(),
        series: None,
        policy,
        day: date(2026, 3, 10),
        span: Hold { from: at(from), until: at(until) },
        state: BookingState::Held,
        made: moment(),
        staff: None,
        reason: None,
        session: None,
    }
}

fn policy_of(store: &Store) -> PolicyId {
    store.readers.read_now(policy::all).unwrap()[0].id
}

fn insert(store: &Store, booking: &Booking) -> Held {
    let booking = booking.clone();
    store.writer.run_now::<_, StoreError, _>(move |tx| booking::insert(tx, &booking)).unwrap()
}

fn printer(store: &Store) -> Place {
    let id = EquipmentId(Ulid::new());
    store
        .writer
        .run_now::<_, StoreError, _>(move |tx| {
            let room = site::get(tx)?.room;
            let new = equipment::Equipment {
                id,
                name: "Imprimante 3D".to_owned(),
                tags: Vec::new(),
                retired: None,
            };
            assert!(equipment::insert(tx, room, &new, moment())?);
            assert!(!equipment::insert(tx, room, &new, moment())?, "a name is there once");
            Ok(())
        })
        .unwrap();
    Place::Equipment { id }
}

#[test]
fn holds_that_touch_are_two_and_holds_that_overlap_are_one() {
    let (_folder, path) = empty();
    let (store, station) = with_station(&path);
    let policy = policy_of(&store);
    for place in [Place::Station { id: station }, printer(&store)] {
        assert_eq!(insert(&store, &hours(place, policy, 1, 3)), Held::Yes);
        for (from, until) in [(1, 3), (0, 2), (2, 4), (0, 4)] {
            assert_eq!(
                insert(&store, &hours(place, policy, from, until)),
                Held::TakenAlready,
                "{from}-{until}"
            );
        }
        assert_eq!(insert(&store, &hours(place, policy, 0, 1)), Held::Yes);
        assert_eq!(insert(&store, &hours(place, policy, 3, 4)), Held::Yes);
    }
    assert_eq!(problems(&store), Vec::<String>::new());
}

#[test]
fn what_was_let_go_holds_nothing_and_cannot_come_back_over_another() {
    let (_folder, path) = empty();
    let (store, station) = with_station(&path);
    let place = Place::Station { id: station };
    let policy = policy_of(&store);
    let (mut first, second) = (hours(place, policy, 1, 3), hours(place, policy, 2, 4));
    assert_eq!(insert(&store, &first), Held::Yes);
    let id = first.id;
    let let_go = move |tx: &Tx<'_>| booking::let_go(tx, id, BookingState::Cancelled);
    store.writer.run_now::<_, StoreError, _>(let_go).unwrap();
    assert_eq!(insert(&store, &second), Held::Yes);
    first.span = Hold { from: at(0), until: at(2) };
    let anew = |booking: Booking| {
        store.writer.run_now::<_, StoreError, _>(move |tx| booking::hold_anew(tx, &booking)).unwrap()
    };
    assert_eq!(anew(hours_of(&first, 1, 3)), Held::TakenAlready);
    assert_eq!(anew(first.clone()), Held::Yes);
    assert_eq!(anew(hours_of(&first, 1, 3)), Held::TakenAlready, "nor be moved onto it");
    let holds = store.readers.read_now(|c| booking::holds(c, place, Holder::Nobody, at(0))).unwrap();
    assert_eq!(holds, [first.span, second.span]);
}

fn hours_of(booking: &Booking, from: i64, until: i64) -> Booking {
    Booking { span: Hold { from: at(from), until: at(until) }, ..booking.clone() }
}

#[test]
fn a_direct_insert_or_update_is_refused_by_the_database_itself() {
    let (_folder, path) = empty();
    let (store, station) = with_station(&path);
    let policy = policy_of(&store);
    let booking = hours(Place::Station { id: station }, policy, 1, 3);
    assert_eq!(insert(&store, &booking), Held::Yes);
    drop(store);
    let connection = Connection::open(&path).unwrap();
    let direct = |id: &str, from: i64, until: i64, state: &str| {
        connection.execute(
            "INSERT INTO booking (id, station, policy, day, starts, ends, state, made)
             VALUES (?1, ?2, ?3, '2026-03-10', ?4, ?5, ?6, 0)",
            params![
                id,
                station.to_string(),
                policy.to_string(),
                at(from).as_millisecond(),
                at(until).as_millisecond(),
                state
            ],
        )
    };
    let refused = direct("a", 2, 4, "held").unwrap_err();
    assert!(refused.to_string().contains("the place is held already"), "{refused}");
    assert!(direct("b", 2, 4, "arrived").is_err());
    direct("c", 2, 4, "cancelled").unwrap();
    assert!(connection.execute("UPDATE booking SET state = 'held' WHERE id = 'c'", []).is_err());
    direct("d", 4, 5, "held").unwrap();
    let moved = "UPDATE booking SET starts = ?1 WHERE id = 'd'";
    assert!(connection.execute(moved, [at(2).as_millisecond()]).is_err());
}

/// Many writers, each with a connection of its own and none in front of another.
#[test]
fn of_many_who_take_the_last_slot_at_once_exactly_one_gets_it() {
    const WRITERS: usize = 6;
    const SLOTS: i64 = 8;
    let (_folder, path) = empty();
    let (store, station) = with_station(&path);
    let policy = policy_of(&store);
    drop(store);
    let (path, together) = (Arc::new(path), Arc::new(Barrier::new(WRITERS)));
    let writers = (0..WRITERS).map(|_| {
        let (path, together) = (Arc::clone(&path), Arc::clone(&together));
        std::thread::spawn(move || {
            let store = Store::open_inline(&path).unwrap();
            let take = |slot| {
                together.wait();
                let booking = hours(Place::Station { id: station }, policy, slot, slot + 1);
                usize::from(insert(&store, &booking) == Held::Yes)
            };
            (0..SLOTS).map(take).collect::<Vec<_>>()
        })
    });
    let taken: Vec<_> =
        writers.collect::<Vec<_>>().into_iter().map(|writer| writer.join().unwrap()).collect();
    for slot in 0..usize::try_from(SLOTS).unwrap() {
        assert_eq!(taken.iter().map(|writer| writer[slot]).sum::<usize>(), 1, "slot {slot}: {taken:?}");
    }
}

#[test]
fn check_names_bookings_that_do_not_hold_together() {
    let (_folder, path) = empty();
    let (store, station) = with_station(&path);
    let policy = policy_of(&store);
    let (one, two) = (
        hours(Place::Station { id: station }, policy, 1, 3),
        hours(Place::Station { id: station }, policy, 3, 4),
    );
    assert_eq!((insert(&store, &one), insert(&store, &two)), (Held::Yes, Held::Yes));
    let connection = Connection::open(&path).unwrap();
    let triggers: Vec<String> = connection
        .prepare("SELECT sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'booking'")
        .unwrap()
        .query_map([], |row| row.get(0))
        .unwrap()
        .map(Result::unwrap)
        .collect();
    let edit = |sql: &str| {
        connection
            .execute_batch("DROP TRIGGER booking_overlaps_nothing; DROP TRIGGER booking_moves_onto_nothing")
            .unwrap();
        connection.execute(sql, [two.id.to_string()]).unwrap();
        for trigger in &triggers {
            connection.execute_batch(trigger).unwrap();
        }
        problems(&store)
    };
    let bad = |what: &str| vec![format!("booking {}: {what}", two.id)];
    let overlapping = edit("UPDATE booking SET starts = starts - 3600000 WHERE id = ?1");
    // Of two that overlap, the later made is named.
    let later = one.id.max(two.id);
    assert_eq!(overlapping, [format!("booking {later}: it holds a place that another booking holds")]);
    edit("UPDATE booking SET starts = starts + 3600000 WHERE id = ?1");
    let arrived = edit("UPDATE booking SET state = 'arrived' WHERE id = ?1");
    assert_eq!(arrived, bad("its visitor came, but no session says so; or one does, and they did not come"));
    edit("UPDATE booking SET state = 'held' WHERE id = ?1");
    let day = edit("UPDATE booking SET day = '2026-03-20' WHERE id = ?1");
    assert_eq!(day, bad("its day is not that of its start, or it lasts longer than a day"));
}

/// What is asked all the time looks at few rows, however many there are.
#[test]
fn questions_about_bookings_go_through_an_index() {
    let (_folder, path) = empty();
    let connection = Connection::open(path).unwrap();
    for (sql, index) in [
        (
            "SELECT starts, ends FROM booking WHERE station = ?1 AND state IN ('held', 'arrived') AND starts > ?2
                 AND ends > ?3 AND (?4 IS NULL OR visitor IS NOT ?4) ORDER BY starts",
            "booking_on_station",
        ),
        (
            "SELECT starts, ends FROM booking WHERE equipment = ?1 AND state IN ('held', 'arrived') AND starts > ?2
                 AND ends > ?3 AND (?4 IS NULL OR visitor IS NOT ?4) ORDER BY starts",
            "booking_on_equipment",
        ),
        (
            "SELECT id FROM booking WHERE visitor = ?1 AND starts > ?2 AND ends > ?3
                 AND state IN ('held', 'arrived') ORDER BY starts",
            "booking_of_visitor",
        ),
        (
            "SELECT id FROM booking WHERE day BETWEEN ?1 AND ?2 AND state IN ('held', 'arrived') ORDER BY starts, id",
            "booking_by_day",
        ),
        (
            "SELECT starts FROM booking WHERE state = 'held' AND station IS NOT NULL
                 AND (visitor IS NOT NULL OR ticket IS NOT NULL) ORDER BY starts LIMIT 1",
            "booking_held",
        ),
        ("SELECT id FROM session WHERE day BETWEEN ?1 AND ?2", "session_counted"),
    ] {
        let mut explained = connection.prepare(&format!("EXPLAIN QUERY PLAN {sql}")).unwrap();
        // A plan does not depend on the values.
        let mut rows = explained.raw_query();
        let mut plan: Vec<String> = Vec::new();
        while let Some(row) = rows.next().unwrap() {
            plan.push(row.get("detail").unwrap());
        }
        assert!(plan.iter().any(|step| step.contains(index)), "{sql}: {plan:?}");
        assert!(!plan.iter().any(|step| step.starts_with("SCAN") && !step.contains(index)), "{plan:?}");
    }
}
