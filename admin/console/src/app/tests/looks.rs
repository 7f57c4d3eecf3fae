//! Every screen in both languages: drawn, and judged as far as a program can. With `EPN_PICTURES=DIR` they are saved.

use std::collections::HashSet;
use std::time::Duration;

use epn_ui::Ui;
use epn_wire::console::ConsoleEvent;
use epn_wire::print_desk::PrintQueue;
use epn_wire::scanning::{ScanDesk, ScanFolderTrouble};
use epn_words::Lang;

use crate::app::{AllPhrases, App, DeskMessage, Message, Tab};
use crate::client::{Failure, StreamEvent};
use crate::testing::{Bench, fixtures};

/// Ids are unique, what can be reached has a name, and nothing sticks out at the side.
fn judge(bench: &mut Bench, name: &str, width: f32) {
    bench.picture(name);
    let mut ids = HashSet::new();
    for item in bench.outline().into_iter().filter(|item| item.focusable) {
        assert!(ids.insert(item.id.clone()), "{name}: {:?} is there twice", item.id);
        assert!(!item.node.label.trim().is_empty(), "{name}: {:?} has no name", item.id);
        let right = item.bounds.x + item.bounds.width;
        assert!(right <= width + 0.5, "{name}: {:?} ends at {right}", item.id);
    }
}

fn tour(lang: Lang, width: f32, height: f32) {
    let name = |screen: &str| format!("{}-{width}x{height}-{screen}", lang.tag());
    let mut bench = Bench::new(lang, width, height);
    judge(&mut bench, &name("sign-in"), width);
    let all = AllPhrases::load().unwrap();
    let pairing = App::unpaired(Ui::console(), all, lang, None, "Accueil".to_owned());
    judge(&mut Bench::of(pairing, width, height), &name("pairing"), width);

    let mut bench = Bench::at_desk(lang, width, height);
    judge(&mut bench, &name("room"), width);
    bench.click(&format!("station-{}", fixtures::station(1)));
    judge(&mut bench, &name("room-panel"), width);
    bench.click("names");
    bench.click("end");
    judge(&mut bench, &name("room-end"), width);
    bench.click("end-no");
    bench.click("move");
    judge(&mut bench, &name("room-move"), width);
    bench.click("move-cancel");
    bench.click("message");
    judge(&mut bench, &name("room-message"), width);
    bench.click(&format!("station-{}", fixtures::station(4)));
    bench.click(&format!("quick-{}", fixtures::station(8)));
    judge(&mut bench, &name("room-free"), width);
    let lost = StreamEvent::Lost(Failure::Unreached("gone".to_owned()));
    bench.say(Message::Desk(DeskMessage::Stream(lost)));
    bench.wait(Duration::from_secs(130));
    judge(&mut bench, &name("room-lost"), width);

    let mut bench = Bench::at_desk(lang, width, height);
    bench.show(Tab::Ticket);
    judge(&mut bench, &name("ticket"), width);
    bench.click("create-ticket");
    bench.answer(&fixtures::ticket());
    bench.click("save-ticket");
    judge(&mut bench, &name("ticket-issued"), width);

    bench.show(Tab::Visitors);
    bench.click("search-go");
    bench.answer(&fixtures::visitors());
    judge(&mut bench, &name("visitors"), width);
    bench.click("new-visitor");
    judge(&mut bench, &name("visitors-new"), width);
    bench.click("create-visitor");
    bench.answer(&fixtures::created());
    judge(&mut bench, &name("visitors-told"), width);

    bench.show(Tab::Sessions);
    bench.answer(&fixtures::sessions());
    judge(&mut bench, &name("sessions"), width);

    bench.show(Tab::Settings);
    bench.answer(&fixtures::policy());
    judge(&mut bench, &name("settings"), width);
    rules(&mut bench, &name, width);

    bench.show(Tab::Export);
    judge(&mut bench, &name("export"), width);
    cards(&mut bench, &name, width);
    plans(&mut bench, &name, width);
    prints(&mut bench, &name, width);
    cash(&mut bench, &name, width);
}

