//! What is asked, and what becomes of the answers, without drawing.

use epn_rules::decision::DayHours;
use epn_rules::people::AgeBand;
use epn_rules::units::Minutes;
use epn_wire::kiosk::KioskIntent;
use epn_wire::planning::{PlaceAsked, PlanningAnswer, PlanningAsk, Start, Who};
use epn_wire::station::Entry;
use jiff::civil::{DateTime, date};

use super::{Choosing, Goal, Outcome, Planning};
use crate::flow::plan::Place;
use crate::flow::{Day, Screen, plan};
use crate::screen::plan::Message;
use crate::tests::views::{overview, queued, quota_spent, starts};

fn nobody() -> Entry {
    Entry::NoAccount { age: AgeBand::DouzeDixHuit, picture: "apple".to_owned() }
}

fn ticket() -> Entry {
    Entry::Ticket { code: "000-000-000".to_owned().into() }
}

/// Somebody with a ticket who has been told what can be booked.
fn choosing() -> Planning {
    let mut planning = Planning::of_somebody(Goal::Book);
    assert!(matches!(planning.known(ticket()), KioskIntent::Plan { ask: PlanningAsk::Overview, .. }));
    planning.hear(&PlanningAnswer::Overview(overview()));
    planning
}

fn place(planning: &Planning) -> Place {
    match planning.screen() {
        Screen::Plan { screen, .. } => screen.place(),
        other => panic!("{other:?}"),
    }
}

fn asked(outcome: Outcome) -> PlanningAsk {
    match outcome {
        Outcome::Say(KioskIntent::Plan { ask, .. }) => ask,
        other => panic!("{other:?}"),
    }
}

fn start(from: DateTime, longest: u32) -> Start {
    Start { from, longest: Minutes(longest), limit: None }
}

/// A day on which these lengths are on offer.
fn day_of(lengths: &[u32]) -> Day {
    let lengths = lengths.iter().copied().map(Minutes).collect();
    Day { date: date(2026, 3, 11), hours: DayHours::default(), starts: vec![], lengths, refused: None }
}

#[test]
fn the_slot_that_was_chosen_is_the_one_that_is_asked_for() {
    let mut planning = choosing();
    planning.update(Message::PlaceChosen(2));
    let day = date(2026, 3, 11);
    let printer = PlaceAsked::Equipment { id: "01".to_owned() };
    let ask = asked(planning.update(Message::DayChosen(day)));
    assert_eq!(ask, PlanningAsk::Starts { place: printer.clone(), date: day });
    planning.hear(&starts());
    let from = day.at(15, 0, 0, 0);
    planning.update(Message::TimeChosen(start(from, 105)));
    planning.update(Message::LengthChosen(Minutes(60)));
    let ask = asked(planning.update(Message::Confirmed));
    assert_eq!(ask, PlanningAsk::Book { place: printer, from, minutes: Minutes(60) });
}

#[test]
fn only_lengths_that_fit_are_offered_and_at_least_one() {
    let planning = choosing();
    let Screen::Plan { screen: plan::Screen::Booking(booking), .. } = planning.screen() else {
        panic!("{planning:?}");
    };
    let from = date(2026, 3, 11).at(15, 0, 0, 0);
    let lengths = |day: &[u32], minutes| booking.lengths(&day_of(day), start(from, minutes));
    assert_eq!(lengths(&[], 90), [Minutes(30), Minutes(60), Minutes(90)], "those of the overview");
    assert_eq!(lengths(&[], 75), [Minutes(30), Minutes(60), Minutes(75)], "and the longest possible");
    assert_eq!(lengths(&[], 20), [Minutes(20)], "shorter than anything on offer");
    assert_eq!(lengths(&[45, 90, 135], 90), [Minutes(45), Minutes(90)], "the rules of that day differ");
}

#[test]
fn nothing_is_booked_that_was_not_shown_to_be_confirmed() {
    let mut planning = choosing();
    assert_eq!(planning.update(Message::Confirmed), Outcome::GoesOn);
    assert_eq!(planning.update(Message::CancelConfirmed), Outcome::GoesOn);
    assert_eq!(planning.update(Message::LeaveQueueConfirmed), Outcome::GoesOn);
    assert_eq!(place(&planning), Place::Days { page: 0 });
}

