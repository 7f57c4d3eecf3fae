//! A slow, obvious model of the rules: it looks at every minute by itself, and at a wall clock for the opening hours.
//!
//! It shares no code with what it judges. Everything is on whole minutes, so that nothing happens between two.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use epn_rules::decision::{Limit, Refusal};
use epn_rules::facts::{EntryFacts, Facts};
use epn_rules::policy::{Policy, QuotaSpan};
use epn_rules::units::Minutes;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp};

/// Days before and after the anchor that are looked at.
const BEFORE: u8 = 3;
const AFTER: u8 = 7;

/// The wall clock of each minute of some days.
pub struct Walk {
    start: Timestamp,
    minutes: Vec<Minute>,
}

#[derive(Clone, Copy)]
struct Minute {
    /// The day that the calendar on the wall shows.
    day: Date,
    /// The first minute of that day.
    day_began: usize,
    /// The latest date and time that the clock on the wall showed so far: it stands still while an hour is repeated.
    latest: DateTime,
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
            Minute { day: now.date(), day_began: *began.entry(now.date()).or_insert(index), latest }
        };
        Self { start, minutes: (0..usize::from(BEFORE + AFTER) * 24 * 60).map(clock).collect() }
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
        let closed = policy.closures.iter().any(|closure| closure.from <= day && day <= closure.to);
        let week = &policy.opening;
        let ranges = match day.weekday().to_monday_zero_offset() {
            0 => &week.monday,
            1 => &week.tuesday,
            2 => &week.wednesday,
            3 => &week.thursday,
            4 => &week.friday,
            5 => &week.saturday,
            _ => &week.sunday,
        };
        !closed && ranges.iter().any(|range| range.start <= time && range.end.is_none_or(|end| time < end))
    }

    /// The first minute after `index` at which the room opens.
    pub fn opens_after(&self, policy: &Policy, index: usize) -> Option<usize> {
        (index + 1..self.len())
            .find(|&minute| self.is_open(policy, minute) && !self.is_open(policy, minute - 1))
    }
}

/// A rule that ends a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    Closing,
    Hold,
    Ticket,
    SessionQuota,
    DayQuota,
    /// The mediator's choice, or the longest session.
    Length,
}

/// In the order in which equal ones are named.
pub const RULES: [Rule; 6] =
    [Rule::Closing, Rule::Hold, Rule::Ticket, Rule::SessionQuota, Rule::DayQuota, Rule::Length];

/// The model of one policy and one visitor at one station.
pub struct Oracle<'a> {
    pub walk: &'a Walk,
    pub policy: &'a Policy,
    pub facts: &'a Facts,
}

