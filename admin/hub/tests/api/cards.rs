//! Staff cards: who has one, and what it opens at a station.

use epn_hub::store::StoreError;
use epn_rules::decision::{Decision, Refusal};
use epn_rules::people::Category;
use epn_rules::session::{EndCause, Phase};
use epn_rules::units::Minutes;
use epn_wire::console::{ErrorCode, StaffRole, VisitorCreated};
use epn_wire::lease::{LeaseError, Nonce};
use epn_wire::right::RightTo;
use epn_wire::staff::{CardIssued, QuickReason, StaffAct, StaffAnswer, StaffAsk, StaffOpened, StaffRow};
use epn_wire::station::{Command, Entry, Reply};
use jiff::SignedDuration;
use serde_json::json;

use crate::support::{Console, Site, Station};

async fn issued(console: &Console) -> CardIssued {
    console.order("/staff/card").await.read()
}

fn ask(card: &CardIssued, pin: &str) -> StaffAsk {
    StaffAsk::Open { card: card.card.clone(), pin: pin.to_owned().into() }
}

async fn open(station: &mut Station, card: &CardIssued) -> StaffOpened {
    match station.staff(ask(card, card.pin.reveal())).await.1 {
        StaffAnswer::Opened(opened) => opened,
        other => panic!("the card opens nothing: {other:?}"),
    }
}

async fn act(station: &mut Station, pass: Nonce, act: StaffAct) -> StaffAnswer {
    station.staff(StaffAsk::Act { pass, act }).await.1
}

/// A PIN that is not the card's.
fn wrong(card: &CardIssued) -> &'static str {
    if card.pin.reveal() == "730519" { "915037" } else { "730519" }
}

fn one(site: &Site, sql: &str) -> String {
    let read = |c: &rusqlite::Connection| Ok::<_, StoreError>(c.query_row(sql, [], |row| row.get(0))?);
    site.hub.store.readers.read_now(read).unwrap()
}

#[tokio::test]
async fn a_card_opens_extends_moves_and_ends_and_the_log_says_who_and_where() {
    let site = Site::new().await;
    let zohra = site.staff("Zohra", StaffRole::Mediator).await;
    let (mut here, mut other) = (site.station("Poste 1").await, site.station("Poste 2").await);
    let card = issued(&zohra).await;
    assert_eq!((card.name.as_str(), card.site.as_str()), ("Zohra", "Espace numérique de Sully"));
    assert_eq!((card.card.reveal().len(), card.pin.reveal().len()), (19, 6));

    let opened = open(&mut here, &card).await;
    assert_eq!((opened.name.as_str(), opened.role), ("Zohra", StaffRole::Mediator));
    let free: Vec<_> = opened.free.iter().map(|station| station.name.as_str()).collect();
    assert_eq!(free, ["Poste 2"]);
    assert_eq!(act(&mut here, opened.pass, StaffAct::Open { reason: None }).await, StaffAnswer::Done);
    let lease = here.takes_up().await;
    assert_eq!((lease.category, lease.seconds), (Category::Staff, opened.minutes.0 * 60));

    let extend = StaffAct::Extend { minutes: Minutes(15), reason: None };
    assert_eq!(act(&mut here, opened.pass, extend).await, StaffAnswer::Done);
    assert_eq!(here.takes_up().await.session, lease.session);
    assert_eq!(act(&mut here, opened.pass, StaffAct::Move { to: other.id }).await, StaffAnswer::Done);
    let moved = other.takes_up().await;
    let (_, ended) = here.command().await;
    assert_eq!(ended, Command::End { session: lease.session, cause: EndCause::Moved });
    here.ends(EndCause::Moved, 60).await;

    let opened = open(&mut other, &card).await;
    assert_eq!(act(&mut other, opened.pass, StaffAct::End).await, StaffAnswer::Done);
    let (_, ended) = other.command().await;
    assert_eq!(ended, Command::End { session: moved.session, cause: EndCause::EndedByStaff });

    let log = "SELECT group_concat(what || ' ' || staff.name || ' ' || station.name, ', ') FROM
               (SELECT * FROM audit WHERE station IS NOT NULL ORDER BY seq) AS done
               JOIN staff ON staff.id = done.staff JOIN station ON station.id = done.station";
    let expected = [
        "card-opened Zohra Poste 1",
        "opened Zohra Poste 1",
        "extended Zohra Poste 1",
        "moved Zohra Poste 1",
        "card-opened Zohra Poste 2",
        "ended Zohra Poste 2",
    ];
    assert_eq!(one(&site, log), expected.join(", "));
}