#[test]
fn one_step_back_at_a_time() {
    let mut planning = choosing();
    planning.update(Message::DayChosen(date(2026, 3, 11)));
    assert_eq!(planning.back(), Outcome::GoesOn, "what was asked cannot be taken back");
    planning.hear(&starts());
    let from = date(2026, 3, 11).at(15, 0, 0, 0);
    planning.update(Message::TimeChosen(start(from, 60)));
    planning.update(Message::LengthChosen(Minutes(60)));
    let mut places = vec![place(&planning)];
    for _ in 0..3 {
        assert_eq!(planning.back(), Outcome::GoesOn);
        places.push(place(&planning));
    }
    assert_eq!(places, [Place::Confirm, Place::Lengths, Place::Times, Place::Days { page: 0 }]);
    assert_eq!(planning.back(), Outcome::Over);
}

#[test]
fn after_a_refusal_another_slot_is_chosen_without_saying_again_who_one_is() {
    let mut planning = choosing();
    planning.update(Message::DayChosen(date(2026, 3, 11)));
    planning.hear(&PlanningAnswer::Refused { decision: quota_spent() });
    assert_eq!(place(&planning), Place::Refused);
    assert_eq!(planning.update(Message::Retry), Outcome::GoesOn);
    assert_eq!(place(&planning), Place::Days { page: 0 });
}

#[test]
fn who_was_not_recognised_says_again_who_they_are_and_the_wrong_code_is_gone() {
    let mut planning = Planning::of_somebody(Goal::Book);
    planning.known(ticket());
    planning.hear(&PlanningAnswer::NotRecognised { wait_seconds: 2 });
    assert_eq!(planning.update(Message::Retry), Outcome::GoesOn);
    assert!(matches!(planning, Planning::Who { goal: Goal::Book, .. }), "{planning:?}");
    assert!(matches!(planning.screen(), Screen::Ticket { .. }));
}

#[test]
fn an_answer_that_nobody_waits_for_changes_nothing() {
    let mut planning = choosing();
    planning.hear(&PlanningAnswer::Queued { queued: queued("apple", 3, None) });
    assert_eq!(place(&planning), Place::Days { page: 0 });
    let mut unknown = Planning::of_somebody(Goal::Queue);
    unknown.hear(&PlanningAnswer::Overview(overview()));
    assert!(matches!(unknown.screen(), Screen::Entry(_)), "nobody has said who they are");
}

#[test]
fn who_waits_without_an_account_waits_with_their_age_and_leaves_by_the_same_picture() {
    let mut planning = Planning::of_somebody(Goal::Queue);
    let join = PlanningAsk::JoinQueue { age: AgeBand::DouzeDixHuit };
    let who = Who::Entry { entry: nobody() };
    assert_eq!(planning.known(nobody()), KioskIntent::Plan { who: who.clone(), ask: join });
    planning.hear(&PlanningAnswer::Queued { queued: queued("apple", 3, None) });
    planning.update(Message::LeaveQueueWanted);
    let leave = KioskIntent::Plan { who, ask: PlanningAsk::LeaveQueue };
    assert_eq!(planning.update(Message::LeaveQueueConfirmed), Outcome::Say(leave));
    planning.hear(&PlanningAnswer::LeftQueue);
    assert_eq!(place(&planning), Place::LeftQueue);
}

#[test]
fn days_turn_page_after_page_and_begin_again() {
    let mut planning = choosing();
    let mut pages = Vec::new();
    for _ in 0..2 {
        planning.update(Message::OtherDays);
        pages.push(place(&planning));
    }
    assert_eq!(pages, [Place::Days { page: 1 }, Place::Days { page: 0 }]);
    assert!(matches!(
        planning.screen(),
        Screen::Plan { screen: plan::Screen::Booking(booking), .. }
            if matches!(booking.at(), Choosing::Day { page: 0 }) && booking.pages() == 2
    ));
}
