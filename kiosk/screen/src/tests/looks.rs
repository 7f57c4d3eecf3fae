//! Every screen, in every language and comfort, drawn.

mod in_sight;
pub mod printing;
mod scanning;
mod usb;

use std::path::PathBuf;

use epn_rules::decision::{Decision, Refusal};
use epn_rules::units::{Cents, Minutes};
use epn_wire::console::StaffRole;
use epn_wire::kiosk::{
    KioskView, LogInAnswer, MoreTimeAnswer, PausedView, PriceShown, ResumeWith, Scene, TimeShown,
};
use epn_wire::planning::PlanningAnswer;
use epn_wire::staff::{NotOpened, StaffAct, StaffActed, StaffShown};
use epn_wire::station::{OutOfService, SiteView};

use super::stage::Stage;
use super::views::{
    active, alias, answered, at, beside, booking, called, locked, no_starts, overview, overview_of_holder,
    paused, planned, queued, quota_spent, row, session, staff, staffed, starts, still_there, told_way_back,
    tomorrow, view, warned,
};
use crate::app::Message;
use crate::link::Heard;

/// Every screen, at 1024 by 768, for these options.
pub fn every_screen(options: &[&str]) -> Vec<(&'static str, Stage)> {
    steps(options)
        .into_iter()
        .chain(views().map(|(name, view)| (name, Stage::with_options(options, view))))
        .chain(printing::screens(options))
        .chain(scanning::screens(options))
        .chain(usb::screens(options))
        .collect()
}