#[tokio::test]
async fn what_the_rules_refuse_a_reason_overrules_and_is_kept() {
    // Noon: the default policy has the room closed.
    let site = Site::at("2026-03-10T12:30:00+01:00").await;
    let zohra = site.staff("Zohra", StaffRole::Mediator).await;
    let mut station = site.station("Poste 1").await;
    let card = issued(&zohra).await;
    let StaffOpened { pass, .. } = open(&mut station, &card).await;
    let refused = act(&mut station, pass, StaffAct::Open { reason: None }).await;
    let StaffAnswer::Refused { decision: Decision::Refused { because, .. }, may_insist: true } = refused
    else {
        panic!("not refused: {refused:?}")
    };
    assert!(matches!(because[..], [Refusal::Closed { .. }]), "{because:?}");
    let insists = StaffAct::Open { reason: Some(QuickReason::Workshop) };
    assert_eq!(act(&mut station, pass, insists).await, StaffAnswer::Done);
    station.takes_up().await;
    assert_eq!(one(&site, "SELECT detail ->> 'reason' FROM audit WHERE what = 'opened'"), "workshop");

    // That somebody is at it is no rule.
    let again = act(&mut station, pass, StaffAct::Open { reason: None }).await;
    assert!(matches!(again, StaffAnswer::Refused { may_insist: false, .. }), "{again:?}");
}

#[tokio::test]
async fn wrong_pins_meet_growing_delays_and_no_lockout() {
    let site = Site::new().await;
    let zohra = site.staff("Zohra", StaffRole::Mediator).await;
    let (mut station, mut other) = (site.station("Poste 1").await, site.station("Poste 2").await);
    let card = issued(&zohra).await;
    let slack = SignedDuration::from_secs(10);
    for wait_seconds in [1, 2, 4] {
        let answer = station.staff(ask(&card, wrong(&card))).await.1;
        assert_eq!(answer, StaffAnswer::NotRecognised { wait_seconds });
        // As if the guess had come this instant: a slow machine lets the time pass that is to be waited for.
        site.hub.throttle.pass(-slack);
        let at_once = other.staff(ask(&card, card.pin.reveal())).await.1;
        assert!(matches!(at_once, StaffAnswer::Throttled { .. }), "nor elsewhere: {at_once:?}");
        site.hub.throttle.pass(slack + SignedDuration::from_secs(i64::from(wait_seconds)));
    }
    open(&mut station, &card).await;
    let foreign = CardIssued { card: "0000-0000-0000-0000".to_owned().into(), ..card.clone() };
    let unknown = station.staff(ask(&foreign, card.pin.reveal())).await.1;
    assert_eq!(unknown, StaffAnswer::NotRecognised { wait_seconds: 1 });
    // A visitor at the same station does not wait for that.
    let ticket = Entry::Ticket { code: "000-000-000".to_owned().into() };
    let refused = station.log_in(ticket).await.unwrap_err();
    assert!(matches!(refused, Reply::NotRecognised { .. }), "{refused:?}");
    let tries = one(&site, "SELECT CAST(count(*) AS TEXT) FROM audit WHERE what = 'card-refused'");
    assert_eq!(tries, "4");
    let bytes = std::fs::read(site.data().join("hub.db-wal")).unwrap_or_default();
    for secret in [card.card.reveal(), card.pin.reveal()] {
        assert!(!bytes.windows(secret.len()).any(|part| part == secret.as_bytes()));
    }
}

#[tokio::test]
async fn a_pass_is_its_stations_alone_and_ends_with_the_card() {
    let site = Site::new().await;
    let zohra = site.staff("Zohra", StaffRole::Mediator).await;
    let (mut here, mut other) = (site.station("Poste 1").await, site.station("Poste 2").await);
    let card = issued(&zohra).await;
    let StaffOpened { pass, .. } = open(&mut here, &card).await;
    let opens = || StaffAct::Open { reason: None };
    assert_eq!(act(&mut other, pass, opens()).await, StaffAnswer::Over);
    assert_eq!(act(&mut here, Nonce([1; 16]), opens()).await, StaffAnswer::Over);
    here.staff(StaffAsk::Close { pass }).await;
    assert_eq!(act(&mut here, pass, opens()).await, StaffAnswer::Over);

    let StaffOpened { pass, .. } = open(&mut here, &card).await;
    let newer = issued(&zohra).await;
    assert_eq!(
        act(&mut here, pass, opens()).await,
        StaffAnswer::Over,
        "a new card ends what the old one opened"
    );
    let old = here.staff(ask(&card, card.pin.reveal())).await.1;
    assert!(matches!(old, StaffAnswer::NotRecognised { .. }), "{old:?}");
    site.hub.throttle.pass(SignedDuration::from_secs(60));

    let StaffOpened { pass, .. } = open(&mut here, &newer).await;
    let rows: Vec<StaffRow> = zohra.get("/staff").await.read();
    let me = rows.iter().find(|row| row.me).unwrap();
    assert!(me.card.is_some() && rows.iter().all(|row| row.me || row.card.is_none()));
    zohra.order(&format!("/staff/{}/card/revoke", me.id)).await.done();
    assert_eq!(act(&mut here, pass, opens()).await, StaffAnswer::Over);
    let revoked = here.staff(ask(&newer, newer.pin.reveal())).await.1;
    assert!(matches!(revoked, StaffAnswer::NotRecognised { .. }), "{revoked:?}");
    let again = zohra.order(&format!("/staff/{}/card/revoke", me.id)).await.refused(404);
    assert_eq!(again.code, ErrorCode::NotFound);
}

