mod none;
mod reach;

use rstest::rstest;

use super::*;
use crate::facts::{Busy, DayUse, EntryFacts};
use crate::policy::{Policy, Quota, QuotaSpan};

/// A moment in Paris, such as `03-10 09:30`, in 2026; 10 March is a Tuesday.
fn local(text: &str) -> DateTime {
    format!("2026-{}", text.replace(' ', "T")).parse().unwrap()
}

fn paris(text: &str) -> Timestamp {
    local(text).in_tz("Europe/Paris").unwrap().timestamp()
}

fn hold(from: &str, until: &str) -> Hold {
    Hold { from: paris(from), until: paris(until) }
}

fn rules(change: impl FnOnce(&mut Policy)) -> Rules {
    let mut policy = Policy::default();
    change(&mut policy);
    Rules::new(policy).unwrap()
}

fn village() -> Rules {
    rules(|_| {})
}

/// A member asks on 10 March at 10:07 for a free station.
fn ask(from: &str, minutes: u32) -> BookingFacts {
    BookingFacts {
        at: paris("03-10 10:07"),
        from: local(from),
        minutes: Minutes(minutes),
        visitor: VisitorFacts::default(),
        own: Vec::new(),
        place: StationFacts::default(),
        by_staff: false,
    }
}

fn with(from: &str, minutes: u32, change: impl FnOnce(&mut BookingFacts)) -> BookingFacts {
    let mut facts = ask(from, minutes);
    change(&mut facts);
    facts
}

/// The two hours of a day are spent.
fn day_spent(day: &str, used: u32) -> Refusal {
    Refusal::QuotaSpent {
        per: QuotaSpan::Day,
        used: Minutes(used),
        allowed: Minutes(120),
        day: Some(format!("2026-{day}").parse().unwrap()),
    }
}

fn refused(decision: Decision) -> (Vec<Refusal>, Option<Timestamp>) {
    match decision {
        Decision::Refused { because, next } => (because, next),
        granted @ Decision::Granted { .. } => panic!("{granted:?}"),
    }
}

#[rstest]
#[case("03-10 10:15", 60, "03-10 11:15")]
#[case("03-10 11:00", 60, "03-10 12:00")]
#[case("03-24 17:45", 15, "03-24 18:00")]
fn a_free_slot_is_granted_until_its_end(#[case] from: &str, #[case] minutes: u32, #[case] until: &str) {
    let until = paris(until);
    let granted = Decision::Granted { until, because: vec![Limit::Booking { until }] };
    assert_eq!(book(&village(), &ask(from, minutes)), granted);
}

#[rstest]
#[case::empty("03-10 11:00", 0, vec![Refusal::SlotEmpty], None)]
#[case::past("03-10 10:00", 30, vec![Refusal::SlotPast], Some("03-10 10:15"))]
#[case::off_grid("03-10 11:05", 30, vec![Refusal::SlotOffGrid { granularity: Minutes(15) }], Some("03-10 11:15"))]
#[case::odd_length("03-10 11:00", 20, vec![Refusal::SlotOffGrid { granularity: Minutes(15) }], None)]
#[case::too_long("03-10 10:15", 75, vec![Refusal::SlotTooLong { longest: Minutes(60) }], None)]
#[case::too_far("03-25 10:00", 30, vec![Refusal::SlotTooFar { days: 14 }], None)]
#[case::closed("03-10 12:30", 30, vec![Refusal::SlotClosed { opens: Some(paris("03-10 14:00")) }], Some("03-10 14:00"))]
#[case::over_closing("03-10 11:30", 45, vec![Refusal::SlotClosed { opens: Some(paris("03-10 14:00")) }], Some("03-10 14:00"))]
#[case::before_opening("03-11 09:15", 30, vec![Refusal::SlotClosed { opens: Some(paris("03-11 09:30")) }], Some("03-11 09:30"))]
#[case::on_sunday("03-15 10:00", 30, vec![Refusal::SlotClosed { opens: Some(paris("03-17 09:30")) }], Some("03-17 09:30"))]
fn a_slot_may_be_wrong_by_itself(
    #[case] from: &str,
    #[case] minutes: u32,
    #[case] because: Vec<Refusal>,
    #[case] next: Option<&str>,
) {
    assert_eq!(refused(book(&village(), &ask(from, minutes))), (because, next.map(paris)));
}

#[test]
fn a_slot_that_begins_this_very_moment_is_not_past() {
    let facts = with("03-10 10:15", 30, |facts| facts.at = paris("03-10 10:15"));
    assert!(book(&village(), &facts).is_granted());
}