impl Oracle<'_> {
    fn quota(&self, per: QuotaSpan) -> Option<Minutes> {
        self.policy.quotas.iter().find(|quota| quota.per == per).map(|quota| quota.minutes)
    }

    fn is_staff(&self) -> bool {
        matches!(self.facts.visitor.entry, EntryFacts::Staff { .. })
    }

    /// The most a session may last by its own length.
    fn longest(&self) -> Minutes {
        match self.facts.visitor.entry {
            EntryFacts::Staff { minutes } => minutes.max(Minutes(1)),
            _ => self.policy.session.longest,
        }
    }

    /// The least a session must last.
    pub fn least(&self) -> usize {
        let shortest = self.policy.session.shortest;
        let least = if self.is_staff() { shortest.min(self.longest()) } else { shortest };
        least.0 as usize
    }

    fn used_before(&self, day: Date) -> u32 {
        let today = self.walk.day(self.walk.index(self.facts.at));
        if day == today { self.facts.visitor.used_today.0 } else { 0 }
    }

    fn is_held(&self, minute: usize) -> bool {
        let instant = self.walk.instant(minute);
        self.facts.station.holds.iter().any(|hold| hold.from <= instant && instant < hold.until)
    }

    /// Whether one rule lets a session that started at `start` use the minute `minute`.
    fn lets(&self, rule: Rule, start: usize, minute: usize) -> bool {
        let elapsed = u32::try_from(minute - start).unwrap();
        let session = self.facts.visitor.used_session.0 + elapsed;
        match rule {
            Rule::Closing => self.walk.is_open(self.policy, minute),
            Rule::Hold => !self.is_held(minute),
            Rule::Ticket => match self.facts.visitor.entry {
                EntryFacts::Ticket { left, .. } => elapsed < left.0,
                _ => true,
            },
            Rule::SessionQuota => {
                self.is_staff() || self.quota(QuotaSpan::Session).is_none_or(|allowed| session < allowed.0)
            }
            Rule::DayQuota => {
                let day = self.walk.day(minute);
                let in_session = minute - start.max(self.walk.minutes[minute].day_began);
                let used = self.used_before(day) + u32::try_from(in_session).unwrap();
                self.is_staff() || self.quota(QuotaSpan::Day).is_none_or(|allowed| used < allowed.0)
            }
            Rule::Length => session < self.longest().0,
        }
    }

    /// The first minute that a rule does not let a session use that starts at `start`; `None` beyond the walk.
    pub fn end(&self, rule: Rule, start: usize) -> Option<usize> {
        (start..self.walk.len()).find(|&minute| !self.lets(rule, start, minute))
    }

    /// The first minute that any of some rules does not let a session use, at most `most` minutes on.
    pub fn end_by(&self, rules: &[Rule], start: usize, most: usize) -> usize {
        let stopped = |&minute: &usize| !rules.iter().all(|&rule| self.lets(rule, start, minute));
        (start..start + most).find(stopped).unwrap_or(start + most)
    }

    /// Whether a session may start at a minute.
    pub fn grants(&self, start: usize) -> bool {
        let instant = self.walk.instant(start);
        let least = self.least();
        start + least <= self.walk.len()
            && self.lasting().is_empty()
            && !self.is_busy(instant)
            && !self.is_expired(instant)
            && self.end_by(&RULES, start, least) == start + least
    }

    /// The first minute from `start` on at which a session may start.
    pub fn first_granted(&self, start: usize) -> Option<usize> {
        let hopeless = !self.lasting().is_empty()
            || self.facts.station.busy.is_some_and(|busy| busy.until.is_none())
            || [Rule::Ticket, Rule::SessionQuota, Rule::Length]
                .into_iter()
                .any(|rule| self.end_by(&[rule], start, self.least()) < start + self.least());
        if hopeless { None } else { (start..self.walk.len()).find(|&minute| self.grants(minute)) }
    }

    fn is_busy(&self, instant: Timestamp) -> bool {
        self.facts.station.busy.is_some_and(|busy| busy.until.is_none_or(|until| instant < until))
    }

    fn is_expired(&self, instant: Timestamp) -> bool {
        matches!(self.facts.visitor.entry, EntryFacts::Ticket { expires, .. } if expires <= instant)
    }

    /// The limits that a granted session has, in their order, as far as the walk goes.
    pub fn limits(&self, start: usize) -> Vec<Limit> {
        let ends = RULES.into_iter().filter_map(|rule| Some((self.end(rule, start)?, rule)));
        let mut ends: Vec<_> = ends.filter(|&(_, rule)| !(self.is_staff() && is_of_visitor(rule))).collect();
        ends.sort_by_key(|&(end, _)| end);
        ends.into_iter().map(|(end, rule)| self.limit(rule, end)).collect()
    }

    fn limit(&self, rule: Rule, end: usize) -> Limit {
        let at = self.walk.instant(end);
        let quota = |per, used| Limit::Quota { per, used, allowed: self.quota(per).unwrap() };
        match (rule, self.facts.visitor.entry) {
            (Rule::Closing, _) => Limit::Closing { at },
            (Rule::Hold, _) => Limit::HeldFrom { at },
            (Rule::Ticket, EntryFacts::Ticket { left, .. }) => Limit::Ticket { left },
            (Rule::Ticket, _) => unreachable!("only tickets carry minutes"),
            (Rule::SessionQuota, _) => quota(QuotaSpan::Session, self.facts.visitor.used_session),
            (Rule::DayQuota, _) => quota(QuotaSpan::Day, Minutes(self.used_before(self.walk.day(end)))),
            (Rule::Length, EntryFacts::Staff { .. }) => Limit::Staff { minutes: self.longest() },
            (Rule::Length, _) => Limit::SessionLength { longest: self.longest() },
        }
    }

    /// What refuses until somebody does something about it.
    fn lasting(&self) -> Vec<Refusal> {
        let visitor = &self.facts.visitor;
        let ages = self.policy.ages;
        let (member, no_account) =
            (visitor.entry == EntryFacts::Member, visitor.entry == EntryFacts::NoAccount);
        let under = |limit: u8| visitor.age.is_some_and(|age| age < limit);
        let accompanied = self.is_staff() || visitor.accompanied;
        let all = [
            (!self.facts.station.in_service, Refusal::OutOfService),
            (no_account && !self.policy.no_account.allowed, Refusal::NoAccountNotAllowed),
            (
                under(ages.accompanied_under) && !accompanied,
                Refusal::MustBeAccompanied { under: ages.accompanied_under },
            ),
            (
                member && under(ages.authorisation_under) && !visitor.authorised,
                Refusal::AuthorisationMissing { under: ages.authorisation_under },
            ),
            (
                visitor.session_elsewhere.is_some(),
                Refusal::AlreadyIn { station: visitor.session_elsewhere.clone().unwrap_or_default() },
            ),
        ];
        all.into_iter().filter_map(|(refuses, refusal)| refuses.then_some(refusal)).collect()
    }

    /// Everything that refuses a session that would start at `start`, in its order.
    pub fn refusals(&self, start: usize) -> Vec<Refusal> {
        let instant = self.walk.instant(start);
        let mut refusals = self.lasting();
        refusals.extend(self.hours(start));
        if self.is_busy(instant) {
            refusals.push(Refusal::StationBusy { until: self.facts.station.busy.unwrap().until });
        }
        let mut holds = self.facts.station.holds.clone();
        holds.sort_by_key(|hold| (hold.from, hold.until));
        let wanted: Vec<_> = (start..start + self.least()).map(|minute| self.walk.instant(minute)).collect();
        holds.retain(|hold| wanted.iter().any(|&minute| hold.from <= minute && minute < hold.until));
        refusals.extend(holds.iter().map(|hold| Refusal::StationHeld { from: hold.from, until: hold.until }));
        if let EntryFacts::Ticket { carried, expires, .. } = self.facts.visitor.entry {
            refusals.extend((expires <= instant).then_some(Refusal::TicketExpired { since: expires }));
            refusals.extend(self.too_little(Rule::Ticket, start).then_some(Refusal::TicketSpent { carried }));
        }
        refusals.extend(self.session_refusals(start));
        if let Some(allowed) = self.quota(QuotaSpan::Day).filter(|_| self.too_little(Rule::DayQuota, start)) {
            refusals.push(Refusal::QuotaSpent {
                per: QuotaSpan::Day,
                used: self.facts.visitor.used_today,
                allowed,
            });
        }
        refusals
    }

    fn too_little(&self, rule: Rule, start: usize) -> bool {
        self.end_by(&[rule], start, self.least()) < start + self.least()
    }

    fn session_refusals(&self, start: usize) -> Vec<Refusal> {
        let mut allowed = Vec::new();
        if self.too_little(Rule::Length, start) {
            allowed.push(self.longest());
        }
        if self.too_little(Rule::SessionQuota, start) {
            allowed.extend(self.quota(QuotaSpan::Session));
        }
        allowed.sort();
        allowed.dedup();
        let used = self.facts.visitor.used_session;
        let spent = |allowed| Refusal::QuotaSpent { per: QuotaSpan::Session, used, allowed };
        allowed.into_iter().map(spent).collect()
    }

    /// Whether the room is closed at a minute, or too soon after.
    fn hours(&self, start: usize) -> Option<Refusal> {
        let least = self.least();
        let end = self.end_by(&[Rule::Closing], start, least);
        if end > start {
            let shortest = Minutes(u32::try_from(least).unwrap());
            return (end < start + least)
                .then(|| Refusal::ClosesSoon { at: self.walk.instant(end), shortest });
        }
        let opens = self.walk.opens_after(self.policy, start).map(|minute| self.walk.instant(minute));
        let day = self.walk.day(start);
        let closure = self.policy.closures.iter().find(|closure| closure.from <= day && day <= closure.to);
        Some(match closure {
            Some(closure) => Refusal::Closure { label: closure.label.clone(), opens },
            None => Refusal::Closed { opens },
        })
    }
}

/// Whether a rule is about what the visitor has left.
fn is_of_visitor(rule: Rule) -> bool {
    matches!(rule, Rule::Ticket | Rule::SessionQuota | Rule::DayQuota)
}
