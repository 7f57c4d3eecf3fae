//! A session, and what goes with any screen: help, messages, language and comfort.

use epn_rules::member_number::MemberNumber;
use epn_rules::people::{AgeBand, Alias};
use epn_rules::units::{Cents, Minutes};
use epn_wire::kiosk::{
    ActiveView, KioskIntent, MoreTimeAnswer, PausedView, PriceShown, ResumeWith, Scene, TimeShown,
};
use epn_wire::station::Entry;
use epn_words::Lang;

use super::stage::Stage;
use super::views::printing::with_prints;
use super::views::{
    active, alias, locked, paused, quota_spent, session, still_there, told_way_back, view, warned,
};
use crate::app::Message;

#[test]
fn more_time_is_asked_and_answered() {
    let mut stage = Stage::new(Lang::French, session(active(12)));
    assert!(stage.has_focus("more-time"));
    stage.enter();
    assert_eq!(stage.told(), [KioskIntent::AskMoreTime]);
    let answered = |answer| {
        let mut active = active(12);
        active.more_time = Some(answer);
        session(active)
    };
    stage.sees(answered(MoreTimeAnswer::Asking));
    stage.tab_to("more-time");
    stage.enter();
    assert_eq!(stage.told(), [], "it is asked once");
    stage.sees(answered(MoreTimeAnswer::Refused { decision: quota_spent() }));
    assert!(stage.said().contains("demain à 9 h 30"), "{}", stage.said());
    assert!(stage.has_focus("understood"));
    stage.enter();
    assert_eq!(stage.told(), [KioskIntent::Dismiss]);
    stage.sees(session(active(12)));
    assert!(stage.has_focus("more-time"));
}

#[test]
fn leaving_is_confirmed_and_the_safe_answer_has_the_focus() {
    let mut stage = Stage::new(Lang::French, session(active(30)));
    stage.choose("leave");
    assert!(stage.has_focus("stay"));
    stage.enter();
    assert!(stage.has_focus("more-time"), "nothing happened");
    stage.choose("leave");
    stage.escape();
    assert!(stage.has("more-time"), "Escape stays as well");
    stage.choose("leave");
    stage.choose("leave-confirmed");
    assert_eq!(stage.told(), [KioskIntent::Leave]);
    assert!(!stage.has("leave-confirmed"), "it cannot be pressed twice");
}

#[test]
fn a_warning_says_how_to_save_and_is_put_away() {
    for minutes in [10, 5, 1] {
        let mut near = active(minutes);
        near.warning = Some(Minutes(minutes));
        let mut stage = Stage::new(Lang::French, session(near));
        assert!(stage.label("warning").contains(&minutes.to_string()));
        assert!(stage.said().contains("clé USB"), "{}", stage.said());
        assert!(stage.has_focus("understood"));
        stage.enter();
        assert_eq!(stage.told(), [KioskIntent::Dismiss]);
    }
}

#[test]
fn a_warning_that_is_read_late_says_what_is_left_by_then() {
    let near = ActiveView { time: active(6).time, ..warned(10) };
    let mut stage = Stage::new(Lang::French, session(near));
    assert!(stage.label("warning").contains("6 minutes"), "{}", stage.label("warning"));
}

#[test]
fn while_nobody_waits_no_minutes_are_shown_and_none_are_asked_for() {
    let mut free = active(0);
    free.time = TimeShown::NobodyWaits;
    free.because.clear();
    let mut stage = Stage::new(Lang::French, session(free));
    assert_eq!(stage.label("title"), "Personne n’attend");
    assert!(!stage.has("more-time") && !stage.has("time-bar"));
    assert!(stage.has_focus("leave"));
}

#[test]
fn the_focus_stays_on_the_screen_when_buttons_go_or_come() {
    let mut free = active(0);
    free.time = TimeShown::NobodyWaits;
    free.because.clear();
    let mut stage = Stage::new(Lang::French, session(active(30)));
    for _ in 0..2 {
        assert!(stage.has_focus("more-time"));
        stage.sees(session(free.clone()));
        assert!(stage.has_focus("leave"));
        // The hub tells of prints a moment later: one button more.
        stage.sees(with_prints(session(free.clone()), &[]));
        assert!(stage.has_focus("leave"));
        stage.sees(session(active(30)));
    }
}

#[test]
fn grace_says_how_long_and_lets_one_leave() {
    let grace = view(Scene::Grace { alias: alias(), seconds_left: 240 });
    let mut stage = Stage::new(Lang::French, grace);
    assert!(stage.label("lead").contains("4 minutes"), "{}", stage.label("lead"));
    stage.enter();
    stage.choose("leave-confirmed");
    assert_eq!(stage.told(), [KioskIntent::Leave]);
}

#[test]
fn help_is_called_and_taken_back_from_every_screen() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.choose("help");
    assert_eq!(stage.told(), [KioskIntent::Help { asked: true }]);
    let mut called = locked();
    called.help = true;
    stage.sees(called);
    assert!(stage.has("help-called"));
    stage.choose("help");
    assert_eq!(stage.told(), [KioskIntent::Help { asked: false }]);
}

