//! Random policies and facts, around the days on which clocks change and other days of note.

use std::collections::BTreeSet;

use epn_rules::facts::{Busy, EntryFacts, Facts, Hold, StationFacts, VisitorFacts};
use epn_rules::policy::{
    Ages, Closure, NoAccount, OpenRange, Policy, Quota, QuotaSpan, SessionRules, TicketRules, WeekHours,
};
use epn_rules::units::Minutes;
use jiff::civil::{Date, Time, date};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};
use proptest::prelude::*;
use proptest::sample::select;

/// A place and a day around which things happen.
#[derive(Clone, Copy, Debug)]
pub struct Setting {
    pub zone: &'static str,
    pub anchor: Date,
}

const PARIS: &str = "Europe/Paris";

/// Paris twice over: it is where the rules are for.
const SETTINGS: [(&str, Date); 14] = [
    (PARIS, date(2026, 3, 29)),
    (PARIS, date(2026, 3, 29)),
    (PARIS, date(2026, 3, 29)),
    (PARIS, date(2026, 10, 25)),
    (PARIS, date(2026, 10, 25)),
    (PARIS, date(2026, 10, 25)),
    (PARIS, date(2026, 12, 31)),
    (PARIS, date(2028, 2, 29)),
    ("UTC", date(2026, 6, 15)),
    // Midnight does not exist, and exists twice.
    ("Africa/Cairo", date(2026, 4, 24)),
    ("America/Havana", date(2026, 11, 1)),
    // The clocks change by half an hour.
    ("Australia/Lord_Howe", date(2026, 4, 5)),
    // The last hour of a day is skipped, and repeated.
    ("America/Nuuk", date(2026, 3, 28)),
    ("America/Nuuk", date(2026, 10, 24)),
];

fn setting() -> impl Strategy<Value = Setting> {
    select(&SETTINGS[..]).prop_map(|(zone, anchor)| Setting { zone, anchor })
}

/// A setting, a sound policy for it, and facts at a minute near its anchor.
pub fn case() -> impl Strategy<Value = (Setting, Policy, Facts)> {
    setting().prop_flat_map(|setting| {
        let policy = policy(setting);
        let facts = facts(setting);
        (Just(setting), policy, facts)
    })
}

pub fn policy(setting: Setting) -> impl Strategy<Value = Policy> {
    let parts = (opening(), closures(setting.anchor), session(), any::<bool>(), ages());
    parts.prop_flat_map(move |(opening, closures, session, allowed, ages)| {
        let shortest = session.shortest.0;
        (quotas(shortest), shortest..=500, 1..=10u16).prop_map(move |(quotas, minutes, valid_days)| Policy {
            timezone: setting.zone.to_owned(),
            opening: opening.clone(),
            closures: closures.clone(),
            session,
            quotas,
            no_account: NoAccount { allowed },
            ages,
            tickets: TicketRules { minutes: Minutes(minutes), valid_days },
        })
    })
}

/// Any setting's policy.
pub fn any_policy() -> impl Strategy<Value = Policy> {
    setting().prop_flat_map(policy)
}

fn opening() -> impl Strategy<Value = WeekHours> {
    let day = || prop_oneof![8 => ranges(), 1 => Just(Vec::new()), 1 => Just(vec![range(0, 1440)])];
    (day(), day(), day(), day(), day(), day(), day()).prop_map(
        |(monday, tuesday, wednesday, thursday, friday, saturday, sunday)| WeekHours {
            monday,
            tuesday,
            wednesday,
            thursday,
            friday,
            saturday,
            sunday,
        },
    )
}

/// Ranges between some times of a day, apart or touching, in any order.
fn ranges() -> impl Strategy<Value = Vec<OpenRange>> {
    let times = prop::collection::btree_set(time_of_day(), 2..=6);
    (times, any::<bool>(), any::<bool>()).prop_map(|(times, touching, backwards)| {
        let times: Vec<u32> = BTreeSet::into_iter(times).collect();
        let step = if touching { 1 } else { 2 };
        let mut ranges: Vec<_> = times.windows(2).step_by(step).map(|pair| range(pair[0], pair[1])).collect();
        if backwards {
            ranges.reverse();
        }
        ranges
    })
}

/// Minutes from midnight; often those at which clocks change, and the ends of the day.
fn time_of_day() -> impl Strategy<Value = u32> {
    prop_oneof![
        3 => select(&[0, 1, 30, 60, 90, 105, 119, 120, 121, 135, 150, 179, 180, 181, 240, 1380, 1410, 1439, 1440][..]),
        2 => (0..=288u32).prop_map(|fives| fives * 5),
    ]
}

fn range(start: u32, end: u32) -> OpenRange {
    let time = |minutes: u32| Time::midnight().wrapping_add(i64::from(minutes).minutes());
    OpenRange { start: time(start), end: Some(end).filter(|&end| end < 1440).map(time) }
}