/// The screens before a log-in.
fn steps(options: &[&str]) -> Vec<(&'static str, Stage)> {
    let stage = |keys: &[&'static str]| {
        let mut stage = Stage::with_options(options, locked());
        for id in keys {
            stage.choose(id);
        }
        stage
    };
    let inside = |keys: &[&'static str]| stage(&[&["start", "accept"], keys].concat());
    let mut ticket = inside(&["enter-ticket"]);
    ticket.types("K7QF2");
    let mut keyboard = inside(&["enter-ticket"]);
    keyboard.types("K7QF2");
    keyboard.enter();
    keyboard.touch("keyboard");
    let mut member = inside(&["enter-member"]);
    member.digits("100003");
    let mut pin = inside(&["enter-member"]);
    pin.digits("4071");
    pin.tab_to("pin");
    pin.digits("407");
    let mut away = stage(&[]);
    away.happens(Message::Agent(Heard::Lost));
    let mut sent = inside(&["enter-member"]);
    sent.digits(&epn_rules::member_number::MemberNumber::of_serial(0).expect("a member").to_string());
    sent.digits("4071");
    sent.enter();
    let mut unknown = inside(&["enter-member"]);
    unknown.digits(&epn_rules::member_number::MemberNumber::of_serial(0).expect("a member").to_string());
    unknown.digits("4071");
    unknown.enter();
    unknown.sees(answered(LogInAnswer::NotRecognised { wait_seconds: 5 }));
    let mut pausing = Stage::with_options(options, session(told_way_back()));
    pausing.choose("pause");
    let mut leaving = Stage::with_options(options, session(active(42)));
    leaving.choose("leave");
    let entered = |mut stage: Stage| {
        stage.scans("000-000-000");
        stage
    };
    let books = |answers: Vec<PlanningAnswer>, keys: &[&'static str]| {
        let mut stage = entered(stage(&["book"]));
        let mut keys = keys.iter();
        for answer in answers {
            stage.sees(planned(locked(), answer));
            if let Some(id) = keys.next() {
                stage.choose(id);
            }
        }
        for id in keys {
            stage.choose(id);
        }
        stage
    };
    let told = || PlanningAnswer::Overview(overview());
    let queue = |answer: Option<PlanningAnswer>, keys: &[&'static str]| {
        let mut full = locked();
        full.site.waiting = 2;
        let mut stage = Stage::with_options(options, full.clone());
        stage.choose("queue");
        for id in keys {
            stage.choose(id);
        }
        if let Some(answer) = answer {
            stage.scans("000-000-000");
            stage.sees(planned(full, answer));
        }
        stage
    };
    let waits = |place, about| Some(PlanningAnswer::Queued { queued: queued("butterfly", place, about) });
    let mut leaving_queue = queue(waits(3, None), &[]);
    leaving_queue.choose("leave-queue");
    let resuming = |with| {
        let mut stage = Stage::with_options(options, view(Scene::Paused(paused(with))));
        stage.choose("resume");
        stage
    };
    let mut room = Stage::with_options(options, crowded());
    room.choose("room");
    let refused = PlanningAnswer::Refused {
        decision: Decision::Refused {
            because: vec![Refusal::SlotTaken { from: at(14, 0), until: at(15, 0) }],
            next: Some(at(15, 0)),
        },
    };
    let held = PlanningAnswer::Booked { booking: booking(3, at(15, 0), at(16, 0)) };
    let own = Refusal::SlotOverlapsOwn { from: at(15, 0), until: at(16, 0) };
    let full = vec![own, Refusal::SlotTaken { from: at(14, 0), until: at(15, 0) }];
    let no_starts = no_starts(full, Some(tomorrow()));
    let holder = || PlanningAnswer::Overview(overview_of_holder());
    let card = stage(&["staff"]);
    let mut card_pin = stage(&[]);
    card_pin.scans("0000-0000-0000-0000");
    card_pin.digits("7305");
    let mut card_sent = stage(&[]);
    card_sent.scans("0000-0000-0000-0000");
    card_sent.digits("730519");
    card_sent.enter();
    let acts = |keys: &[&'static str]| {
        let mut stage = Stage::with_options(options, staffed(session(active(42)), None));
        for id in keys {
            stage.choose(id);
        }
        stage
    };
    vec![
        ("staff-card", card),
        ("staff-pin", card_pin),
        ("staff-asking", card_sent),
        ("staff-stations", acts(&["staff-act-2"])),
        ("staff-number", acts(&["staff-act-3"])),
        ("staff-end", acts(&["staff-act-4"])),
        ("room", room),
        ("book-entry", stage(&["book"])),
        ("book-member", stage(&["book", "enter-member"])),
        ("plan-asking", entered(stage(&["book"]))),
        ("book-day", books(vec![told()], &[])),
        ("book-time", books(vec![told(), starts()], &["day-1"])),
        ("book-time-none", books(vec![told(), no_starts], &["day-0"])),
        ("book-none", books(vec![holder()], &[])),
        ("bookings-full", books(vec![holder()], &["mine"])),
        ("book-length", books(vec![told(), starts()], &["day-1", "time-4"])),
        ("book-confirm", books(vec![told(), starts()], &["day-1", "time-4", "length-1"])),
        ("booked", books(vec![held], &[])),
        ("bookings", books(vec![told()], &["mine"])),
        ("booking-cancel", books(vec![told()], &["mine", "cancel-0"])),
        ("booking-cancelled", books(vec![PlanningAnswer::Cancelled], &[])),
        ("booking-gone", books(vec![PlanningAnswer::Gone], &[])),
        ("plan-refused", books(vec![told(), refused], &["day-1"])),
        ("plan-no-hub", books(vec![PlanningAnswer::NoHub], &[])),
        ("plan-unknown", books(vec![PlanningAnswer::NotRecognised { wait_seconds: 5 }], &[])),
        ("queue-entry", queue(None, &[])),
        ("queue-age", queue(None, &["enter-no-account"])),
        ("queued", queue(waits(3, Some(at(10, 32))), &[])),
        ("queue-leave", leaving_queue),
        ("queue-left", queue(Some(PlanningAnswer::LeftQueue), &[])),
        ("resume-member", resuming(ResumeWith::Member)),
        ("resume-ticket", resuming(ResumeWith::Ticket)),
        ("resume-picture", resuming(ResumeWith::Picture)),
        ("resume-code", resuming(ResumeWith::Code)),
        ("pausing", pausing),
        ("away", away),
        ("charter", stage(&["start"])),
        ("entry", inside(&[])),
        ("ticket", ticket),
        ("ticket-keyboard", keyboard),
        ("member", member),
        ("member-pin", pin),
        ("forgot", inside(&["forgot"])),
        ("age", inside(&["enter-no-account"])),
        ("pictures", inside(&["enter-no-account", "age-25-39"])),
        ("deciding", sent),
        ("unknown", unknown),
        ("leaving", leaving),
    ]
}

/// A lock screen with more stations than it has room for, where somebody waits and somebody else is called.
fn crowded() -> KioskView {
    let mut crowded = locked();
    crowded.site.timeline =
        (1..=12).map(|number| row(&format!("Poste {number}"), number == 1, &[((11, 0), (15, 0))])).collect();
    crowded.site.waiting = 3;
    crowded
}

/// The screens that a view alone makes.
fn views() -> impl Iterator<Item = (&'static str, KioskView)> {
    let closed = {
        let mut closed = locked();
        closed.site.opens = Some(at(14, 0));
        closed.site.waiting = 2;
        closed.hub = false;
        closed
    };
    let unheard = {
        let mut unheard = locked();
        (unheard.site, unheard.now, unheard.hub) = (SiteView::default(), None, false);
        unheard
    };
    let busy = Decision::Refused {
        because: vec![
            Refusal::StationHeld { from: at(10, 30), until: at(12, 0) },
            Refusal::ClosesSoon { at: at(12, 0), shortest: Minutes(10) },
        ],
        next: Some(at(14, 0)),
    };
    let young = Decision::Refused { because: vec![Refusal::MustBeAccompanied { under: 12 }], next: None };
    let nobody = || {
        let mut free = active(0);
        free.time = TimeShown::NobodyWaits;
        free.because.clear();
        free
    };
    let with_message = |mut view: KioskView| {
        view.message = Some("L’atelier commence à 15 h 30 dans la salle du fond.".to_owned());
        view
    };
    let refused_time = {
        let mut refused = active(8);
        refused.more_time = Some(MoreTimeAnswer::Refused { decision: quota_spent() });
        refused
    };
    let messaged = {
        let mut told = with_message(session(active(42)));
        told.help = true;
        told
    };
    let calling = {
        let mut calling = locked();
        calling.site.queue = vec![called("apple", "Poste 4"), queued("cat", 2, Some(at(10, 40)))];
        calling.site.waiting = 1;
        calling
    };
    let plain = {
        let mut plain = locked();
        plain.site.timeline.clear();
        (plain.site.may_book, plain.site.may_queue) = (false, false);
        plain
    };
    let paid = {
        let mut paid = active(42);
        paid.price = Some(PriceShown { quarter_hour: Cents(50), so_far: Cents(150) });
        paid
    };
    let told = |told| staffed(session(active(42)), Some(told));
    let refused = StaffActed::Refused {
        act: StaffAct::Extend { minutes: Minutes(15), reason: None },
        decision: quota_spent(),
        may_insist: true,
    };
    let new_pin = StaffActed::NewPin { number: "100006".to_owned(), pin: "9081".to_owned().into() };
    let technician = {
        let mut shown = staffed(locked(), None);
        if let Some(StaffShown::Open(panel)) = &mut shown.staff {
            panel.role = StaffRole::Technician;
        }
        shown
    };
    let not_opened = |why| staff(locked(), StaffShown::NotOpened { why });
    let wrong = PausedView { left_alone: true, wrong: Some(8), ..paused(ResumeWith::Member) };
    vec![
        ("staff-unknown", not_opened(NotOpened::NotRecognised { wait_seconds: 4 })),
        ("staff-no-terminal", not_opened(NotOpened::NoTerminal)),
        ("staff-acts-technician", technician),
        ("maintenance", view(Scene::OutOfService { reason: OutOfService::Maintenance })),
        ("staff-no-hub", not_opened(NotOpened::NoHub)),
        ("staff-acts-lock", staffed(locked(), None)),
        ("staff-acts-session", staffed(session(active(42)), None)),
        ("staff-acts-paused", staffed(view(Scene::Paused(paused(ResumeWith::Member))), None)),
        ("staff-refused", told(refused)),
        ("staff-not-now", told(StaffActed::NotNow)),
        ("staff-no-member", told(StaffActed::NoMember)),
        ("staff-new-pin", told(new_pin)),
        ("lock-plain", plain),
        ("lock-crowded", crowded()),
        ("lock-called", calling),
        ("session-paid", session(paid)),
        ("still-there", still_there(ResumeWith::Ticket)),
        ("still-there-picture", still_there(ResumeWith::Picture)),
        ("paused", view(Scene::Paused(paused(ResumeWith::Ticket)))),
        ("paused-code", view(Scene::Paused(PausedView { wrong: Some(8), ..paused(ResumeWith::Code) }))),
        ("paused-picture", view(Scene::Paused(paused(ResumeWith::Picture)))),
        ("paused-wrong", view(Scene::Paused(wrong))),
        ("lock", locked()),
        ("lock-closed", closed),
        ("lock-unheard", unheard),
        ("refused", answered(LogInAnswer::Refused { decision: quota_spent() })),
        ("refused-held", answered(LogInAnswer::Refused { decision: busy })),
        ("refused-young", answered(LogInAnswer::Refused { decision: young })),
        ("throttled", answered(LogInAnswer::Throttled { wait_seconds: 90 })),
        ("no-hub", answered(LogInAnswer::NoHub)),
        ("did-not-start", answered(LogInAnswer::DidNotStart)),
        ("starting", view(Scene::Starting { alias: alias() })),
        ("session", session(active(42))),
        ("session-nobody", session(nobody())),
        ("session-warning", session(warned(5))),
        ("session-refused", session(refused_time)),
        ("session-message", messaged),
        ("grace", view(Scene::Grace { alias: alias(), seconds_left: 240 })),
        ("menu", beside(session(active(42)))),
        ("menu-nobody", beside(session(nobody()))),
        ("menu-warning", beside(session(warned(5)))),
        ("last-minute", beside(session(warned(1)))),
        ("last-minute-message", beside(with_message(session(warned(1))))),
        ("grace-beside", beside(view(Scene::Grace { alias: alias(), seconds_left: 240 }))),
        ("ending", view(Scene::Ending)),
        ("out-of-service", view(Scene::OutOfService { reason: OutOfService::Leftovers { count: 2 } })),
    ]
    .into_iter()
}

/// Draws every screen; nothing is wider than the window, however large the text. With `EPN_PICTURES` in the
/// environment, the pictures are kept in that folder, to be looked at.
#[test]
fn nothing_is_wider_than_the_window() {
    let folder = std::env::var_os("EPN_PICTURES").map(PathBuf::from);
    for (look, options) in [
        ("fr", vec!["--lang", "fr"]),
        ("en", vec!["--lang", "en"]),
        ("fr-125", vec!["--lang", "fr", "--scale", "1.25"]),
        ("fr-200", vec!["--lang", "fr", "--scale", "2"]),
        ("en-200", vec!["--lang", "en", "--scale", "2"]),
        ("fr-contrast", vec!["--lang", "fr", "--contrast", "high"]),
    ] {
        for (name, mut stage) in every_screen(&options) {
            for item in stage.outline() {
                let right = item.bounds.x + item.bounds.width;
                assert!(item.bounds.x >= 0.0 && right <= 1024.0, "{name}, {look}: {item:?}");
                assert!(item.bounds.height > 0.0, "{name}, {look}: {item:?} is squeezed to nothing");
            }
            if let Some(folder) = &folder {
                let picture = stage.driver.picture(stage.app.view(), stage.app.ui());
                picture.save(&folder.join(format!("{name}-{look}.png"))).expect("a picture");
            }
        }
    }
}
