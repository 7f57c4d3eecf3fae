//! A slow, obvious model of the rules: it looks at every minute by itself, and at a wall clock for the opening hours.
//!
//! It shares no code with what it judges. Everything is on whole minutes, so that nothing happens between two.

mod refusals;

use std::collections::BTreeSet;

use epn_rules::decision::Limit;
use epn_rules::facts::{EntryFacts, Facts};
use epn_rules::policy::{Bonus, Policy, Quota, QuotaSpan, Scope};
use epn_rules::units::Minutes;
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};

use crate::walk::Walk;

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
        (start..=end).map(|minute| self.walk.day(minute)).collect::<BTreeSet<_>>().len() <= 3
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
                let (per, used, allowed, day) = self.figures(self.quotas()[index], end);
                Limit::Quota { per, used, allowed, day }
            }
            (Rule::Length, EntryFacts::Staff { .. }) => Limit::Staff { minutes: self.longest() },
            (Rule::Length, _) => Limit::SessionLength { longest: self.longest() },
        }
    }

    /// A quota's figures on the day of a minute, and that day.
    pub fn figures(&self, quota: &Quota, minute: usize) -> (QuotaSpan, Minutes, Minutes, Option<Date>) {
        let day = (quota.per != QuotaSpan::Session).then(|| self.walk.day(minute));
        let used = day.map_or(self.facts.visitor.used_session.0, |day| self.known(quota, day));
        (quota.per, Minutes(used), Minutes(self.allowed(quota)), day)
    }
}
