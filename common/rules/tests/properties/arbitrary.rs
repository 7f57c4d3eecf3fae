//! Random policies and facts, around the days on which clocks change and other days of note.

use std::collections::BTreeSet;

use epn_rules::booking::BookingFacts;
use epn_rules::facts::{Busy, DayUse, EntryFacts, Facts, Hold, StationFacts, VisitorFacts};
use epn_rules::policy::{
    Ages, Allowance, Bonus, Closure, NoAccount, OpenRange, Period, Policy, PrintRules, Quota, QuotaSpan,
    Release, SchoolHoliday, Scope, SessionRules, SlotRules, SpecialDay, Tariff, TicketRules, Variant,
    VariantDays, WeekHours,
};
use epn_rules::units::{Cents, Minutes};
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

/// A setting, a sound policy for it, and a slot that is asked for near its anchor.
pub fn booking_case() -> impl Strategy<Value = (Setting, Policy, BookingFacts)> {
    setting().prop_flat_map(|setting| (Just(setting), policy(setting), booking(setting)))
}

pub fn policy(setting: Setting) -> impl Strategy<Value = Policy> {
    let parts = (opening(), session(), any::<bool>(), ages(), slots());
    (parts, exceptions(setting.anchor)).prop_flat_map(move |(parts, exceptions)| {
        let (opening, session, allowed, ages, slots) = parts;
        let (closures, special_days, variants, school_holidays) = exceptions;
        let shortest = session.shortest.0;
        let rest = (use_rules(shortest), shortest..=500, 1..=10u16, printing());
        rest.prop_map(move |(use_rules, minutes, valid_days, printing)| {
            let (quotas, bonuses, tariffs) = use_rules;
            Policy {
                timezone: setting.zone.to_owned(),
                opening: opening.clone(),
                closures: closures.clone(),
                special_days: special_days.clone(),
                variants: variants.clone(),
                school_holidays: school_holidays.clone(),
                session,
                quotas,
                bonuses,
                tariffs,
                no_account: NoAccount { allowed },
                ages,
                tickets: TicketRules { minutes: Minutes(minutes), valid_days },
                slots,
                printing,
                ..Policy::default()
            }
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

type Exceptions = (Vec<Closure>, Vec<SpecialDay>, Vec<Variant>, Vec<SchoolHoliday>);

/// Days near the anchor on which the hours differ.
fn exceptions(anchor: Date) -> impl Strategy<Value = Exceptions> {
    let days = move || {
        (-4..6i64, 0..4i64).prop_map(move |(from, days)| {
            let from = anchor.saturating_add(from.days());
            (from, from.saturating_add(days.days()))
        })
    };
    let label = || "[a-zé \"\\\\#]{0,8}";
    let closure = (days(), label()).prop_map(|((from, to), label)| Closure { from, to, label });
    let special_day = (-2..3i64, prop_oneof![3 => ranges(), 1 => Just(Vec::new())], label()).prop_map(
        move |(day, opening, label)| {
            let date = anchor.saturating_add(day.days());
            SpecialDay { date, opening, label }
        },
    );
    let holiday = (select(&["A", "B"][..]), days(), label())
        .prop_map(|(zone, (from, to), label)| SchoolHoliday { zone: zone.to_owned(), from, to, label });
    let dates = days().prop_map(|(from, to)| VariantDays::Dates { from, to });
    let holidays =
        select(&["A", "B"][..]).prop_map(|zone| VariantDays::SchoolHolidays { zone: zone.to_owned() });
    let variant =
        (prop_oneof![dates, holidays], opening()).prop_map(|(days, opening)| Variant { days, opening });
    let lists = (
        prop::collection::vec(closure, 0..=1),
        prop::collection::vec(special_day, 0..=1),
        prop::collection::vec(variant, 0..=2),
        prop::collection::vec(holiday, 0..=2),
    );
    lists.prop_map(|(closures, special_days, mut variants, holidays)| {
        let is_sound = |variant: &Variant| match &variant.days {
            VariantDays::SchoolHolidays { zone } => holidays.iter().any(|holiday| holiday.zone == *zone),
            VariantDays::Dates { .. } => true,
        };
        variants.retain(is_sound);
        (closures, special_days, variants, holidays)
    })
}

fn printing() -> impl Strategy<Value = PrintRules> {
    let per = select(&[Period::Day, Period::Week, Period::Month, Period::Year][..]);
    let allowance = (1..=100_000i64, per, names(&GROUPS, 2)).prop_map(|(cents, per, categories)| Allowance {
        cents: Cents(cents),
        per,
        scope: Scope { categories, tags: Vec::new() },
    });
    let issuers = prop::collection::btree_set("[A-Zé][a-z\"\\\\ ]{0,6}", 0..=2);
    let figures = (0..=20u32, 1..=480u32, 1..=2000u32, any::<bool>(), any::<bool>());
    (figures, prop::collection::vec(allowance, 0..=2), issuers).prop_map(
        |((express_sides, held, longest_pages, is_automatic, refund_on_leaving), allowances, issuers)| {
            PrintRules {
                release: if is_automatic { Release::Automatic } else { Release::Mediator },
                express_sides,
                allowances,
                held: Minutes(held),
                longest_pages,
                voucher_issuers: issuers.into_iter().collect(),
                refund_on_leaving,
            }
        },
    )
}

fn slots() -> impl Strategy<Value = SlotRules> {
    let granularity = select(&[5, 10, 15, 20, 30, 60][..]);
    (granularity, 1..=8u32, 0..=5u16, 1..=3u8, prop::bool::weighted(0.9)).prop_map(
        |(granularity, steps, horizon_days, at_once, allowed)| SlotRules {
            allowed,
            granularity: Minutes(granularity),
            longest: Minutes(granularity * steps),
            horizon_days,
            at_once,
            released_after: Minutes(10),
        },
    )
}

fn session() -> impl Strategy<Value = SessionRules> {
    let lengths = (1..=20u32, 0..=300u32, any::<prop::sample::Index>(), any::<bool>(), 0..=10u32);
    let end = prop_oneof![2 => Just(0u32), 1 => 0..=20u32];
    (lengths, end).prop_map(|((shortest, more, granularity, extend_while_nobody_waits, grace), end)| {
        let longest = shortest + more;
        SessionRules {
            longest: Minutes(longest),
            granularity: Minutes(1 + u32::try_from(granularity.index(longest as usize)).unwrap()),
            extend_while_nobody_waits,
            grace: Minutes(grace),
            shortest: Minutes(shortest),
            end_before_closing: Minutes(end.min(longest)),
        }
    })
}

type UseRules = (Vec<Quota>, Vec<Bonus>, Vec<Tariff>);

fn use_rules(shortest: u32) -> impl Strategy<Value = UseRules> {
    let minutes = prop_oneof![Just(shortest), shortest..=200, shortest..=1600];
    let quota = (span(), minutes, scope(), prop::bool::weighted(0.7))
        .prop_map(|(per, minutes, scope, pooled)| Quota { per, minutes: Minutes(minutes), scope, pooled });
    let quotas = prop::collection::vec(quota, 0..=4).prop_map(|mut quotas| {
        let mut kept: Vec<Quota> = Vec::new();
        let same = |a: &Quota, b: &Quota| a.per == b.per && a.scope == b.scope && a.pooled == b.pooled;
        quotas.retain(|quota| {
            let is_new = !kept.iter().any(|other| same(other, quota));
            kept.push(quota.clone());
            is_new
        });
        quotas
    });
    let tariff = (1..=500i64, 0..=60u32, scope()).prop_map(|(cents, free, scope)| Tariff {
        cents_per_quarter_hour: Cents(cents),
        free_minutes: Minutes(free),
        scope,
    });
    (
        quotas,
        prop::collection::vec((any::<prop::sample::Index>(), 1..=60u32, "[a-zé ]{0,8}", scope()), 0..=2),
        prop::collection::vec(tariff, 0..=2),
    )
        .prop_map(|(quotas, bonuses, tariffs)| {
            let bonus = |(of, minutes, label, scope): (prop::sample::Index, u32, String, Scope)| {
                let per = quotas.get(of.index(quotas.len().max(1)))?.per;
                Some(Bonus { per, minutes: Minutes(minutes), label, scope })
            };
            let bonuses = bonuses.into_iter().filter_map(bonus).collect();
            (quotas, bonuses, tariffs)
        })
}

fn span() -> impl Strategy<Value = QuotaSpan> {
    prop_oneof![
        2 => Just(QuotaSpan::Session),
        4 => Just(QuotaSpan::Day),
        3 => Just(QuotaSpan::Week),
        2 => Just(QuotaSpan::Month),
        3 => (1..=10u16).prop_map(|days| QuotaSpan::Rolling { days: days.try_into().unwrap() }),
    ]
}

const GROUPS: [&str; 2] = ["job-seeker", "club"];
const TAGS: [&str; 3] = ["interview", "accessible", "children"];

fn names(of: &'static [&'static str], most: usize) -> impl Strategy<Value = Vec<String>> {
    prop::collection::btree_set(select(of), 0..=most)
        .prop_map(|names| names.into_iter().map(str::to_owned).collect())
}

fn scope() -> impl Strategy<Value = Scope> {
    const CATEGORIES: [&str; 5] = ["member", "ticket", "no-account", "job-seeker", "club"];
    prop_oneof![
        2 => Just(Scope::default()),
        1 => (names(&CATEGORIES, 3), names(&TAGS, 2)).prop_map(|(categories, tags)| Scope { categories, tags }),
    ]
}

fn ages() -> impl Strategy<Value = Ages> {
    let minimum = prop_oneof![2 => Just(0u8), 1 => 0..=12u8];
    let children = prop_oneof![1 => Just(0u8), 2 => 1..=10u8];
    (minimum, 0..=20u8, 0..=20u8, 0..=120u8, children).prop_map(
        |(minimum, accompanied_under, authorisation_under, consent_under, children)| Ages {
            minimum,
            accompanied_under,
            authorisation_under,
            consent_under,
            children_under: if children == 0 { 0 } else { minimum + children },
        },
    )
}

/// A minute near the anchor, mostly within its day and the nights beside it.
fn moment(setting: Setting) -> impl Strategy<Value = Timestamp> {
    let zone = TimeZone::get(setting.zone).unwrap();
    let noon = setting.anchor.at(12, 0, 0, 0).to_zoned(zone).unwrap().timestamp();
    let minute = prop_oneof![3 => -16 * 60..16 * 60i64, 1 => -36 * 60..36 * 60i64];
    minute.prop_map(move |minute| noon + SignedDuration::from_mins(minute))
}

fn booking(setting: Setting) -> impl Strategy<Value = BookingFacts> {
    moment(setting).prop_flat_map(move |at| {
        let zone = TimeZone::get(setting.zone).unwrap();
        // Mostly a time on some grid of the next days, sometimes any; and often one that the clocks skip or repeat.
        let from = prop_oneof![
            6 => (-2..40i64, 0..12i64).prop_map(move |(hours, fives)| (later(at, hours * 60), fives * 5)),
            1 => (-90..3000i64).prop_map(move |minutes| (later(at, minutes), 0)),
        ];
        let from = from.prop_map(move |(near, minute)| {
            let near = zone.to_datetime(near);
            let minute = if minute > 0 { i8::try_from(minute).unwrap() } else { near.minute() };
            near.date().at(near.hour(), minute, 0, 0)
        });
        let changes = (0..=3i8, select(&[0, 15, 30, 45][..]))
            .prop_map(move |(hour, minute)| setting.anchor.at(hour, minute, 0, 0));
        let from = prop_oneof![5 => from, 1 => changes];
        let minutes = prop_oneof![6 => (1..=8u32).prop_map(|steps| steps * 15), 2 => (0..=24u32).prop_map(|fives| fives * 5), 1 => 0..=200u32];
        let own = prop::collection::vec(hold(at), 0..=2);
        (from, minutes, visitor(setting, at), own, station(at), prop::bool::weighted(0.2)).prop_map(
            move |(from, minutes, visitor, own, place, by_staff)| BookingFacts {
                at,
                from,
                minutes: Minutes(minutes),
                visitor,
                own,
                place,
                by_staff,
            },
        )
    })
}

fn facts(setting: Setting) -> impl Strategy<Value = Facts> {
    moment(setting).prop_flat_map(move |at| {
        (visitor(setting, at), station(at), 0..3u32).prop_map(move |(visitor, station, waiting)| Facts {
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

fn visitor(setting: Setting, at: Timestamp) -> impl Strategy<Value = VisitorFacts> {
    let used = || prop_oneof![2 => Just(0u32), 2 => 0..=200u32, 1 => 0..=1500u32].prop_map(Minutes);
    let used_session = prop_oneof![3 => Just(0u32), 1 => 0..=200u32].prop_map(Minutes);
    let age = prop::option::weighted(0.3, 4..=25u8);
    let elsewhere = prop::option::weighted(0.05, "Poste [1-9]");
    let booking = prop::option::weighted(0.2, hold(at));
    let who = (entry(at), age, any::<bool>(), any::<bool>(), elsewhere, names(&GROUPS, 2));
    let use_of = (used(), used_session, prop::collection::vec(day_use(setting.anchor), 0..=4), booking);
    (who, use_of).prop_map(
        |(
            (entry, age, accompanied, authorised, session_elsewhere, groups),
            (used_today, used_session, uses, booking),
        )| VisitorFacts {
            entry,
            used_today,
            used_session,
            age,
            accompanied,
            authorised,
            session_elsewhere,
            groups,
            uses,
            booking,
        },
    )
}

fn day_use(anchor: Date) -> impl Strategy<Value = DayUse> {
    let days = prop_oneof![3 => -2..4i64, 1 => -12..12i64];
    (days, "Poste [12]", names(&TAGS, 2), 0..=120u32).prop_map(move |(days, station, tags, minutes)| DayUse {
        date: anchor.saturating_add(days.days()),
        station,
        tags,
        minutes: Minutes(minutes),
    })
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

fn hold(at: Timestamp) -> impl Strategy<Value = Hold> {
    (-200..2000i64, 1..400i64)
        .prop_map(move |(from, length)| Hold { from: later(at, from), until: later(at, from + length) })
}

fn station(at: Timestamp) -> impl Strategy<Value = StationFacts> {
    let busy = prop::option::of(-30..600i64)
        .prop_map(move |minutes| Busy { until: minutes.map(|minutes| later(at, minutes)) });
    let busy = prop::option::weighted(0.2, busy);
    let called = prop::option::weighted(0.1, -5..20i64)
        .prop_map(move |minutes| minutes.map(|minutes| later(at, minutes)));
    let state = (prop::bool::weighted(0.97), busy, called);
    ("Poste [12]", names(&TAGS, 2), state, prop::collection::vec(hold(at), 0..=3)).prop_map(
        |(name, tags, (in_service, busy, called), holds)| StationFacts {
            name,
            tags,
            in_service,
            busy,
            holds,
            called,
        },
    )
}
