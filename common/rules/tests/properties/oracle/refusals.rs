//! What refuses a session, in the model.

use epn_rules::decision::Refusal;
use epn_rules::facts::EntryFacts;
use epn_rules::policy::QuotaSpan;
use epn_rules::units::Minutes;

use crate::oracle::{Oracle, Rule};
use crate::walk::closed_because;

impl Oracle<'_> {
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
    pub(super) fn lasting(&self) -> Vec<Refusal> {
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

    pub(super) fn too_little(&self, rule: Rule, start: usize) -> bool {
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
        let spent = |allowed| Refusal::QuotaSpent { per: QuotaSpan::Session, used, allowed, day: None };
        allowed.into_iter().map(spent).collect()
    }

    /// The quotas over days that leave too little.
    fn quota_refusals(&self, start: usize) -> Vec<Refusal> {
        let mut refusals = Vec::new();
        for (index, quota) in self.quotas.iter().copied().enumerate() {
            let end = self.end_by(&[Rule::Quota(index)], start, self.least());
            if quota.per != QuotaSpan::Session && end < start + self.least() {
                let (per, used, allowed, day) = self.figures(quota, end);
                refusals.push(Refusal::QuotaSpent { per, used, allowed, day });
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
