//! A member of staff at the screen.

use epn_rules::decision::{Decision, Refusal};
use epn_rules::long_code::{RecoveryCode, StaffCard};
use epn_rules::member_number::MemberNumber;
use epn_rules::units::Minutes;
use epn_ui::Role;
use epn_wire::console::StaffRole;
use epn_wire::kiosk::{KioskIntent, KioskView, ResumeWith, Scene};
use epn_wire::secret::Secret;
use epn_wire::staff::{NotOpened, QuickReason, StaffAct, StaffActed, StaffShown};
use epn_wire::station::OutOfService;
use epn_words::Lang;

use super::stage::Stage;
use super::views::{active, alias, locked, paused, quota_spent, session, staff, staffed, still_there, view};
use crate::app::Message;

const CARD: &str = "0000-0000-0000-0000";
const PIN: &str = "730519";

/// Every view on which a card may be held before the scanner.
fn scenes() -> Vec<KioskView> {
    vec![
        locked(),
        session(active(30)),
        still_there(ResumeWith::Ticket),
        view(Scene::Paused(paused(ResumeWith::Picture))),
        view(Scene::Grace { alias: alias(), seconds_left: 240 }),
    ]
}

fn card_intent() -> KioskIntent {
    KioskIntent::StaffCard { card: Secret::from(CARD.to_owned()), pin: Secret::from(PIN.to_owned()) }
}

fn acted(acted: StaffActed) -> KioskView {
    staffed(session(active(30)), Some(acted))
}

fn acts(stage: &mut Stage) -> Vec<StaffAct> {
    let act = |intent| match intent {
        KioskIntent::StaffAct { act } => act,
        other => panic!("no quick action: {other:?}"),
    };
    stage.told().into_iter().map(act).collect()
}

#[test]
fn a_card_is_scanned_at_any_time_and_its_enter_presses_nothing() {
    for lang in Lang::ALL {
        for view in scenes() {
            let mut stage = Stage::new(lang, view.clone());
            stage.scans(CARD);
            assert_eq!(stage.told(), [], "{:?}", view.scene);
            assert!(stage.has_focus("staff-pin"), "{:?}", view.scene);
            stage.digits(PIN);
            stage.enter();
            let [KioskIntent::StaffCard { card, pin }] = &stage.told()[..] else { panic!("one card") };
            assert_eq!(card.reveal().parse::<StaffCard>(), Ok(StaffCard::from_random([0; 16])));
            assert_eq!(pin.reveal(), PIN);
        }
    }
}

#[test]
fn a_card_is_scanned_while_a_visitor_is_half_way_through_an_entry() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.accept_charter();
    stage.choose("enter-member");
    stage.digits("12");
    stage.scans(CARD);
    assert!(stage.has_focus("staff-pin"));
    assert_eq!(stage.told(), []);
}

#[test]
fn a_card_is_typed_by_hand_from_the_discreet_key() {
    for lang in Lang::ALL {
        let mut stage = Stage::new(lang, locked());
        stage.choose("staff");
        assert!(stage.has_focus("staff-card"));
        stage.types("0000");
        stage.enter();
        let wrong = if lang == Lang::French { "Ce n’est pas le code" } else { "This is no card" };
        assert!(stage.said().contains(wrong), "{}", stage.said());
        assert!(stage.has_focus("staff-card"));
        stage.types("0000 0000 0000");
        stage.enter();
        stage.digits("73");
        stage.enter();
        assert!(stage.has_focus("staff-pin") && stage.told().is_empty(), "too short a PIN is not sent");
        stage.digits("0519");
        stage.enter();
        let told = stage.told();
        assert!(matches!(&told[..], [KioskIntent::StaffCard { pin, .. }] if pin.reveal() == PIN), "{told:?}");
    }
}

