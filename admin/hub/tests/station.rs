//! The station stream over real TLS: the protocol, events once and in order, commands until they are done.

#![cfg(test)]

mod common;

use common::fake::fresh;
use common::{FakeStation, TestHub, problems, until};
use epn_hub::desk;
use epn_hub::store::{session, usage};
use epn_rules::id::{CommandId, JournalEpoch, SessionId, StationId};
use epn_rules::session::{EndCause, Phase};
use epn_wire::audit::{Audit, AuditItem, Verdict};
use epn_wire::console::{Open, Service};
use epn_wire::framing::LONGEST;
use epn_wire::station::{
    Command, FromStation, Health, Hello, Outcome, Rejection, Reply, Request, StationEvent, StationState,
    ToStation, VERSION,
};
use ulid::Ulid;

async fn rejection(station: &mut FakeStation) -> Option<Rejection> {
    station
        .hear(|message| match message {
            ToStation::Rejected { why } => Some(why.clone()),
            _ => None,
        })
        .await
}

fn stored(hub: &TestHub, kind: &str) -> u32 {
    let hub = &hub.hub;
    let day = hub.policies.now().rules.calendar().date_of(hub.clock.now());
    hub.store.readers.read_now(|c| usage::count(c, day, kind)).unwrap()
}

fn session_of(hub: &TestHub, id: SessionId) -> session::Session {
    hub.hub.store.readers.read_now(|c| session::get(c, id)).unwrap().unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_welcome_says_what_the_lock_screen_shows() {
    let hub = TestHub::start().await;
    let identity = hub.pair_station("Poste 1").await;
    let epoch = JournalEpoch(Ulid::new());
    let mut station = FakeStation::greet(&hub.address, identity, epoch, 0).await;
    let welcome = station.welcome().await;
    assert_eq!(welcome.version, VERSION);
    assert_eq!(welcome.stored_through, 0);
    assert_eq!((welcome.site.site.as_str(), welcome.site.station.as_str()), ("Espace test", "Poste 1"));
    assert_eq!(welcome.site.tags, ["accessible"]);
    assert!(welcome.site.no_account);
    assert!(!welcome.site.today.ranges.is_empty());
    assert!(welcome.site.charter_texts.contains_key("fr"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_version_that_the_hub_does_not_speak_is_rejected() {
    let hub = TestHub::start().await;
    let mut station = FakeStation::silent(&hub.address, hub.pair_station("Poste 1").await).await;
    let hello = Hello { versions: (VERSION + 1, VERSION + 3), ..station.hello() };
    station.say(&FromStation::Hello(hello)).await;
    assert!(matches!(rejection(&mut station).await, Some(Rejection::Version { .. })));
    assert!(station.is_closed().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hello_of_another_station_is_rejected() {
    let hub = TestHub::start().await;
    let mut station = FakeStation::silent(&hub.address, hub.pair_station("Poste 1").await).await;
    let hello = Hello { station: StationId(Ulid::new()), ..station.hello() };
    station.say(&FromStation::Hello(hello)).await;
    assert_eq!(rejection(&mut station).await, Some(Rejection::OtherStation));
    assert!(station.is_closed().await);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_malformed_too_long_or_out_of_order_is_rejected() {
    let hub = TestHub::start().await;
    let identity = hub.pair_station("Poste 1").await;

    let mut impolite = FakeStation::silent(&hub.address, identity.clone()).await;
    impolite.say(&FromStation::Ping(epn_wire::station::Ping { n: 1, health: None })).await;
    assert!(matches!(rejection(&mut impolite).await, Some(Rejection::Malformed { .. })));

    let mut twice = FakeStation::connect(&hub.address, identity.clone()).await;
    let hello = twice.hello();
    twice.say(&FromStation::Hello(hello)).await;
    assert!(matches!(rejection(&mut twice).await, Some(Rejection::Malformed { .. })));
    assert!(twice.is_closed().await);

    let mut garbled = FakeStation::connect(&hub.address, identity.clone()).await;
    garbled.say_text(r#"{"say":"sesame","pin":"1234"}"#.to_owned()).await;
    let Some(Rejection::Malformed { what }) = rejection(&mut garbled).await else { panic!("not rejected") };
    assert!(!what.contains("1234") && !what.contains("sesame"), "{what}");

    let mut endless = FakeStation::connect(&hub.address, identity.clone()).await;
    endless.try_say(format!(r#"{{"say":"ping","n":1,"x":"{}"}}"#, "x".repeat(LONGEST))).await;
    assert!(matches!(rejection(&mut endless).await, None | Some(Rejection::Malformed { .. })));
    assert!(endless.is_closed().await);

    let mut other_journal = FakeStation::connect(&hub.address, identity).await;
    other_journal.epoch = JournalEpoch(Ulid::new());
    let record = other_journal.record(StationEvent::InService);
    other_journal.send_events(vec![record]).await;
    assert!(matches!(rejection(&mut other_journal).await, Some(Rejection::Malformed { .. })));
    assert_eq!(stored(&hub, "in-service"), 0);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_lockdown_and_the_health_stay_known_until_there_is_news_or_a_new_connection() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let shown = |hub: &TestHub| {
        let tile = epn_hub::live::room_view(&hub.hub).stations.remove(0);
        (tile.lockdown, tile.health.map(|health| health.disk_free_mb))
    };
    let item = |id: &str, verdict| AuditItem {
        id: id.to_owned(),
        what: "magic SysRq is off".to_owned(),
        verdict,
        expected: "0".to_owned(),
        found: Some("438".to_owned()),
    };
    let audit = Audit::of(vec![item("sysrq", Verdict::Different), item("xorg-zap", Verdict::Held)]);
    let health = Health { disk_free_mb: 700, ..Health::default() };
    let first =
        StationState { lockdown: Some(audit.clone()), health: Some(health), ..StationState::default() };
    station.whole_state(first).await;
    let (lockdown, disk) = shown(&hub);
    let kept = lockdown.unwrap();
    assert_eq!((kept.held, kept.short), (1, 1));
    assert_eq!(kept.items.iter().map(|item| item.id.as_str()).collect::<Vec<_>>(), ["sysrq"]);
    assert_eq!(disk, Some(700));

    station.state(Phase::Locked, None).await;
    assert_eq!(shown(&hub), (Some(kept), Some(700)), "nothing was said of them");
    let mended = Audit::of(vec![item("sysrq", Verdict::Held)]);
    station.whole_state(StationState { lockdown: Some(mended.clone()), ..StationState::default() }).await;
    assert_eq!(shown(&hub).0, Some(mended.in_short()));

    let (mut anew, _) = station.reconnect(&hub.address).await;
    anew.state(Phase::Locked, None).await;
    assert_eq!(shown(&hub), (None, None), "the first state of a connection is whole");
}

#[tokio::test(flavor = "multi_thread")]
async fn events_are_stored_once_and_in_order() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let records: Vec<_> = (0..5).map(|_| station.record(StationEvent::Help { asked: true })).collect();

    station.send_events(records[..2].to_vec()).await;
    assert_eq!(station.acknowledged().await, 2);
    // Once more, as after a break.
    station.send_events(records[..2].to_vec()).await;
    assert_eq!(station.acknowledged().await, 2);
    assert_eq!(stored(&hub, "help"), 2);
    // The third is missing.
    station.send_events(records[3..].to_vec()).await;
    let after = station.hear(|message| match message {
        ToStation::Resend { after, .. } => Some(*after),
        _ => None,
    });
    assert_eq!(after.await, Some(2));
    assert_eq!(stored(&hub, "help"), 2);
    station.send_events(records[1..].to_vec()).await;
    assert_eq!(station.acknowledged().await, 5);
    assert_eq!(stored(&hub, "help"), 5);

    let (mut station, welcome) = station.reconnect(&hub.address).await;
    assert_eq!(welcome.stored_through, 5);
    station.pong().await;
    assert_eq!(problems(&hub.data()), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_is_settled_exactly_once() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let lease = station.enter().await;
    assert!(lease.seconds > 0 && lease.seconds <= 3600);
    station.started(&lease).await;
    until("the room shows it", || {
        hub.hub.live.seat(station.id).unwrap().session.is_some_and(|session| session.id == lease.session)
    })
    .await;
    let ended =
        StationEvent::SessionEnded { session: lease.session, cause: EndCause::VisitorLeft, seconds: 600 };
    let record = station.record(ended);
    for _ in 0..3 {
        station.send_events(vec![record.clone()]).await;
        assert_eq!(station.acknowledged().await, 2);
    }
    let end = session_of(&hub, lease.session).end.unwrap();
    assert_eq!((end.seconds, end.cause, end.by_station), (600, EndCause::VisitorLeft, true));
    assert!(hub.hub.live.seat(station.id).unwrap().session.is_none());
    assert_eq!(stored(&hub, "session-ended"), 1);
    assert_eq!(problems(&hub.data()), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_station_has_one_session_at_a_time() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let lease = station.enter().await;
    station.started(&lease).await;
    let entry = epn_wire::station::Entry::NoAccount {
        age: epn_rules::people::AgeBand::NonCommunique,
        picture: "dog".to_owned(),
    };
    let (_, reply) = station.log_in(entry).await;
    assert!(matches!(reply, Reply::Refused { .. }), "{reply:?}");
    assert_eq!(stored(&hub, "refused"), 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lease_that_was_never_taken_up_is_concluded_when_the_station_returns() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let lease = station.enter().await;
    // The reply is lost with the connection: the station knows nothing of it.
    let (mut station, _) = station.reconnect(&hub.address).await;
    station.state(Phase::Locked, None).await;
    let end = session_of(&hub, lease.session).end.unwrap();
    assert_eq!((end.seconds, end.by_station), (0, false));
    station.enter().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_lost_with_a_reinstalled_machine_is_concluded_as_power_lost() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let lease = station.enter().await;
    station.started(&lease).await;
    let identity = station.identity.clone();
    drop(station);
    let mut anew = FakeStation::connect(&hub.address, identity).await;
    anew.state(Phase::Locked, None).await;
    let end = session_of(&hub, lease.session).end.unwrap();
    assert_eq!((end.cause, end.by_station), (EndCause::PowerLost, false));
    assert_eq!(stored(&hub, "session-concluded"), 1);
    // The new journal begins at 1 again.
    anew.report(StationEvent::InService).await;
    assert_eq!(problems(&hub.data()), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_a_mediator_ends_and_the_station_does_not_have_is_concluded() {
    let hub = TestHub::start().await;
    let identity = hub.pair_station("Poste 1").await;
    let mut station = FakeStation::connect(&hub.address, identity).await;
    let lease = station.enter().await;
    let (mut station, _) = station.reconnect(&hub.address).await;
    desk::end(&hub.hub, hub.staff(), station.id).await.unwrap();
    let (id, _) = station.command().await;
    let outcome = Outcome::NotNow { phase: Phase::Locked };
    station.say(&FromStation::Done { id, outcome }).await;
    until("it is concluded", || session_of(&hub, lease.session).end.is_some()).await;
    station.enter().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_that_the_station_still_has_goes_on() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let lease = station.enter().await;
    station.started(&lease).await;
    let (mut station, _) = station.reconnect(&hub.address).await;
    station.state(Phase::Active, Some(lease.session)).await;
    assert!(session_of(&hub, lease.session).end.is_none());
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_reported_says_better_what_happened_than_a_state() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let lease = station.enter().await;
    station.started(&lease).await;
    // Ended while the hub was away: the event is still in the journal.
    let ended = station.record(StationEvent::SessionEnded {
        session: lease.session,
        cause: EndCause::TimeUp,
        seconds: 42,
    });
    let (mut station, welcome) = station.reconnect(&hub.address).await;
    assert_eq!(welcome.stored_through, 1);
    station.state(Phase::Locked, None).await;
    assert!(session_of(&hub, lease.session).end.is_none());
    station.send_events(vec![ended]).await;
    station.acknowledged().await;
    let end = session_of(&hub, lease.session).end.unwrap();
    assert_eq!((end.seconds, end.cause, end.by_station), (42, EndCause::TimeUp, true));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_of_which_the_hub_knows_nothing_is_kept() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let (session, lease, policy) = fresh();
    let category = epn_rules::people::Category::NoAccount;
    station.report(StationEvent::SessionStarted { session, lease, category, policy }).await;
    station.ended(session, 300).await;
    assert_eq!(session_of(&hub, session).end.unwrap().seconds, 300);
    assert_eq!(problems(&hub.data()), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_command_comes_again_until_it_is_done() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let service = Service { in_service: false, note: "écran".to_owned() };
    desk::service(&hub.hub, hub.staff(), station.id, service).await.unwrap();
    let (id, command) = station.command().await;
    assert_eq!(command, Command::OutOfService { note: "écran".to_owned() });
    let (mut station, welcome) = station.reconnect(&hub.address).await;
    assert!(welcome.out_of_service.is_some());
    assert_eq!(station.command().await.0, id);
    station.done(id).await;
    let (mut station, _) = station.reconnect(&hub.address).await;
    let service = Service { in_service: true, note: String::new() };
    desk::service(&hub.hub, hub.staff(), station.id, service).await.unwrap();
    assert_eq!(station.command().await.1, Command::InService);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_offer_is_claimed_once_and_by_its_station() {
    let hub = TestHub::start().await;
    let (mut one, mut other) = (hub.station("Poste 1").await, hub.station("Poste 2").await);
    desk::open(&hub.hub, hub.staff(), one.id, Open::default()).await.unwrap();
    let (offer, command) = one.command().await;
    assert!(matches!(command, Command::Offer { .. }));
    let claim = |offer: CommandId| move |nonce, boot| Request::Claim { offer, nonce, boot };
    let (_, stolen) = other.ask(claim(offer)).await;
    assert_eq!(stolen, Reply::NothingOffered);
    let (nonce, reply) = one.ask(claim(offer)).await;
    let lease = one.lease(nonce, reply);
    assert_eq!(lease.station, one.id);
    let (_, again) = one.ask(claim(offer)).await;
    assert_eq!(again, Reply::NothingOffered);
    let (_, invented) = one.ask(claim(CommandId(Ulid::new()))).await;
    assert_eq!(invented, Reply::NothingOffered);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_newer_connection_of_a_station_replaces_the_older() {
    let hub = TestHub::start().await;
    let mut older = hub.station("Poste 1").await;
    let mut newer = FakeStation::connect(&hub.address, older.identity.clone()).await;
    assert!(older.is_closed().await);
    newer.pong().await;
    assert!(hub.hub.live.is_online(newer.id));
}

#[tokio::test(flavor = "multi_thread")]
async fn another_policy_reaches_the_lock_screens() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let mut policy = common::always_open();
    policy.no_account.allowed = false;
    hub.decide(policy).await;
    let view = station.hear(|message| match message {
        ToStation::Site(view) if !view.no_account => Some(()),
        _ => None,
    });
    assert!(view.await.is_some());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hub_that_stops_closes_and_forgets_nothing() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let lease = station.enter().await;
    station.started(&lease).await;
    let hub = hub.restart().await;
    assert!(station.is_closed().await);
    let (mut station, welcome) = station.reconnect(&hub.address).await;
    assert_eq!(welcome.stored_through, 1);
    assert_eq!(hub.hub.live.seat(station.id).unwrap().session.unwrap().id, lease.session);
    station.ended(lease.session, 60).await;
    assert_eq!(problems(&hub.data()), Vec::<String>::new());
    hub.stop().await;
}
