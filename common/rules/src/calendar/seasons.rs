//! The variants of the opening hours, with the school holidays they name looked up once.

use jiff::civil::Date;

use crate::policy::{Policy, VariantDays, WeekHours};

/// A part of the year with hours of its own.
#[derive(Clone, Debug)]
pub(super) struct Season {
    /// First and last days.
    spans: Vec<(Date, Date)>,
    pub(super) opening: WeekHours,
}

impl Season {
    pub(super) fn has(&self, date: Date) -> bool {
        self.spans.iter().any(|&(from, to)| from <= date && date <= to)
    }
}

/// The variants of a policy, in their order.
pub(super) fn of(policy: &Policy) -> Vec<Season> {
    let spans = |days: &VariantDays| match days {
        VariantDays::Dates { from, to } => vec![(*from, *to)],
        VariantDays::SchoolHolidays { zone } => {
            let holidays = policy.school_holidays.iter().filter(|holiday| holiday.zone == *zone);
            holidays.map(|holiday| (holiday.from, holiday.to)).collect()
        }
    };
    let season = |variant: &crate::policy::Variant| Season {
        spans: spans(&variant.days),
        opening: variant.opening.clone(),
    };
    policy.variants.iter().map(season).collect()
}