fn closures(anchor: Date) -> impl Strategy<Value = Vec<Closure>> {
    let closure = (-3..6i64, 0..3i64, "[a-zé \"\\\\#]{0,8}").prop_map(move |(from, days, label)| {
        let from = anchor.saturating_add(from.days());
        Closure { from, to: from.saturating_add(days.days()), label }
    });
    prop::collection::vec(closure, 0..=1)
}

fn session() -> impl Strategy<Value = SessionRules> {
    let lengths = (1..=20u32, 0..=300u32, any::<prop::sample::Index>(), any::<bool>(), 0..=10u32);
    lengths.prop_map(|(shortest, more, granularity, extend_while_nobody_waits, grace)| {
        let longest = shortest + more;
        SessionRules {
            longest: Minutes(longest),
            granularity: Minutes(1 + u32::try_from(granularity.index(longest as usize)).unwrap()),
            extend_while_nobody_waits,
            grace: Minutes(grace),
            shortest: Minutes(shortest),
        }
    })
}

fn quotas(shortest: u32) -> impl Strategy<Value = Vec<Quota>> {
    let minutes = || prop_oneof![Just(shortest), shortest..=200, shortest..=1600];
    let session = prop::option::of(minutes()).prop_map(|minutes| (QuotaSpan::Session, minutes));
    let day = prop::option::of(minutes()).prop_map(|minutes| (QuotaSpan::Day, minutes));
    (session, day).prop_map(|quotas| {
        let quota = |(per, minutes): (_, Option<u32>)| {
            minutes.map(|minutes| Quota { per, minutes: Minutes(minutes) })
        };
        [quotas.0, quotas.1].into_iter().filter_map(quota).collect()
    })
}

fn ages() -> impl Strategy<Value = Ages> {
    (0..=20u8, 0..=20u8, 0..=120u8).prop_map(|(accompanied_under, authorisation_under, consent_under)| Ages {
        accompanied_under,
        authorisation_under,
        consent_under,
    })
}

fn facts(setting: Setting) -> impl Strategy<Value = Facts> {
    let zone = TimeZone::get(setting.zone).unwrap();
    let noon = setting.anchor.at(12, 0, 0, 0).to_zoned(zone).unwrap().timestamp();
    // Mostly within the anchor's day and the nights beside it.
    let minute = prop_oneof![3 => -16 * 60..16 * 60i64, 1 => -36 * 60..36 * 60i64];
    minute.prop_flat_map(move |minute| {
        let at = noon + SignedDuration::from_mins(minute);
        (visitor(at), station(at), 0..3u32).prop_map(move |(visitor, station, waiting)| Facts {
            at,
            visitor,
            station,
            waiting,
        })
    })
}

fn later(at: Timestamp, minutes: i64) -> Timestamp {
    at + SignedDuration::from_mins(minutes)
}

fn visitor(at: Timestamp) -> impl Strategy<Value = VisitorFacts> {
    let used = || prop_oneof![2 => Just(0u32), 2 => 0..=200u32, 1 => 0..=1500u32].prop_map(Minutes);
    let used_session = prop_oneof![3 => Just(0u32), 1 => 0..=200u32].prop_map(Minutes);
    let age = prop::option::weighted(0.3, 8..=25u8);
    let elsewhere = prop::option::weighted(0.05, "Poste [1-9]");
    (entry(at), used(), used_session, age, any::<bool>(), any::<bool>(), elsewhere).prop_map(
        |(entry, used_today, used_session, age, accompanied, authorised, session_elsewhere)| VisitorFacts {
            entry,
            used_today,
            used_session,
            age,
            accompanied,
            authorised,
            session_elsewhere,
        },
    )
}

fn entry(at: Timestamp) -> impl Strategy<Value = EntryFacts> {
    let ticket =
        (0..=120u32, 0..=60u32, -500..4000i64).prop_map(move |(left, spent, expires)| EntryFacts::Ticket {
            carried: Minutes(left + spent),
            left: Minutes(left),
            expires: later(at, expires),
        });
    prop_oneof![
        4 => Just(EntryFacts::Member),
        3 => ticket,
        2 => Just(EntryFacts::NoAccount),
        1 => (0..=1000u32).prop_map(|minutes| EntryFacts::Staff { minutes: Minutes(minutes) }),
    ]
}

fn station(at: Timestamp) -> impl Strategy<Value = StationFacts> {
    let busy = prop::option::of(-30..600i64)
        .prop_map(move |minutes| Busy { until: minutes.map(|minutes| later(at, minutes)) });
    let hold = (-200..2000i64, 1..400i64)
        .prop_map(move |(from, length)| Hold { from: later(at, from), until: later(at, from + length) });
    let busy = prop::option::weighted(0.2, busy);
    (prop::bool::weighted(0.97), busy, prop::collection::vec(hold, 0..=3))
        .prop_map(|(in_service, busy, holds)| StationFacts { in_service, busy, holds })
}
