//! The queue, end to end.

use epn_hub::desk::{self, DeskError};
use epn_hub::store::queue;
use epn_rules::decision::Refusal;
use epn_rules::policy::{OpenRange, Policy};
use epn_rules::session::Phase;
use epn_rules::units::Minutes;
use epn_wire::calendar::{JoinQueue, QueueRow};
use epn_wire::console::{NewTicket, Open};
use epn_wire::planning::{PlanningAnswer, PlanningAsk, Queued, Who};
use epn_wire::station::{Entry, Reply, Request, SiteView};
use jiff::SignedDuration;
use jiff::civil::time;

use crate::common::{FakeStation, TestHub, always_open, problems, until};
use crate::{AGE, asks, because, free_station, gets_up, kept, member, nobody, of, put, refusals, sits_down};

async fn joins(station: &mut FakeStation, who: Who) -> Queued {
    match station.plan(who, PlanningAsk::JoinQueue { age: AGE }).await {
        PlanningAnswer::Queued { queued } => queued,
        other => panic!("not in the queue: {other:?}"),
    }
}

async fn rows(hub: &TestHub) -> Vec<QueueRow> {
    desk::queue(&hub.hub).await.unwrap()
}

/// The pictures of those who are called, with where.
fn called(site: &SiteView) -> Vec<(String, String)> {
    let called = site.queue.iter().filter_map(|one| Some((one, one.called.as_ref()?)));
    called.map(|(one, call)| (one.alias.picture.clone(), call.station.clone())).collect()
}

fn calls(picture: &str, station: &str) -> Vec<(String, String)> {
    vec![(picture.to_owned(), station.to_owned())]
}

