//! What a mediator may do beyond the rules, what a session costs, and what they are told of.

use epn_hub::desk::{self, DeskError};
use epn_hub::notices::INTERVIEW_ENDING;
use epn_hub::store::session;
use epn_rules::decision::Refusal;
use epn_rules::policy::{Policy, Scope, Tariff};
use epn_rules::session::Phase;
use epn_rules::units::{Cents, Minutes};
use epn_wire::console::{Extend, Open};
use epn_wire::lease::Lease;
use epn_wire::station::{Command, Request, StationEvent};

use crate::common::{DEADLINE, FakeStation, TestHub, always_open, problems};
use crate::{because, free_station, gets_up, nobody, one, sits_down};

async fn takes_up(station: &mut FakeStation) -> Lease {
    let (offer, command) = station.command().await;
    assert!(matches!(command, Command::Offer { .. }), "{command:?}");
    let (nonce, reply) = station.ask(|nonce, boot| Request::Claim { offer, nonce, boot }).await;
    let lease = station.lease(nonce, reply);
    station.done(offer).await;
    lease
}

fn open(minutes: u32, reason: Option<&str>) -> Open {
    Open { minutes: Some(Minutes(minutes)), reason: reason.map(str::to_owned), ..Open::default() }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_reason_opens_and_extends_although_the_rules_refuse() {
    let hub = TestHub::start_with(Policy::default()).await;
    let mut station = free_station(&hub, "Poste 1").await;
    let by = hub.staff();
    // Noon: the default policy has the room closed.
    let Err(DeskError::Refused(decision)) = desk::open(&hub.hub, by, station.id, open(30, Some(" "))).await
    else {
        panic!("opened without a reason")
    };
    assert!(matches!(because(decision)[..], [Refusal::Closed { .. }]));

    desk::open(&hub.hub, by, station.id, open(30, Some("Entretien en visio"))).await.unwrap();
    let lease = takes_up(&mut station).await;
    assert_eq!(lease.seconds, 30 * 60);
    station.started(&lease).await;
    station.state(Phase::Active, Some(lease.session)).await;
    let extend = |reason: Option<&str>| Extend { minutes: Minutes(15), reason: reason.map(str::to_owned) };
    let refused = desk::extend(&hub.hub, by, station.id, extend(None)).await;
    assert!(matches!(refused, Err(DeskError::Refused(_))), "{refused:?}");
    desk::extend(&hub.hub, by, station.id, extend(Some("Pas fini"))).await.unwrap();
    let longer = takes_up(&mut station).await;
    assert!((44 * 60..=45 * 60).contains(&longer.seconds), "{}", longer.seconds);

    let why: String =
        one(&hub, "SELECT group_concat(detail ->> 'reason') FROM audit WHERE what IN ('opened', 'extended')");
    assert_eq!(why, "Entretien en visio,Pas fini");
    let overruled: i64 = one(&hub, "SELECT count(*) FROM usage_event WHERE kind = 'overruled'");
    assert_eq!(overruled, 2);
    let told: i64 = one(&hub, "SELECT count(*) FROM usage_event WHERE body LIKE '%visio%'");
    assert_eq!(told, 0);

    // What is so is no rule.
    let busy = desk::open(&hub.hub, by, station.id, open(30, Some("Encore"))).await;
    assert!(matches!(busy, Err(DeskError::Refused(_))), "{busy:?}");
    assert_eq!(problems(&hub.data()), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_costs_what_its_tariff_says_with_whom_it_was() {
    let mut policy = always_open();
    policy.tariffs =
        vec![Tariff { cents_per_quarter_hour: Cents(50), free_minutes: Minutes(0), scope: Scope::default() }];
    let hub = TestHub::start_with(policy).await;
    let mut station = free_station(&hub, "Poste 1").await;
    let lease = sits_down(&mut station, nobody("cat")).await;
    assert_eq!(lease.tariff.as_ref().map(|tariff| tariff.cents_per_quarter_hour), Some(Cents(50)));
    desk::companions(&hub.hub, hub.staff(), station.id, 2).await.unwrap();
    let many = desk::companions(&hub.hub, hub.staff(), station.id, 4).await;
    assert!(matches!(many, Err(DeskError::BadRequest(_))), "{many:?}");
    let room = epn_hub::live::current(&hub.hub).await;
    let shown = room.stations[0].session.clone().unwrap();
    assert!(shown.companions == 2 && shown.price.is_some(), "{shown:?}");
    gets_up(&mut station, &lease, 16 * 60).await;
    let stored = hub.hub.store.readers.read_now(|c| session::get(c, lease.session)).unwrap().unwrap();
    assert_eq!((stored.price, stored.companions), (Some(Cents(100)), 2));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_move_costs_no_quarter_of_an_hour_twice() {
    let mut policy = always_open();
    policy.tariffs =
        vec![Tariff { cents_per_quarter_hour: Cents(50), free_minutes: Minutes(0), scope: Scope::default() }];
    let hub = TestHub::start_with(policy).await;
    let (mut from, mut to) = (free_station(&hub, "Poste 1").await, free_station(&hub, "Poste 2").await);
    let before = sits_down(&mut from, nobody("cat")).await;
    desk::move_to(&hub.hub, hub.staff(), from.id, to.id).await.unwrap();
    let after = takes_up(&mut to).await;
    assert_eq!(after.tariff, before.tariff);
    to.started(&after).await;
    gets_up(&mut from, &before, 16 * 60).await;
    gets_up(&mut to, &after, 10 * 60).await;
    let price =
        |of: &Lease| hub.hub.store.readers.read_now(|c| session::get(c, of.session)).unwrap().unwrap().price;
    assert_eq!((price(&before), price(&after)), (Some(Cents(100)), Some(Cents(0))));
}

#[tokio::test(flavor = "multi_thread")]
async fn an_interview_that_ends_is_told_of_once() {
    let mut policy = always_open();
    policy.session.longest = Minutes(10);
    policy.session.granularity = Minutes(5);
    policy.session.extend_while_nobody_waits = false;
    let hub = TestHub::start_with(policy).await;
    let mut notices = hub.hub.notices.listen();
    let mut other = free_station(&hub, "Poste 1").await;
    sits_down(&mut other, nobody("cat")).await;
    let identity = hub.pair_tagged("Bureau", epn_rules::policy::INTERVIEW).await;
    let mut station = FakeStation::connect(&hub.address, identity).await;
    station.state(Phase::Locked, None).await;
    let lease = sits_down(&mut station, nobody("moon")).await;
    let told = tokio::time::timeout(DEADLINE, notices.recv()).await.unwrap().unwrap();
    assert_eq!(told, (INTERVIEW_ENDING, "Bureau".to_owned()));
    // A pause changes nothing about the end.
    station.report(StationEvent::SessionPaused { session: lease.session, left_alone: false }).await;
    station.state(Phase::Paused, Some(lease.session)).await;
    let room = epn_hub::live::current(&hub.hub).await;
    assert_eq!(room.stations[0].phase, Phase::Paused);
    station.report(StationEvent::SessionResumed { session: lease.session }).await;
    gets_up(&mut station, &lease, 60).await;
    assert!(notices.try_recv().is_err());
}
