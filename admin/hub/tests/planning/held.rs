//! Bookings at the station that they hold.

use epn_hub::bookings::release_late;
use epn_hub::desk;
use epn_hub::grant::Case;
use epn_hub::store::{StoreError, session};
use epn_rules::decision::{Limit, Refusal};
use epn_rules::id::BookingId;
use epn_rules::policy::{Quota, QuotaSpan};
use epn_rules::units::Minutes;
use epn_wire::console::{Open, VisitorCreated};
use epn_wire::planning::{PlaceAsked, PlanningAnswer, PlanningAsk, Who};
use epn_wire::station::Reply;
use jiff::SignedDuration;

use crate::common::{FakeStation, TestHub, always_open, problems, until};
use crate::{asks, because, free_station, gets_up, kept, member, nobody, of, one, put, refusals, sits_down};

/// Books an hour of the station, from a quarter past twelve on.
async fn books(station: &mut FakeStation, who: Who) -> PlanningAnswer {
    let from = "2030-03-12T12:15:00".parse().unwrap();
    let place = PlaceAsked::Station { id: None };
    station.plan(who, PlanningAsk::Book { place, from, minutes: Minutes(60) }).await
}

async fn booked(station: &mut FakeStation, by: &VisitorCreated) -> BookingId {
    match books(station, asks(of(by))).await {
        PlanningAnswer::Booked { booking } => booking.id,
        other => panic!("not booked: {other:?}"),
    }
}

/// The booking began so many minutes ago, as if so much time had passed.
async fn begins_ago(hub: &TestHub, minutes: i64) {
    let from = hub.hub.clock.now() - SignedDuration::from_mins(minutes);
    put(hub, "UPDATE booking SET starts = ?1", [from.as_millisecond()]).await;
}

fn state(hub: &TestHub) -> String {
    one(hub, "SELECT state FROM booking")
}

