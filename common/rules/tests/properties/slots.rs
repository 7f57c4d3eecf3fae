//! A slow, obvious model of bookings: every minute of a slot by itself.

use epn_rules::booking::BookingFacts;
use epn_rules::decision::Refusal;
use epn_rules::facts::{Facts, Hold};
use epn_rules::policy::{Policy, QuotaSpan};
use epn_rules::units::Minutes;
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};

use crate::oracle::{Oracle, Rule};
use crate::walk::Walk;

/// The model of one policy and one person who books.
pub struct Desk<'a> {
    pub walk: &'a Walk,
    pub policy: &'a Policy,
    pub asked: &'a BookingFacts,
    /// The same visitor with a session that has used nothing.
    session: Facts,
}

impl<'a> Desk<'a> {
    pub fn new(walk: &'a Walk, policy: &'a Policy, asked: &'a BookingFacts) -> Self {
        let mut session = Facts::at(asked.at);
        session.visitor = asked.visitor.clone();
        session.visitor.used_session = Minutes::ZERO;
        session.visitor.booking = None;
        session.station = asked.place.clone();
        Self { walk, policy, asked, session }
    }

    fn oracle(&self) -> Oracle<'_> {
        Oracle::new(self.walk, self.policy, &self.session)
    }

    /// Everything that refuses a slot that begins then, in its order.
    pub fn refusals(&self, from: DateTime, minutes: u32) -> Vec<Refusal> {
        if minutes == 0 {
            return vec![Refusal::SlotEmpty];
        }
        let Some(start) = self.walk.when(from) else { return vec![Refusal::SlotSkipped { at: from }] };
        let slot = start..start + minutes as usize;
        let mut refusals = self.of_slot(from, minutes, start);
        if !self.asked.by_staff {
            refusals.extend(self.of_visitor(start, minutes));
        }
        if !self.asked.place.in_service {
            refusals.push(Refusal::OutOfService);
        }
        let mut taken = self.taken();
        taken.retain(|hold| slot.clone().any(|minute| self.is_in(*hold, minute)));
        taken.sort_by_key(|hold| (hold.from, hold.until));
        refusals.extend(taken.iter().map(|hold| Refusal::SlotTaken { from: hold.from, until: hold.until }));
        refusals
    }

    /// Whether a slot that begins then is booked.
    pub fn grants(&self, from: DateTime, minutes: u32) -> bool {
        let is_open = || self.walk.when(from).is_some_and(|start| self.is_open(start, minutes));
        self.asked.place.in_service && self.may_book() && is_open() && self.refusals(from, minutes).is_empty()
    }

    /// Whether the visitor may book anything at all.
    fn may_book(&self) -> bool {
        self.asked.by_staff || (self.policy.slots.allowed && self.held() < self.policy.slots.at_once)
    }

    /// How many bookings the visitor holds that are not over.
    fn held(&self) -> u8 {
        self.asked.own.iter().filter(|own| own.until > self.asked.at).count().try_into().unwrap()
    }

    fn is_open(&self, start: usize, minutes: u32) -> bool {
        (start..start + minutes as usize).all(|minute| self.walk.is_open(self.policy, minute))
    }

    fn of_slot(&self, from: DateTime, minutes: u32, start: usize) -> Vec<Refusal> {
        let (slots, by_staff) = (self.policy.slots, self.asked.by_staff);
        let step = slots.granularity.0;
        let off_grid =
            !minutes.is_multiple_of(step) || !u32::try_from(from.minute()).unwrap().is_multiple_of(step);
        let closed = !self.is_open(start, minutes);
        let opens =
            Some(start).filter(|_| closed).and_then(|start| self.walk.opens_after(self.policy, start));
        let opens = opens.map(|minute| self.walk.instant(minute));
        let all = [
            (start < self.walk.index(self.asked.at), Refusal::SlotPast),
            (!by_staff && off_grid, Refusal::SlotOffGrid { granularity: slots.granularity }),
            (!by_staff && minutes > slots.longest.0, Refusal::SlotTooLong { longest: slots.longest }),
            (!by_staff && from.date() > self.last_day(), Refusal::SlotTooFar { days: slots.horizon_days }),
            (closed, Refusal::SlotClosed { opens }),
        ];
        all.into_iter().filter_map(|(refuses, refusal)| refuses.then_some(refusal)).collect()
    }

    /// The last day that may be booked.
    pub fn last_day(&self) -> Date {
        let today = self.walk.day(self.walk.index(self.asked.at));
        today.saturating_add(i64::from(self.policy.slots.horizon_days).days())
    }

    fn of_visitor(&self, start: usize, minutes: u32) -> Vec<Refusal> {
        let (slots, oracle) = (self.policy.slots, self.oracle());
        let mut refusals = Vec::new();
        refusals.extend((!slots.allowed).then_some(Refusal::BookingNotAllowed));
        refusals
            .extend(oracle.by_age().into_iter().filter_map(|(refuses, refusal)| refuses.then_some(refusal)));
        let held = self.held();
        if held >= slots.at_once {
            refusals.push(Refusal::TooManyBookings { held, allowed: slots.at_once });
        }
        if oracle.is_expired(self.walk.instant(start))
            && let epn_rules::facts::EntryFacts::Ticket { expires: since, .. } = self.asked.visitor.entry
        {
            refusals.push(Refusal::TicketExpired { since });
        }
        let slot = start..start + minutes as usize;
        let own = self.asked.own.iter().filter(|own| slot.clone().any(|minute| self.is_in(**own, minute)));
        refusals.extend(own.map(|own| Refusal::SlotOverlapsOwn { from: own.from, until: own.until }));
        for (index, quota) in oracle.quotas().iter().copied().enumerate() {
            let end = oracle.end_by(&[Rule::Quota(index)], start, minutes as usize);
            if end < slot.end {
                let at = if quota.per == QuotaSpan::Session { start } else { end };
                let (per, used, allowed, day) = oracle.figures(quota, at);
                refusals.push(Refusal::QuotaSpent { per, used, allowed, day });
            }
        }
        refusals
    }

    /// What the place is taken for: holds, a session with a known end, a call.
    fn taken(&self) -> Vec<Hold> {
        let place = &self.asked.place;
        let now = [place.busy.and_then(|busy| busy.until), place.called];
        let now = now.into_iter().flatten().map(|until| Hold { from: self.asked.at, until });
        place.holds.iter().copied().chain(now).collect()
    }

    fn is_in(&self, hold: Hold, minute: usize) -> bool {
        let instant = self.walk.instant(minute);
        hold.from <= instant && instant < hold.until
    }

    /// The starts on the grid from a minute on, within reach and while the room is open, each the first at which the
    /// clock shows it.
    pub fn grid(&self, from: usize) -> impl Iterator<Item = (usize, DateTime)> {
        let step = self.policy.slots.granularity.0;
        (from..self.walk.len().saturating_sub(24 * 60)).filter_map(move |minute| {
            let shown = self.walk.shown(minute);
            let on_grid = u32::try_from(shown.minute()).unwrap().is_multiple_of(step) && shown.second() == 0;
            let in_reach = self.asked.by_staff || shown.date() <= self.last_day();
            let is_first = || self.walk.when(shown) == Some(minute);
            let is_open = || self.walk.is_open(self.policy, minute);
            (on_grid && in_reach && is_first() && is_open()).then_some((minute, shown))
        })
    }
}
