use epn_ui::Stretch::{Closed, Free, Taken};
use epn_words::Reader;
use jiff::civil::{date, time};

use super::{Rest, Until};
use crate::tests::views::{Hours, row, site};

fn rest(hour: i8, minute: i8) -> Option<Rest> {
    Rest::after(date(2026, 3, 10).at(hour, minute, 0, 0), &site().today)
}

fn reader() -> Reader {
    Reader::new("Europe/Paris", Some(date(2026, 3, 10).at(10, 7, 0, 0)))
}

fn stretches(rest: &Rest, taken: &[Hours]) -> Vec<(u16, epn_ui::Stretch)> {
    let taken = rest.taken(&row("Poste 1", false, taken), &reader());
    rest.stretches(&taken).into_iter().map(|Until { minute, how }| (minute, how)).collect()
}

#[test]
fn a_day_is_cut_where_something_changes() {
    let rest = rest(10, 7).expect("open");
    let day = stretches(&rest, &[((9, 30), (10, 30)), ((11, 0), (14, 30))]);
    assert_eq!(
        day,
        [
            (10 * 60 + 30, Taken),
            (11 * 60, Free),
            (12 * 60, Taken),
            (14 * 60, Closed),
            (14 * 60 + 30, Taken),
            (18 * 60, Free)
        ]
    );
}

#[test]
fn bookings_that_follow_or_overlap_each_other_are_one_stretch() {
    let rest = rest(14, 0).expect("open");
    let day = stretches(&rest, &[((14, 0), (15, 0)), ((15, 0), (16, 0)), ((15, 30), (15, 45))]);
    assert_eq!(day, [(16 * 60, Taken), (18 * 60, Free)]);
}

#[test]
fn before_the_opening_the_line_begins_there_and_nothing_is_free_yet() {
    let rest = rest(8, 0).expect("it opens later");
    assert_eq!((rest.from, rest.until()), (9 * 60 + 30, 18 * 60));
    assert!(!rest.is_free(&row("Poste 1", false, &[]), &reader()));
}

#[test]
fn after_the_last_closing_nothing_is_left_of_the_day() {
    assert_eq!(rest(18, 0), None);
    assert!(rest(17, 59).is_some());
}

#[test]
fn a_room_that_is_open_until_midnight_is_drawn_until_then() {
    let mut hours = site().today;
    hours.ranges = vec![(time(20, 0, 0, 0), None)];
    let rest = Rest::after(date(2026, 3, 10).at(22, 0, 0, 0), &hours).expect("open");
    assert_eq!(rest.stretches(&[]), [Until { minute: 24 * 60, how: Free }]);
}

#[test]
fn a_hold_that_began_yesterday_or_ends_tomorrow_stays_on_its_line() {
    let rest = rest(10, 7).expect("open");
    let mut held = row("Poste 1", false, &[((9, 0), (10, 30))]);
    if let Some(taken) = held.taken.first_mut() {
        taken.from -= jiff::SignedDuration::from_hours(24);
        taken.until += jiff::SignedDuration::from_hours(24);
    }
    let taken = rest.taken(&held, &reader());
    assert_eq!(taken, [(0, 24 * 60)]);
}