#[tokio::test(flavor = "multi_thread")]
async fn a_booking_lets_its_visitor_in_and_nobody_else_and_ends_with_their_session() {
    let mut policy = always_open();
    // Spent by the booking, which is no hindrance to it.
    policy.quotas = vec![Quota::of_everybody(QuotaSpan::Day, Minutes(60))];
    let hub = TestHub::start_with(policy).await;
    let mut station = free_station(&hub, "Poste 1").await;
    let holder = member(&hub, "moon").await;
    booked(&mut station, &holder).await;

    // Before it, a stranger has the station until then.
    let site = station.shows(|site| site.free_until.is_some()).await;
    assert_eq!(site.timeline[0].taken.len(), 1);
    let stranger = sits_down(&mut station, nobody("cat")).await;
    assert!(stranger.seconds <= 15 * 60 && !stranger.extends_by_itself);
    assert!(matches!(stranger.because[0], Limit::HeldFrom { .. }));
    gets_up(&mut station, &stranger, 60).await;
    // Its visitor does not come earlier than their day's minutes allow.
    let early = refusals(station.log_in(of(&holder)).await.1);
    assert!(matches!(early[..], [Refusal::QuotaSpent { per: QuotaSpan::Day, .. }]), "{early:?}");

    begins_ago(&hub, 1).await;
    let (_, reply) = station.log_in(nobody("cat")).await;
    assert!(matches!(refusals(reply)[..], [Refusal::StationHeld { .. }]));
    let lease = sits_down(&mut station, of(&holder)).await;
    assert!(matches!(lease.because[0], Limit::Booking { .. }), "{:?}", lease.because);
    assert!(lease.seconds > 70 * 60, "{}", lease.seconds);
    assert_eq!(state(&hub), "arrived");
    let session = hub.hub.store.readers.read_now(|c| session::get(c, lease.session)).unwrap().unwrap();
    assert!(session.booking.is_some());

    gets_up(&mut station, &lease, 60).await;
    assert_eq!(state(&hub), "arrived");
    sits_down(&mut station, nobody("cat")).await;
    assert_eq!(problems(&hub.data()), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_station_is_kept_from_when_a_session_would_be_too_short_and_opened_with_no_others() {
    let hub = TestHub::start().await;
    let mut station = free_station(&hub, "Poste 1").await;
    booked(&mut station, &member(&hub, "moon").await).await;
    station.shows(|site| site.free_until.is_some()).await;
    assert_eq!(kept(&hub), [false], "a quarter of an hour is worth a session");
    let shortest = i64::from(always_open().session.shortest.0);
    assert!((2..15).contains(&shortest));
    begins_ago(&hub, 1 - shortest).await;
    until("the station to be kept", || kept(&hub) == [true]).await;
    let opened = desk::open_all(&hub.hub, hub.staff(), Open::default()).await.unwrap();
    assert_eq!(opened.len(), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_booking_that_nobody_comes_to_is_released_and_its_station_free() {
    let hub = TestHub::start().await;
    let mut station = free_station(&hub, "Poste 1").await;
    booked(&mut station, &member(&hub, "moon").await).await;
    let release = || {
        let inside = std::sync::Arc::clone(&hub.hub);
        let done = hub
            .hub
            .store
            .writer
            .run::<_, StoreError, _>(move |tx| Ok(release_late(&Case::new(tx, &inside)?)?.len()));
        async { done.await.unwrap() }
    };
    begins_ago(&hub, 9).await;
    assert_eq!(release().await, 0);
    let (_, reply) = station.log_in(nobody("cat")).await;
    assert!(matches!(refusals(reply)[..], [Refusal::StationHeld { .. }]));
    begins_ago(&hub, 10).await;
    assert_eq!(release().await, 1);
    assert_eq!(state(&hub), "released");
    sits_down(&mut station, nobody("cat")).await;
    station.shows(|site| site.free_until.is_none()).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_came_before_their_booking_stays_in_it() {
    let hub = TestHub::start().await;
    let mut station = free_station(&hub, "Poste 1").await;
    let holder = member(&hub, "moon").await;
    booked(&mut station, &holder).await;
    // Two hours a day, one of them booked: the other is granted, and runs into the booking.
    let lease = sits_down(&mut station, of(&holder)).await;
    assert!(lease.seconds > 15 * 60, "{}", lease.seconds);
    assert_eq!(state(&hub), "arrived");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_is_known_by_a_picture_alone_books_nothing() {
    let hub = TestHub::start().await;
    let mut station = free_station(&hub, "Poste 1").await;
    let answer = books(&mut station, asks(nobody("cat"))).await;
    let PlanningAnswer::Refused { decision } = answer else { panic!("{answer:?}") };
    assert_eq!(because(decision), [Refusal::NoAccountNotAllowed]);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_books_for_whoever_sits_in_it_on_its_own_station() {
    let hub = TestHub::start().await;
    let (mut one, mut other) = (free_station(&hub, "Poste 1").await, free_station(&hub, "Poste 2").await);
    let holder = member(&hub, "moon").await;
    let lease = sits_down(&mut one, of(&holder)).await;
    let who = || Who::Session { session: lease.session };
    assert_eq!(books(&mut other, who()).await, PlanningAnswer::Gone);
    let PlanningAnswer::Overview(overview) = one.plan(who(), PlanningAsk::Overview).await else {
        panic!("no overview")
    };
    assert_eq!((overview.alias, overview.bookings.len()), (lease.alias.clone(), 0));
    let place = PlaceAsked::Station { id: Some(other.id.to_string()) };
    let from = "2030-03-13T10:00:00".parse().unwrap();
    let book = PlanningAsk::Book { place, from, minutes: Minutes(30) };
    let PlanningAnswer::Booked { booking } = one.plan(who(), book).await else { panic!("not booked") };
    assert_eq!(booking.place, "Poste 2");
    let cancel = PlanningAsk::Cancel { booking: booking.id };
    assert_eq!(one.plan(who(), cancel.clone()).await, PlanningAnswer::Cancelled);
    assert_eq!(one.plan(who(), cancel).await, PlanningAnswer::Gone);
    assert!(matches!(other.log_in(nobody("cat")).await.1, Reply::Lease { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_booking_for_later_today_counts_the_whole_session_that_was_granted() {
    let mut policy = always_open();
    policy.quotas = vec![Quota::of_everybody(QuotaSpan::Day, Minutes(60))];
    let hub = TestHub::start_with(policy).await;
    let mut station = free_station(&hub, "Poste 1").await;
    let lease = sits_down(&mut station, of(&member(&hub, "moon").await)).await;
    assert_eq!(lease.seconds, 60 * 60);
    let place = || PlaceAsked::Station { id: None };
    let who = || Who::Session { session: lease.session };
    let from = "2030-03-12T16:00:00".parse().unwrap();
    let later = PlanningAsk::Book { place: place(), from, minutes: Minutes(30) };
    let answer = station.plan(who(), later).await;
    let PlanningAnswer::Refused { decision } = answer else { panic!("{answer:?}") };
    let refused = because(decision);
    assert!(matches!(refused[..], [Refusal::QuotaSpent { per: QuotaSpan::Day, .. }]), "{refused:?}");
    // Tomorrow has minutes of its own.
    let from = "2030-03-13T16:00:00".parse().unwrap();
    let tomorrow = PlanningAsk::Book { place: place(), from, minutes: Minutes(30) };
    let answer = station.plan(who(), tomorrow).await;
    assert!(matches!(answer, PlanningAnswer::Booked { .. }), "{answer:?}");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_booking_that_continues_the_session_on_its_station_is_come_to_already() {
    let mut policy = always_open();
    policy.quotas = vec![Quota::of_everybody(QuotaSpan::Day, Minutes(300))];
    let hub = TestHub::start_with(policy).await;
    let mut station = free_station(&hub, "Poste 1").await;
    let lease = sits_down(&mut station, of(&member(&hub, "moon").await)).await;
    assert!(lease.seconds > 15 * 60, "{}", lease.seconds);
    let answer = books(&mut station, Who::Session { session: lease.session }).await;
    assert!(matches!(answer, PlanningAnswer::Booked { .. }), "{answer:?}");
    assert_eq!(state(&hub), "arrived");
    gets_up(&mut station, &lease, 60).await;
    assert_eq!(problems(&hub.data()), Vec::<String>::new());
}