#[tokio::test]
async fn a_lost_card_is_revoked_by_whoever_runs_the_room_but_not_by_a_technician() {
    let site = Site::new().await;
    let zohra = site.staff("Zohra", StaffRole::Mediator).await;
    let tom = site.staff("Tom", StaffRole::Technician).await;
    issued(&zohra).await;
    issued(&tom).await;
    let rows: Vec<StaffRow> = tom.get("/staff").await.read();
    let id = |name: &str| rows.iter().find(|row| row.name == name).unwrap().id;
    let path = |name: &str| format!("/staff/{}/card/revoke", id(name));
    assert_eq!(tom.order(&path("Zohra")).await.refused(403).code, ErrorCode::NotAllowed);
    zohra.order(&path("Tom")).await.done();
    let coordinator = site.coordinator().await;
    coordinator.order(&path("Zohra")).await.done();
    let rows: Vec<StaffRow> = coordinator.get("/staff").await.read();
    assert!(rows.len() == 3 && rows.iter().all(|row| row.card.is_none()), "{rows:?}");
}

#[tokio::test]
async fn whoever_paused_is_let_back_by_a_right_that_is_good_once_here_and_now() {
    let site = Site::new().await;
    let zohra = site.staff("Zohra", StaffRole::Mediator).await;
    let mut station = site.station("Poste 1").await;
    let card = issued(&zohra).await;
    let StaffOpened { pass, .. } = open(&mut station, &card).await;
    assert_eq!(act(&mut station, pass, StaffAct::LetBack).await, StaffAnswer::NotNow);
    act(&mut station, pass, StaffAct::Open { reason: None }).await;
    let lease = station.takes_up().await;
    assert_eq!(act(&mut station, pass, StaffAct::LetBack).await, StaffAnswer::NotNow, "nobody paused");
    station.says(Phase::Paused).await;
    let (nonce, answer) = station.staff(StaffAsk::Act { pass, act: StaffAct::LetBack }).await;
    let StaffAnswer::Right { right } = answer else { panic!("no right: {answer:?}") };
    assert_eq!(station.verify(nonce, &right), Ok(RightTo::LetBack { session: lease.session }));
    assert_eq!(station.verify(Nonce([1; 16]), &right), Err(LeaseError::OtherRequest));
    let about = one(&site, "SELECT about FROM audit WHERE what = 'let-back'");
    assert_eq!(about, lease.session.to_string());
}

#[tokio::test]
async fn a_member_gets_a_new_pin_at_the_station() {
    let site = Site::new().await;
    let zohra = site.staff("Zohra", StaffRole::Mediator).await;
    let mut station = site.station("Poste 1").await;
    let card = issued(&zohra).await;
    let member: VisitorCreated = zohra.post("/visitors", &json!({})).await.read();
    let StaffOpened { pass, .. } = open(&mut station, &card).await;
    let new_pin = |number: Option<&str>| StaffAct::NewPin { number: number.map(str::to_owned) };
    for nobody in [new_pin(None), new_pin(Some("123")), new_pin(Some("100006"))] {
        assert_eq!(act(&mut station, pass, nobody).await, StaffAnswer::NoMember);
    }
    let told = act(&mut station, pass, new_pin(Some(&member.number))).await;
    let StaffAnswer::NewPin { number, pin } = told else { panic!("no PIN: {told:?}") };
    assert_eq!(number, member.number);
    let entry = Entry::Member { number, pin };
    station.log_in(entry).await.unwrap();
    let told = act(&mut station, pass, new_pin(None)).await;
    assert!(matches!(&told, StaffAnswer::NewPin { number, .. } if *number == member.number), "{told:?}");
    let about = one(&site, "SELECT group_concat(DISTINCT about) FROM audit WHERE what = 'new-pin'");
    assert_eq!(about, member.id.to_string());
}

#[tokio::test]
async fn a_console_of_the_machine_is_a_technicians_alone() {
    let site = Site::new().await;
    let zohra = site.staff("Zohra", StaffRole::Mediator).await;
    let tom = site.staff("Tom", StaffRole::Technician).await;
    let mut station = site.station("Poste 1").await;
    let card = issued(&zohra).await;
    let StaffOpened { pass, .. } = open(&mut station, &card).await;
    assert_eq!(act(&mut station, pass, StaffAct::Maintain).await, StaffAnswer::NotNow);
    let card = issued(&tom).await;
    let StaffOpened { pass, role, .. } = open(&mut station, &card).await;
    assert_eq!(role, StaffRole::Technician);
    let (nonce, answer) = station.staff(StaffAsk::Act { pass, act: StaffAct::Maintain }).await;
    let StaffAnswer::Right { right } = answer else { panic!("no right: {answer:?}") };
    assert_eq!(station.verify(nonce, &right), Ok(RightTo::Maintain));
    let who = "SELECT staff.name FROM audit JOIN staff ON staff.id = audit.staff WHERE what = 'maintained'";
    assert_eq!(one(&site, who), "Tom");
}
