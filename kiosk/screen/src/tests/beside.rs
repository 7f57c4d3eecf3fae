//! The kiosk beside the work, which is on a terminal of its own.

use std::time::Duration;

use epn_wire::kiosk::{Front, KioskIntent, KioskView, MoreTimeAnswer, Scene};
use epn_words::Lang;

use super::stage::Stage;
use super::views::{active, alias, beside, quota_spent, session, view, warned};
use crate::app::Message;

fn at_work(minutes: u32) -> KioskView {
    KioskView { front: Front::Session, ..session(active(minutes)) }
}

#[test]
fn one_press_leads_back_to_the_work_from_every_screen_beside_it() {
    let grace = view(Scene::Grace { alias: alias(), seconds_left: 240 });
    for lang in Lang::ALL {
        for view in [session(active(30)), session(warned(1)), grace.clone()] {
            let mut stage = Stage::new(lang, beside(view));
            assert!(stage.has_focus("back-to-work"));
            let label = if lang == Lang::French { "Revenir à mon travail" } else { "Back to my work" };
            assert_eq!(stage.label("back-to-work"), label);
            stage.enter();
            assert_eq!(stage.told(), [KioskIntent::BackToSession]);
        }
    }
}

#[test]
fn there_is_no_way_back_where_the_work_is_in_sight() {
    let grace = view(Scene::Grace { alias: alias(), seconds_left: 240 });
    for view in [session(active(30)), session(warned(1)), grace] {
        assert!(!Stage::new(Lang::French, view).has("back-to-work"));
    }
}

#[test]
fn the_menu_opens_on_its_main_action_whatever_had_the_focus_before() {
    let mut stage = Stage::new(Lang::French, beside(session(active(30))));
    stage.tab_to("pause");
    stage.sees(at_work(30));
    stage.sees(beside(session(active(29))));
    assert!(stage.has_focus("back-to-work"));
    for id in ["more-time", "pause", "book", "leave"] {
        assert!(stage.has(id), "{id}");
    }
}

#[test]
fn what_was_half_done_does_not_wait_for_the_next_look_at_the_menu() {
    for begun in ["leave", "book"] {
        let mut stage = Stage::new(Lang::French, beside(session(active(30))));
        stage.choose(begun);
        assert!(!stage.has("back-to-work"));
        stage.sees(at_work(29));
        stage.sees(beside(session(active(29))));
        assert!(stage.has_focus("back-to-work"));
    }
}

#[test]
fn after_a_minute_without_a_sign_of_life_the_work_is_back() {
    let mut stage = Stage::new(Lang::French, at_work(30));
    assert_eq!(stage.app.patience(), None, "nobody sees it");
    stage.sees(beside(session(active(30))));
    assert_eq!(stage.app.patience(), Some(Duration::from_mins(1)));
    let since = stage.app.activity();
    stage.happens(Message::StillThere);
    stage.happens(Message::LeftAlone { since });
    assert_eq!(stage.told(), [], "somebody was there meanwhile");
    let since = stage.app.activity();
    stage.happens(Message::LeftAlone { since });
    assert_eq!(stage.told(), [KioskIntent::BackToSession]);
}

#[test]
fn whoever_walks_away_while_leaving_finds_their_work_again() {
    let mut stage = Stage::new(Lang::French, beside(session(active(30))));
    stage.choose("leave");
    let since = stage.app.activity();
    stage.happens(Message::LeftAlone { since });
    assert!(stage.has("back-to-work"));
    assert_eq!(stage.app.patience(), Some(Duration::from_mins(1)));
    assert_ne!(stage.app.activity(), since, "another minute begins");
}

#[test]
fn the_last_minute_says_what_happens_and_how_to_keep_ones_work() {
    for (lang, title, erased) in [
        (Lang::French, "C’est la dernière minute", "sera effacé"),
        (Lang::English, "This is the last minute", "is erased"),
    ] {
        let mut stage = Stage::new(lang, beside(session(warned(1))));
        assert_eq!(stage.label("title"), title);
        assert!(stage.said().contains(erased), "{}", stage.said());
        assert!(stage.has("save-usb") && stage.has("save-mail"));
        stage.choose("more-time");
        assert_eq!(stage.told(), [KioskIntent::AskMoreTime]);
        let mut refused = warned(1);
        refused.more_time = Some(MoreTimeAnswer::Refused { decision: quota_spent() });
        stage.sees(beside(session(refused)));
        assert!(stage.has("more-time-answer"), "the answer is not lost");
    }
}
