use super::*;
use crate::printing::DocumentFormat;

const ONE: &str = "192.168.1.20";
const OTHER: &str = "192.168.1.21";

fn enter<'p>(phones: &'p Phones, address: &str, at: Instant) -> Result<Place<'p>, NoPlace> {
    phones.enter(address.parse().unwrap(), at)
}

fn moment(second: i64) -> Timestamp {
    Timestamp::from_second(second).unwrap()
}

fn wait(place: &Place<'_>, code: u8, bytes: u64, until: i64) -> bool {
    place.wait([code; 32], Arrived { format: DocumentFormat::Pdf, bytes }, moment(until))
}

/// After every wait is over.
fn later(at: Instant, times: u32) -> Instant {
    at + Duration::from_mins(10) * times
}

#[test]
fn one_address_sends_only_so_often_and_leaves_others_their_turn() {
    let (phones, now) = (Phones::default(), Instant::now());
    for _ in 0..EACH.at_once {
        drop(enter(&phones, ONE, now).unwrap());
    }
    assert_eq!(enter(&phones, ONE, now).unwrap_err(), NoPlace::TooOften);
    assert_eq!(enter(&phones, "::ffff:192.168.1.20", now).unwrap_err(), NoPlace::TooOften);
    assert!(enter(&phones, OTHER, now).is_ok());
    assert!(enter(&phones, ONE, now + EACH.every).is_ok());
}

#[test]
fn all_addresses_together_send_only_so_often() {
    let (phones, now) = (Phones::default(), Instant::now());
    for n in 0..ALL.at_once {
        drop(enter(&phones, &format!("10.0.0.{n}"), now).unwrap());
    }
    assert_eq!(enter(&phones, "10.0.1.1", now).unwrap_err(), NoPlace::Full);
    assert!(enter(&phones, "10.0.1.1", now + ALL.every).is_ok());
    assert!(enter(&phones, ONE, later(now, 1)).is_ok());
    assert_eq!(phones.now().each.len(), 1, "whoever waited is not remembered");
}

#[test]
fn so_many_from_one_address_wait_and_no_more() {
    let (phones, start) = (Phones::default(), Instant::now());
    for n in 0..MOST_FROM_ONE {
        let n = u8::try_from(n).unwrap();
        assert!(wait(&enter(&phones, ONE, later(start, n.into())).unwrap(), n, 1, 100));
    }
    let now = later(start, 1000);
    assert_eq!(enter(&phones, ONE, now).unwrap_err(), NoPlace::Full);
    assert!(enter(&phones, OTHER, now).is_ok());
    assert_eq!(phones.overdue(moment(99)), []);
    assert_eq!(phones.overdue(moment(100)).len(), MOST_FROM_ONE);
    assert!(enter(&phones, ONE, now).is_ok());
}

#[test]
fn so_many_wait_or_arrive_and_no_more() {
    let (phones, start) = (Phones::default(), Instant::now());
    for n in 0..MOST {
        let n = u8::try_from(n).unwrap();
        assert!(wait(&enter(&phones, &format!("10.0.0.{n}"), later(start, n.into())).unwrap(), n, 1, 100));
    }
    assert_eq!(enter(&phones, ONE, later(start, 1000)).unwrap_err(), NoPlace::Full);
}

#[test]
fn what_arrives_counts_as_the_largest_until_its_size_is_known() {
    let (phones, start) = (Phones::default(), Instant::now());
    let fit = usize::try_from(MOST_BYTES / LARGEST).unwrap();
    let address = |n: usize| format!("10.0.0.{n}");
    let arriving: Vec<_> = (0..fit).map(|n| enter(&phones, &address(n), start).unwrap()).collect();
    assert_eq!(enter(&phones, ONE, start).unwrap_err(), NoPlace::Full);
    for (n, place) in arriving.iter().enumerate() {
        assert!(wait(place, u8::try_from(n).unwrap(), 1000, 100));
    }
    drop(arriving);
    assert!(enter(&phones, ONE, start).is_ok(), "they were small");
}

#[test]
fn a_code_that_waits_already_is_not_given_twice() {
    let (phones, now) = (Phones::default(), Instant::now());
    let (first, second) = (enter(&phones, ONE, now).unwrap(), enter(&phones, ONE, now).unwrap());
    assert!(wait(&first, 1, 10, 100));
    assert!(!wait(&second, 1, 10, 100));
    assert!(wait(&second, 2, 10, 50));
    assert_eq!(phones.next_due(), Some(moment(50)));
    assert_eq!(phones.overdue(moment(60)), [second.id]);
    assert_eq!(phones.next_due(), Some(moment(100)));
}
