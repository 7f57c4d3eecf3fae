//! Views as an agent would send them.

pub mod printing;

use std::collections::BTreeMap;

use epn_rules::decision::{DayHours, Decision, Limit, Refusal, SlotLimit};
use epn_rules::id::BookingId;
use epn_rules::people::Alias;
use epn_rules::policy::QuotaSpan;
use epn_rules::units::Minutes;
use epn_wire::console::StaffRole;
use epn_wire::kiosk::{
    ActiveView, Front, KioskView, LogInAnswer, PausedView, PlanningShown, ResumeWith, Scene, TimeShown,
};
use epn_wire::planning::{
    BookingShown, Called, DayOffered, Overview, PlaceAsked, PlaceOffered, PlanningAnswer, Queued, Start,
    Taken, TimelineRow,
};
use epn_wire::staff::{FreeStation, StaffActed, StaffPanel, StaffShown};
use epn_wire::station::{LastReset, SiteView};
use jiff::civil::{Weekday, date, time};
use jiff::{Timestamp, ToSpan};

/// An instant of the day on which everything happens, in Europe/Paris (UTC+1 in March).
pub fn at(hour: i8, minute: i8) -> Timestamp {
    date(2026, 3, 10).at(hour, minute, 0, 0).in_tz("Europe/Paris").expect("a real moment").timestamp()
}

/// The day after, at half past nine.
pub fn tomorrow() -> Timestamp {
    date(2026, 3, 11).at(9, 30, 0, 0).in_tz("Europe/Paris").expect("a real moment").timestamp()
}

fn charter(lang: &str) -> Vec<String> {
    let text = match lang {
        "fr" => include_str!("../../../../assets/charters/fr.md"),
        _ => include_str!("../../../../assets/charters/en.md"),
    };
    text.lines().filter_map(|line| line.strip_prefix("- ")).map(str::to_owned).collect()
}

pub fn site() -> SiteView {
    SiteView {
        site: "Espace numérique de Saint-Aubin".to_owned(),
        room: "Grande salle".to_owned(),
        station: "Poste 4".to_owned(),
        tags: vec![],
        timezone: "Europe/Paris".to_owned(),
        today: DayHours {
            ranges: vec![
                (time(9, 30, 0, 0), Some(time(12, 0, 0, 0))),
                (time(14, 0, 0, 0), Some(time(18, 0, 0, 0))),
            ],
            closure: None,
        },
        opens: None,
        free_until: Some(at(12, 0)),
        no_account: true,
        waiting: 0,
        queue: vec![],
        may_queue: true,
        may_book: true,
        may_scan: false,
        timeline: vec![
            row("Poste 4", true, &[((12, 0), (14, 0)), ((15, 30), (16, 30))]),
            row("Poste 1", false, &[((9, 30), (11, 0))]),
            row("Poste 2", false, &[((9, 30), (10, 45)), ((14, 0), (18, 0))]),
            row("Poste 3", false, &[]),
        ],
        charter: "2026-1".to_owned(),
        charter_texts: BTreeMap::from(["fr", "en"].map(|lang| (lang.to_owned(), charter(lang)))),
    }
}

/// From an hour and minute until another.
pub type Hours = ((i8, i8), (i8, i8));

/// A station's row, taken from and until these hours and minutes.
pub fn row(name: &str, here: bool, taken: &[Hours]) -> TimelineRow {
    let taken =
        taken.iter().map(|(from, until)| Taken { from: at(from.0, from.1), until: at(until.0, until.1) });
    TimelineRow { name: name.to_owned(), here, taken: taken.collect() }
}

/// Somebody who waits under this picture.
pub fn queued(picture: &str, place: u32, about: Option<Timestamp>) -> Queued {
    Queued { alias: Alias { picture: picture.to_owned(), ordinal: 1 }, place, about, called: None }
}

/// Somebody who is called to a station.
pub fn called(picture: &str, station: &str) -> Queued {
    let called = Some(Called { station: station.to_owned(), until: at(10, 12) });
    Queued { called, ..queued(picture, 1, None) }
}

/// The agent shows what became of a question about bookings or the queue.
pub fn planned(view: KioskView, answer: PlanningAnswer) -> KioskView {
    KioskView { planning: Some(PlanningShown::Answer { answer: Box::new(answer) }), ..view }
}

pub fn asked(view: KioskView) -> KioskView {
    KioskView { planning: Some(PlanningShown::Asking), ..view }
}

/// Two bookings, a horizon of a fortnight whose Sundays and Mondays are closed, and an interview room.
pub fn overview() -> Overview {
    let days = (0..14).filter_map(|days| date(2026, 3, 10).checked_add(days.days()).ok());
    let days = days
        .map(|date| DayOffered { date, open: !matches!(date.weekday(), Weekday::Sunday | Weekday::Monday) });
    let interview = PlaceAsked::Tag { tag: "interview".to_owned() };
    Overview {
        alias: alias(),
        bookings: vec![booking(1, at(15, 0), at(16, 0)), booking(2, tomorrow(), tomorrow() + 1.hours())],
        days: days.collect(),
        places: vec![
            PlaceOffered { place: interview, name: "interview".to_owned() },
            PlaceOffered {
                place: PlaceAsked::Equipment { id: "01".to_owned() },
                name: "Imprimante 3D".to_owned(),
            },
        ],
        lengths: [30, 60, 90, 120].map(Minutes).to_vec(),
        queued: None,
        refused: None,
    }
}

