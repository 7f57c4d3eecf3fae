//! Views as an agent would send them.

use std::collections::BTreeMap;

use epn_rules::decision::{DayHours, Decision, Limit, Refusal};
use epn_rules::people::Alias;
use epn_rules::policy::QuotaSpan;
use epn_rules::units::Minutes;
use epn_wire::kiosk::{ActiveView, KioskView, LogInAnswer, Scene, TimeShown};
use epn_wire::station::{LastReset, SiteView};
use jiff::Timestamp;
use jiff::civil::{date, time};

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
        charter: "2026-1".to_owned(),
        charter_texts: BTreeMap::from(["fr", "en"].map(|lang| (lang.to_owned(), charter(lang)))),
    }
}

pub fn view(scene: Scene) -> KioskView {
    KioskView {
        now: Some(date(2026, 3, 10).at(10, 7, 0, 0)),
        hub: true,
        site: site(),
        scene,
        message: None,
        help: false,
        last_reset: Some(LastReset { proved: true, leftovers: 0, not_applicable: 0, ms: 240, at: None }),
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
    }
}

pub fn session(active: ActiveView) -> KioskView {
    view(Scene::Active(active))
}

/// The day's minutes are used up.
pub fn quota_spent() -> Decision {
    Decision::Refused {
        because: vec![Refusal::QuotaSpent { per: QuotaSpan::Day, used: Minutes(120), allowed: Minutes(120) }],
        next: Some(tomorrow()),
    }
}
