use std::collections::BTreeSet;

use super::*;

#[test]
fn every_screen_has_an_id_of_its_own() {
    let planned = [Purpose::Plan(Goal::Book), Purpose::Plan(Goal::Queue)];
    let purposes = planned.into_iter().chain([Purpose::LogIn, Purpose::Resume, Purpose::Pay]);
    let entries = purposes.flat_map(|purpose| {
        let picture = Place::Picture { purpose, page: 0 };
        [Place::Entry(purpose), Place::Ticket(purpose), Place::Member(purpose), Place::Age(purpose), picture]
    });
    let answers = [
        Answered::Refused,
        Answered::NotRecognised,
        Answered::Throttled,
        Answered::NoHub,
        Answered::DidNotStart,
    ];
    let plans = [
        plan::Place::Asking,
        plan::Place::Days { page: 0 },
        plan::Place::Times,
        plan::Place::Lengths,
        plan::Place::Confirm,
        plan::Place::Mine,
        plan::Place::Cancel,
        plan::Place::Queued,
        plan::Place::LeavingQueue,
        plan::Place::Booked,
        plan::Place::Cancelled,
        plan::Place::Gone,
        plan::Place::LeftQueue,
        plan::Place::Refused,
    ];
    let staff = [
        staff::Place::Card,
        staff::Place::Pin,
        staff::Place::Asking,
        staff::Place::NotOpened,
        staff::Place::Acts,
        staff::Place::Stations,
        staff::Place::Number,
        staff::Place::End,
        staff::Place::Told,
        staff::Place::NewPin,
    ];
    let job = "01".repeat(13).parse().expect("a ULID");
    let prints = [
        printing::Place::Prints { answered: false },
        printing::Place::Print { job, asks: true, pays: false, answered: false },
        printing::Place::Purse,
    ];
    let others = [
        Place::Away,
        Place::Lock,
        Place::Room,
        Place::Charter,
        Place::Forgot,
        Place::Deciding,
        Place::Starting,
        Place::Session { warning: None, answered: false },
        Place::LastMinute,
        Place::Usb(Files::Listed),
        Place::StillThere,
        Place::Paused,
        Place::Grace,
        Place::Leaving,
        Place::Pausing,
        Place::WayBack,
        Place::Ending,
        Place::OutOfService,
    ];
    let places = entries.chain(answers.map(Place::Answer)).chain(plans.map(Place::Plan)).chain(others);
    let places = places.chain(prints.map(Place::Printing));
    let places: Vec<_> = places.chain(staff.map(Place::Staff)).collect();
    let ids: BTreeSet<_> = places.iter().map(|place| place.id()).collect();
    assert_eq!(ids.len(), places.len(), "two screens share an id: {ids:?}");
    let is_plain = |id: &str| id.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    assert!(ids.iter().all(|id| is_plain(id)), "{ids:?}");
}