/// The call that stands lapses now.
async fn nobody_answers(hub: &TestHub) {
    let now = hub.hub.clock.now().as_millisecond();
    put(hub, "UPDATE queue_entry SET held_until = ?1 WHERE station IS NOT NULL", [now]).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn who_waits_is_called_in_turn_and_a_call_that_nobody_answers_passes_on() {
    let hub = TestHub::start().await;
    let mut station = free_station(&hub, "Poste 1").await;
    let lease = sits_down(&mut station, nobody("sun")).await;
    assert!(lease.extends_by_itself);

    let first = joins(&mut station, asks(nobody("cat"))).await;
    assert_eq!((first.place, first.called.clone()), (1, None));
    let ends = i64::from(lease.seconds);
    let about = first.about.unwrap().duration_since(hub.hub.clock.now()).as_secs();
    assert!((ends - 60..=ends + 5 * 60).contains(&about), "{about} s");
    let second = member(&hub, "moon").await;
    let place = JoinQueue { visitor: Some(second.id), ..JoinQueue::default() };
    let row = desk::join_queue(&hub.hub, hub.staff(), place).await.unwrap();
    assert_eq!((row.place, row.alias.picture.as_str()), (2, "moon"));
    // Once is enough.
    assert_eq!(joins(&mut station, asks(of(&second))).await.place, 2);
    let site = station.shows(|site| site.waiting == 2).await;
    assert!(site.may_queue && site.timeline[0].here && site.timeline[0].taken.len() == 1);

    let session = lease.session;
    let (_, more) =
        station.ask(|nonce, boot| Request::MoreTime { session, by_itself: true, nonce, boot }).await;
    assert_eq!(refusals(more), [Refusal::SomebodyWaits { waiting: 2 }]);

    gets_up(&mut station, &lease, 60).await;
    station.shows(|site| called(site) == calls("cat", "Poste 1")).await;
    let (_, stranger) = station.log_in(nobody("apple")).await;
    assert!(matches!(refusals(stranger)[..], [Refusal::StationCalled { .. }]));

    nobody_answers(&hub).await;
    station.shows(|site| called(site) == calls("moon", "Poste 1")).await;
    let (_, late) = station.log_in(nobody("cat")).await;
    assert!(matches!(refusals(late)[..], [Refusal::StationCalled { .. }]));
    let lease = sits_down(&mut station, of(&second)).await;
    assert_eq!(lease.alias, row.alias);
    let left = rows(&hub).await;
    assert_eq!((left.len(), left[0].missed, left[0].place), (1, 1, 1));

    // All of it stands in the database.
    let hub = hub.restart().await;
    let (mut station, welcome) = station.reconnect(&hub.address).await;
    assert!(welcome.site.may_queue);
    station.state(Phase::Active, Some(lease.session)).await;
    gets_up(&mut station, &lease, 120).await;
    station.shows(|site| called(site) == calls("cat", "Poste 1")).await;
    let again = sits_down(&mut station, nobody("cat")).await;
    assert_eq!(again.alias, first.alias);
    assert_eq!(rows(&hub).await, []);
    assert_eq!(problems(&hub.data()), Vec::<String>::new());
}

#[tokio::test(flavor = "multi_thread")]
async fn a_station_that_somebody_is_called_to_is_not_opened_with_the_others() {
    let hub = TestHub::start().await;
    let mut station = free_station(&hub, "Poste 1").await;
    let other = free_station(&hub, "Poste 2").await;
    let queued = joins(&mut station, asks(nobody("cat"))).await;
    assert_eq!(queued.called.unwrap().station, "Poste 1");
    until("one of two stations to be kept", || kept(&hub) == [true, false]).await;
    let opened = desk::open_all(&hub.hub, hub.staff(), Open::default()).await.unwrap();
    let [desk::Opened { station: only, outcome: Ok(()) }] = &opened[..] else { panic!("{opened:?}") };
    assert_eq!(*only, other.id);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_missed_as_many_calls_as_allowed_is_off_the_queue() {
    let hub = TestHub::start().await;
    let mut station = free_station(&hub, "Poste 1").await;
    // A free station calls at once.
    let queued = joins(&mut station, asks(nobody("cat"))).await;
    assert_eq!(queued.called.unwrap().station, "Poste 1");
    nobody_answers(&hub).await;
    let missed_once = || {
        let queued = hub.hub.live.queued();
        queued.is_some_and(|(plan, _)| plan.waiting.iter().any(|it| it.missed == 1 && it.call.is_some()))
    };
    until("the second call", missed_once).await;
    nobody_answers(&hub).await;
    station.shows(|site| site.queue.is_empty()).await;
    assert_eq!(rows(&hub).await, []);
    assert!(matches!(station.log_in(nobody("apple")).await.1, Reply::Lease { .. }));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_lapses_at_its_moment() {
    let mut policy = always_open();
    policy.queue.answer_within = Minutes(1);
    policy.queue.calls = 1;
    let hub = TestHub::start_fast(policy, 60).await;
    let mut station = free_station(&hub, "Poste 1").await;
    assert!(joins(&mut station, asks(nobody("cat"))).await.called.is_some());
    station.shows(|site| site.queue.is_empty()).await;
    let waited = hub.hub.store.readers.read_now(queue::all).unwrap();
    assert_eq!(waited, []);
    let why: String = crate::one(&hub, "SELECT why FROM queue_entry");
    assert_eq!(why, "missed");
}

#[tokio::test(flavor = "multi_thread")]
async fn a_call_to_a_station_that_is_taken_out_of_service_is_no_call() {
    let hub = TestHub::start().await;
    let mut station = free_station(&hub, "Poste 1").await;
    assert!(joins(&mut station, asks(nobody("cat"))).await.called.is_some());
    let out = epn_wire::console::Service { in_service: false, note: "Écran".to_owned() };
    desk::service(&hub.hub, hub.staff(), station.id, out).await.unwrap();
    station.shows(|site| site.queue.len() == 1 && called(site).is_empty()).await;
    let row = &rows(&hub).await[0];
    assert_eq!((row.missed, row.about), (0, None));
}

#[tokio::test(flavor = "multi_thread")]
async fn a_mediator_calls_somebody_before_their_turn_and_takes_another_off() {
    let hub = TestHub::start().await;
    let mut station = free_station(&hub, "Poste 1").await;
    let lease = sits_down(&mut station, nobody("sun")).await;
    let first = joins(&mut station, asks(nobody("cat"))).await;
    // At a kiosk, one picture waits once; a mediator sees that they are two.
    assert_eq!(joins(&mut station, asks(nobody("cat"))).await.alias, first.alias);
    let place = JoinQueue { picture: Some("cat".to_owned()), ..JoinQueue::default() };
    let second = desk::join_queue(&hub.hub, hub.staff(), place).await.unwrap();
    assert_ne!(first.alias, second.alias);
    let waiting = rows(&hub).await;
    let busy = desk::call_from_queue(&hub.hub, hub.staff(), waiting[1].id, station.id).await;
    assert!(matches!(busy, Err(DeskError::NotNow(_))), "{busy:?}");

    desk::remove_from_queue(&hub.hub, hub.staff(), waiting[0].id).await.unwrap();
    let again = desk::remove_from_queue(&hub.hub, hub.staff(), waiting[0].id).await;
    assert!(matches!(again, Err(DeskError::NotFound(_))));
    gets_up(&mut station, &lease, 60).await;
    station.shows(|site| called(site) == calls("cat", "Poste 1")).await;
    let lease = sits_down(&mut station, nobody("cat")).await;
    assert_eq!(lease.alias, second.alias);
}

#[tokio::test(flavor = "multi_thread")]
async fn who_leaves_the_queue_frees_the_station_for_the_next() {
    let hub = TestHub::start().await;
    let mut station = free_station(&hub, "Poste 1").await;
    joins(&mut station, asks(nobody("cat"))).await;
    assert_eq!(joins(&mut station, asks(nobody("moon"))).await.place, 1);
    let left = station.plan(asks(nobody("cat")), PlanningAsk::LeaveQueue).await;
    assert_eq!(left, PlanningAnswer::LeftQueue);
    station.shows(|site| called(site) == calls("moon", "Poste 1")).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn nobody_waits_for_what_would_be_refused() {
    let hub = TestHub::start_with(Policy::default()).await;
    let mut station = free_station(&hub, "Poste 1").await;
    // Noon: the default policy has the room closed.
    let answer = station.plan(asks(nobody("cat")), PlanningAsk::JoinQueue { age: AGE }).await;
    let PlanningAnswer::Refused { decision } = answer else { panic!("{answer:?}") };
    assert!(matches!(because(decision)[..], [Refusal::Closed { .. }]));
    assert_eq!(rows(&hub).await, []);
}

#[tokio::test(flavor = "multi_thread")]
async fn the_queue_goes_home_when_the_room_closes() {
    let hub = TestHub::start().await;
    let mut station = free_station(&hub, "Poste 1").await;
    sits_down(&mut station, nobody("sun")).await;
    joins(&mut station, asks(nobody("cat"))).await;
    station.shows(|site| site.waiting == 1).await;
    hub.decide(Policy::default()).await;
    station.shows(|site| site.waiting == 0 && !site.may_queue).await;
    let why: String = crate::one(&hub, "SELECT why FROM queue_entry");
    assert_eq!(why, "closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_waited_when_the_hub_was_switched_off_does_not_wait_the_next_day() {
    let mut policy = always_open();
    policy.opening.tuesday = vec![OpenRange::until_midnight(time(8, 0, 0, 0))];
    policy.opening.monday = vec![OpenRange::between(time(8, 0, 0, 0), time(20, 0, 0, 0))];
    let hub = TestHub::start_with(policy).await;
    let mut station = free_station(&hub, "Poste 1").await;
    sits_down(&mut station, nobody("sun")).await;
    joins(&mut station, asks(nobody("cat"))).await;
    joins(&mut station, asks(nobody("moon"))).await;
    let yesterday = hub.hub.clock.now() - SignedDuration::from_hours(24);
    put(&hub, "UPDATE queue_entry SET joined = ?1 WHERE picture = 'cat'", [yesterday.as_millisecond()]).await;
    let hub = hub.restart().await;
    let sent_home = || {
        let left = hub.hub.store.readers.read_now(queue::all).unwrap();
        left.len() == 1 && left[0].alias.picture == "moon"
    };
    until("who waited yesterday is sent home", sent_home).await;
    let why: String = crate::one(&hub, "SELECT why FROM queue_entry WHERE picture = 'cat'");
    assert_eq!(why, "closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn no_more_wait_than_can_be_served() {
    let hub = TestHub::start().await;
    for _ in 0..60 {
        desk::join_queue(&hub.hub, hub.staff(), JoinQueue::default()).await.unwrap();
    }
    let more = desk::join_queue(&hub.hub, hub.staff(), JoinQueue::default()).await;
    let Err(DeskError::Refused(decision)) = more else { panic!("{more:?}") };
    assert_eq!(because(decision), [Refusal::QueueFull { waiting: 60 }]);
}

#[tokio::test(flavor = "multi_thread")]
async fn where_nobody_waits_in_a_queue_it_is_said() {
    let mut policy = always_open();
    policy.queue.allowed = false;
    let hub = TestHub::start_with(policy).await;
    let mut station = free_station(&hub, "Poste 1").await;
    let answer = station.plan(asks(nobody("cat")), PlanningAsk::JoinQueue { age: AGE }).await;
    let PlanningAnswer::Refused { decision } = answer else { panic!("{answer:?}") };
    assert_eq!(because(decision), [Refusal::NoQueue]);
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_starts_after_their_call_lapsed_waits_no_more() {
    let hub = TestHub::start().await;
    let mut station = free_station(&hub, "Poste 1").await;
    let first = joins(&mut station, asks(nobody("cat"))).await;
    assert!(first.called.is_some());
    let mut other = free_station(&hub, "Poste 2").await;
    let lease = sits_down(&mut other, nobody("cat")).await;
    assert_eq!(lease.alias, first.alias);
    station.shows(|site| site.queue.is_empty()).await;
    let why: String = crate::one(&hub, "SELECT why FROM queue_entry");
    assert_eq!(why, "served");
}

#[tokio::test(flavor = "multi_thread")]
async fn whoever_can_be_granted_nothing_any_more_does_not_hinder_others() {
    let hub = TestHub::start_fast(always_open(), 60).await;
    let mut station = free_station(&hub, "Poste 1").await;
    sits_down(&mut station, nobody("sun")).await;
    let ticket = desk::new_ticket(&hub.hub, hub.staff(), NewTicket::default()).await.unwrap();
    joins(&mut station, asks(Entry::Ticket { code: ticket.code })).await;
    station.shows(|site| site.waiting == 1).await;
    put(&hub, "UPDATE ticket SET expires = ?1", [hub.hub.clock.now().as_millisecond()]).await;
    station.shows(|site| site.waiting == 0).await;
    let why: String = crate::one(&hub, "SELECT why FROM queue_entry");
    assert_eq!(why, "closed");
}

#[tokio::test(flavor = "multi_thread")]
async fn wrong_guesses_meet_delays_here_too() {
    let hub = TestHub::start().await;
    let mut station = free_station(&hub, "Poste 1").await;
    let known = member(&hub, "moon").await;
    let wrong = if known.pin.reveal() == "8305" { "8306" } else { "8305" };
    let guess = || Entry::Member { number: known.number.clone(), pin: wrong.to_owned().into() };
    let first = station.plan(asks(guess()), PlanningAsk::Overview).await;
    assert_eq!(first, PlanningAnswer::NotRecognised { wait_seconds: 1 });
    // One counter for log-ins and for this.
    hub.guessed_just_now();
    assert_eq!(station.log_in(guess()).await.1, Reply::Throttled { wait_seconds: 1 });
    hub.guessed_just_now();
    let again = station.plan(asks(of(&known)), PlanningAsk::Overview).await;
    assert_eq!(again, PlanningAnswer::Throttled { wait_seconds: 1 });
}
