mod clocks_and_midnight;
mod extensions;
mod grants;
mod own_booking;
mod quotas;
mod refusals;

use jiff::Timestamp;
use rstest::rstest;

use super::*;
use crate::decision::{Limit, Refusal};
use crate::facts::{Busy, DayUse, EntryFacts, Hold};
use crate::policy::{Bonus, Closure, Policy, Quota, QuotaSpan, Scope};

/// A moment in Paris, such as `03-10 09:30`, in 2026.
fn paris(text: &str) -> Timestamp {
    let local: jiff::civil::DateTime = format!("2026-{}", text.replace(' ', "T")).parse().unwrap();
    local.in_tz("Europe/Paris").unwrap().timestamp()
}

fn rules(change: impl FnOnce(&mut Policy)) -> Rules {
    let mut policy = Policy::default();
    change(&mut policy);
    Rules::new(policy).unwrap()
}

fn village() -> Rules {
    rules(|_| {})
}

/// Open every day in these ranges.
fn daily(policy: &mut Policy, ranges: &[&str]) {
    let day: Vec<_> = ranges.iter().map(|range| range.parse().unwrap()).collect();
    let week = &mut policy.opening;
    for weekday in [
        &mut week.monday,
        &mut week.tuesday,
        &mut week.wednesday,
        &mut week.thursday,
        &mut week.friday,
        &mut week.saturday,
        &mut week.sunday,
    ] {
        weekday.clone_from(&day);
    }
}

fn quota(policy: &mut Policy, per: QuotaSpan, minutes: u32) {
    policy.quotas.retain(|quota| quota.per != per);
    policy.quotas.push(Quota::of_everybody(per, Minutes(minutes)));
}

fn facts(at: &str) -> Facts {
    Facts::at(paris(at))
}

fn with(at: &str, change: impl FnOnce(&mut Facts)) -> Facts {
    let mut facts = facts(at);
    change(&mut facts);
    facts
}

fn ticket(carried: u32, left: u32, expires: &str) -> EntryFacts {
    EntryFacts::Ticket { carried: Minutes(carried), left: Minutes(left), expires: paris(expires) }
}

fn hold(from: &str, until: &str) -> Hold {
    Hold { from: paris(from), until: paris(until) }
}

fn granted(decision: Decision) -> (Timestamp, Vec<Limit>) {
    match decision {
        Decision::Granted { until, because } => (until, because),
        refused @ Decision::Refused { .. } => panic!("{refused:?}"),
    }
}

fn refused(decision: Decision) -> (Vec<Refusal>, Option<Timestamp>) {
    match decision {
        Decision::Refused { because, next } => (because, next),
        granted @ Decision::Granted { .. } => panic!("{granted:?}"),
    }
}

/// The day's quota is spent on 10 March.
fn day_spent(used: u32, allowed: u32) -> Refusal {
    spent_on("03-10", "day", used, allowed)
}

/// The quota of 10 March.
fn day_limit(used: u32, allowed: u32) -> Limit {
    limit_on("03-10", "day", used, allowed)
}

fn spent_on(day: &str, per: &str, used: u32, allowed: u32) -> Refusal {
    limit_on(day, per, used, allowed).spent().unwrap()
}

fn limit_on(day: &str, per: &str, used: u32, allowed: u32) -> Limit {
    Limit::Quota {
        per: per.parse().unwrap(),
        used: Minutes(used),
        allowed: Minutes(allowed),
        day: Some(format!("2026-{day}").parse().unwrap()),
    }
}

fn length(longest: u32) -> Limit {
    Limit::SessionLength { longest: Minutes(longest) }
}

fn closing(at: &str) -> Limit {
    Limit::Closing { at: paris(at) }
}
