use std::time::Duration;

use epn_rules::decision::{Decision, Refusal};
use epn_rules::units::Minutes;
use epn_wire::console::{ApiError, ConsoleEvent, ErrorCode};
use epn_wire::secret::Secret;
use hyper::StatusCode;
use iced::futures::{Stream, StreamExt as _};
use jiff::civil::date;

use super::fake_hub::{Answer, FakeHub};
use super::*;
use crate::testing::fixtures;

/// Longer than anything here takes; shorter than a person waits for a test.
const PATIENCE: Duration = Duration::from_secs(30);

fn client(hub: &FakeHub) -> Client {
    let address = hub.address.to_string().parse().unwrap();
    Client::new(address, fixtures::identity(&hub.key)).unwrap()
}

async fn ask<T: 'static>(client: &Client, question: Question<T>) -> Result<T, Failure> {
    client.clone().ask(question.then(|outcome| outcome)).await
}

fn refusal(code: ErrorCode) -> ApiError {
    ApiError::new(code, "no")
}

#[tokio::test]
async fn signing_in_gives_a_token_that_every_later_call_carries() {
    let hub = FakeHub::start().await;
    hub.answers(Answer::Say(StatusCode::OK, serde_json::to_string(&fixtures::logged_in()).unwrap()));
    let client = client(&hub);
    let password = Secret::from("lune-verte-42".to_owned());
    let who = ask(&client, api::log_in("Claire".to_owned(), password)).await.unwrap();
    ask(&client.signed_in(who.token), api::extend(fixtures::station(3), Minutes(15), None)).await.unwrap();
    let seen = hub.seen();
    assert_eq!(seen[0].call, "POST /api/v1/login");
    assert_eq!(seen[0].token, None);
    assert!(seen[0].body.contains("lune-verte-42"));
    assert_eq!(seen[1].call, format!("POST /api/v1/stations/{}/extend", fixtures::station(3)));
    assert_eq!(seen[1].token.as_deref(), Some("jeton"));
    assert_eq!(seen[1].body, r#"{"minutes":15,"reason":null}"#);
}

#[tokio::test]
async fn what_is_searched_for_is_encoded() {
    let hub = FakeHub::start().await;
    hub.answers(Answer::Say(StatusCode::OK, "[]".to_owned()));
    let client = client(&hub);
    assert_eq!(ask(&client, api::visitors("Le Goff & é")).await.unwrap(), Vec::new());
    assert_eq!(hub.seen()[0].call, "GET /api/v1/visitors?query=Le+Goff+%26+%C3%A9");
}

#[tokio::test]
async fn counts_come_as_they_are() {
    let hub = FakeHub::start().await;
    hub.answers(Answer::Say(StatusCode::OK, "jour;sessions\n".to_owned()));
    let days = (date(2026, 3, 1), date(2026, 3, 10));
    let text = ask(&client(&hub), api::counts(days.0, days.1)).await.unwrap();
    assert_eq!(text, "jour;sessions\n");
    assert_eq!(hub.seen()[0].call, "GET /api/v1/counts?from=2026-03-01&to=2026-03-10");
}

#[tokio::test]
async fn a_refusal_keeps_its_reasons() {
    let hub = FakeHub::start().await;
    let because = vec![Refusal::OutOfService];
    let decision = Some(Decision::Refused { because, next: None });
    let said = ApiError { decision, ..refusal(ErrorCode::Refused) };
    hub.answers(Answer::Say(StatusCode::CONFLICT, serde_json::to_string(&said).unwrap()));
    let outcome = ask(&client(&hub), api::open(fixtures::station(1), None, None)).await;
    assert_eq!(outcome, Err(Failure::Said(Box::new(said))));
}

#[tokio::test]
async fn an_answer_that_makes_no_sense_is_named() {
    let hub = FakeHub::start().await;
    hub.answers(Answer::Say(StatusCode::BAD_GATEWAY, "<html>".to_owned()));
    assert!(matches!(ask(&client(&hub), api::end(fixtures::station(1))).await, Err(Failure::Unreadable(_))));
    hub.answers(Answer::Say(StatusCode::OK, "<html>".to_owned()));
    assert!(matches!(ask(&client(&hub), api::room()).await, Err(Failure::Unreadable(_))));
}

#[tokio::test]
async fn another_machine_is_not_talked_to() {
    let hub = FakeHub::start().await;
    let address = hub.address.to_string().parse().unwrap();
    let fooled = Client::new(address, fixtures::identity(&"a".repeat(64))).unwrap();
    assert!(matches!(ask(&fooled, api::room()).await, Err(Failure::Unreached(_))));
    assert_eq!(hub.seen(), Vec::new());
}

#[tokio::test]
async fn a_hub_that_says_nothing_is_given_up() {
    let hub = FakeHub::start().await;
    hub.answers(Answer::Nothing);
    let address = hub.address.to_string().parse().unwrap();
    let patience = Duration::from_millis(200);
    let client = Client::with_patience(address, fixtures::identity(&hub.key), patience).unwrap();
    assert_eq!(ask(&client, api::room()).await, Err(Failure::TimedOut));
}

#[tokio::test]
async fn a_hub_that_is_not_there_is_said() {
    let hub = FakeHub::start().await;
    let client = client(&hub);
    drop(hub);
    assert!(matches!(ask(&client, api::room()).await, Err(Failure::Unreached(_))));
}

async fn next(stream: &mut (impl Stream<Item = StreamEvent> + Unpin)) -> Option<StreamEvent> {
    tokio::time::timeout(PATIENCE, stream.next()).await.expect("an event in time")
}

fn room_event() -> ConsoleEvent {
    ConsoleEvent::Room { room: Box::new(fixtures::room()) }
}

#[tokio::test]
async fn the_stream_tells_the_room_and_comes_back_by_itself() {
    let hub = FakeHub::start().await;
    let mut stream = Box::pin(follow(client(&hub).signed_in(Secret::from("jeton".to_owned()))));
    assert!(matches!(next(&mut stream).await, Some(StreamEvent::Connected)));
    hub.tell(&room_event()).await;
    let Some(StreamEvent::Said(event)) = next(&mut stream).await else { panic!("the room is told") };
    assert!(matches!(*event, ConsoleEvent::Room { room } if *room == fixtures::room()));
    assert_eq!(hub.seen()[0].token.as_deref(), Some("jeton"));

    let hub = hub.restart().await;
    assert!(matches!(next(&mut stream).await, Some(StreamEvent::Lost(_))));
    loop {
        match next(&mut stream).await {
            Some(StreamEvent::Lost(_)) => {}
            Some(StreamEvent::Connected) => break,
            other => panic!("{other:?}"),
        }
    }
    hub.tell(&room_event()).await;
    assert!(matches!(next(&mut stream).await, Some(StreamEvent::Said(_))));
}

#[tokio::test]
async fn a_token_that_holds_no_more_ends_the_stream() {
    let hub = FakeHub::start().await;
    hub.refuses_stream(StatusCode::UNAUTHORIZED);
    let mut stream = Box::pin(follow(client(&hub)));
    assert!(matches!(next(&mut stream).await, Some(StreamEvent::SignedOut)));
    assert!(next(&mut stream).await.is_none());
}

#[tokio::test]
async fn an_event_of_a_newer_hub_is_passed_over() {
    let hub = FakeHub::start().await;
    let mut stream = Box::pin(follow(client(&hub)));
    assert!(matches!(next(&mut stream).await, Some(StreamEvent::Connected)));
    hub.tell_text(r#"{"event":"weather","sun":true}"#).await;
    hub.tell(&room_event()).await;
    assert!(matches!(next(&mut stream).await, Some(StreamEvent::Said(_))));
}

#[test]
fn a_hubs_address_is_read_as_people_copy_it() {
    for text in ["192.168.1.10:7443", "https://192.168.1.10:7443/", " 192.168.1.10:7443 "] {
        assert_eq!(text.parse::<HubAddress>().unwrap().to_string(), "192.168.1.10:7443");
    }
    assert_eq!("[fe80::1]:7443".parse::<HubAddress>().unwrap().to_string(), "[fe80::1]:7443");
    for text in ["", "hub.local", ":7443", "hub local:7443", "hub:99999", "hub/x:7443"] {
        assert!(text.parse::<HubAddress>().is_err(), "{text}");
    }
}

#[test]
fn what_is_sent_never_shows_a_password() {
    let asked = api::log_in("Claire".to_owned(), Secret::from("lune-verte-42".to_owned()));
    assert!(!format!("{asked:?}").contains("lune"));
}
