//! Bookings and the queue, by keyboard alone.

use epn_rules::decision::Refusal;
use epn_rules::member_number::MemberNumber;
use epn_rules::people::AgeBand;
use epn_rules::policy::QuotaSpan;
use epn_rules::units::Minutes;
use epn_wire::kiosk::{KioskIntent, Scene};
use epn_wire::planning::{Called, PlaceAsked, PlanningAnswer, PlanningAsk, Queued, Who};
use epn_wire::station::Entry;
use epn_words::Lang;
use jiff::SignedDuration;
use jiff::civil::date;

use super::stage::Stage;
use super::views::{
    active, asked, at, booking, booking_id, called, locked, no_starts, overview, overview_of_holder, planned,
    queued, quota_spent, row, session, starts, tomorrow, view,
};
use crate::app::Message;

fn member() -> Entry {
    let number = MemberNumber::of_serial(0).expect("the first member").to_string();
    Entry::Member { number, pin: "4071".to_owned().into() }
}

fn plan(entry: Entry, ask: PlanningAsk) -> KioskIntent {
    KioskIntent::Plan { who: Who::Entry { entry }, ask }
}

/// A member who has just been told what can be booked.
fn member_books(lang: Lang) -> Stage {
    let mut stage = Stage::new(lang, locked());
    stage.choose("book");
    stage.choose("enter-member");
    stage.digits(&MemberNumber::of_serial(0).expect("the first member").to_string());
    stage.digits("4071");
    stage.enter();
    assert_eq!(stage.told(), [plan(member(), PlanningAsk::Overview)]);
    stage.sees(asked(locked()));
    stage.sees(planned(locked(), PlanningAnswer::Overview(overview())));
    assert_eq!(stage.told(), [KioskIntent::PlanRead], "the answer does not stay for the next visitor");
    stage.sees(locked());
    stage
}

#[test]
fn a_slot_is_booked_in_four_presses() {
    for lang in Lang::ALL {
        let mut stage = member_books(lang);
        assert!(stage.has_focus("day-0"));
        stage.choose("day-1");
        let day = date(2026, 3, 11);
        let here = PlaceAsked::Station { id: None };
        assert_eq!(stage.told(), [plan(member(), PlanningAsk::Starts { place: here.clone(), date: day })]);
        stage.sees(planned(locked(), starts()));
        stage.told();
        stage.sees(locked());
        assert!(stage.has_focus("time-0"));
        stage.choose("time-4");
        assert!(stage.has_focus("length-0"));
        let why = match lang {
            Lang::French => "Au plus 1 h 45 : c’est réservé à partir de 16 h 45.",
            Lang::English => "At most 1 h 45: it is booked from 16:45 on.",
        };
        assert_eq!(stage.label("why-not-longer"), why);
        stage.choose("length-1");
        assert!(stage.has_focus("confirm"));
        let hours = if lang == Lang::French { "de 15 h à 16 h" } else { "from 15:00 to 16:00" };
        assert!(stage.label("slot-time").contains(hours), "{}", stage.said());
        assert_eq!(stage.label("slot-place"), "Poste 4");
        stage.enter();
        let from = day.at(15, 0, 0, 0);
        let book = PlanningAsk::Book { place: here, from, minutes: Minutes(60) };
        assert_eq!(stage.told(), [plan(member(), book)]);
        let held = booking(3, tomorrow(), at(23, 0));
        stage.sees(planned(locked(), PlanningAnswer::Booked { booking: held }));
        stage.told();
        assert!(stage.has_focus("finish"));
        stage.enter();
        assert!(stage.has_focus("start"), "back at the lock screen");
        assert!(!format!("{:?}", stage.app).contains("Known"), "nothing of who booked is left");
    }
}