#[test]
fn a_message_of_the_mediator_does_not_take_the_focus_from_what_is_typed() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.accept_charter();
    stage.choose("enter-member");
    stage.digits("12");
    let mut told = locked();
    told.message = Some("L’atelier commence.".to_owned());
    stage.sees(told);
    assert!(stage.has_focus("number"));
    assert!(stage.said().contains("L’atelier commence."));
    stage.choose("understood-message");
    assert_eq!(stage.told(), [KioskIntent::Dismiss]);
    stage.sees(locked());
    assert!(stage.has_focus("number"));
}

#[test]
fn language_and_comfort_last_for_one_visit() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.choose("lang-en");
    assert!(stage.has_focus("lang-fr"), "the way back is where the way there was");
    stage.choose("text-size");
    stage.choose("contrast");
    assert_eq!(stage.label("start"), "Start");
    let visitors = stage.app.ui();
    stage.tab_to("start");
    stage.accept_charter();
    stage.sees(session(active(60)));
    assert_eq!(stage.app.ui(), visitors, "they hold for the whole visit");
    stage.sees(view(Scene::Ending));
    stage.sees(locked());
    assert_eq!(stage.label("start"), "Commencer");
    assert_ne!(stage.app.ui(), visitors);
}

#[test]
fn letters_grow_as_often_as_the_key_is_pressed() {
    let mut stage = Stage::new(Lang::French, locked());
    let usual = stage.app.ui();
    stage.tab_to("text-size");
    for _ in 0..3 {
        stage.enter();
        assert!(stage.has_focus("text-size"));
        assert_ne!(stage.app.ui(), usual);
    }
    stage.enter();
    assert_eq!(stage.app.ui(), usual, "after the largest, the usual size");
}

#[test]
fn a_session_that_a_mediator_opens_takes_the_place_of_half_done_steps() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.accept_charter();
    stage.enter();
    stage.types("ABC");
    stage.sees(session(active(30)));
    assert!(stage.has("more-time"));
    stage.sees(locked());
    assert!(stage.has_focus("start"));
}

#[test]
fn a_session_is_paused_where_that_is_allowed() {
    let mut stage = Stage::new(Lang::French, session(active(30)));
    stage.choose("pause");
    assert_eq!(stage.told(), [KioskIntent::Pause]);
    let mut spent = active(30);
    spent.may_pause = false;
    stage.sees(session(spent));
    assert!(!stage.has("pause"));
}

#[test]
fn whoever_typed_no_secret_is_told_the_digits_before_the_pause_and_comes_back_by_them() {
    for lang in Lang::ALL {
        let mut stage = Stage::new(lang, session(told_way_back()));
        assert!(!stage.said().contains("4071"), "not before they are wanted");
        stage.choose("pause");
        assert_eq!((stage.label("digits"), stage.told()), ("4 0 7 1".to_owned(), vec![]));
        stage.escape();
        assert!(stage.has("more-time"), "Escape stays");
        stage.choose("pause");
        stage.enter();
        assert_eq!(stage.told(), [KioskIntent::Pause]);
        stage.sees(view(Scene::Paused(paused(ResumeWith::Code))));
        assert!(!stage.said().contains("4 0 7 1"), "{}", stage.said());
        stage.enter();
        stage.digits("407");
        stage.enter();
        assert_eq!(stage.told(), [], "three digits are no try");
        assert!(stage.has_focus("way-back"));
        stage.digits("1");
        assert!(!format!("{:?}", stage.app).contains("4071"));
        stage.enter();
        assert_eq!(stage.told(), [KioskIntent::ResumeByCode { code: "4071".to_owned().into() }]);
        assert!(stage.has_focus("resume"));
    }
}

#[test]
fn the_digits_do_not_stay_on_the_screen_of_somebody_who_went_away() {
    let mut stage = Stage::new(Lang::French, session(told_way_back()));
    stage.choose("pause");
    let since = stage.app.activity();
    stage.happens(Message::LeftAlone { since });
    assert!(!stage.has("digits") && stage.has("more-time"));
}

#[test]
fn a_picture_that_opens_the_session_is_not_shown_by_the_question_whether_somebody_is_there() {
    for (resume, is_shown) in [(ResumeWith::Picture, false), (ResumeWith::Ticket, true)] {
        let mut stage = Stage::new(Lang::French, still_there(resume));
        assert_eq!(stage.said().to_lowercase().contains("lune"), is_shown);
    }
}