#[test]
fn everything_that_refuses_is_told_in_its_order() {
    let rules = rules(|policy| {
        policy.slots.allowed = false;
        policy.ages.minimum = 10;
    });
    let facts = with("03-10 09:05", 95, |facts| {
        facts.visitor.age = Some(9);
        facts.visitor.accompanied = true;
        facts.visitor.authorised = true;
        facts.visitor.used_today = Minutes(100);
        facts.own = vec![hold("03-10 09:30", "03-10 10:30"), hold("03-11 09:30", "03-11 10:30")];
        facts.place.in_service = false;
        facts.place.holds = vec![hold("03-10 10:00", "03-10 11:00"), hold("03-10 09:00", "03-10 09:30")];
    });
    let (because, next) = refused(book(&rules, &facts));
    assert_eq!(
        because,
        [
            Refusal::SlotPast,
            Refusal::SlotOffGrid { granularity: Minutes(15) },
            Refusal::SlotTooLong { longest: Minutes(60) },
            Refusal::SlotClosed { opens: Some(paris("03-10 09:30")) },
            Refusal::BookingNotAllowed,
            Refusal::TooYoung { minimum: 10 },
            Refusal::TooManyBookings { held: 2, allowed: 2 },
            Refusal::SlotOverlapsOwn { from: paris("03-10 09:30"), until: paris("03-10 10:30") },
            day_spent("03-10", 100),
            Refusal::OutOfService,
            Refusal::SlotTaken { from: paris("03-10 09:00"), until: paris("03-10 09:30") },
            Refusal::SlotTaken { from: paris("03-10 10:00"), until: paris("03-10 11:00") },
        ]
    );
    assert_eq!(next, None);
}

#[test]
fn the_quota_is_that_of_the_slots_own_day() {
    let facts = |from: &str| {
        with(from, 45, |facts| {
            facts.visitor.used_today = Minutes(120);
            facts.visitor.uses = vec![DayUse {
                date: local("03-12 00:00").date(),
                station: "Poste 2".to_owned(),
                tags: Vec::new(),
                minutes: Minutes(90),
            }];
        })
    };
    assert!(book(&village(), &facts("03-11 10:00")).is_granted(), "today's minutes are not tomorrow's");
    let (because, next) = refused(book(&village(), &facts("03-10 14:00")));
    assert_eq!((because, next), (vec![day_spent("03-10", 120)], Some(paris("03-11 09:30"))));
    let (because, next) = refused(book(&village(), &facts("03-12 10:00")));
    assert_eq!((because, next), (vec![day_spent("03-12", 90)], Some(paris("03-13 09:30"))));
}

#[test]
fn a_quota_over_a_session_binds_a_slot() {
    let rules = rules(|policy| policy.quotas = vec![Quota::of_everybody(QuotaSpan::Session, Minutes(30))]);
    let facts = with("03-10 11:00", 45, |facts| facts.visitor.used_session = Minutes(30));
    let (used, allowed) = (Minutes::ZERO, Minutes(30));
    let spent = Refusal::QuotaSpent { per: QuotaSpan::Session, used, allowed, day: None };
    assert_eq!(refused(book(&rules, &facts)), (vec![spent], None));
    assert!(book(&rules, &BookingFacts { minutes: Minutes(30), ..facts }).is_granted());
}

#[test]
fn a_ticket_must_still_be_valid() {
    let expires = paris("03-11 00:00");
    let ticket = EntryFacts::Ticket { carried: Minutes(60), left: Minutes(60), expires };
    let facts = |from: &str| with(from, 30, |facts| facts.visitor.entry = ticket);
    assert!(book(&village(), &facts("03-10 14:00")).is_granted());
    let (because, _) = refused(book(&village(), &facts("03-11 10:00")));
    assert_eq!(because, [Refusal::TicketExpired { since: expires }]);
}

#[test]
fn bookings_that_are_over_are_not_held() {
    let facts = with("03-10 14:00", 30, |facts| {
        facts.own = vec![hold("03-10 09:30", "03-10 10:07"), hold("03-10 16:00", "03-10 17:00")];
    });
    assert!(book(&village(), &facts).is_granted());
}

#[test]
fn the_place_may_be_taken_by_a_session_or_a_call() {
    let taken = |change: fn(&mut StationFacts)| {
        refused(book(&village(), &with("03-10 10:15", 30, |facts| change(&mut facts.place))))
    };
    let until = |time: &str| Refusal::SlotTaken { from: paris("03-10 10:07"), until: paris(time) };
    assert_eq!(
        taken(|place| place.busy = Some(Busy { until: Some(paris("03-10 10:40")) })),
        (vec![until("03-10 10:40")], Some(paris("03-10 10:45")))
    );
    assert_eq!(
        taken(|place| place.called = Some(paris("03-10 10:16"))),
        (vec![until("03-10 10:16")], Some(paris("03-10 10:30")))
    );
    assert_eq!(
        taken(|place| place.holds = vec![hold("03-10 10:30", "03-10 12:00")]),
        (
            vec![Refusal::SlotTaken { from: paris("03-10 10:30"), until: paris("03-10 12:00") }],
            Some(paris("03-10 14:00"))
        )
    );
}