#[test]
fn a_refused_slot_says_why_and_when_next_and_leads_to_another() {
    let mut stage = member_books(Lang::French);
    stage.enter();
    stage.sees(planned(locked(), PlanningAnswer::Refused { decision: quota_spent() }));
    assert!(stage.label("reason-0").contains("120"), "{}", stage.said());
    assert_eq!(stage.label("next"), "demain à 9 h 30");
    assert!(stage.has_focus("retry"));
    stage.enter();
    assert!(stage.has_focus("day-0"));
}

#[test]
fn an_answer_is_read_once_even_if_the_agent_still_shows_it() {
    let mut stage = member_books(Lang::French);
    let old = planned(locked(), PlanningAnswer::Overview(overview()));
    stage.sees(old.clone());
    assert_eq!(stage.told(), [KioskIntent::PlanRead]);
    stage.enter();
    stage.told();
    stage.sees(old);
    assert!(!stage.has("day-0"), "the hub is still asked for the times");
    stage.sees(planned(locked(), starts()));
    assert!(stage.has_focus("time-0"));
}

#[test]
fn another_place_can_be_chosen() {
    let mut stage = member_books(Lang::French);
    assert_eq!(stage.label("place-1"), "Salle d’entretien", "a known tag has a name");
    stage.choose("place-1");
    stage.choose("day-1");
    let interview = PlaceAsked::Tag { tag: "interview".to_owned() };
    let ask = PlanningAsk::Starts { place: interview, date: date(2026, 3, 11) };
    assert_eq!(stage.told(), [plan(member(), ask)]);
}

#[test]
fn a_full_day_says_so_once_with_the_next_slot_and_leads_back() {
    let mut stage = member_books(Lang::French);
    stage.enter();
    let taken = |from: i8| Refusal::SlotTaken { from: at(from, 0), until: at(from + 1, 0) };
    stage.sees(planned(locked(), no_starts(vec![taken(10), taken(11)], Some(tomorrow()))));
    assert_eq!(stage.label("reason-0"), "Il n’y a plus de place ce jour-là.");
    assert!(!stage.has("reason-1"));
    assert_eq!(stage.label("next"), "demain à 9 h 30");
    assert!(stage.has_focus("back"));
    stage.enter();
    assert!(stage.has_focus("day-0"));
}

#[test]
fn a_day_without_places_says_why_and_not_that_it_is_full() {
    for (why, said) in [
        (Refusal::SlotTooFar { days: 14 }, "On peut réserver 14 jours à l’avance au plus."),
        (Refusal::OutOfService, "Ce poste est en panne ou à l’arrêt."),
        (
            Refusal::QuotaSpent {
                per: QuotaSpan::Day,
                used: Minutes(60),
                allowed: Minutes(60),
                day: Some(date(2026, 3, 11)),
            },
            "Pour demain, vous avez utilisé ou réservé 60 minutes sur 60.",
        ),
    ] {
        let mut stage = member_books(Lang::French);
        stage.choose("day-1");
        stage.sees(planned(locked(), no_starts(vec![why], None)));
        assert_eq!(stage.label("reason-0"), said);
        assert!(!stage.said().contains("plus de place"), "{}", stage.said());
    }
    let mut stage = member_books(Lang::English);
    stage.enter();
    let own = Refusal::SlotOverlapsOwn { from: at(14, 0), until: at(15, 0) };
    let taken = Refusal::SlotTaken { from: at(10, 0), until: at(12, 0) };
    stage.sees(planned(locked(), no_starts(vec![taken, own], None)));
    assert_eq!(stage.label("reason-0"), "You have already booked from 14:00 to 15:00.");
    assert_eq!(stage.label("reason-1"), "At the other times, nothing is free any more.");
}

#[test]
fn an_older_hub_does_not_say_why() {
    let mut stage = member_books(Lang::French);
    stage.enter();
    let (date, hours) = (date(2026, 3, 10), locked().site.today);
    let none = PlanningAnswer::Starts { date, hours, starts: vec![], lengths: vec![], refused: None };
    stage.sees(planned(locked(), none));
    assert!(stage.has("no-time") && stage.has_focus("back"));
}

