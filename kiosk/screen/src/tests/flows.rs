//! From the lock screen to a log-in, and what comes of it.

use epn_rules::member_number::MemberNumber;
use epn_rules::people::AgeBand;
use epn_rules::ticket_code::TicketCode;
use epn_wire::kiosk::{KioskIntent, KioskView, LogInAnswer, Scene};
use epn_wire::secret::Secret;
use epn_wire::station::Entry;
use epn_words::Lang;
use iced::keyboard::key::Named;

use super::stage::Stage;
use super::views::{active, alias, answered, locked, quota_spent, session, view};
use crate::app::Message;

const PIN: &str = "4071";

/// The first member's number.
fn number() -> String {
    MemberNumber::of_serial(0).expect("the first member").to_string()
}

fn log_in(entry: Entry, lang: Lang) -> KioskIntent {
    KioskIntent::LogIn { entry, charter: "2026-1".to_owned(), lang: lang.tag().to_owned() }
}

#[test]
fn a_ticket_opens_a_session_by_keyboard_alone() {
    for lang in Lang::ALL {
        let mut stage = Stage::new(lang, locked());
        stage.accept_charter();
        stage.enter();
        assert!(stage.has_focus("code"));
        stage.types("000 000-000");
        stage.enter();
        let told = stage.told();
        let [KioskIntent::LogIn { entry: Entry::Ticket { code }, charter, lang: said }] = &told[..] else {
            panic!("one log-in: {told:?}");
        };
        assert_eq!(code.reveal().parse::<TicketCode>(), Ok(TicketCode::from_random([0; 5])));
        assert_eq!((charter.as_str(), said.as_str()), ("2026-1", lang.tag()));
        stage.sees(view(Scene::Deciding));
        stage.sees(view(Scene::Starting { alias: alias() }));
        let picture = if lang == Lang::French { "Lune 2" } else { "Moon 2" };
        assert!(stage.label("title").contains(picture), "{}", stage.label("title"));
        stage.sees(session(active(60)));
        assert!(stage.has_focus("more-time"));
    }
}

#[test]
fn the_focus_outlives_a_lock_screen_that_is_laid_out_otherwise() {
    let mut stage = Stage::new(Lang::French, locked());
    assert!(stage.has_focus("start"));
    for hub in [false, true] {
        stage.sees(KioskView { hub, ..locked() });
        assert!(stage.has_focus("start"), "hub: {hub}");
    }
}

#[test]
fn the_agent_hears_of_another_language_where_somebody_works() {
    let mut stage = Stage::new(Lang::French, session(active(60)));
    stage.choose("lang-en");
    assert_eq!(stage.told(), [KioskIntent::Language { lang: "en".to_owned() }]);
    let mut stage = Stage::new(Lang::French, locked());
    stage.choose("lang-en");
    assert_eq!(stage.told(), [], "a visitor who has not begun says it when they do");
}

#[test]
fn a_number_and_a_pin_open_a_session_by_keyboard_alone() {
    for lang in Lang::ALL {
        let mut stage = Stage::new(lang, locked());
        stage.accept_charter();
        stage.choose("enter-member");
        assert!(stage.has_focus("number"));
        stage.digits(&number());
        assert!(stage.has_focus("pin"), "a full number leads on to the PIN");
        stage.digits(PIN);
        stage.enter();
        let entry = Entry::Member { number: number(), pin: Secret::from(PIN.to_owned()) };
        assert_eq!(stage.told(), [log_in(entry, lang)]);
    }
}

#[test]
fn an_age_and_a_picture_open_a_session_by_keyboard_alone() {
    for lang in Lang::ALL {
        let mut stage = Stage::new(lang, locked());
        stage.accept_charter();
        stage.choose("enter-no-account");
        stage.choose("age-70-plus");
        assert!(stage.has_focus("apple"), "the focus begins on the first picture");
        stage.choose("other-pictures");
        assert!(stage.has_focus("dog"), "and on the first of the others");
        stage.choose("umbrella");
        let entry = Entry::NoAccount { age: AgeBand::SoixanteDixPlus, picture: "umbrella".to_owned() };
        assert_eq!(stage.told(), [log_in(entry, lang)]);
    }
}

