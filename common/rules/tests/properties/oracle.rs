//! A slow, obvious model of the rules: it looks at every minute by itself, and at a wall clock for the opening hours.
//!
//! It shares no code with what it judges. Everything is on whole minutes, so that nothing happens between two.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::rc::Rc;

use epn_rules::decision::{Limit, Refusal};
use epn_rules::facts::{EntryFacts, Facts};
use epn_rules::policy::{Bonus, OpenRange, Policy, Quota, QuotaSpan, Scope, VariantDays};
use epn_rules::units::Minutes;
use jiff::civil::{Date, DateTime, Weekday};
use jiff::tz::TimeZone;
use jiff::{SignedDuration, Timestamp, ToSpan};

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
fn closed_because(policy: &Policy, day: Date) -> Option<&str> {
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
    fn minutes_on(&self, start: usize, minute: usize, counts: impl Fn(Date) -> bool) -> usize {
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

/// Whether use of a day counts on another day in a quota.
fn counts(per: QuotaSpan, used: Date, on: Date) -> bool {
    match per {
        QuotaSpan::Session => false,
        QuotaSpan::Day => used == on,
        QuotaSpan::Week => {
            used.iso_week_date().year() == on.iso_week_date().year()
                && used.iso_week_date().week() == on.iso_week_date().week()
        }
        QuotaSpan::Month => (used.year(), used.month()) == (on.year(), on.month()),
        QuotaSpan::Rolling { days } => {
            (0..days.get()).any(|back| on.saturating_sub(i64::from(back).days()) == used)
        }
    }
}

/// A rule that ends a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rule {
    Closing,
    Hold,
    OwnBooking,
    Ticket,
    /// The quota at this place of [`Oracle::quotas`].
    Quota(usize),
    /// The mediator's choice, or the longest session.
    Length,
}

/// The model of one policy and one visitor at one station.
pub struct Oracle<'a> {
    pub walk: &'a Walk,
    pub policy: &'a Policy,
    pub facts: &'a Facts,
    /// The quotas that apply, over a session first, then a day, a week, a month, and ever more days.
    quotas: Vec<&'a Quota>,
}

impl<'a> Oracle<'a> {
    pub fn new(walk: &'a Walk, policy: &'a Policy, facts: &'a Facts) -> Self {
        let mut this = Self { walk, policy, facts, quotas: Vec::new() };
        this.quotas = this.in_order();
        this
    }

    /// The rules that end a session, in the order in which equal ones are named.
    pub fn rules(&self) -> Vec<Rule> {
        let quotas = (0..self.quotas().len()).map(Rule::Quota);
        [Rule::Closing, Rule::Hold, Rule::OwnBooking, Rule::Ticket]
            .into_iter()
            .chain(quotas)
            .chain([Rule::Length])
            .collect()
    }

    /// The rules by which a session must be worth starting: one's own booking may be nearly over.
    fn starting_rules(&self) -> Vec<Rule> {
        self.rules().into_iter().filter(|&rule| rule != Rule::OwnBooking).collect()
    }

    fn fits(&self, scope: &Scope) -> bool {
        let visitor = &self.facts.visitor;
        let kind = match visitor.entry {
            EntryFacts::Member => "member",
            EntryFacts::Ticket { .. } => "ticket",
            EntryFacts::NoAccount => "no-account",
            EntryFacts::Staff { .. } => "",
        };
        let is_of = |category: &String| category == kind || visitor.groups.contains(category);
        let here = |tag: &String| self.facts.station.tags.contains(tag);
        (scope.categories.is_empty() || scope.categories.iter().any(is_of))
            && (scope.tags.is_empty() || scope.tags.iter().any(here))
    }

