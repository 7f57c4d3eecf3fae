//! When the room is open.

use std::fmt::{self, Write};

use crate::policy::{Closure, OpenRange, Policy, SchoolHoliday, SpecialDay, Variant, VariantDays, WeekHours};
use crate::policy_file::render::{list, quoted};

pub(super) fn write_opening(file: &mut String, opening: &WeekHours) -> fmt::Result {
    writeln!(file)?;
    writeln!(
        file,
        "# When the room is open; a day with no range is closed. \"24:00\" is the midnight that ends a day:"
    )?;
    writeln!(
        file,
        "# to stay open past it, write \"22:00-24:00\" and begin the next day with \"00:00-02:00\"."
    )?;
    writeln!(file, "[opening]")?;
    write_week(file, opening)
}

/// The days on which the hours differ.
pub(super) fn write_exceptions(file: &mut String, policy: &Policy) -> fmt::Result {
    write_variants(file, &policy.variants)?;
    write_school_holidays(file, &policy.school_holidays)?;
    write_closures(file, &policy.closures)?;
    write_special_days(file, &policy.special_days)
}

fn write_week(file: &mut String, opening: &WeekHours) -> fmt::Result {
    for (day, ranges) in opening.days() {
        writeln!(file, "{day} = {}", hours(ranges))?;
    }
    Ok(())
}

fn hours(ranges: &[OpenRange]) -> String {
    list(ranges.iter().map(OpenRange::to_string))
}

fn write_variants(file: &mut String, variants: &[Variant]) -> fmt::Result {
    writeln!(file)?;
    writeln!(
        file,
        "# Other hours for a part of the year; the first that fits a day counts: any of [[variants]] with days,"
    )?;
    writeln!(
        file,
        "# {{ on = \"school-holidays\", zone = \"A\" }} or {{ on = \"dates\", from = \"…\", to = \"…\" }}, and the whole week's hours."
    )?;
    for Variant { days, opening } in variants {
        writeln!(file, "[[variants]]")?;
        match days {
            VariantDays::SchoolHolidays { zone } => {
                writeln!(file, "days = {{ on = \"school-holidays\", zone = {} }}", quoted(zone))?;
            }
            VariantDays::Dates { from, to } => {
                writeln!(file, "days = {{ on = \"dates\", from = \"{from}\", to = \"{to}\" }}")?;
            }
        }
        writeln!(file, "[variants.opening]")?;
        write_week(file, opening)?;
    }
    Ok(())
}

fn write_school_holidays(file: &mut String, holidays: &[SchoolHoliday]) -> fmt::Result {
    writeln!(file)?;
    writeln!(
        file,
        "# When the school holidays are, first and last day included: any of [[school_holidays]] with zone, from, to, label."
    )?;
    for SchoolHoliday { zone, from, to, label } in holidays {
        writeln!(file, "[[school_holidays]]")?;
        writeln!(file, "zone = {}", quoted(zone))?;
        writeln!(file, "from = \"{from}\"")?;
        writeln!(file, "to = \"{to}\"")?;
        writeln!(file, "label = {}", quoted(label))?;
    }
    Ok(())
}

fn write_closures(file: &mut String, closures: &[Closure]) -> fmt::Result {
    writeln!(file)?;
    writeln!(
        file,
        "# Closed days, first and last included: any of [[closures]] with from, to, and a label that visitors read."
    )?;
    for Closure { from, to, label } in closures {
        writeln!(file, "[[closures]]")?;
        writeln!(file, "from = \"{from}\"")?;
        writeln!(file, "to = \"{to}\"")?;
        writeln!(file, "label = {}", quoted(label))?;
    }
    Ok(())
}

fn write_special_days(file: &mut String, days: &[SpecialDay]) -> fmt::Result {
    writeln!(file)?;
    writeln!(
        file,
        "# Single days with hours of their own, even within a closure: any of [[special_days]] with date, opening, label."
    )?;
    for SpecialDay { date, opening, label } in days {
        writeln!(file, "[[special_days]]")?;
        writeln!(file, "date = \"{date}\"")?;
        writeln!(file, "opening = {}", hours(opening))?;
        writeln!(file, "label = {}", quoted(label))?;
    }
    Ok(())
}
