//! Which screen for which view and steps, without drawing.

use epn_rules::people::AgeBand;
use epn_rules::units::Minutes;
use epn_wire::kiosk::{KioskIntent, LogInAnswer, Scene, TimeShown};
use epn_words::Lang;

use super::place::Answered;
use super::{Flow, Message, Place, Purpose, Reaction, Screen, Visit};
use crate::screen::{charter, entry, lock, no_account, session};
use crate::tests::views::{active, alias, answered, locked, session as running, view};

fn does(flow: &mut Flow, messages: impl IntoIterator<Item = Message>) -> Vec<Reaction> {
    let view = locked();
    messages.into_iter().map(|message| flow.update(message, &view, Lang::French)).collect()
}

/// A visitor who has just sent a log-in.
fn sent() -> Flow {
    let mut flow = Flow::default();
    let reactions = does(
        &mut flow,
        [
            Message::Lock(lock::Message::Started),
            Message::Charter(charter::Message::Accepted),
            Message::Entry(entry::Message::WithoutAccount),
            Message::Age(no_account::AgeChosen(AgeBand::SoixanteDixPlus)),
            Message::Picture(no_account::Message::Chosen("moon")),
        ],
    );
    assert!(matches!(reactions.last(), Some(Reaction::Say(KioskIntent::LogIn { .. }))), "{reactions:?}");
    flow
}

#[test]
fn without_a_view_there_is_no_agent() {
    assert_eq!(Flow::default().screen(None).place(), Place::Away);
}

#[test]
fn nobody_enters_without_having_accepted_the_charter() {
    let mut flow = Flow::default();
    for message in [entry::Message::ByTicket, entry::Message::WithoutAccount] {
        does(&mut flow, [Message::Entry(message)]);
        assert_eq!(flow.screen(Some(&locked())).place(), Place::Lock);
    }
}

#[test]
fn where_there_is_no_charter_none_is_shown() {
    let mut bare = locked();
    bare.site.charter_texts.clear();
    let mut flow = Flow::default();
    flow.update(Message::Lock(lock::Message::Started), &bare, Lang::French);
    assert_eq!(flow.screen(Some(&bare)).place(), Place::Entry(Purpose::LogIn));
}

#[test]
fn after_a_log_in_one_waits_until_the_agent_answers() {
    let mut flow = sent();
    let same_minute = locked();
    assert_eq!(flow.seen(&same_minute).1, Visit::GoesOn);
    assert_eq!(flow.screen(Some(&same_minute)).place(), Place::Deciding, "the clock's minute is no answer");
    let asked = view(Scene::Deciding);
    assert_eq!(flow.seen(&asked).1, Visit::GoesOn);
    assert_eq!(flow.screen(Some(&asked)).place(), Place::Deciding);
    let answer = answered(LogInAnswer::DidNotStart);
    assert_eq!(flow.seen(&answer).1, Visit::GoesOn);
    assert_eq!(flow.screen(Some(&answer)).place(), Place::Answer(Answered::DidNotStart));
}

#[test]
fn a_screen_that_starts_anew_shows_an_answer_that_it_did_not_ask_for() {
    let mut flow = Flow::default();
    let answer = answered(LogInAnswer::NoHub);
    assert_eq!(flow.seen(&answer).1, Visit::GoesOn);
    assert!(matches!(flow.screen(Some(&answer)), Screen::Answer { way: None, .. }));
}

#[test]
fn a_visit_is_over_when_the_lock_screen_comes_back_after_a_session() {
    let mut flow = sent();
    let steps = [
        (view(Scene::Starting { alias: alias() }), Place::Starting),
        (running(active(20)), Place::Session { warning: None, answered: false }),
        (view(Scene::Grace { alias: alias(), seconds_left: 60 }), Place::Grace),
        (view(Scene::Ending), Place::Ending),
    ];
    for (view, place) in steps {
        assert_eq!(flow.seen(&view).1, Visit::GoesOn);
        assert_eq!(flow.screen(Some(&view)).place(), place);
    }
    assert_eq!(flow.seen(&locked()).1, Visit::Over);
    assert_eq!(flow.seen(&locked()).1, Visit::GoesOn, "once");
    assert_eq!(flow.screen(Some(&locked())).place(), Place::Lock);
}

#[test]
fn a_session_that_the_agent_still_shows_is_shown_again_after_leaving() {
    let mut flow = Flow::default();
    let running = running(active(20));
    assert_eq!(flow.seen(&running).1, Visit::GoesOn);
    does(&mut flow, [session::Message::LeaveWanted, session::Message::LeaveConfirmed].map(Message::Session));
    assert_eq!(flow.screen(Some(&running)).place(), Place::Ending, "at once");
    assert_eq!(flow.seen(&running).1, Visit::GoesOn);
    assert!(matches!(flow.screen(Some(&running)), Screen::Session { .. }), "the agent knows better");
}

#[test]
fn the_bar_is_full_at_the_most_time_that_was_ever_left() {
    let mut flow = Flow::default();
    let mut longest = |minutes| {
        let mut active = active(minutes);
        if minutes == 0 {
            active.time = TimeShown::NobodyWaits;
        }
        let view = running(active);
        assert_eq!(flow.seen(&view).1, Visit::GoesOn);
        match flow.screen(Some(&view)) {
            Screen::Session { longest, .. } => longest,
            other => panic!("{other:?}"),
        }
    };
    assert_eq!(longest(30), Minutes(30));
    assert_eq!(longest(12), Minutes(30));
    assert_eq!(longest(45), Minutes(45), "more time was given");
    assert_eq!(longest(0), Minutes(0), "nobody waits");
    assert_eq!(longest(10), Minutes(10));
}