/// Somebody who holds the only booking that they may hold.
pub fn overview_of_holder() -> Overview {
    let bookings = vec![booking(2, tomorrow(), tomorrow() + 1.hours())];
    let because = vec![Refusal::TooManyBookings { held: 1, allowed: 1 }];
    Overview { bookings, refused: Some(Decision::Refused { because, next: None }), ..overview() }
}

/// A day without a start, and why.
pub fn no_starts(because: Vec<Refusal>, next: Option<Timestamp>) -> PlanningAnswer {
    PlanningAnswer::Starts {
        date: date(2026, 3, 10),
        hours: site().today,
        starts: vec![],
        lengths: vec![],
        refused: Some(Decision::Refused { because, next }),
    }
}

pub fn booking_id(number: u128) -> BookingId {
    format!("{number:026}").parse().expect("a ULID")
}

pub fn booking(number: u128, from: Timestamp, until: Timestamp) -> BookingShown {
    BookingShown { id: booking_id(number), place: "Poste 4".to_owned(), from, until }
}

/// The afternoon of the next day, every quarter of an hour; something else begins an hour and three quarters later.
pub fn starts() -> PlanningAnswer {
    let day = date(2026, 3, 11);
    let closes = day.at(18, 0, 0, 0).in_tz("Europe/Paris").expect("a real moment").timestamp();
    let starts = (0..16).map(|quarter: i64| {
        let from = day.at(14, 0, 0, 0) + (quarter * 15).minutes();
        let left = 240 - quarter * 15;
        let limit = if left <= 105 {
            SlotLimit::Closing { at: closes }
        } else {
            SlotLimit::Taken { from: closes - (left - 105).minutes() }
        };
        let longest = Minutes(u32::try_from(left.min(105)).expect("an afternoon"));
        Start { from, longest, limit: Some(limit) }
    });
    PlanningAnswer::Starts {
        date: day,
        hours: site().today,
        starts: starts.collect(),
        lengths: vec![],
        refused: None,
    }
}

pub fn view(scene: Scene) -> KioskView {
    KioskView {
        now: Some(date(2026, 3, 10).at(10, 7, 0, 0)),
        hub: true,
        site: site(),
        scene,
        front: Front::Shared,
        message: None,
        help: false,
        last_reset: Some(LastReset { proved: true, leftovers: 0, not_applicable: 0, ms: 240, at: None }),
        planning: None,
        staff: None,
        printing: None,
        scanning: None,
        usb: None,
    }
}

pub fn locked() -> KioskView {
    view(Scene::Locked { answer: None })
}

pub fn answered(answer: LogInAnswer) -> KioskView {
    view(Scene::Locked { answer: Some(answer) })
}

pub fn alias() -> Alias {
    Alias { picture: "moon".to_owned(), ordinal: 2 }
}

pub fn active(minutes: u32) -> ActiveView {
    ActiveView {
        alias: alias(),
        time: TimeShown::Left { minutes: Minutes(minutes), until: Some(at(11, 7)) },
        warning: None,
        more_time: None,
        because: vec![Limit::SessionLength { longest: Minutes(60) }],
        may_pause: true,
        way_back: None,
        price: None,
    }
}

pub fn session(active: ActiveView) -> KioskView {
    view(Scene::Active(active))
}

/// The day's minutes are used up.
pub fn quota_spent() -> Decision {
    Decision::Refused {
        because: vec![Refusal::QuotaSpent {
            per: QuotaSpan::Day,
            used: Minutes(120),
            allowed: Minutes(120),
            day: Some(date(2026, 3, 10)),
        }],
        next: Some(tomorrow()),
    }
}

/// The session of a visitor who paused it.
pub fn paused(resume: ResumeWith) -> PausedView {
    PausedView { alias: alias(), left_alone: false, seconds_left: 900, resume, wrong: None }
}

/// A session whose end is near.
pub fn warned(minutes: u32) -> ActiveView {
    ActiveView { warning: Some(Minutes(minutes)), ..active(minutes) }
}

/// The kiosk, opened beside the work on another terminal.
pub fn beside(view: KioskView) -> KioskView {
    KioskView { front: Front::Kiosk, ..view }
}

/// The quick actions of a mediator, on top of this.
pub fn staffed(view: KioskView, acted: Option<StaffActed>) -> KioskView {
    let free = |number: u128| FreeStation {
        id: format!("{number:026}").parse().expect("a ULID"),
        name: format!("Poste {number}"),
    };
    let panel = StaffPanel {
        name: "Zohra".to_owned(),
        role: StaffRole::Mediator,
        seconds_left: 24,
        minutes: Minutes(60),
        free: (1..=5).map(free).collect(),
        acted,
    };
    staff(view, StaffShown::Open(panel))
}

/// A member of staff, on top of this.
pub fn staff(view: KioskView, shown: StaffShown) -> KioskView {
    KioskView { staff: Some(shown), ..view }
}

/// A session that nothing secret opened.
pub fn told_way_back() -> ActiveView {
    ActiveView { way_back: Some("4071".to_owned().into()), ..active(42) }
}

/// Whoever works here is asked whether they still do.
pub fn still_there(resume: ResumeWith) -> KioskView {
    view(Scene::StillThere { alias: alias(), seconds_left: 60, resume })
}
