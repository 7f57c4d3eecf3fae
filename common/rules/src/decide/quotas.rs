//! The quotas that a visitor has on a station, and when each is spent.

use jiff::Timestamp;
use jiff::civil::Date;

use crate::decide::ask::Ask;
use crate::decide::limits::End;
use crate::decide::window::window;
use crate::decision::Limit;
use crate::facts::DayUse;
use crate::policy::{Bonus, Quota, QuotaSpan};
use crate::units::{Minutes, later};

/// How many midnights a session is followed over; no session without a mediator is longer than a day
/// ([`crate::policy_check::LONGEST_SESSION`]), and a civil day can be shorter.
const MIDNIGHTS: usize = 3;

/// A quota that applies, with what this visitor may use of it.
pub(crate) struct Allowance<'a> {
    quota: &'a Quota,
    allowed: Minutes,
}

/// The quotas that apply to a visitor on a station: over a session first, then by ever longer spans.
pub(crate) fn allowances<'a>(ask: &Ask<'a>) -> Vec<Allowance<'a>> {
    let policy = ask.rules.policy();
    let fits = |quota: &&Quota| quota.scope.fits(ask.visitor, &ask.station.tags);
    let allowance = |quota: &'a Quota| {
        let more = bonuses(ask).filter(|bonus| bonus.per == quota.per);
        let minutes = more.fold(quota.minutes.0, |sum, bonus| sum.saturating_add(bonus.minutes.0));
        Allowance { quota, allowed: Minutes(minutes) }
    };
    let mut allowances: Vec<_> = policy.quotas.iter().filter(fits).map(allowance).collect();
    allowances.sort_by_key(|allowance| rank(allowance.quota.per));
    allowances
}

/// The bonuses that a visitor has on a station.
pub(crate) fn bonuses<'a>(ask: &Ask<'a>) -> impl Iterator<Item = &'a Bonus> + use<'a> {
    let (visitor, station) = (ask.visitor, ask.station);
    ask.rules.policy().bonuses.iter().filter(move |bonus| bonus.scope.fits(visitor, &station.tags))
}

fn rank(per: QuotaSpan) -> (u8, u16) {
    match per {
        QuotaSpan::Session => (0, 0),
        QuotaSpan::Day => (1, 0),
        QuotaSpan::Week => (2, 0),
        QuotaSpan::Month => (3, 0),
        QuotaSpan::Rolling { days } => (4, days.get()),
    }
}

impl Allowance<'_> {
    pub(crate) fn per(&self) -> QuotaSpan {
        self.quota.per
    }

    pub(crate) fn allowed(&self) -> Minutes {
        self.allowed
    }

    /// The same for a session that has used nothing yet, as one that is booked.
    pub(crate) fn end_of_new(&self, ask: &Ask<'_>) -> Option<End> {
        if self.quota.per == QuotaSpan::Session {
            return Some(self.end_at(later(ask.at, self.allowed), Minutes::ZERO, None));
        }
        self.end(ask)
    }

    /// When this ends a session that starts at the moment asked about, with the figures of that day. `None` if it lasts
    /// over every midnight that a session can go over.
    pub(crate) fn end(&self, ask: &Ask<'_>) -> Option<End> {
        if self.quota.per == QuotaSpan::Session {
            let used = ask.visitor.used_session;
            return Some(self.end_at(later(ask.at, self.allowed.left_after(used)), used, None));
        }
        let calendar = ask.rules.calendar();
        let mut session: Vec<(Date, i64)> = Vec::new();
        let mut start = ask.at;
        for _ in 0..MIDNIGHTS {
            let date = calendar.date_of(start);
            let known = self.known_use(ask, date);
            let here = session.iter().filter(|(day, _)| self.counts(*day, date)).map(|(_, seconds)| seconds);
            let left = self.allowed.seconds() - known.seconds() - here.sum::<i64>();
            let at = seconds_later(start, left.max(0));
            let midnight = calendar.next_midnight(start);
            if at < midnight {
                return Some(self.end_at(at, known, Some(date)));
            }
            session.push((date, midnight.duration_since(start).as_secs()));
            start = midnight;
        }
        None
    }

    /// The moment of a day from which what is left of it reaches the next; `None` if nothing comes back then.
    pub(crate) fn reaches_midnight(
        &self,
        ask: &Ask<'_>,
        date: Date,
        midnight: Timestamp,
    ) -> Option<Timestamp> {
        if self.quota.per == QuotaSpan::Session {
            return None;
        }
        let left = self.allowed.left_after(self.known_use(ask, date));
        Some(seconds_later(midnight, -left.seconds()))
    }

    /// The moment of a day before which no new session of this length fits: what is left of the day is less, and does
    /// not reach the next. `None` if enough is left.
    pub(crate) fn too_early_until(
        &self,
        ask: &Ask<'_>,
        (date, midnight): (Date, Timestamp),
        minutes: Minutes,
    ) -> Option<Timestamp> {
        if self.quota.per == QuotaSpan::Session {
            return (self.allowed < minutes).then_some(midnight);
        }
        let left = self.allowed.left_after(self.known_use(ask, date));
        (left < minutes).then(|| seconds_later(midnight, -left.seconds()))
    }

    /// What is known to be used, or booked, over the span that a day ends or is in.
    fn known_use(&self, ask: &Ask<'_>, date: Date) -> Minutes {
        let Some((first, last)) = window(self.quota.per, date) else { return Minutes::ZERO };
        let counts = |used: Date| first <= used && used <= last;
        let uses = ask.visitor.uses.iter();
        let counted = uses.filter(|used| counts(used.date) && self.is_about(ask, used));
        let mut sum = counted.fold(0_u32, |sum, used| sum.saturating_add(used.minutes.0));
        let anywhere = self.quota.pooled && self.quota.scope.tags.is_empty();
        if anywhere && counts(ask.rules.calendar().date_of(ask.known)) {
            sum = sum.saturating_add(ask.visitor.used_today.0);
        }
        Minutes(sum)
    }

    /// Whether use of one day counts on another.
    fn counts(&self, used: Date, on: Date) -> bool {
        window(self.quota.per, on).is_some_and(|(first, last)| first <= used && used <= last)
    }

    fn is_about(&self, ask: &Ask<'_>, used: &DayUse) -> bool {
        if self.quota.pooled {
            self.quota.scope.fits_tags(&used.tags)
        } else {
            used.station == ask.station.name
        }
    }

    fn end_at(&self, at: Timestamp, used: Minutes, day: Option<Date>) -> End {
        End { at, limit: Limit::Quota { per: self.quota.per, used, allowed: self.allowed, day } }
    }
}

fn seconds_later(instant: Timestamp, seconds: i64) -> Timestamp {
    instant.checked_add(jiff::SignedDuration::from_secs(seconds)).unwrap_or(Timestamp::MAX)
}