#[test]
fn escape_leads_back_step_by_step_and_nothing_typed_comes_back() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.scans(CARD);
    stage.digits("73");
    stage.escape();
    assert!(stage.has_focus("staff-card"));
    assert!(!format!("{:?}", stage.outline()).contains("0000"));
    stage.escape();
    assert!(stage.has_focus("start"));
    assert_eq!(stage.told(), []);
    stage.scans(CARD);
    stage.digits("73");
    assert!(stage.app.patience().is_some());
    let since = stage.app.activity();
    stage.happens(Message::LeftAlone { since });
    assert!(stage.has_focus("start"), "a card that was left alone is gone");
    assert_eq!(stage.told(), []);
}

#[test]
fn neither_card_nor_pin_is_in_an_outline_or_a_log() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.scans(CARD);
    stage.digits(PIN);
    let outline = stage.outline();
    let pin = outline.iter().find(|item| item.id == "staff-pin".into()).expect("the PIN's entry");
    assert_eq!((pin.node.role, &pin.node.detail), (Role::SecretField, &None));
    let debug = format!("{:?}", stage.app);
    assert!(!debug.contains(PIN) && !debug.contains("0000"), "{debug}");
    assert!(!format!("{:?}", card_intent()).contains(PIN));
}

#[test]
fn a_wrong_card_says_how_long_to_wait_and_is_tried_again() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.scans(CARD);
    stage.digits(PIN);
    stage.enter();
    stage.told();
    stage.sees(staff(locked(), StaffShown::Asking));
    let why = NotOpened::NotRecognised { wait_seconds: 8 };
    stage.sees(staff(locked(), StaffShown::NotOpened { why }));
    assert!(stage.said().contains("8 secondes"), "{}", stage.said());
    assert!(stage.has_focus("retry"));
    stage.enter();
    assert_eq!(stage.told(), [KioskIntent::StaffClose]);
    assert!(stage.has_focus("staff-card"), "at once");
    stage.sees(locked());
    assert!(stage.has_focus("staff-card"));
    stage.sees(staff(locked(), StaffShown::NotOpened { why: NotOpened::NoHub }));
    let since = stage.app.activity();
    stage.happens(Message::LeftAlone { since });
    assert_eq!(stage.told(), [KioskIntent::StaffClose]);
    assert!(stage.has_focus("start"));
}

#[test]
fn the_quick_actions_are_those_of_the_scene_and_the_seconds_are_counted() {
    let expected = [
        vec!["Ouvrir ce poste", "Nouveau code"],
        vec![
            "Ajouter 15 minutes",
            "Ajouter 30 minutes",
            "Changer de poste",
            "Nouveau code",
            "Terminer la session",
        ],
    ];
    for (view, expected) in [locked(), session(active(30))].into_iter().zip(expected) {
        let mut stage = Stage::new(Lang::French, staffed(view, None));
        assert_eq!(stage.label("title"), "Bonjour Zohra");
        assert_eq!(stage.label("staff-left"), "Cet écran se ferme dans 24 secondes");
        let names: Vec<_> = stage
            .outline()
            .into_iter()
            .filter(|item| format!("{:?}", item.id).contains("staff-act-"))
            .map(|item| item.node.label)
            .collect();
        assert_eq!(names, expected);
        assert!(stage.has_focus("staff-act-0"));
    }
    let mut stage = Stage::new(Lang::English, staffed(view(Scene::Paused(paused(ResumeWith::Member))), None));
    assert_eq!(stage.label("staff-act-0"), "Let them back in");
    assert_eq!(stage.label("staff-left"), "This screen closes in 24 seconds");
    stage.enter();
    assert_eq!(acts(&mut stage), [StaffAct::LetBack]);
}

#[test]
fn a_station_is_opened_with_one_key_and_the_screen_closes_when_the_agent_says_so() {
    let mut stage = Stage::new(Lang::French, staffed(locked(), None));
    stage.enter();
    assert_eq!(acts(&mut stage), [StaffAct::Open { reason: None }]);
    stage.sees(staffed(locked(), Some(StaffActed::Asking)));
    assert!(!stage.has("staff-act-0"), "it cannot be pressed twice");
    stage.sees(view(Scene::Starting { alias: alias() }));
    stage.sees(session(active(60)));
    assert!(stage.has_focus("more-time"), "the visitor's screen is back");
}

