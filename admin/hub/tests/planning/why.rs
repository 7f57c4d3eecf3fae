//! Why a visitor finds nothing to book: the reason is the true one.

use epn_hub::bookings::{self, decided};
use epn_rules::decision::{Decision, Refusal};
use epn_rules::policy::{Policy, Quota, QuotaSpan};
use epn_rules::units::Minutes;
use epn_wire::calendar::NewBooking;
use epn_wire::console::VisitorCreated;
use epn_wire::planning::{Overview, PlaceAsked, PlanningAnswer, PlanningAsk};
use jiff::Timestamp;
use jiff::civil::{Date, date};

use crate::common::{FakeStation, TestHub, always_open};
use crate::{asks, because, free_station, member, of};

/// The day after the one on which the hub's clock begins.
const TOMORROW: Date = date(2030, 3, 13);

fn here() -> PlaceAsked {
    PlaceAsked::Station { id: None }
}

/// Always open; visitors hold one booking at once.
fn one_at_once() -> Policy {
    let mut policy = always_open();
    policy.slots.at_once = 1;
    policy
}

async fn overview(station: &mut FakeStation, by: &VisitorCreated) -> Overview {
    match station.plan(asks(of(by)), PlanningAsk::Overview).await {
        PlanningAnswer::Overview(overview) => overview,
        other => panic!("no overview: {other:?}"),
    }
}

/// Why there is no start on a day, and from when there is one; none if there is one.
async fn none(
    station: &mut FakeStation,
    by: &VisitorCreated,
    place: PlaceAsked,
    date: Date,
) -> Option<(Vec<Refusal>, Option<Timestamp>)> {
    match station.plan(asks(of(by)), PlanningAsk::Starts { place, date }).await {
        PlanningAnswer::Starts { starts, refused, .. } => {
            assert_eq!(starts.is_empty(), refused.is_some(), "{starts:?} {refused:?}");
            refused.map(|decision| match decision {
                Decision::Refused { because, next } => (because, next),
                granted @ Decision::Granted { .. } => panic!("{granted:?}"),
            })
        }
        other => panic!("no starts: {other:?}"),
    }
}

async fn books(station: &mut FakeStation, by: &VisitorCreated, minutes: u32) -> PlanningAnswer {
    let from = TOMORROW.at(10, 0, 0, 0);
    station.plan(asks(of(by)), PlanningAsk::Book { place: here(), from, minutes: Minutes(minutes) }).await
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_holds_their_only_booking_is_told_so_and_not_that_the_day_is_full() {
    let hub = TestHub::start_with(one_at_once()).await;
    let mut station = free_station(&hub, "Poste 1").await;
    let holder = member(&hub, "moon").await;
    assert_eq!(overview(&mut station, &holder).await.refused, None);
    assert_eq!(none(&mut station, &holder, here(), TOMORROW).await, None);

    let PlanningAnswer::Booked { booking } = books(&mut station, &holder, 60).await else {
        panic!("not booked")
    };
    let held = vec![Refusal::TooManyBookings { held: 1, allowed: 1 }];
    let told = overview(&mut station, &holder).await;
    assert_eq!(because(told.refused.unwrap()), held);
    assert_eq!(told.bookings.iter().map(|own| own.id).collect::<Vec<_>>(), [booking.id], "and which it is");
    let day = TOMORROW.tomorrow().unwrap();
    assert_eq!(none(&mut station, &holder, here(), day).await, Some((held.clone(), None)));

    // Somebody else finds places there, and so do they once theirs is given up.
    let other = member(&hub, "cat").await;
    assert_eq!(none(&mut station, &other, here(), day).await, None);
    station.plan(asks(of(&holder)), PlanningAsk::Cancel { booking: booking.id }).await;
    assert_eq!(overview(&mut station, &holder).await.refused, None);
    assert_eq!(none(&mut station, &holder, here(), day).await, None);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_whose_minutes_are_booked_already_says_so_with_its_date() {
    let mut policy = always_open();
    policy.quotas = vec![Quota::of_everybody(QuotaSpan::Day, Minutes(60))];
    let hub = TestHub::start_with(policy).await;
    let mut station = free_station(&hub, "Poste 1").await;
    let holder = member(&hub, "moon").await;
    assert!(matches!(books(&mut station, &holder, 60).await, PlanningAnswer::Booked { .. }));
    assert_eq!(overview(&mut station, &holder).await.refused, None, "other days have minutes of their own");
    let (used, allowed) = (Minutes(60), Minutes(60));
    let spent = Refusal::QuotaSpent { per: QuotaSpan::Day, used, allowed, day: Some(TOMORROW) };
    let midnight = "2030-03-14T00:00:00+01:00".parse().unwrap();
    assert_eq!(none(&mut station, &holder, here(), TOMORROW).await, Some((vec![spent], Some(midnight))));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_day_that_a_class_has_is_full_and_one_out_of_reach_is_too_far() {
    let hub = TestHub::start_with(always_open()).await;
    let mut station = free_station(&hub, "Poste 1").await;
    let visitor = member(&hub, "moon").await;
    let class = NewBooking {
        places: vec![PlaceAsked::Station { id: Some(station.id.to_string()) }],
        from: TOMORROW.at(0, 0, 0, 0),
        minutes: Minutes(24 * 60),
        visitor: None,
        label: "Classe de CM2".to_owned(),
        repeat: None,
        reason: None,
    };
    let by = hub.staff();
    decided(&hub.hub, move |case| bookings::make(case, by, class)).await.unwrap();
    let (why, next) = none(&mut station, &visitor, here(), TOMORROW).await.unwrap();
    assert!(matches!(why[..], [Refusal::SlotTaken { .. }]), "{why:?}");
    assert_eq!(next, Some("2030-03-14T00:00:00+01:00".parse().unwrap()));

    let far = date(2030, 6, 1);
    let (why, next) = none(&mut station, &visitor, here(), far).await.unwrap();
    assert_eq!((why, next), (vec![Refusal::SlotTooFar { days: 14 }], None));
    let nothing = PlaceAsked::Tag { tag: "interview".to_owned() };
    let (why, _) = none(&mut station, &visitor, nothing, TOMORROW).await.unwrap();
    assert_eq!(why, [Refusal::NothingSuchHere { tag: "interview".to_owned() }]);
}