/// The print queue, each of its forms, and the printers.
fn prints(bench: &mut Bench, name: &dyn Fn(&str) -> String, width: f32) {
    bench.show(Tab::Prints);
    judge(bench, &name("prints"), width);
    let forms = [
        ("price", 1, "print-price"),
        ("price", 3, "print-check"),
        ("refuse", 1, "print-refuse"),
        ("decide", 2, "print-decide"),
        ("pay-other", 4, "print-pay"),
    ];
    for (action, print, picture) in forms {
        bench.choose(&format!("print-{action}-{}", fixtures::print_job(print)));
        judge(bench, &name(picture), width);
        bench.choose("print-cancel");
    }
    bench.choose("page-next");
    judge(bench, &name("prints-over"), width);
    bench.choose("prints-printers");
    judge(bench, &name("printers"), width);
    bench.choose("printer-add");
    judge(bench, &name("printer-form"), width);
    scans(bench, name, width);
}

/// The scans, what can be done about one, and a folder that is away.
fn scans(bench: &mut Bench, name: &dyn Fn(&str) -> String, width: f32) {
    let tell = |bench: &mut Bench, queue| {
        let event = ConsoleEvent::Prints { queue: Box::new(queue) };
        bench.say(Message::Desk(DeskMessage::Stream(StreamEvent::Said(Box::new(event)))));
    };
    tell(bench, fixtures::prints_and_scans());
    bench.choose("prints-scans");
    judge(bench, &name("scans"), width);
    bench.choose(&format!("scan-give-{}", fixtures::scan(5)));
    judge(bench, &name("scans-give"), width);
    bench.choose("scan-close");
    bench.choose(&format!("scan-delete-{}", fixtures::scan(5)));
    judge(bench, &name("scans-delete"), width);
    let away = ScanDesk { trouble: Some(ScanFolderTrouble::Missing), ..ScanDesk::default() };
    tell(bench, PrintQueue { scans: Some(away), ..fixtures::prints() });
    judge(bench, &name("scans-away"), width);
}

/// The cash desk: for whom, an account, a voucher, a refund, a payment of which nobody knows; the takings and the closes.
fn cash(bench: &mut Bench, name: &dyn Fn(&str) -> String, width: f32) {
    bench.show(Tab::Cash);
    bench.answer(&fixtures::cash_day());
    judge(bench, &name("cash"), width);
    bench.choose(&format!("cash-seat-{}", fixtures::station(1)));
    bench.answer(&fixtures::account());
    judge(bench, &name("cash-account"), width);
    bench.choose("top-up-voucher");
    judge(bench, &name("cash-voucher"), width);
    bench.choose("top-up-cash");
    bench.choose("refund-open");
    bench.choose("top-up-500");
    bench.fail(Failure::TimedOut);
    judge(bench, &name("cash-unknown"), width);
    bench.choose("payment-retry");
    bench.answer(&fixtures::receipt(14));
    bench.answer(&fixtures::account());
    bench.choose("account-receipts");
    judge(bench, &name("cash-receipts"), width);
    bench.choose("cash-day");
    bench.answer(&fixtures::cash_day());
    judge(bench, &name("cash-day"), width);
    bench.choose("close-open");
    bench.type_into("close-counted", "12,50");
    judge(bench, &name("cash-close"), width);
    bench.choose("cash-closes");
    bench.answer(&fixtures::closes());
    judge(bench, &name("cash-closes"), width);
}