#[test]
fn where_it_is_not_allowed_nobody_is_offered_to_enter_without_an_account() {
    let mut strict = locked();
    strict.site.no_account = false;
    let mut stage = Stage::new(Lang::French, strict);
    stage.accept_charter();
    assert!(!stage.has("enter-no-account"));
    stage.choose("forgot");
    assert!(!stage.has("forgot-enter"));
    assert!(stage.has_focus("forgot-call"), "the mediator can still be called");
    stage.enter();
    assert_eq!(stage.told(), [KioskIntent::Help { asked: true }]);
}

#[test]
fn a_forgotten_code_leads_in_without_an_account() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.accept_charter();
    stage.choose("forgot");
    assert!(stage.has_focus("forgot-enter"));
    stage.enter();
    assert!(stage.has_focus("age-under-12"));
}

#[test]
fn escape_goes_back_one_step_at_a_time() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.accept_charter();
    stage.choose("enter-no-account");
    stage.choose("age-18-24");
    for focus in ["age-under-12", "enter-ticket", "start", "start"] {
        stage.escape();
        assert!(stage.has_focus(focus), "back to {focus}");
    }
    assert_eq!(stage.told(), [], "going back tells the agent nothing");
}

#[test]
fn the_charter_can_be_declined() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.enter();
    stage.choose("decline");
    assert!(stage.has_focus("start"));
}

#[test]
fn a_refusal_says_why_and_from_when_and_what_to_do() {
    for (lang, next, reason) in
        [(Lang::French, "demain à 9 h 30", "120"), (Lang::English, "tomorrow at 9:30", "120")]
    {
        let mut stage = Stage::new(lang, answered(LogInAnswer::Refused { decision: quota_spent() }));
        assert!(stage.label("reason-0").contains(reason), "{}", stage.said());
        assert_eq!(stage.label("next"), next);
        assert!(stage.has("advice-0"));
        assert!(stage.has_focus("home"));
        stage.enter();
        assert_eq!(stage.told(), [KioskIntent::Dismiss]);
        assert!(stage.has_focus("start"), "back on the lock screen before the agent says so");
    }
}

#[test]
fn after_an_unknown_pin_the_same_entry_is_tried_again_without_the_charter() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.accept_charter();
    stage.choose("enter-member");
    stage.digits(&number());
    stage.digits(PIN);
    stage.enter();
    stage.sees(view(Scene::Deciding));
    stage.sees(answered(LogInAnswer::NotRecognised { wait_seconds: 5 }));
    assert!(stage.said().contains("5 secondes"), "{}", stage.said());
    assert!(stage.has("forgot"));
    stage.told();
    assert!(stage.has_focus("retry"));
    stage.enter();
    assert_eq!(stage.told(), [KioskIntent::Dismiss]);
    assert!(stage.has_focus("number"), "the same entry, empty");
    stage.sees(answered(LogInAnswer::NotRecognised { wait_seconds: 5 }));
    assert!(stage.has("number"), "an answer that was read does not come back with the next minute");
    stage.sees(locked());
    stage.sees(answered(LogInAnswer::Throttled { wait_seconds: 40 }));
    assert!(stage.said().contains("40 secondes"), "a new answer is shown: {}", stage.said());
}

#[test]
fn a_charter_that_changed_meanwhile_is_asked_again() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.accept_charter();
    stage.choose("enter-no-account");
    stage.choose("age-18-24");
    stage.choose("apple");
    let mut changed = answered(LogInAnswer::DidNotStart);
    changed.site.charter = "2026-2".to_owned();
    stage.sees(changed);
    stage.choose("retry");
    assert!(stage.has_focus("accept"));
}

#[test]
fn a_screen_that_was_left_alone_goes_back_to_the_lock_screen() {
    let mut stage = Stage::new(Lang::English, locked());
    assert_eq!(stage.app.patience(), None, "the lock screen waits for ever");
    stage.choose("lang-fr");
    assert!(stage.app.patience().is_some(), "but not in another visitor's language");
    stage.tab_to("start");
    stage.accept_charter();
    stage.choose("enter-member");
    stage.digits("12");
    stage.happens(Message::StillThere);
    let since = stage.app.activity();
    stage.happens(Message::LeftAlone { since: since - 1 });
    assert!(stage.has("number"), "a wait that began before the last sign of life does not count");
    stage.happens(Message::LeftAlone { since });
    assert_eq!(stage.label("start"), "Start");
    stage.accept_charter();
    stage.choose("enter-member");
    assert!(!stage.said().contains("12"), "what was typed is gone");
}