#[test]
fn whoever_holds_their_only_booking_reads_that_and_can_cancel_it() {
    for (lang, said, when) in [
        (Lang::French, "Vous avez déjà 1 réservation, sur 1 possible.", "mercredi 11 mars"),
        (Lang::English, "You already have 1 of 1 possible bookings.", "Wednesday 11 March"),
    ] {
        let mut stage = Stage::new(lang, locked());
        stage.choose("book");
        stage.scans("000-000-000");
        stage.told();
        stage.sees(planned(locked(), PlanningAnswer::Overview(overview_of_holder())));
        stage.told();
        assert_eq!(stage.label("reason-0"), said);
        assert!(stage.label("held-0").contains(when), "{}", stage.label("held-0"));
        assert!(stage.has("advice-0") && !stage.has("day-0"));
        assert!(stage.has_focus("mine"));
        stage.enter();
        assert!(stage.has_focus("cancel-0") && !stage.has("book"), "one more would be refused");
        stage.enter();
        assert!(stage.has_focus("keep"));
    }
}

#[test]
fn a_booking_is_cancelled_once_it_is_confirmed() {
    for lang in Lang::ALL {
        let mut stage = member_books(lang);
        stage.choose("mine");
        assert!(stage.has_focus("book"));
        stage.choose("cancel-1");
        assert!(stage.has_focus("keep"), "the safe answer");
        stage.enter();
        stage.choose("cancel-1");
        stage.choose("cancel-confirmed");
        let cancel = PlanningAsk::Cancel { booking: booking_id(2) };
        assert_eq!(stage.told(), [plan(member(), cancel)]);
        stage.sees(planned(locked(), PlanningAnswer::Cancelled));
        stage.told();
        stage.sees(locked());
        stage.choose("mine");
        assert_eq!(stage.told(), [plan(member(), PlanningAsk::Overview)], "asked afresh");
        stage.sees(planned(locked(), PlanningAnswer::Overview(overview())));
        assert!(stage.has_focus("book") && stage.has("cancel-0"), "one's own bookings, as the button says");
    }
}

#[test]
fn a_screen_left_alone_forgets_who_was_booking() {
    let mut stage = member_books(Lang::French);
    let number = MemberNumber::of_serial(0).expect("the first member").to_string();
    let debug = format!("{:?}", stage.app);
    assert!(debug.contains("Known") && !debug.contains(&number) && !debug.contains("4071"), "{debug}");
    let since = stage.app.activity();
    stage.happens(Message::LeftAlone { since });
    assert!(stage.has_focus("start"));
    assert!(!format!("{:?}", stage.app).contains("Known"), "{:?}", stage.app);
}

#[test]
fn an_answer_that_comes_after_all_is_shown_to_nobody() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.choose("book");
    stage.scans("000-000-000");
    stage.told();
    let since = stage.app.activity();
    stage.happens(Message::LeftAlone { since });
    stage.sees(planned(locked(), PlanningAnswer::Overview(overview())));
    assert!(stage.has_focus("start"));
    assert_eq!(stage.told(), [KioskIntent::PlanRead]);
}

#[test]
fn a_booking_is_nobody_without_an_account() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.choose("book");
    assert!(stage.has("enter-ticket") && !stage.has("enter-no-account"));
}

#[test]
fn an_unknown_pin_is_asked_for_again() {
    let mut stage = Stage::new(Lang::French, locked());
    stage.choose("book");
    stage.scans("000-000-000");
    stage.sees(planned(locked(), PlanningAnswer::NotRecognised { wait_seconds: 5 }));
    assert!(stage.said().contains("5 secondes"), "{}", stage.said());
    assert!(stage.has_focus("retry"));
    stage.enter();
    assert!(stage.has_focus("code"));
}

/// A lock screen in front of which somebody waits.
fn full() -> epn_wire::kiosk::KioskView {
    let mut full = locked();
    full.site.waiting = 2;
    full
}

