//! Who is let in: tickets, numbers and PINs, what a mediator opens; guesses meet growing delays.

#![cfg(test)]

mod common;

use common::{FakeStation, TestHub, always_open, problems};
use epn_hub::desk;
use epn_hub::store::{session, ticket, visitor};
use epn_rules::decision::{Decision, Refusal};
use epn_rules::people::{AgeBand, Category};
use epn_rules::policy::{Quota, QuotaSpan};
use epn_rules::session::{EndCause, Phase};
use epn_rules::units::Minutes;
use epn_wire::console::{Extend, NewTicket, NewVisitor, Open, TicketIssued, VisitorCreated};
use epn_wire::lease::{Expected, LeaseError};
use epn_wire::secret::Secret;
use epn_wire::station::{Command, Entry, Reply, Request};

async fn new_ticket(hub: &TestHub, minutes: u32) -> TicketIssued {
    let new = NewTicket { minutes: Some(Minutes(minutes)), age: AgeBand::NonCommunique };
    desk::new_ticket(&hub.hub, hub.staff(), new).await.unwrap()
}

fn with(ticket: &TicketIssued) -> Entry {
    Entry::Ticket { code: ticket.code.clone() }
}

async fn new_member(hub: &TestHub) -> VisitorCreated {
    let new = NewVisitor { birth_year: Some(1960), ..NewVisitor::default() };
    desk::new_visitor(&hub.hub, hub.staff(), new).await.unwrap()
}

fn of(member: &VisitorCreated) -> Entry {
    Entry::Member { number: member.number.clone(), pin: member.pin.clone() }
}

fn guess(member: &VisitorCreated) -> Entry {
    let wrong = if member.pin.reveal() == "8305" { "8306" } else { "8305" };
    Entry::Member { number: member.number.clone(), pin: Secret::from(wrong.to_owned()) }
}

fn refusals(reply: Reply) -> Vec<Refusal> {
    match reply {
        Reply::Refused { decision: Decision::Refused { because, .. } } => because,
        other => panic!("not refused: {other:?}"),
    }
}

