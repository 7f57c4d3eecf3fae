//! Flaws of the opening hours and their variants.

use jiff::civil::{Date, Time};

use crate::policy::{Closure, OpenRange, Policy, SchoolHoliday, SpecialDay, Variant, VariantDays, WeekHours};
use crate::policy_check::{Flaw, Found};

pub(super) fn check(policy: &Policy, found: &mut Vec<Found>) {
    check_week("opening", &policy.opening, found);
    check_closures(&policy.closures, found);
    check_special_days(&policy.special_days, found);
    check_variants(&policy.variants, &policy.school_holidays, found);
    for (index, holiday) in policy.school_holidays.iter().enumerate() {
        let path = format!("school_holidays[{index}]");
        check_name(&format!("{path}.zone"), &holiday.zone, found);
        check_days(&path, holiday.from, holiday.to, found);
    }
}

/// A name of nothing but spaces is none.
pub(super) fn check_name(path: &str, name: &str, found: &mut Vec<Found>) {
    if name.trim().is_empty() {
        found.push(Found::new(path, Flaw::NameEmpty));
    }
}

fn check_week(path: &str, week: &WeekHours, found: &mut Vec<Found>) {
    for (day, ranges) in week.days() {
        check_ranges(&format!("{path}.{day}"), ranges, found);
    }
}

fn check_ranges(path: &str, ranges: &[OpenRange], found: &mut Vec<Found>) {
    let path = |index: usize| format!("{path}[{index}]");
    for (index, &range) in ranges.iter().enumerate() {
        if range.is_backwards() {
            found.push(Found::new(path(index), Flaw::RangeEndsBeforeStart { range }));
            continue;
        }
        let overlapped = ranges.iter().take(index).position(|&earlier| overlap(earlier, range));
        if let Some((earlier, &first)) = overlapped.and_then(|at| ranges.get(at).map(|first| (at, first))) {
            let flaw = Flaw::RangesOverlap { first, second: range };
            found.push(Found::new(path(index), flaw).against(path(earlier)));
        }
    }
}

fn overlap(one: OpenRange, other: OpenRange) -> bool {
    let begins_before_end = |start: Time, end: Option<Time>| end.is_none_or(|end| start < end);
    !one.is_backwards() && begins_before_end(one.start, other.end) && begins_before_end(other.start, one.end)
}

fn check_closures(closures: &[Closure], found: &mut Vec<Found>) {
    for (index, closure) in closures.iter().enumerate() {
        if closure.to < closure.from {
            let flaw = Flaw::ClosureEndsBeforeStart { from: closure.from, to: closure.to };
            let path = format!("closures[{index}]");
            found.push(Found::new(format!("{path}.to"), flaw).against(format!("{path}.from")));
        }
    }
}

fn check_days(path: &str, from: Date, to: Date, found: &mut Vec<Found>) {
    if to < from {
        let flaw = Flaw::DaysBackwards { from, to };
        found.push(Found::new(format!("{path}.to"), flaw).against(format!("{path}.from")));
    }
}

fn check_special_days(days: &[SpecialDay], found: &mut Vec<Found>) {
    for (index, day) in days.iter().enumerate() {
        check_ranges(&format!("special_days[{index}].opening"), &day.opening, found);
        if let Some(first) = days.iter().take(index).position(|earlier| earlier.date == day.date) {
            let flaw = Flaw::SpecialDayTwice { date: day.date };
            let against = format!("special_days[{first}].date");
            found.push(Found::new(format!("special_days[{index}].date"), flaw).against(against));
        }
    }
}

fn check_variants(variants: &[Variant], holidays: &[SchoolHoliday], found: &mut Vec<Found>) {
    for (index, variant) in variants.iter().enumerate() {
        let path = format!("variants[{index}]");
        match &variant.days {
            VariantDays::Dates { from, to } => check_days(&format!("{path}.days"), *from, *to, found),
            VariantDays::SchoolHolidays { zone } => {
                check_zone(&format!("{path}.days.zone"), zone, holidays, found);
            }
        }
        check_week(&format!("{path}.opening"), &variant.opening, found);
    }
}

fn check_zone(path: &str, zone: &str, holidays: &[SchoolHoliday], found: &mut Vec<Found>) {
    if zone.trim().is_empty() {
        check_name(path, zone, found);
    } else if !holidays.iter().any(|holiday| holiday.zone == zone) {
        found.push(Found::new(path, Flaw::NoHolidaysInZone { zone: zone.to_owned() }));
    }
}
