//! The window's title tells the screen.

use std::collections::HashSet;

use epn_ui::Ui;
use epn_words::Lang;
use iced::keyboard::key::Named;

use super::desk;
use crate::app::{AllPhrases, App, DeskMessage, Message, Tab};
use crate::client::{Failure, StreamEvent};
use crate::testing::{Bench, fixtures};

#[test]
fn each_screen_has_a_title_of_its_own() {
    let mut titles = HashSet::new();
    let mut see = |bench: &Bench, expected: &str| {
        assert_eq!(bench.app.title(), format!("epn-admin: {expected}"));
        assert!(titles.insert(bench.app.title()), "{expected} is there twice");
    };
    let pairing =
        App::unpaired(Ui::console(), AllPhrases::load().unwrap(), Lang::French, None, String::new());
    see(&Bench::of(pairing, 1280.0, 800.0), "pairing");
    see(&Bench::new(Lang::French, 1280.0, 800.0), "sign-in");

    let mut bench = desk();
    see(&bench, "room");
    bench.click(&format!("station-{}", fixtures::station(1)));
    see(&bench, "station");
    bench.click("queue");
    see(&bench, "queue");
    let screens = [
        "prints",
        "cash",
        "ticket",
        "visitors",
        "sessions",
        "settings",
        "export",
        "calendar-awaited",
        "cards",
    ];
    for (tab, screen) in Tab::ALL.into_iter().skip(1).zip(screens) {
        bench.show(tab);
        see(&bench, screen);
    }
    bench.asked.clear();
    bench.show(Tab::Calendar);
    bench.answer(&fixtures::policy());
    bench.answer(&fixtures::calendar_day());
    see(&bench, "calendar");
    bench.click("calendar-new");
    see(&bench, "booking-new");
    bench.press(Named::Escape);
    bench.click("calendar-equipment");
    see(&bench, "equipment");
    bench.show(Tab::Prints);
    bench.click("prints-printers");
    see(&bench, "printers");
    bench.show(Tab::Cash);
    bench.click("cash-day");
    see(&bench, "cash-day");
    bench.click("cash-closes");
    see(&bench, "cash-closes");
    bench.show(Tab::Ticket);
    bench.asked.clear();
    bench.click("create-ticket");
    bench.answer(&fixtures::ticket());
    see(&bench, "ticket-issued");
    bench.show(Tab::Room);
    bench.say(Message::Desk(DeskMessage::Stream(StreamEvent::Lost(Failure::TimedOut))));
    see(&bench, "room-without-hub");
}

#[test]
fn the_key_of_a_screen_leads_on_to_its_parts_and_back() {
    let mut bench = desk();
    for (key, parts) in [
        (Named::F10, &["prints", "printers", "prints"][..]),
        (Named::F11, &["cash", "cash-day", "cash-closes", "cash"]),
        (Named::F2, &["ticket", "ticket"]),
    ] {
        for part in parts {
            bench.press(key);
            assert_eq!(bench.app.title(), format!("epn-admin: {part}"));
        }
    }
    bench.press(Named::F5);
    let first = bench.app.title();
    let mut sections = HashSet::from([first.clone()]);
    bench.press(Named::F5);
    while bench.app.title() != first {
        assert!(sections.insert(bench.app.title()), "a section comes twice");
        bench.press(Named::F5);
    }
    assert_eq!(sections.len(), 9);
}

#[test]
fn the_title_is_the_same_in_every_language() {
    let titles = [Lang::French, Lang::English].map(|lang| Bench::at_desk(lang, 1280.0, 800.0).app.title());
    assert_eq!(titles, ["epn-admin: room", "epn-admin: room"]);
}