#[test]
fn the_desk_is_bound_by_less() {
    let desk = |from: &str, minutes, change: fn(&mut BookingFacts)| {
        let mut facts = ask(from, minutes);
        facts.by_staff = true;
        facts.visitor.age = Some(5);
        facts.visitor.used_today = Minutes(500);
        facts.own = vec![hold("03-10 14:00", "03-10 18:00"); 5];
        change(&mut facts);
        book(&rules(|policy| policy.slots.allowed = false), &facts)
    };
    assert!(desk("03-10 14:05", 200, |_| {}).is_granted());
    assert!(desk("12-24 10:00", 60, |_| {}).is_granted());
    assert_eq!(refused(desk("03-10 10:00", 60, |_| {})).0, [Refusal::SlotPast]);
    assert_eq!(refused(desk("03-10 11:00", 0, |_| {})), (vec![Refusal::SlotEmpty], None));
    let closed = Refusal::SlotClosed { opens: Some(paris("03-10 14:00")) };
    assert_eq!(refused(desk("03-10 11:00", 61, |_| {})), (vec![closed], Some(paris("03-10 14:00"))));
    assert_eq!(
        refused(desk("03-10 11:00", 60, |facts| facts.place.in_service = false)).0,
        [Refusal::OutOfService]
    );
    let taken = Refusal::SlotTaken { from: paris("03-10 11:30"), until: paris("03-10 12:00") };
    let held = |facts: &mut BookingFacts| facts.place.holds = vec![hold("03-10 11:30", "03-10 12:00")];
    assert_eq!(refused(desk("03-10 11:00", 60, held)).0, [taken]);
}

fn at_night(policy: &mut Policy) {
    policy.opening.sunday = vec!["00:00-24:00".parse().unwrap()];
    policy.slots.horizon_days = 400;
}

#[test]
fn a_start_that_the_clocks_skip_is_none() {
    let rules = rules(at_night);
    let (because, next) = refused(book(&rules, &ask("03-29 02:30", 30)));
    let three = "2026-03-29T01:00:00Z".parse().unwrap();
    assert_eq!((because, next), (vec![Refusal::SlotSkipped { at: local("03-29 02:30") }], Some(three)));
    let before = slot(&rules, local("03-29 01:30"), Minutes(60)).unwrap();
    assert_eq!(before, hold("03-29 01:30", "03-29 03:30"), "an hour, over the skip");
    assert!(book(&rules, &ask("03-29 01:30", 60)).is_granted());
}

#[test]
fn a_start_that_the_clocks_show_twice_is_its_first_time() {
    let rules = rules(at_night);
    let first: Timestamp = "2026-10-25T00:30:00Z".parse().unwrap();
    let twice = slot(&rules, local("10-25 02:30"), Minutes(60)).unwrap();
    assert_eq!(twice, Hold { from: first, until: "2026-10-25T01:30:00Z".parse().unwrap() });
    let starts = starts(&rules, &ask("03-10 11:00", 30), local("10-25 00:00").date());
    assert_eq!(starts.len(), 24 * 4, "each time on the wall once");
}

#[test]
fn the_starts_of_a_day_have_their_greatest_lengths() {
    let facts = with("03-10 10:00", 15, |facts| {
        facts.place.holds = vec![hold("03-10 10:45", "03-10 11:30"), hold("03-10 14:00", "03-10 18:00")];
    });
    let shown = |starts: Vec<(DateTime, Minutes)>| -> Vec<_> {
        starts.into_iter().map(|(from, longest)| (from.time().to_string(), longest.0)).collect()
    };
    let on = |day: &str| shown(starts(&village(), &facts, local(day).date()));
    let expected = [("10:15:00", 30), ("10:30:00", 15), ("11:30:00", 30), ("11:45:00", 15)];
    assert_eq!(on("03-10 00:00"), expected.map(|(at, longest)| (at.to_owned(), longest)));
    assert_eq!(on("03-15 00:00"), []);
    assert_eq!(on("03-09 00:00"), []);
    assert_eq!(on("03-11 00:00").len(), 10 + 16);
    assert_eq!(on("04-01 00:00"), [], "too far");
}

#[test]
fn a_booking_may_be_broken_by_a_new_policy() {
    let broken = |hold: Hold, change: fn(&mut Policy)| broken_by(&rules(change), hold);
    let kept = hold("03-10 17:00", "03-10 18:00");
    assert_eq!(broken(kept, |_| {}), None);
    assert_eq!(
        broken(kept, |policy| policy.slots.longest = Minutes(45)),
        Some(Refusal::SlotTooLong { longest: Minutes(45) })
    );
    assert_eq!(
        broken(kept, |policy| policy.opening.tuesday = vec!["14:00-17:30".parse().unwrap()]),
        Some(Refusal::SlotClosed { opens: Some(paris("03-11 09:30")) })
    );
}