#[test]
fn a_session_is_extended_moved_and_ended_by_keyboard_alone() {
    let mut stage = Stage::new(Lang::French, staffed(session(active(30)), None));
    stage.choose("staff-act-1");
    assert_eq!(acts(&mut stage), [StaffAct::Extend { minutes: Minutes(30), reason: None }]);
    stage.choose("staff-act-2");
    assert!(stage.has_focus("staff-station-0"));
    stage.escape();
    stage.choose("staff-act-2");
    stage.choose("staff-station-2");
    assert_eq!(acts(&mut stage), [StaffAct::Move { to: format!("{:026}", 3).parse().expect("a ULID") }]);
    stage.choose("staff-act-4");
    assert!(stage.has_focus("stay"), "the safe answer has the focus");
    stage.enter();
    assert!(stage.has("staff-act-4") && stage.told().is_empty());
    stage.choose("staff-act-4");
    stage.choose("staff-end-yes");
    assert_eq!(acts(&mut stage), [StaffAct::End]);
}

#[test]
fn where_no_station_is_free_that_is_said() {
    let mut full = staffed(session(active(30)), None);
    if let Some(StaffShown::Open(panel)) = &mut full.staff {
        panel.free.clear();
    }
    let mut stage = Stage::new(Lang::French, full);
    stage.choose("staff-act-2");
    assert!(stage.said().contains("Aucun autre poste n’est libre"), "{}", stage.said());
}

#[test]
fn a_new_pin_is_for_a_number_or_for_whoever_is_here_and_is_seen_once() {
    let number = MemberNumber::of_serial(0).expect("the first member").to_string();
    let mut stage = Stage::new(Lang::French, staffed(locked(), None));
    stage.choose("staff-act-1");
    assert!(stage.has_focus("staff-number") && !stage.has("staff-number-here"));
    stage.digits("123456");
    stage.enter();
    assert!(stage.said().contains("Un chiffre n’est pas le bon") && stage.told().is_empty());
    for _ in 0..6 {
        stage.press(iced::keyboard::key::Named::Backspace);
    }
    stage.digits(&number);
    stage.enter();
    assert_eq!(acts(&mut stage), [StaffAct::NewPin { number: Some(number.clone()) }]);
    let told = StaffActed::NewPin { number: number.clone(), pin: "9081".to_owned().into() };
    stage.sees(staffed(locked(), Some(told)));
    assert_eq!(stage.label("new-pin"), "9 0 8 1");
    assert!(stage.said().contains(&number));
    assert!(!format!("{:?}", stage.app).contains("9081"));
    assert!(stage.has_focus("staff-read"));
    stage.enter();
    assert_eq!(stage.told(), [KioskIntent::StaffRead]);
    stage.sees(staffed(locked(), None));
    assert!(stage.has_focus("staff-act-0") && !stage.said().contains("9 0 8 1"));
    let mut stage = Stage::new(Lang::French, staffed(session(active(30)), None));
    stage.choose("staff-act-3");
    stage.choose("staff-number-here");
    assert_eq!(acts(&mut stage), [StaffAct::NewPin { number: None }]);
}