#[test]
fn a_paused_session_says_when_it_ends_and_comes_back_by_what_opened_it() {
    let number = MemberNumber::of_serial(0).expect("the first member").to_string();
    let entries = [
        (ResumeWith::Member, Entry::Member { number: number.clone(), pin: "4071".to_owned().into() }),
        (ResumeWith::Ticket, Entry::Ticket { code: "000000000".to_owned().into() }),
        (ResumeWith::Picture, Entry::NoAccount { age: AgeBand::NonCommunique, picture: "moon".to_owned() }),
    ];
    for lang in Lang::ALL {
        for (resume, entry) in entries.clone() {
            let mut stage = Stage::new(lang, view(Scene::Paused(paused(resume))));
            let end = if lang == Lang::French { "10 h 22" } else { "10:22" };
            assert!(stage.label("ends").contains(end), "{}", stage.label("ends"));
            assert!(stage.has_focus("resume"));
            stage.enter();
            match resume {
                ResumeWith::Member => {
                    stage.digits(&number);
                    stage.digits("4071");
                    stage.enter();
                }
                ResumeWith::Ticket => {
                    stage.types("000000000");
                    stage.enter();
                }
                ResumeWith::Picture => {
                    stage.choose("other-pictures");
                    stage.choose("moon");
                }
                ResumeWith::Code => panic!("digits are no entry"),
            }
            assert_eq!(stage.told(), [KioskIntent::Resume { entry }]);
        }
    }
}

/// What is said at the lock of a session that waits, after wrong tries as well.
fn said_at_the_lock(lang: Lang, resume: ResumeWith) -> String {
    let mut said = String::new();
    for (left_alone, wrong) in [(false, None), (true, None), (false, Some(60)), (true, Some(0))] {
        let paused = PausedView { left_alone, wrong, ..paused(resume) };
        let mut stage = Stage::new(lang, view(Scene::Paused(paused)));
        said.push_str(&stage.said().to_lowercase());
    }
    said
}

#[test]
fn a_picture_that_opens_a_session_is_not_shown_at_its_lock() {
    for (lang, word, title) in
        [(Lang::French, "lune", "une session est en pause"), (Lang::English, "moon", "a session is paused")]
    {
        let said = said_at_the_lock(lang, ResumeWith::Picture);
        assert!(said.contains(title) && !said.contains(word), "{said}");
        let said = said_at_the_lock(lang, ResumeWith::Ticket);
        assert!(said.contains(word), "who comes back with a ticket is called by the picture: {said}");
    }
}

#[test]
fn among_the_pictures_at_the_lock_nothing_points_to_the_one_that_opens_it() {
    for lang in Lang::ALL {
        let mut other = paused(ResumeWith::Picture);
        other.alias = Alias { picture: "cat".to_owned(), ordinal: 1 };
        let mut stages = [paused(ResumeWith::Picture), other].map(|paused| {
            let mut stage = Stage::new(lang, view(Scene::Paused(paused)));
            stage.choose("resume");
            stage
        });
        for _ in 0..5 {
            let [one, other] = stages.each_mut().map(|stage| {
                let shown = stage.outline();
                stage.choose("other-pictures");
                shown
            });
            assert_eq!(format!("{one:?}"), format!("{other:?}"));
        }
    }
}

#[test]
fn a_wrong_way_back_says_how_long_to_wait() {
    let mut stage = Stage::new(Lang::French, view(Scene::Paused(paused(ResumeWith::Member))));
    let mut wrong = paused(ResumeWith::Member);
    wrong.wrong = Some(8);
    stage.sees(view(Scene::Paused(wrong)));
    assert!(stage.said().contains("8 secondes"), "{}", stage.said());
    stage.choose("resume");
    stage.digits("12");
    let since = stage.app.activity();
    stage.happens(Message::LeftAlone { since });
    assert!(stage.has_focus("resume"), "half a number does not stay");
    stage.enter();
    assert!(!stage.said().contains("12"), "{}", stage.said());
}

#[test]
fn a_visitors_language_survives_a_pause() {
    let mut stage = Stage::new(Lang::French, session(active(30)));
    stage.choose("lang-en");
    stage.sees(view(Scene::Paused(paused(ResumeWith::Ticket))));
    assert_eq!(stage.label("resume"), "Go on");
    stage.sees(view(Scene::Ending));
    stage.sees(locked());
    assert_eq!(stage.label("start"), "Commencer");
}

#[test]
fn still_there_is_answered_with_one_press() {
    for (lang, title) in [(Lang::French, "Vous êtes toujours là ?"), (Lang::English, "Are you still there?")]
    {
        let mut stage = Stage::new(lang, still_there(ResumeWith::Member));
        assert_eq!(stage.label("title"), title);
        assert!(stage.has_focus("still-here"));
        stage.enter();
        assert_eq!(stage.told(), [KioskIntent::StillHere]);
    }
}

#[test]
fn a_price_is_shown_where_there_is_one() {
    for (lang, quarter, total) in [(Lang::French, "0,50 €", "1,05 €"), (Lang::English, "€0.50", "€1.05")]
    {
        let mut paid = active(30);
        paid.price = Some(PriceShown { quarter_hour: Cents(50), so_far: Cents(105) });
        let mut stage = Stage::new(lang, session(paid));
        let said = stage.label("price");
        assert!(said.contains(quarter) && said.contains(total), "{said}");
        stage.sees(session(active(30)));
        assert!(!stage.has("price"));
    }
}