#[test]
fn an_answer_that_nobody_reads_is_put_away() {
    let mut stage = Stage::new(Lang::French, answered(LogInAnswer::NoHub));
    let since = stage.app.activity();
    stage.happens(Message::LeftAlone { since });
    assert_eq!(stage.told(), [KioskIntent::Dismiss]);
    assert!(stage.has_focus("start"));
}

#[test]
fn a_ticket_is_pressed_on_the_screen() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.accept_charter();
    stage.enter();
    stage.touch("keyboard");
    for _ in 0..9 {
        stage.touch("key-0");
    }
    stage.touch("continue");
    assert!(matches!(&stage.told()[..], [KioskIntent::LogIn { entry: Entry::Ticket { .. }, .. }]));
}

#[test]
fn a_number_is_pressed_on_the_screen() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.accept_charter();
    stage.choose("enter-member");
    let key = |digit: char| {
        ["key-0", "key-1", "key-2", "key-3", "key-4", "key-5", "key-6", "key-7", "key-8", "key-9"]
            [digit as usize - '0' as usize]
    };
    for digit in number().chars().chain(PIN.chars()) {
        stage.touch(key(digit));
    }
    stage.touch("key-erase");
    stage.touch("key-1");
    stage.touch("continue");
    let entry = Entry::Member { number: number(), pin: Secret::from(PIN.to_owned()) };
    assert_eq!(stage.told(), [log_in(entry, Lang::French)]);
}

#[test]
fn a_code_that_cannot_be_one_is_not_sent() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.accept_charter();
    stage.enter();
    stage.types("0000");
    stage.enter();
    assert!(stage.said().contains("Il manque des signes"), "{}", stage.said());
    stage.types("00001");
    stage.enter();
    assert!(stage.said().contains("Un signe n’est pas le bon"), "{}", stage.said());
    stage.press(Named::Backspace);
    stage.types("0");
    assert_eq!(stage.told(), []);
    stage.enter();
    assert_eq!(stage.told().len(), 1, "put right, it is sent");
}

#[test]
fn a_number_or_pin_that_cannot_be_one_is_not_sent() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.accept_charter();
    stage.choose("enter-member");
    stage.digits("123");
    stage.enter();
    assert!(stage.said().contains("Un numéro a 6 chiffres"), "{}", stage.said());
    for _ in 0..3 {
        stage.press(Named::Backspace);
    }
    stage.digits(&number());
    stage.digits("12");
    stage.enter();
    assert!(stage.said().contains("4 chiffres ou plus"), "{}", stage.said());
    assert!(stage.has_focus("pin"));
    assert_eq!(stage.told(), []);
}

#[test]
fn a_ticket_is_scanned_where_a_way_to_enter_is_chosen() {
    for lang in Lang::ALL {
        let mut stage = Stage::new(lang, locked());
        stage.accept_charter();
        stage.scans("000-000-000");
        assert!(matches!(&stage.told()[..], [KioskIntent::LogIn { entry: Entry::Ticket { .. }, .. }]));
        stage.sees(view(Scene::Deciding));
        assert!(!stage.has("code"), "the Enter that ended the scan opened nothing");
    }
}

#[test]
fn keys_that_are_no_ticket_open_nothing() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.accept_charter();
    stage.scans("978020137962");
    assert_eq!(stage.told(), []);
    assert!(stage.has_focus("code"), "Enter pressed what had the focus");
}

#[test]
fn a_code_forgotten_while_it_is_asked_for_leads_out() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.accept_charter();
    stage.choose("enter-member");
    stage.choose("forgot");
    assert!(stage.has_focus("forgot-enter"));
}

#[test]
fn the_windows_title_says_which_screen_is_shown() {
    let mut stage = Stage::new(Lang::English, locked());
    let mut titles = vec![stage.app.title()];
    for keys in [&["start"][..], &["accept"], &["enter-member"]] {
        for id in keys {
            stage.choose(id);
        }
        titles.push(stage.app.title());
    }
    stage.sees(answered(LogInAnswer::Refused { decision: quota_spent() }));
    titles.push(stage.app.title());
    let screens = ["lock", "charter", "entry", "member", "refused"];
    assert_eq!(titles, screens.map(|screen| format!("epn-kiosk: {screen}")));
}
