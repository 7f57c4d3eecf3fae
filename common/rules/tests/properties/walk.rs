//! A wall clock looked at minute by minute, and what the opening hours say of each.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use epn_rules::policy::{OpenRange, Policy, VariantDays};
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Days before and after the anchor that are looked at.
const BEFORE: u8 = 3;
const AFTER: u8 = 7;

/// The wall clock of each minute of some days.
pub struct Walk {
    start: Timestamp,
    minutes: Vec<Minute>,
    /// The first minute at which the clock on the wall shows each time.
    first: BTreeMap<DateTime, usize>,
}

#[derive(Clone, Copy)]
struct Minute {
    /// The day that the calendar on the wall shows.
    day: Date,
    /// The first minute of that day.
    day_began: usize,
    /// The latest date and time that the clock on the wall showed so far: it stands still while an hour is repeated.
    latest: DateTime,
    /// What the clock on the wall shows.
    shown: DateTime,
}

/// The hours of a day: its own, else none in a closure, else those of the first variant that fits, else the usual.
fn ranges_on(policy: &Policy, day: Date) -> &[OpenRange] {
    if let Some(special) = policy.special_days.iter().find(|special| special.date == day) {
        return &special.opening;
    }
    if policy.closures.iter().any(|closure| closure.from <= day && day <= closure.to) {
        return &[];
    }
    let variant = policy.variants.iter().find(|variant| match &variant.days {
        VariantDays::Dates { from, to } => *from <= day && day <= *to,
        VariantDays::SchoolHolidays { zone } => policy
            .school_holidays
            .iter()
            .any(|holiday| holiday.zone == *zone && holiday.from <= day && day <= holiday.to),
    });
    let week = variant.map_or(&policy.opening, |variant| &variant.opening);
    match day.weekday() {
        Weekday::Monday => &week.monday,
        Weekday::Tuesday => &week.tuesday,
        Weekday::Wednesday => &week.wednesday,
        Weekday::Thursday => &week.thursday,
        Weekday::Friday => &week.friday,
        Weekday::Saturday => &week.saturday,
        Weekday::Sunday => &week.sunday,
    }
}

/// Why a day is closed, if a special day or a closure says so.
pub fn closed_because(policy: &Policy, day: Date) -> Option<&str> {
    match policy.special_days.iter().find(|special| special.date == day) {
        Some(special) => special.opening.is_empty().then_some(&special.label),
        None => policy
            .closures
            .iter()
            .find(|closure| closure.from <= day && day <= closure.to)
            .map(|closure| &closure.label),
    }
    .map(String::as_str)
}

impl Walk {
    /// The days around an anchor; walked once for all the cases that share it.
    pub fn around(zone: &str, anchor: Date) -> Rc<Self> {
        thread_local! {
            static WALKS: RefCell<BTreeMap<(String, Date), Rc<Walk>>> = const { RefCell::new(BTreeMap::new()) };
        }
        WALKS.with_borrow_mut(|walks| {
            Rc::clone(
                walks.entry((zone.to_owned(), anchor)).or_insert_with(|| Rc::new(Self::new(zone, anchor))),
            )
        })
    }

    fn new(zone: &str, anchor: Date) -> Self {
        let zone = TimeZone::get(zone).unwrap();
        let noon = anchor.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp();
        let start = noon - SignedDuration::from_hours(24 * i64::from(BEFORE));
        let mut latest = DateTime::MIN;
        let mut began = BTreeMap::new();
        let clock = |index: usize| {
            let now = zone.to_datetime(start + SignedDuration::from_mins(index.try_into().unwrap()));
            latest = latest.max(now);
            let day_began = *began.entry(now.date()).or_insert(index);
            Minute { day: now.date(), day_began, latest, shown: now }
        };
        let minutes: Vec<_> = (0..usize::from(BEFORE + AFTER) * 24 * 60).map(clock).collect();
        let mut first = BTreeMap::new();
        for (index, minute) in minutes.iter().enumerate() {
            first.entry(minute.shown).or_insert(index);
        }
        Self { start, minutes, first }
    }

    pub fn len(&self) -> usize {
        self.minutes.len()
    }

    pub fn index(&self, instant: Timestamp) -> usize {
        usize::try_from(instant.duration_since(self.start).as_mins()).unwrap()
    }

    pub fn instant(&self, index: usize) -> Timestamp {
        self.start + SignedDuration::from_mins(index.try_into().unwrap())
    }

    pub fn day(&self, index: usize) -> Date {
        self.minutes[index].day
    }

    /// Whether the room is open: the clock has shown the start of a range of the day, and not yet its end.
    pub fn is_open(&self, policy: &Policy, index: usize) -> bool {
        let latest = self.minutes[index].latest;
        let (day, time) = (latest.date(), latest.time());
        ranges_on(policy, day)
            .iter()
            .any(|range| range.start <= time && range.end.is_none_or(|end| time < end))
    }

    /// The first minute after `index` at which the room opens.
    pub fn opens_after(&self, policy: &Policy, index: usize) -> Option<usize> {
        (index + 1..self.len())
            .find(|&minute| self.is_open(policy, minute) && !self.is_open(policy, minute - 1))
    }

    /// The first minute of a day.
    pub fn day_began(&self, day: Date) -> Option<usize> {
        self.minutes.iter().position(|minute| minute.day == day)
    }

    /// What the clock on the wall shows at a minute.
    pub fn shown(&self, index: usize) -> DateTime {
        self.minutes[index].shown
    }

    /// The first minute at which the clock on the wall shows this.
    pub fn when(&self, shown: DateTime) -> Option<usize> {
        self.first.get(&shown).copied()
    }

    /// How many of the minutes from `start` up to and without `minute` are on days that count on a day.
    pub fn minutes_on(&self, start: usize, minute: usize, counts: impl Fn(Date) -> bool) -> usize {
        let (mut end, mut sum) = (minute, 0);
        while end > start {
            let Minute { day, day_began, .. } = self.minutes[end - 1];
            let began = day_began.max(start);
            sum += if counts(day) { end - began } else { 0 };
            end = began;
        }
        sum
    }
}