#[test]
fn what_the_rules_refuse_is_done_all_the_same_with_a_reason_where_that_is_possible() {
    let act = StaffAct::Extend { minutes: Minutes(15), reason: None };
    for (lang, reason) in [(Lang::French, "Démarche urgente"), (Lang::English, "An urgent matter")] {
        let refused =
            |may_insist| acted(StaffActed::Refused { act: act.clone(), decision: quota_spent(), may_insist });
        let mut stage = Stage::new(lang, refused(true));
        assert!(stage.label("reason-0").contains("120"), "{}", stage.said());
        assert!(stage.has_focus("staff-read"), "the safe answer has the focus");
        assert_eq!(stage.label("insist-urgent"), reason);
        stage.choose("insist-urgent");
        let insists = StaffAct::Extend { minutes: Minutes(15), reason: Some(QuickReason::Urgent) };
        assert_eq!(acts(&mut stage), [insists]);
        stage.sees(refused(false));
        assert!(!stage.has("insist-urgent"));
        stage.choose("staff-read");
        assert_eq!(stage.told(), [KioskIntent::StaffRead]);
    }
}

#[test]
fn whatever_was_not_done_is_said_and_put_away() {
    let busy = Decision::Refused { because: vec![Refusal::OutOfService], next: None };
    let end = StaffAct::End;
    for told in [
        StaffActed::NotNow,
        StaffActed::NoMember,
        StaffActed::NoHub,
        StaffActed::NoTerminal,
        StaffActed::Refused { act: end, decision: busy, may_insist: false },
    ] {
        let mut stage = Stage::new(Lang::French, acted(told));
        assert!(stage.has_focus("staff-read"));
        stage.enter();
        assert_eq!(stage.told(), [KioskIntent::StaffRead]);
    }
}

#[test]
fn the_member_of_staff_leaves_at_once_and_the_visitors_steps_go_on_as_before() {
    let mut stage = Stage::new(Lang::French, staffed(session(active(30)), None));
    stage.choose("staff-close");
    assert_eq!(stage.told(), [KioskIntent::StaffClose]);
    assert!(stage.has_focus("more-time"), "before the agent says so");
    stage.sees(staffed(session(active(30)), None));
    assert!(stage.has_focus("more-time"), "nor does a second of the countdown bring it back");
    stage.sees(session(active(30)));
    stage.sees(staff(session(active(30)), StaffShown::Asking));
    stage.sees(staffed(session(active(30)), None));
    assert!(stage.has_focus("staff-act-0"), "another card does");
    stage.sees(session(active(30)));
    assert!(stage.has_focus("more-time"), "and the half minute ends it");
}

#[test]
fn a_recovery_code_is_typed_where_a_card_is_and_needs_no_pin() {
    let code = RecoveryCode::from_random([0; 16]).reveal();
    let mut stage = Stage::new(Lang::French, locked());
    stage.choose("staff");
    stage.types(&code.replace('-', ""));
    stage.enter();
    let told = stage.told();
    let [KioskIntent::Recovery { code: typed }] = &told[..] else { panic!("one code: {told:?}") };
    assert_eq!(typed.reveal().parse(), Ok(RecoveryCode::from_random([0; 16])));
    assert!(!format!("{told:?} {:?}", stage.app).contains("0000"));
    for (why, said) in
        [(NotOpened::NotFree, "Attendez que la session"), (NotOpened::NoTerminal, "console technique")]
    {
        stage.sees(staff(locked(), StaffShown::NotOpened { why }));
        assert!(stage.said().contains(said), "{}", stage.said());
    }
    let out = view(Scene::OutOfService { reason: OutOfService::Maintenance });
    stage.sees(out);
    assert!(stage.label("why").contains("technicien"), "{}", stage.said());
}

#[test]
fn a_console_is_a_technicians_alone_and_only_at_a_free_station() {
    for (role, view, offered) in [
        (StaffRole::Mediator, locked(), false),
        (StaffRole::Technician, locked(), true),
        (StaffRole::Technician, session(active(30)), false),
    ] {
        let mut shown = staffed(view, None);
        if let Some(StaffShown::Open(panel)) = &mut shown.staff {
            panel.role = role;
        }
        let mut stage = Stage::new(Lang::English, shown);
        assert_eq!(stage.said().contains("Technical console"), offered);
        if offered {
            stage.choose("staff-act-1");
            assert_eq!(acts(&mut stage), [StaffAct::Maintain]);
        }
    }
}