#[test]
fn waiting_is_offered_where_it_makes_sense() {
    let mut stage = Stage::new(Lang::French, locked());
    assert!(!stage.has("queue"), "there is a free station");
    stage.sees(full());
    assert!(stage.has("queue"), "somebody waits");
    assert!(stage.label("waiting").contains('2'));
    let mut taken = locked();
    taken.site.timeline = vec![row("Poste 4", true, &[((10, 0), (11, 0))])];
    stage.sees(taken.clone());
    assert!(stage.has("queue"), "no station is free");
    taken.site.may_queue = false;
    taken.site.may_book = false;
    stage.sees(taken);
    assert!(!stage.has("queue") && !stage.has("book"), "the rules do not allow it");
    let mut closed = full();
    closed.site.opens = Some(tomorrow());
    stage.sees(closed);
    assert!(!stage.has("queue"), "nobody is called while the room is closed");
}

#[test]
fn without_the_hub_nothing_can_be_booked_and_that_is_said() {
    let mut away = full();
    away.hub = false;
    let mut stage = Stage::new(Lang::French, away);
    for id in ["book", "queue"] {
        let outline = stage.outline();
        let item = outline.iter().find(|item| item.id == id.into()).expect("a button");
        assert!(item.node.disabled && item.node.detail.is_some(), "{item:?}");
    }
}

#[test]
fn one_waits_without_an_account_and_stops_waiting() {
    for lang in Lang::ALL {
        let mut stage = Stage::new(lang, full());
        stage.choose("queue");
        stage.choose("enter-no-account");
        stage.choose("age-18-24");
        stage.choose("cat");
        let entry = Entry::NoAccount { age: AgeBand::DixHuitVingtQuatre, picture: "cat".to_owned() };
        let join = PlanningAsk::JoinQueue { age: AgeBand::DixHuitVingtQuatre };
        assert_eq!(stage.told(), [plan(entry.clone(), join)]);
        let waits = queued("cat", 3, Some(at(10, 32)));
        stage.sees(planned(full(), PlanningAnswer::Queued { queued: waits }));
        stage.told();
        assert!(stage.label("place-in-queue").contains('3'));
        assert!(stage.label("estimate").contains("25 minutes"), "{}", stage.label("estimate"));
        assert!(stage.has_focus("finish"));
        stage.choose("leave-queue");
        assert!(stage.has_focus("keep"), "the safe answer");
        stage.choose("leave-queue-confirmed");
        assert_eq!(stage.told(), [plan(entry, PlanningAsk::LeaveQueue)]);
    }
}

#[test]
fn a_wait_that_nobody_knows_is_not_made_up() {
    let mut stage = Stage::new(Lang::French, full());
    stage.choose("queue");
    stage.scans("000-000-000");
    let waits = PlanningAnswer::Queued { queued: queued("cat", 1, None) };
    stage.sees(planned(full(), waits));
    assert_eq!(stage.label("place-in-queue"), "Vous êtes le prochain");
    assert!(!stage.label("estimate").contains(|letter: char| letter.is_ascii_digit()));
}

#[test]
fn who_is_called_here_is_shown_with_the_time_left() {
    for (lang, said) in [(Lang::French, "Pomme, c’est à vous"), (Lang::English, "Apple, it is your turn")]
    {
        let mut calling = locked();
        calling.site.queue = vec![called("apple", "Poste 4"), called("cat", "Poste 2")];
        let mut stage = Stage::new(lang, calling);
        assert_eq!(stage.label("called"), said);
        assert!(stage.label("called-left").contains("5 minutes"), "{}", stage.label("called-left"));
        assert!(stage.has_focus("start"), "Commencer is still the one thing to do");
    }
    let mut elsewhere = locked();
    elsewhere.site.queue = vec![called("cat", "Poste 2")];
    assert!(!Stage::new(Lang::French, elsewhere).has("called"));
}