    fn in_order(&self) -> Vec<&'a Quota> {
        let mut quotas: Vec<_> = self.policy.quotas.iter().filter(|quota| self.fits(&quota.scope)).collect();
        quotas.sort_by_key(|quota| match quota.per {
            QuotaSpan::Session => 0,
            QuotaSpan::Day => 1,
            QuotaSpan::Week => 2,
            QuotaSpan::Month => 3,
            QuotaSpan::Rolling { days } => 3 + days.get(),
        });
        quotas
    }

    pub fn quotas(&self) -> &[&'a Quota] {
        &self.quotas
    }

    fn bonuses(&self) -> Vec<&'a Bonus> {
        self.policy.bonuses.iter().filter(|bonus| self.fits(&bonus.scope)).collect()
    }

    fn allowed(&self, quota: &Quota) -> u32 {
        let more = self.bonuses().into_iter().filter(|bonus| bonus.per == quota.per);
        quota.minutes.0 + more.map(|bonus| bonus.minutes.0).sum::<u32>()
    }

    /// What is known to be used of a quota on a day, a session that is asked about not included.
    fn known(&self, quota: &Quota, on: Date) -> u32 {
        let visitor = &self.facts.visitor;
        let about = |tags: &[String], station: &str| {
            if quota.pooled {
                quota.scope.tags.is_empty() || tags.iter().any(|tag| quota.scope.tags.contains(tag))
            } else {
                station == self.facts.station.name
            }
        };
        let uses = visitor.uses.iter();
        let uses = uses.filter(|used| about(&used.tags, &used.station) && counts(quota.per, used.date, on));
        let today = self.walk.day(self.walk.index(self.facts.at));
        let is_anywhere = quota.pooled && quota.scope.tags.is_empty() && counts(quota.per, today, on);
        uses.map(|used| used.minutes.0).sum::<u32>() + if is_anywhere { visitor.used_today.0 } else { 0 }
    }

    fn is_staff(&self) -> bool {
        matches!(self.facts.visitor.entry, EntryFacts::Staff { .. })
    }

    /// The end of the visitor's own booking, if it runs at a minute.
    pub fn own_booking(&self, minute: usize) -> Option<usize> {
        let instant = self.walk.instant(minute);
        let booking = self.facts.visitor.booking.filter(|_| !self.is_staff())?;
        (booking.from <= instant && instant < booking.until).then(|| self.walk.index(booking.until))
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

    /// The least, and the time before closing: what lies nearer to the walk's end cannot be judged.
    pub fn margin(&self) -> usize {
        self.least() + self.before_closing()
    }

    fn before_closing(&self) -> usize {
        self.policy.session.end_before_closing.0 as usize
    }

    fn is_held(&self, minute: usize) -> bool {
        let instant = self.walk.instant(minute);
        self.facts.station.holds.iter().any(|hold| hold.from <= instant && instant < hold.until)
    }

    /// Whether one rule lets a session that started at `start` use the minute `minute`.
    fn lets(&self, rule: Rule, start: usize, minute: usize) -> bool {
        let elapsed = u32::try_from(minute - start).unwrap();
        let session = self.facts.visitor.used_session.0 + elapsed;
        let own = self.own_booking(start);
        match rule {
            Rule::Closing => (minute..=minute + self.before_closing())
                .all(|minute| minute >= self.walk.len() || self.walk.is_open(self.policy, minute)),
            Rule::Hold => !self.is_held(minute),
            Rule::OwnBooking => own.is_none_or(|end| minute < end),
            Rule::Ticket => match self.facts.visitor.entry {
                EntryFacts::Ticket { left, .. } => elapsed < left.0,
                _ => true,
            },
            Rule::Quota(_) if self.is_staff() || own.is_some() => true,
            Rule::Quota(index) => self.is_left(self.quotas()[index], session, start, minute),
            Rule::Length => own.is_some() || session < self.longest().0,
        }
    }

    /// Whether a quota lets a session that has lasted so long use one minute more.
    fn is_left(&self, quota: &Quota, session: u32, start: usize, minute: usize) -> bool {
        if quota.per == QuotaSpan::Session {
            return session < self.allowed(quota);
        }
        let today = self.walk.day(minute);
        let here = self.walk.minutes_on(start, minute, |day| counts(quota.per, day, today));
        self.known(quota, today) + u32::try_from(here).unwrap() < self.allowed(quota)
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
        start + self.margin() <= self.walk.len()
            && self.lasting().is_empty()
            && !self.is_busy(instant)
            && !self.is_called(instant)
            && !self.is_expired(instant)
            && self.end_by(&self.starting_rules(), start, least) == start + least
    }

    /// The first minute from `start` on at which a session may start.
    pub fn first_granted(&self, start: usize) -> Option<usize> {
        let hopeless = !self.lasting().is_empty()
            || self.facts.station.busy.is_some_and(|busy| busy.until.is_none())
            || self.too_little(Rule::Ticket, start);
        if hopeless { None } else { (start..self.walk.len()).find(|&minute| self.grants(minute)) }
    }

    fn is_busy(&self, instant: Timestamp) -> bool {
        self.facts.station.busy.is_some_and(|busy| busy.until.is_none_or(|until| instant < until))
    }

    fn is_called(&self, instant: Timestamp) -> bool {
        self.facts.station.called.is_some_and(|until| instant < until)
    }

    pub fn is_expired(&self, instant: Timestamp) -> bool {
        matches!(self.facts.visitor.entry, EntryFacts::Ticket { expires, .. } if expires <= instant)
    }

    /// The limits that a granted session has, in their order, as far as the walk goes.
    pub fn limits(&self, start: usize) -> Vec<Limit> {
        let of_visitor = |rule: Rule| matches!(rule, Rule::Ticket | Rule::Quota(_));
        let ends = self.rules().into_iter().filter_map(|rule| Some((self.end(rule, start)?, rule)));
        let ends: Vec<_> = ends
            .filter(|&(_, rule)| !(self.is_staff() && of_visitor(rule)))
            .filter(|&(end, rule)| !matches!(rule, Rule::Quota(_)) || self.is_followed(start, end))
            .collect();
        let mut limits: Vec<_> = ends.iter().map(|&(end, rule)| (end, self.limit(rule, end))).collect();
        let length = limits.len() - ends.iter().filter(|(_, rule)| *rule == Rule::Length).count();
        limits.splice(length..length, self.bonus_limits(&ends));
        limits.sort_by_key(|&(end, _)| end);
        limits.into_iter().map(|(_, limit)| limit).collect()
    }

    /// Each bonus, where the first of the quotas that it makes larger ends.
    fn bonus_limits(&self, ends: &[(usize, Rule)]) -> Vec<(usize, Limit)> {
        let quotas = self.quotas();
        let first = |bonus: &Bonus| {
            let of = ends
                .iter()
                .filter(|(_, rule)| matches!(rule, Rule::Quota(index) if quotas[*index].per == bonus.per));
            of.map(|&(end, _)| end).min()
        };
        let named = |bonus: &&Bonus| {
            let limit = Limit::Bonus { label: bonus.label.clone(), per: bonus.per, minutes: bonus.minutes };
            Some((first(bonus)?, limit))
        };
        self.bonuses().iter().filter_map(named).collect()
    }

    /// A quota over days is followed to the end of the third of them.
    fn is_followed(&self, start: usize, end: usize) -> bool {
        (start..=end).map(|minute| self.walk.day(minute)).collect::<std::collections::BTreeSet<_>>().len()
            <= 3
    }

    fn limit(&self, rule: Rule, end: usize) -> Limit {
        let at = self.walk.instant(end);
        match (rule, self.facts.visitor.entry) {
            (Rule::Closing, _) => Limit::Closing { at },
            (Rule::Hold, _) => Limit::HeldFrom { at },
            (Rule::OwnBooking, _) => Limit::Booking { until: at },
            (Rule::Ticket, EntryFacts::Ticket { left, .. }) => Limit::Ticket { left },
            (Rule::Ticket, _) => unreachable!("only tickets carry minutes"),
            (Rule::Quota(index), _) => {
                let (per, used, allowed) = self.figures(self.quotas()[index], end);
                Limit::Quota { per, used, allowed }
            }
            (Rule::Length, EntryFacts::Staff { .. }) => Limit::Staff { minutes: self.longest() },
            (Rule::Length, _) => Limit::SessionLength { longest: self.longest() },
        }
    }

    /// A quota's figures on the day of a minute.
    pub fn figures(&self, quota: &Quota, minute: usize) -> (QuotaSpan, Minutes, Minutes) {
        let used = match quota.per {
            QuotaSpan::Session => self.facts.visitor.used_session.0,
            _ => self.known(quota, self.walk.day(minute)),
        };
        (quota.per, Minutes(used), Minutes(self.allowed(quota)))
    }

    /// The rules about ages that are not met.
    pub fn by_age(&self) -> [(bool, Refusal); 4] {
        let (visitor, ages) = (&self.facts.visitor, self.policy.ages);
        let under = |limit: u8| visitor.age.is_some_and(|age| age < limit);
        let judged = !self.is_staff();
        let for_children =
            self.facts.station.tags.iter().any(|tag| tag == "children") && ages.children_under > 0;
        let grown = visitor.age.is_some_and(|age| age >= ages.children_under);
        let member = visitor.entry == EntryFacts::Member;
        [
            (judged && under(ages.minimum), Refusal::TooYoung { minimum: ages.minimum }),
            (
                judged && under(ages.accompanied_under) && !visitor.accompanied,
                Refusal::MustBeAccompanied { under: ages.accompanied_under },
            ),
            (
                member && under(ages.authorisation_under) && !visitor.authorised,
                Refusal::AuthorisationMissing { under: ages.authorisation_under },
            ),
            (judged && for_children && grown, Refusal::ForChildren { under: ages.children_under }),
        ]
    }

    /// What refuses until somebody does something about it.
    fn lasting(&self) -> Vec<Refusal> {
        let visitor = &self.facts.visitor;
        let no_account = visitor.entry == EntryFacts::NoAccount;
        let before = [
            (!self.facts.station.in_service, Refusal::OutOfService),
            (no_account && !self.policy.no_account.allowed, Refusal::NoAccountNotAllowed),
        ];
        let after = [(
            visitor.session_elsewhere.is_some(),
            Refusal::AlreadyIn { station: visitor.session_elsewhere.clone().unwrap_or_default() },
        )];
        let all = before.into_iter().chain(self.by_age()).chain(after);
        all.filter_map(|(refuses, refusal)| refuses.then_some(refusal)).collect()
    }

    /// Everything that refuses a session that would start at `start`, in its order.
    pub fn refusals(&self, start: usize) -> Vec<Refusal> {
        let instant = self.walk.instant(start);
        let mut refusals = self.lasting();
        refusals.extend(self.hours(start));
        if self.is_busy(instant) {
            refusals.push(Refusal::StationBusy { until: self.facts.station.busy.unwrap().until });
        }
        if self.is_called(instant) {
            refusals.push(Refusal::StationCalled { until: self.facts.station.called.unwrap() });
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
        refusals.extend(self.quota_refusals(start));
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
        for (index, quota) in self.quotas.iter().copied().enumerate() {
            if quota.per == QuotaSpan::Session && self.too_little(Rule::Quota(index), start) {
                allowed.push(Minutes(self.allowed(quota)));
            }
        }
        allowed.sort();
        allowed.dedup();
        let used = self.facts.visitor.used_session;
        let spent = |allowed| Refusal::QuotaSpent { per: QuotaSpan::Session, used, allowed };
        allowed.into_iter().map(spent).collect()
    }

    /// The quotas over days that leave too little.
    fn quota_refusals(&self, start: usize) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        for (index, quota) in self.quotas.iter().copied().enumerate() {
            let end = self.end_by(&[Rule::Quota(index)], start, self.least());
            if quota.per != QuotaSpan::Session && end < start + self.least() {
                let (per, used, allowed) = self.figures(quota, end);
                refusals.push(Refusal::QuotaSpent { per, used, allowed });
            }
        }
        refusals
    }

    /// Whether the room is closed at a minute, or sessions end too soon after.
    fn hours(&self, start: usize) -> Option<Refusal> {
        let least = self.least();
        if self.walk.is_open(self.policy, start) {
            let shortest = Minutes(u32::try_from(least).unwrap());
            let soon = self.end_by(&[Rule::Closing], start, least) < start + least;
            let closes = || (start..self.walk.len()).find(|&minute| !self.walk.is_open(self.policy, minute));
            return soon.then(|| Refusal::ClosesSoon { at: self.walk.instant(closes().unwrap()), shortest });
        }
        let opens = self.walk.opens_after(self.policy, start).map(|minute| self.walk.instant(minute));
        Some(match closed_because(self.policy, self.walk.day(start)) {
            Some(label) => Refusal::Closure { label: label.to_owned(), opens },
            None => Refusal::Closed { opens },
        })
    }
}