/// Every section of the rules, the effect of a change, and what is wrong with another.
fn rules(bench: &mut Bench, name: &dyn Fn(&str) -> String, width: f32) {
    bench.type_into("opening.monday", "14h-17h");
    bench.choose("settings-effect");
    let broken = fixtures::broken();
    bench.answer(&epn_wire::console::PolicyEffect { broken, ..fixtures::effect() });
    bench.choose(&format!("broken-move-{}", fixtures::bookings()[0].id));
    judge(bench, &name("settings-effect"), width);
    bench.type_into("opening.tuesday", ", 17h-10h");
    judge(bench, &name("settings-wrong"), width);
    let lists = [
        ("days", Some("school_holidays-add")),
        ("variants", Some("variants-add")),
        ("slots", None),
        ("limits", Some("bonuses-add")),
        ("prices", Some("tariffs-add")),
        ("printing", Some("printing.allowances-add")),
        ("sessions", None),
        ("people", None),
    ];
    for (section, add) in lists {
        bench.choose(&format!("settings-{section}"));
        if let Some(add) = add {
            bench.choose(add);
        }
        judge(bench, &name(&format!("settings-{section}")), width);
    }
}

/// Who has a card, and a new one.
fn cards(bench: &mut Bench, name: &dyn Fn(&str) -> String, width: f32) {
    bench.show(Tab::Cards);
    bench.answer(&fixtures::staff(true));
    bench.choose(&format!("revoke-{}", fixtures::staff(true)[2].id));
    judge(bench, &name("cards"), width);
    bench.choose("new-card");
    judge(bench, &name("cards-replace"), width);
    bench.choose("new-card-yes");
    bench.answer(&fixtures::card());
    bench.answer(&fixtures::staff(true));
    judge(bench, &name("cards-issued"), width);
}

/// The calendar with all that stands beside it, and the queue.
fn plans(bench: &mut Bench, name: &dyn Fn(&str) -> String, width: f32) {
    bench.show(Tab::Calendar);
    bench.answer(&fixtures::policy());
    bench.answer(&fixtures::calendar_day());
    judge(bench, &name("calendar"), width);
    bench.choose("calendar-new");
    bench.choose(&format!("place-{}", fixtures::station(4)));
    bench.type_into("booking-time", "14h");
    judge(bench, &name("calendar-form"), width);
    bench.choose("side-close");
    bench.choose("calendar-equipment");
    bench.answer(&vec![fixtures::printer()]);
    judge(bench, &name("calendar-equipment"), width);
    bench.choose("side-close");
    bench.choose("scale-week");
    bench.answer(&fixtures::calendar_week());
    judge(bench, &name("calendar-week"), width);
    bench.show(Tab::Room);
    bench.choose("queue");
    bench.answer(&fixtures::queue());
    judge(bench, &name("queue"), width);
}

#[test]
fn every_new_screen_stands_at_twice_the_size() {
    let mut bench = Bench::at_desk(Lang::French, 1280.0, 800.0);
    for _ in 0..3 {
        bench.say(Message::TextSizePressed);
    }
    judge(&mut bench, "fr-200-room", 1280.0);
    let name = |screen: &str| format!("fr-200-{screen}");
    plans(&mut bench, &name, 1280.0);
    bench.show(Tab::Settings);
    bench.answer(&fixtures::policy());
    rules(&mut bench, &name, 1280.0);
    bench.show(Tab::Visitors);
    bench.choose("search-go");
    bench.answer(&fixtures::visitors());
    judge(&mut bench, "fr-200-visitors", 1280.0);
    cards(&mut bench, &name, 1280.0);
    prints(&mut bench, &name, 1280.0);
    cash(&mut bench, &name, 1280.0);
}

#[test]
fn the_room_stands_in_large_text_and_high_contrast() {
    let mut bench = Bench::at_desk(Lang::French, 1280.0, 800.0);
    bench.say(Message::ContrastPressed);
    bench.say(Message::TextSizePressed);
    bench.say(Message::TextSizePressed);
    judge(&mut bench, "fr-large-room", 1280.0);
    bench.click(&format!("station-{}", fixtures::station(1)));
    judge(&mut bench, "fr-large-panel", 1280.0);
}

#[test]
fn every_screen_stands_in_french() {
    tour(Lang::French, 1280.0, 800.0);
    tour(Lang::French, 1024.0, 768.0);
}

#[test]
fn every_screen_stands_in_english() {
    tour(Lang::English, 1280.0, 800.0);
    tour(Lang::English, 1024.0, 768.0);
}
