use epn_rules::policy::Policy;
use jiff::civil::date;

use super::*;

#[test]
fn seconds_fall_on_the_civil_days_they_were_used_on() {
    let calendar = Calendar::new(&Policy::default()).unwrap();
    let evening: Timestamp = "2026-03-10T23:50:00+01:00".parse().unwrap();
    assert_eq!(by_day(&calendar, evening, 0), []);
    assert_eq!(by_day(&calendar, evening, 600), [(date(2026, 3, 10), 600)]);
    assert_eq!(by_day(&calendar, evening, 1000), [(date(2026, 3, 10), 600), (date(2026, 3, 11), 400)]);
    let sum: u32 = by_day(&calendar, evening, 200_000).iter().map(|(_, seconds)| seconds).sum();
    assert_eq!(sum, 200_000);
}

#[test]
fn every_word_is_the_one_of_the_events_json() {
    let id = SessionId(ulid::Ulid::new());
    let events = [
        StationEvent::SessionEnded { session: id, cause: EndCause::TimeUp, seconds: 3 },
        StationEvent::InService,
        StationEvent::Help { asked: true },
        StationEvent::ClockWrong { off_seconds: 5 },
        StationEvent::LeaseRefused { why: String::new() },
        StationEvent::WrongTries { session: id, times: 3 },
        StationEvent::OutOfService { reason: OutOfService::SessionFails },
    ];
    for event in events {
        let json = serde_json::to_value(&event).unwrap();
        assert_eq!(json["event"], describe(&event).0);
    }
}

#[test]
fn a_note_stays_out_of_the_chain() {
    let noted = StationEvent::OutOfService { reason: OutOfService::Staff { note: "Mme Martin".to_owned() } };
    assert!(!serde_json::to_string(&without_notes(&noted)).unwrap().contains("Martin"));
}