#[test]
fn a_station_is_not_said_to_be_kept_for_longer_than_it_is() {
    // Calls come at any second; a view's time is that of the minute that began.
    for (seconds, said) in [(180, "3 minutes."), (220, "3 minutes."), (160, "2 minutes."), (40, "1 minute.")]
    {
        let mut calling = locked();
        let until = at(10, 7) + SignedDuration::from_secs(seconds);
        let call = Called { station: "Poste 4".to_owned(), until };
        calling.site.queue = vec![Queued { called: Some(call), ..queued("apple", 1, None) }];
        let mut stage = Stage::new(Lang::French, calling);
        assert!(stage.label("called-left").ends_with(said), "{}", stage.label("called-left"));
    }
    let mut over = locked();
    over.now = Some(date(2026, 3, 10).at(10, 12, 0, 0));
    over.site.queue = vec![called("apple", "Poste 4")];
    assert!(!Stage::new(Lang::French, over).has("called-left"));
}

#[test]
fn the_focus_outlives_a_call_that_comes_and_goes() {
    let mut stage = Stage::new(Lang::French, locked());
    assert!(stage.has_focus("start"));
    let mut calling = locked();
    calling.site.queue = vec![called("apple", "Poste 4")];
    for (view, calls) in [(calling, true), (locked(), false)] {
        stage.sees(view);
        assert_eq!(stage.has("called"), calls);
        assert!(stage.has_focus("start"), "calls: {calls}");
    }
}

#[test]
fn a_station_that_is_booked_now_is_not_called_free() {
    for (lang, said) in [
        (Lang::French, "Ce poste est réservé en ce moment"),
        (Lang::English, "This computer is booked at the moment"),
    ] {
        let mut booked = locked();
        booked.site.free_until = Some(at(9, 0));
        assert_eq!(Stage::new(lang, booked.clone()).label("free"), said);
        // Ten seconds before, while the clock shows that very minute.
        booked.now = Some(date(2026, 3, 10).at(9, 0, 20, 0));
        booked.site.free_until = Some(at(9, 0) + SignedDuration::from_secs(30));
        assert_eq!(Stage::new(lang, booked).label("free"), said);
    }
}

#[test]
fn the_day_is_said_as_well_as_drawn() {
    let mut stage = Stage::new(Lang::French, locked());
    assert_eq!(stage.label("row-0-now"), "libre jusqu’à 12 h");
    assert_eq!(stage.label("row-1-now"), "pris jusqu’à 11 h");
    assert!(stage.label("row-0-day").contains("de 14 h à 15 h 30"), "{}", stage.label("row-0-day"));
    assert!(!stage.has("room"), "everything is shown already");
    let mut many = locked();
    many.site.timeline = (1..=20).map(|number| row(&format!("Poste {number}"), number == 1, &[])).collect();
    stage.sees(many);
    stage.choose("room");
    assert!(stage.has("row-19"));
    assert!(stage.has_focus("back"));
    stage.enter();
    assert!(stage.has_focus("start"));
}

#[test]
fn one_books_from_within_a_session_without_saying_who_one_is() {
    let mut stage = Stage::new(Lang::French, session(active(40)));
    stage.choose("book");
    assert_eq!(stage.told(), [KioskIntent::Plan { who: Who::Here, ask: PlanningAsk::Overview }]);
    let running = session(active(40));
    stage.sees(planned(running.clone(), PlanningAnswer::Overview(overview())));
    stage.told();
    assert!(stage.has_focus("day-0"));
    let mut warned = active(10);
    warned.warning = Some(Minutes(10));
    stage.sees(session(warned));
    assert!(stage.has_focus("understood"), "a warning comes first");
    stage.sees(session(active(9)));
    assert!(stage.has_focus("day-0"), "then one goes on");
    let since = stage.app.activity();
    stage.happens(Message::LeftAlone { since });
    assert!(stage.has_focus("more-time"), "the session is not left");
    stage.choose("book");
    stage.sees(view(Scene::Grace { alias: super::views::alias(), seconds_left: 60 }));
    assert!(stage.has_focus("leave"), "the end comes before any booking");
}
