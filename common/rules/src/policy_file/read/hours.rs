//! When the room is open, as it stands in a policy file.

use jiff::civil::Date;

use crate::policy::{Closure, SchoolHoliday, SpecialDay, Variant, VariantDays, WeekHours};
use crate::policy_file::reader::{Reader, Section};
use crate::policy_file::value::VariantKind;

pub(super) fn opening(reader: &mut Reader, parent: &Section<'_>) -> WeekHours {
    let Some(section) = reader.required_section(parent, "opening") else { return WeekHours::default() };
    let names = WeekHours::default().days().map(|(name, _)| name);
    reader.only(&section, &names);
    WeekHours {
        monday: reader.list(&section, "monday"),
        tuesday: reader.list(&section, "tuesday"),
        wednesday: reader.list(&section, "wednesday"),
        thursday: reader.list(&section, "thursday"),
        friday: reader.list(&section, "friday"),
        saturday: reader.list(&section, "saturday"),
        sunday: reader.list(&section, "sunday"),
    }
}

pub(super) fn closures(reader: &mut Reader, root: &Section<'_>) -> Vec<Closure> {
    let mut closures = Vec::new();
    for section in reader.sections(root, "closures") {
        reader.only(&section, &["from", "to", "label"]);
        let (from, to) = days(reader, &section);
        closures.push(Closure { from, to, label: reader.optional(&section, "label", String::new()) });
    }
    closures
}

pub(super) fn special_days(reader: &mut Reader, root: &Section<'_>) -> Vec<SpecialDay> {
    let mut special_days = Vec::new();
    for section in reader.sections(root, "special_days") {
        reader.only(&section, &["date", "opening", "label"]);
        special_days.push(SpecialDay {
            date: reader.required(&section, "date", Date::ZERO),
            opening: reader.required_list(&section, "opening"),
            label: reader.optional(&section, "label", String::new()),
        });
    }
    special_days
}

pub(super) fn variants(reader: &mut Reader, root: &Section<'_>) -> Vec<Variant> {
    let mut variants = Vec::new();
    for section in reader.sections(root, "variants") {
        reader.only(&section, &["days", "opening"]);
        variants.push(Variant { days: variant_days(reader, &section), opening: opening(reader, &section) });
    }
    variants
}

fn variant_days(reader: &mut Reader, variant: &Section<'_>) -> VariantDays {
    let nowhere = VariantDays::Dates { from: Date::ZERO, to: Date::MAX };
    let Some(section) = reader.required_section(variant, "days") else { return nowhere };
    match reader.required(&section, "on", VariantKind::Unknown) {
        VariantKind::SchoolHolidays => {
            reader.only(&section, &["on", "zone"]);
            VariantDays::SchoolHolidays { zone: reader.required(&section, "zone", String::new()) }
        }
        VariantKind::Dates => {
            reader.only(&section, &["on", "from", "to"]);
            let (from, to) = days(reader, &section);
            VariantDays::Dates { from, to }
        }
        VariantKind::Unknown => nowhere,
    }
}

pub(super) fn school_holidays(reader: &mut Reader, root: &Section<'_>) -> Vec<SchoolHoliday> {
    let mut holidays = Vec::new();
    for section in reader.sections(root, "school_holidays") {
        reader.only(&section, &["zone", "from", "to", "label"]);
        let (from, to) = days(reader, &section);
        holidays.push(SchoolHoliday {
            zone: reader.required(&section, "zone", String::new()),
            from,
            to,
            label: reader.optional(&section, "label", String::new()),
        });
    }
    holidays
}

/// The first and the last day of a span.
fn days(reader: &mut Reader, section: &Section<'_>) -> (Date, Date) {
    (reader.required(section, "from", Date::ZERO), reader.required(section, "to", Date::MAX))
}
