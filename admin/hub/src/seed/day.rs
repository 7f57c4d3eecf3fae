//! One invented day: who came when, what the rules said, how it ended.

use std::collections::HashMap;

use epn_rules::decide::{decide, extend};
use epn_rules::decision::{Decision, Refusal};
use epn_rules::ending::cause_of;
use epn_rules::facts::{Busy, EntryFacts, Facts, VisitorFacts};
use epn_rules::people::{AgeBand, Category};
use epn_rules::rules::Rules;
use epn_rules::session::EndCause;
use epn_rules::units::Minutes;
use epn_wire::passage::PassagePurpose;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rand::Rng as _;

use super::Wish;
use super::chance::Chance;
use super::people::{Members, Person, walk_in_age};
use crate::store::session::Holder;

/// How much of its stations' time a room uses, in percent, in each month: full in winter, quiet in August.
const LOAD: [u32; 12] = [62, 60, 58, 54, 48, 44, 34, 18, 56, 62, 64, 50];
/// Minutes that somebody stays who is not hurried, on average.
const TYPICAL_STAY: i64 = 42;
/// How long a station is not free after a session: it is reset.
const RESET: SignedDuration = SignedDuration::from_secs(20);

/// One invented day.
#[derive(Debug, Default)]
pub(super) struct Plan {
    /// In the order in which they were granted.
    pub(super) sessions: Vec<Visit>,
    pub(super) refusals: Vec<Refused>,
    pub(super) passages: Vec<Passage>,
}

/// One session.
#[derive(Clone, Debug)]
pub(super) struct Visit {
    pub(super) person: Person,
    /// Which station, counted from 0.
    pub(super) seat: usize,
    pub(super) granted: Timestamp,
    /// The ends that it was granted, one after the other; the last is the one it kept.
    pub(super) grants: Vec<Timestamp>,
    pub(super) ended: Timestamp,
    pub(super) cause: EndCause,
    pub(super) reset_ms: u64,
}

#[derive(Clone, Debug)]
pub(super) struct Refused {
    pub(super) at: Timestamp,
    pub(super) seat: usize,
    pub(super) category: Category,
    pub(super) age: AgeBand,
    pub(super) because: Vec<Refusal>,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Passage {
    pub(super) at: Timestamp,
    pub(super) purpose: PassagePurpose,
    pub(super) age: AgeBand,
}

/// Invents a day.
pub(super) fn plan(rules: &Rules, wish: Wish, day: Date, members: &Members) -> Plan {
    let mut chance = Chance::of_day(wish.seed, day);
    let mut arrivals = Vec::new();
    let mut plan = Plan::default();
    for span in openings(rules, day) {
        let minutes = span.1.duration_since(span.0).as_mins();
        let load = i64::from(LOAD.get(usize::from(day.month().unsigned_abs()) - 1).copied().unwrap_or(50));
        let expected = minutes * i64::from(wish.stations) * load / 100 / TYPICAL_STAY;
        let many = expected * chance.random_range(70..=130) / 100;
        arrivals.extend((0..many).map(|_| moment_in(&mut chance, span)));
        // Some come before the room opens, or as it closes.
        arrivals.extend(chance.percent(30).then(|| earlier(span.0, chance.random_range(1..15))));
        arrivals.extend(chance.percent(25).then(|| earlier(span.1, chance.random_range(0..4))));
        let passing = minutes / 60 * chance.random_range(0..=3);
        plan.passages.extend((0..passing).map(|_| passage(&mut chance, rules, day, span)));
    }
    arrivals.sort_unstable();
    plan.passages.sort_unstable_by_key(|passage| passage.at);
    let mut room = Room::new(wish.stations);
    for at in arrivals {
        let hour = rules.calendar().zone().to_datetime(at).hour();
        let person = Person::at(&mut chance, day, hour, members);
        room.admit(rules, &mut chance, person, at, &mut plan);
    }
    plan
}

/// The openings that begin on a day.
pub(super) fn openings(rules: &Rules, day: Date) -> Vec<(Timestamp, Timestamp)> {
    let calendar = rules.calendar();
    let spans = calendar.spans_from(calendar.start_of(day));
    let on_day = spans.take_while(|span| calendar.date_of(span.from) == day);
    on_day.filter_map(|span| Some((span.from, span.until?))).collect()
}

fn moment_in(chance: &mut Chance, (from, until): (Timestamp, Timestamp)) -> Timestamp {
    let seconds = until.duration_since(from).as_secs().max(1);
    // The middle of an opening is busier than its ends.
    let (one, other) = (chance.random_range(0..seconds), chance.random_range(0..seconds));
    later(from, one.midpoint(other))
}

fn passage(chance: &mut Chance, rules: &Rules, day: Date, span: (Timestamp, Timestamp)) -> Passage {
    let at = moment_in(chance, span);
    let purpose = chance.weighted(
        &[(PassagePurpose::Question, 60), (PassagePurpose::Wifi, 25), (PassagePurpose::OwnDevice, 15)],
        PassagePurpose::Question,
    );
    let hour = rules.calendar().zone().to_datetime(at).hour();
    Passage { at, purpose, age: walk_in_age(chance, day, hour) }
}

fn later(at: Timestamp, seconds: i64) -> Timestamp {
    at.checked_add(SignedDuration::from_secs(seconds)).unwrap_or(at)
}

fn earlier(at: Timestamp, minutes: i64) -> Timestamp {
    at.checked_sub(SignedDuration::from_mins(minutes)).unwrap_or(at)
}

/// The room during the day.
struct Room {
    /// From when each station is free.
    free_from: Vec<Timestamp>,
    /// Until when somebody who is known sits somewhere, and how long they have used stations today.
    known: HashMap<Holder, (Timestamp, i64)>,
}

impl Room {
    fn new(stations: u16) -> Self {
        Self { free_from: vec![Timestamp::MIN; usize::from(stations)], known: HashMap::new() }
    }