async fn use_up(station: &mut FakeStation, entry: Entry, seconds: u32) {
    let (nonce, reply) = station.log_in(entry).await;
    let lease = station.lease(nonce, reply);
    station.started(&lease).await;
    station.ended(lease.session, seconds).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_opens_until_its_minutes_are_spent() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let ticket = new_ticket(&hub, 30).await;
    let (nonce, reply) = station.log_in(with(&ticket)).await;
    let lease = station.lease(nonce, reply);
    assert_eq!((lease.category, lease.seconds), (Category::Ticket, 30 * 60));
    assert_eq!(lease.alias, ticket.alias);
    station.started(&lease).await;
    station.ended(lease.session, 10 * 60).await;

    let (nonce, reply) = station.log_in(with(&ticket)).await;
    let lease = station.lease(nonce, reply);
    assert_eq!(lease.seconds, 20 * 60);
    station.started(&lease).await;
    station.ended(lease.session, 20 * 60).await;

    let (_, reply) = station.log_in(with(&ticket)).await;
    assert_eq!(refusals(reply), [Refusal::TicketSpent { carried: Minutes(30) }]);
    assert_eq!(problems(&hub.data()), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_opens_one_session_at_a_time() {
    let hub = TestHub::start().await;
    let (mut one, mut other) = (hub.station("Poste 1").await, hub.station("Poste 2").await);
    let ticket = new_ticket(&hub, 60).await;
    let (nonce, reply) = one.log_in(with(&ticket)).await;
    let lease = one.lease(nonce, reply);
    one.started(&lease).await;
    let (_, reply) = other.log_in(with(&ticket)).await;
    assert_eq!(refusals(reply), [Refusal::AlreadyIn { station: "Poste 1".to_owned() }]);
    one.ended(lease.session, 60).await;
    use_up(&mut other, with(&ticket), 60).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_asked_for_at_once_from_two_stations_opens_one() {
    let hub = TestHub::start().await;
    let (mut one, mut other) = (hub.station("Poste 1").await, hub.station("Poste 2").await);
    let ticket = new_ticket(&hub, 60).await;
    let ((_, first), (_, second)) = tokio::join!(one.log_in(with(&ticket)), other.log_in(with(&ticket)));
    let granted = [first, second].iter().filter(|reply| matches!(reply, Reply::Lease { .. })).count();
    assert_eq!(granted, 1);
}

#[tokio::test(flavor = "multi_thread")]
async fn an_expired_ticket_is_refused_with_the_reason() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let ticket = new_ticket(&hub, 30).await;
    let past = hub.hub.clock.now() - jiff::SignedDuration::from_hours(1);
    let id = ticket.id.to_string();
    let expired = hub.hub.store.writer.run::<_, epn_hub::store::StoreError, _>(move |tx| {
        tx.execute("UPDATE ticket SET expires = ?2 WHERE id = ?1", (id, past.as_millisecond()))?;
        Ok(())
    });
    expired.await.unwrap();
    let (_, reply) = station.log_in(with(&ticket)).await;
    assert!(matches!(refusals(reply)[..], [Refusal::TicketExpired { .. }]));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_ticket_is_kept_as_a_keyed_hash() {
    let hub = TestHub::start().await;
    let ticket = new_ticket(&hub, 30).await;
    let code = ticket.code.reveal().parse().unwrap();
    let hash = hub.hub.keys.ticket_hash(&code);
    let found = hub.hub.store.readers.read_now(|c| ticket::by_code(c, &hash)).unwrap();
    assert_eq!(found.unwrap().id, ticket.id);
    let raw = std::fs::read(hub.data().join("hub.db-wal")).unwrap();
    let needle = ticket.code.reveal().as_bytes();
    assert!(!raw.windows(needle.len()).any(|window| window == needle));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_wrong_code_meets_growing_delays_at_its_station_alone() {
    let hub = TestHub::start().await;
    let (mut one, mut other) = (hub.station("Poste 1").await, hub.station("Poste 2").await);
    let wrong = || Entry::Ticket { code: Secret::from("ABC-DEF-GHJ".to_owned()) };
    assert_eq!(one.log_in(wrong()).await.1, Reply::NotRecognised { wait_seconds: 1 });
    hub.guessed_just_now();
    assert_eq!(one.log_in(wrong()).await.1, Reply::Throttled { wait_seconds: 1 });
    let ticket = new_ticket(&hub, 30).await;
    use_up(&mut other, with(&ticket), 60).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_member_is_let_in_by_number_and_pin() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let member = new_member(&hub).await;
    let (nonce, reply) = station.log_in(of(&member)).await;
    let lease = station.lease(nonce, reply);
    assert_eq!((lease.category, &lease.alias.picture), (Category::Member, &member.alias.picture));
    let (_, hash) =
        hub.hub.store.readers.read_now(|c| visitor::by_number(c, &member.number)).unwrap().unwrap();
    assert!(hash.starts_with("$argon2id$"));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_guessed_pin_is_throttled_for_the_member_at_every_station() {
    let hub = TestHub::start().await;
    let (mut one, mut other) = (hub.station("Poste 1").await, hub.station("Poste 2").await);
    let member = new_member(&hub).await;
    assert_eq!(one.log_in(guess(&member)).await.1, Reply::NotRecognised { wait_seconds: 1 });
    // Neither a guess nor the right PIN is looked at before the time, wherever it is typed.
    hub.guessed_just_now();
    assert_eq!(other.log_in(guess(&member)).await.1, Reply::Throttled { wait_seconds: 1 });
    hub.guessed_just_now();
    assert_eq!(other.log_in(of(&member)).await.1, Reply::Throttled { wait_seconds: 1 });
    // Somebody else's number is free, at another station.
    let somebody = new_member(&hub).await;
    use_up(&mut other, of(&somebody), 60).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn guesses_of_many_numbers_are_throttled_for_the_station() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let (one, other) = (new_member(&hub).await, new_member(&hub).await);
    assert_eq!(station.log_in(guess(&one)).await.1, Reply::NotRecognised { wait_seconds: 1 });
    hub.guessed_just_now();
    assert_eq!(station.log_in(guess(&other)).await.1, Reply::Throttled { wait_seconds: 1 });
}

#[tokio::test(flavor = "multi_thread")]
async fn an_unknown_number_is_answered_like_a_wrong_pin() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let unknown = Entry::Member { number: "123456".to_owned(), pin: Secret::from("8305".to_owned()) };
    assert_eq!(station.log_in(unknown).await.1, Reply::NotRecognised { wait_seconds: 1 });
}

#[tokio::test(flavor = "multi_thread")]
async fn a_restart_forgives_no_guesses() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let member = new_member(&hub).await;
    let mut waited = 0;
    // Four wrong guesses, each looked at when its time has come, as if the clock had run.
    for expected in [1, 2, 4, 8] {
        hub.hub.throttle.pass(jiff::SignedDuration::from_secs(waited));
        assert_eq!(station.log_in(guess(&member)).await.1, Reply::NotRecognised { wait_seconds: expected });
        waited = i64::from(expected);
    }
    let hub = hub.restart().await;
    let (mut station, _) = station.reconnect(&hub.address).await;
    let Reply::Throttled { wait_seconds } = station.log_in(of(&member)).await.1 else { panic!("forgiven") };
    assert!((1..=8).contains(&wait_seconds));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_new_pin_takes_the_place_of_the_old() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let before = new_member(&hub).await;
    let after = loop {
        let after = desk::new_pin(&hub.hub, hub.staff(), before.id).await.unwrap();
        if after.pin != before.pin {
            break after;
        }
    };
    use_up(&mut station, of(&after), 60).await;
    assert!(matches!(station.log_in(of(&before)).await.1, Reply::NotRecognised { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_members_day_is_counted_over_sessions() {
    let mut policy = always_open();
    policy.quotas = vec![Quota::of_everybody(QuotaSpan::Day, Minutes(30))];
    policy.session.extend_while_nobody_waits = false;
    let hub = TestHub::start_with(policy).await;
    let mut station = hub.station("Poste 1").await;
    let member = new_member(&hub).await;
    use_up(&mut station, of(&member), 20 * 60).await;
    let (nonce, reply) = station.log_in(of(&member)).await;
    let lease = station.lease(nonce, reply);
    assert_eq!(lease.seconds, 10 * 60);
    assert!(!lease.extends_by_itself);
    station.started(&lease).await;
    station.ended(lease.session, 10 * 60).await;
    let (_, reply) = station.log_in(of(&member)).await;
    assert!(matches!(refusals(reply)[..], [Refusal::QuotaSpent { per: QuotaSpan::Day, .. }]));
    let rows = desk::visitors(&hub.hub, member.number.clone()).await.unwrap();
    assert_eq!(rows[0].used_today, Minutes(30));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_lease_is_good_for_one_request_of_one_station_in_one_boot() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let ticket = new_ticket(&hub, 30).await;
    let (nonce, reply) = station.log_in(with(&ticket)).await;
    let Reply::Lease { lease } = reply else { panic!("{reply:?}") };
    let key = &station.identity.lease_key;
    let expected = Expected { station: station.id, nonce, boot: station.boot };
    assert!(lease.verify(key, &expected).is_ok());
    let other_nonce = epn_wire::lease::Nonce::random().unwrap();
    assert_eq!(
        lease.verify(key, &Expected { nonce: other_nonce, ..expected }),
        Err(LeaseError::OtherRequest)
    );
    let other = hub.pair_station("Poste 2").await;
    let elsewhere = Expected { station: common::station_of(&other), ..expected };
    assert_eq!(lease.verify(key, &elsewhere), Err(LeaseError::OtherStation));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_session_goes_on_while_nobody_waits() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let lease = station.enter().await;
    assert!(lease.extends_by_itself);
    station.started(&lease).await;
    let session = lease.session;
    let (nonce, reply) =
        station.ask(|nonce, boot| Request::MoreTime { session, by_itself: true, nonce, boot }).await;
    let more = station.lease(nonce, reply);
    assert_eq!(more.session, session);
    assert!(more.seconds > lease.seconds);
    let stored = hub.hub.store.readers.read_now(|c| session::get(c, session)).unwrap().unwrap();
    assert_eq!(stored.ends.duration_since(stored.granted).as_secs(), 75 * 60);
}

#[tokio::test(flavor = "multi_thread")]
async fn more_time_for_a_session_that_is_over_is_not_offered() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let lease = station.enter().await;
    station.started(&lease).await;
    station.ended(lease.session, 60).await;
    let session = lease.session;
    let (_, reply) =
        station.ask(|nonce, boot| Request::MoreTime { session, by_itself: false, nonce, boot }).await;
    assert_eq!(reply, Reply::NothingOffered);
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mediator_opens_extends_and_ends() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let open = Open { minutes: Some(Minutes(20)), ..Open::default() };
    desk::open(&hub.hub, hub.staff(), station.id, open).await.unwrap();
    let (offer, _) = station.command().await;
    let (nonce, reply) = station.ask(|nonce, boot| Request::Claim { offer, nonce, boot }).await;
    let lease = station.lease(nonce, reply);
    assert_eq!((lease.category, lease.seconds), (Category::Staff, 20 * 60));
    station.started(&lease).await;
    station.done(offer).await;

    desk::extend(&hub.hub, hub.staff(), station.id, Extend { minutes: Minutes(10), reason: None })
        .await
        .unwrap();
    let (offer, command) = station.command().await;
    assert_eq!(command, Command::Offer { session: lease.session });
    let (nonce, reply) = station.ask(|nonce, boot| Request::Claim { offer, nonce, boot }).await;
    let more = station.lease(nonce, reply);
    assert_eq!(more.session, lease.session);
    assert!((29 * 60..=30 * 60).contains(&more.seconds), "{}", more.seconds);
    station.done(offer).await;

    desk::end(&hub.hub, hub.staff(), station.id).await.unwrap();
    let (_, command) = station.command().await;
    assert_eq!(command, Command::End { session: lease.session, cause: EndCause::EndedByStaff });
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_left_of_a_session_follows_it_to_another_station() {
    let hub = TestHub::start().await;
    let (mut from, mut to) = (hub.station("Poste 1").await, hub.station("Poste 2").await);
    let ticket = new_ticket(&hub, 30).await;
    let (nonce, reply) = from.log_in(with(&ticket)).await;
    let before = from.lease(nonce, reply);
    from.started(&before).await;
    desk::move_to(&hub.hub, hub.staff(), from.id, to.id).await.unwrap();
    let (offer, _) = to.command().await;
    let (nonce, reply) = to.ask(|nonce, boot| Request::Claim { offer, nonce, boot }).await;
    let after = to.lease(nonce, reply);
    assert_ne!(after.session, before.session);
    assert_eq!((after.category, &after.alias), (Category::Ticket, &before.alias));
    assert!((29 * 60..=30 * 60).contains(&after.seconds), "{}", after.seconds);
    let (_, command) = from.command().await;
    assert_eq!(command, Command::End { session: before.session, cause: EndCause::Moved });
    from.ended(before.session, 0).await;
    to.started(&after).await;
    to.ended(after.session, 30 * 60).await;
    let (_, reply) = to.log_in(with(&ticket)).await;
    assert_eq!(refusals(reply), [Refusal::TicketSpent { carried: Minutes(30) }]);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_cannot_be_opened_says_why() {
    let hub = TestHub::start().await;
    let mut station = hub.station("Poste 1").await;
    let by = hub.staff();
    let open = || Open { minutes: Some(Minutes(20)), ..Open::default() };
    station.state(Phase::Resetting, None).await;
    let error = desk::open(&hub.hub, by, station.id, open()).await.unwrap_err();
    assert!(matches!(error, desk::DeskError::NotNow(_)), "{error}");
    station.state(Phase::Locked, None).await;
    desk::open(&hub.hub, by, station.id, open()).await.unwrap();
    let error = desk::open(&hub.hub, by, station.id, open()).await.unwrap_err();
    assert!(matches!(error, desk::DeskError::NotNow(_)), "{error}");
    let away = common::station_of(&hub.pair_station("Poste 2").await);
    let error = desk::open(&hub.hub, by, away, open()).await.unwrap_err();
    assert!(matches!(error, desk::DeskError::StationAway), "{error}");
    let opened = desk::open_all(&hub.hub, by, open()).await.unwrap();
    assert_eq!(opened.len(), 1);
}
