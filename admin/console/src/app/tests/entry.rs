use epn_ui::Ui;
use epn_wire::console::{ApiError, ErrorCode};
use epn_wire::pairing::PairRefusal;
use epn_words::Lang;

use crate::app::{AllPhrases, App, Effect, Message};
use crate::client::{Failure, Method};
use crate::membership::PairFailure;
use crate::screen::pairing;
use crate::testing::{Bench, fixtures};

fn sign_in() -> Bench {
    let mut bench = Bench::new(Lang::French, 1280.0, 800.0);
    bench.type_into("name", "Claire");
    bench.type_into("password", "lune-verte-42");
    bench
}

fn refused(code: ErrorCode, wait_seconds: Option<u32>) -> Failure {
    let message = String::new();
    Failure::Said(Box::new(ApiError { wait_seconds, ..ApiError::new(code, message) }))
}

#[test]
fn a_password_is_sent_once_and_never_drawn() {
    let mut bench = sign_in();
    assert!(!bench.said().contains("lune-verte-42"));
    bench.press(iced::keyboard::key::Named::Enter);
    let (method, path, body) = bench.question();
    assert_eq!((method, path.as_str()), (Method::Post, "/login"));
    assert_eq!(body, serde_json::json!({ "name": "Claire", "password": "lune-verte-42" }));
    bench.click("sign-in");
    assert_eq!(bench.asked.len(), 1, "one question at a time");
}

#[test]
fn a_wrong_password_is_said_and_can_be_typed_again() {
    let mut bench = sign_in();
    bench.click("sign-in");
    bench.fail(refused(ErrorCode::WrongPassword, None));
    assert_eq!(bench.item("sign-in-failed").node.label, "Le nom ou le mot de passe n’est pas le bon.");
    assert!(bench.item("password").focused);
    bench.type_into("password", "x");
    bench.click("sign-in");
    bench.fail(refused(ErrorCode::Throttled, Some(30)));
    assert!(bench.item("sign-in-failed").node.label.contains("30 secondes"));
}

#[test]
fn signing_out_tells_the_hub_and_comes_back_to_the_password() {
    let mut bench = Bench::at_desk(Lang::French, 1280.0, 800.0);
    bench.click("sign-out");
    assert_eq!(bench.question().1, "/logout");
    assert!(bench.has("sign-in") && bench.has("signed-out"));
    assert!(bench.item("password").focused);
}

#[test]
fn a_session_that_the_hub_forgot_is_opened_again() {
    let mut bench = Bench::at_desk(Lang::French, 1280.0, 800.0);
    bench.click("passage-question");
    bench.fail(refused(ErrorCode::NotSignedIn, None));
    assert_eq!(
        bench.item("signed-out").node.label,
        "Votre session est finie. Entrez de nouveau votre mot de passe."
    );
    assert!(bench.asked.is_empty(), "nothing to log out of");
}

fn unpaired() -> Bench {
    let all = AllPhrases::load().unwrap();
    Bench::of(App::unpaired(Ui::console(), all, Lang::French, None, "Accueil".to_owned()), 1280.0, 800.0)
}

#[test]
fn a_console_is_paired_from_its_window() {
    let mut bench = unpaired();
    bench.type_into("address", "192.168.1.10:7443");
    bench.type_into("code", "k7qf 2m0x 9trb hd4w");
    let submitted = Message::Pairing(pairing::Message::Submitted);
    let effects = bench.app.update(submitted, std::time::Instant::now());
    let [Effect::Pair { hub, code, name }] = effects.as_slice() else { panic!("{effects:?}") };
    assert_eq!((hub.to_string().as_str(), name.as_str()), ("192.168.1.10:7443", "Accueil"));
    assert_eq!(code.grouped().as_str(), "K7QF-2M0X-9TRB-HD4W");
    let hub = hub.clone();
    bench.say(Message::Paired { hub, outcome: Ok(fixtures::identity(&"0".repeat(64))) });
    assert!(bench.has("password"));
}

#[test]
fn why_a_console_was_not_paired_is_said() {
    let mut bench = unpaired();
    bench.type_into("address", "192.168.1.10");
    assert!(bench.item("address").node.detail.unwrap().contains("un port"));
    bench.type_into("address", ":7443");
    bench.type_into("code", "K7QF2M0X9TRBHD4W");
    bench.click("pair");
    let outcome = Err(PairFailure::Refused(PairRefusal::CodeExpired));
    bench.say(Message::Paired { hub: "192.168.1.10:7443".parse().unwrap(), outcome });
    assert!(bench.item("pairing-failed").node.label.contains("trop vieux"));
    assert!(bench.item("code").focused);
}

#[test]
fn language_and_contrast_turn_at_once() {
    let mut bench = Bench::new(Lang::French, 1280.0, 800.0);
    bench.click("language");
    assert_eq!(bench.item("sign-in").node.label, "Sign in");
    bench.click("contrast");
    bench.click("text-size");
    assert!(bench.app.ui().comfort != epn_ui::Comfort::default());
}
