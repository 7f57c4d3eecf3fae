//! The days over which a quota adds up.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::policy::QuotaSpan;

/// The first and the last day whose use counts on a day; `None` for a session, which has no days.
pub(crate) fn window(per: QuotaSpan, date: Date) -> Option<(Date, Date)> {
    match per {
        QuotaSpan::Session => None,
        QuotaSpan::Day => Some((date, date)),
        QuotaSpan::Week => {
            let monday = date.saturating_sub(i64::from(date.weekday().to_monday_zero_offset()).days());
            Some((monday, monday.saturating_add(6.days())))
        }
        QuotaSpan::Month => Some((date.first_of_month(), date.last_of_month())),
        QuotaSpan::Rolling { days } => {
            Some((date.saturating_sub(i64::from(days.get().saturating_sub(1)).days()), date))
        }
    }
}

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;

    #[rstest]
    #[case("day", "2026-03-29", "2026-03-29", "2026-03-29")]
    #[case("week", "2026-03-29", "2026-03-23", "2026-03-29")]
    #[case("week", "2026-03-30", "2026-03-30", "2026-04-05")]
    #[case("week", "2027-01-01", "2026-12-28", "2027-01-03")]
    #[case("month", "2028-02-10", "2028-02-01", "2028-02-29")]
    #[case("7-days", "2026-03-03", "2026-02-25", "2026-03-03")]
    #[case("1-days", "2026-03-03", "2026-03-03", "2026-03-03")]
    fn days_that_count(#[case] per: &str, #[case] on: &str, #[case] first: &str, #[case] last: &str) {
        let day = |text: &str| text.parse::<Date>().unwrap();
        assert_eq!(window(per.parse().unwrap(), day(on)), Some((day(first), day(last))));
    }
}