    fn admit(&mut self, rules: &Rules, chance: &mut Chance, person: Person, at: Timestamp, plan: &mut Plan) {
        let known = self.known.get(&person.holder).copied().filter(|_| person.holder != Holder::Nobody);
        if known.is_some_and(|(until, _)| until > at) {
            // They sit at another station: nobody comes in twice.
            return;
        }
        let free: Vec<usize> = self.seats(|free_from| free_from <= at);
        let Some(seat) = chance.one_of(&free).or_else(|| self.next_free()) else { return };
        let used = known.map_or(0, |(_, seconds)| seconds);
        let facts = self.facts(&person, at, seat, used, chance);
        match decide(rules, &facts) {
            Decision::Granted { until, because } => {
                let cause = cause_of(until, &because);
                let reset_ms = chance.random_range(70..380);
                let grants = vec![until];
                let granted = Visit { person, seat, granted: at, grants, ended: until, cause, reset_ms };
                let visit = stay(rules, chance, &facts, granted);
                self.seat_taken(&visit, used);
                plan.sessions.push(visit);
            }
            Decision::Refused { because, .. } => {
                let Person { category, age, .. } = person;
                plan.refusals.push(Refused { at, seat, category, age, because });
            }
        }
    }

    fn seats(&self, is_wanted: impl Fn(Timestamp) -> bool) -> Vec<usize> {
        self.free_from
            .iter()
            .enumerate()
            .filter(|(_, free)| is_wanted(**free))
            .map(|(seat, _)| seat)
            .collect()
    }

    fn next_free(&self) -> Option<usize> {
        let soonest = self.free_from.iter().enumerate().min_by_key(|(_, free)| **free);
        soonest.map(|(seat, _)| seat)
    }

    fn facts(&self, person: &Person, at: Timestamp, seat: usize, used: i64, chance: &mut Chance) -> Facts {
        let mut facts = Facts::at(at);
        facts.visitor = VisitorFacts {
            entry: entry(person.category, at, chance),
            used_today: Minutes::from_seconds_floor(used),
            used_session: Minutes::ZERO,
            age: person.years,
            accompanied: chance.percent(70),
            authorised: chance.percent(96),
            session_elsewhere: None,
            ..VisitorFacts::default()
        };
        let busy = self.free_from.get(seat).copied().filter(|free| *free > at);
        facts.station.busy = busy.map(|until| Busy { until: Some(until) });
        facts
    }

    fn seat_taken(&mut self, visit: &Visit, used: i64) {
        if let Some(free) = self.free_from.get_mut(visit.seat) {
            *free = visit.ended.checked_add(RESET).unwrap_or(visit.ended);
        }
        if visit.person.holder != Holder::Nobody {
            let seconds = visit.ended.duration_since(visit.granted).as_secs();
            self.known.insert(visit.person.holder, (visit.ended, used + seconds));
        }
    }
}

fn entry(category: Category, at: Timestamp, chance: &mut Chance) -> EntryFacts {
    match category {
        Category::Member => EntryFacts::Member,
        Category::Ticket => {
            let left = chance.weighted(&[(Minutes(60), 80), (Minutes(25), 17), (Minutes(0), 3)], Minutes(60));
            EntryFacts::Ticket { carried: Minutes(60), left, expires: later(at, 3600) }
        }
        Category::NoAccount => EntryFacts::NoAccount,
        Category::Staff => EntryFacts::Staff { minutes: Minutes(chance.random_range(2..=6) * 15) },
    }
}

/// How long somebody stays of what they are granted, and whether it goes on.
fn stay(rules: &Rules, chance: &mut Chance, facts: &Facts, mut visit: Visit) -> Visit {
    let wanted = later(visit.granted, wanted_seconds(chance));
    let mut end = visit.ended;
    while end < wanted {
        let Decision::Granted { until, because } = extend(rules, &at_end(facts, &visit, end)) else { break };
        if until <= end {
            break;
        }
        visit.grants.push(until);
        visit.cause = cause_of(until, &because);
        end = until;
    }
    visit.ended = end;
    if wanted < end {
        visit.ended = wanted;
        visit.cause = chance.weighted(
            &[
                (EndCause::VisitorLeft, 905),
                (EndCause::Idle, 50),
                (EndCause::EndedByStaff, 30),
                (EndCause::StationFault, 10),
                (EndCause::PowerLost, 5),
            ],
            EndCause::VisitorLeft,
        );
    }
    visit
}

/// The facts of a running session at its present end.
fn at_end(facts: &Facts, visit: &Visit, end: Timestamp) -> Facts {
    let used = Minutes::from_seconds_floor(end.duration_since(visit.granted).as_secs());
    let mut then = facts.clone();
    then.at = end;
    then.station.busy = None;
    then.visitor.used_session = used;
    then.visitor.used_today = Minutes(facts.visitor.used_today.0.saturating_add(used.0));
    if let EntryFacts::Ticket { left, .. } = &mut then.visitor.entry {
        *left = left.left_after(used);
    }
    then
}

/// Many look something up; some write a letter; a few would stay all day.
fn wanted_seconds(chance: &mut Chance) -> i64 {
    let (from, to) =
        chance.weighted(&[((4, 15), 22), ((15, 40), 33), ((40, 75), 27), ((75, 150), 18)], (15, 40));
    chance.random_range(from * 60..to * 60)
}
