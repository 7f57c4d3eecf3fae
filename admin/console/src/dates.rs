//! Days as people write them.

use jiff::ToSpan as _;
use jiff::civil::Date;

/// Reads `2026-03-10`, `10/03/2026` or `10.3.2026`.
pub fn parse_date(text: &str) -> Option<Date> {
    let text = text.trim();
    if let Ok(date) = text.parse::<Date>() {
        return Some(date);
    }
    let mut parts = text.split(['/', '.', '-', ' ']).filter(|part| !part.is_empty());
    let (day, month, year) = (parts.next()?, parts.next()?, parts.next()?);
    if parts.next().is_some() {
        return None;
    }
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// A day as it stands in a field: `10/03/2026`.
pub fn written(date: Date) -> String {
    format!("{:02}/{:02}/{:04}", date.day(), date.month(), date.year())
}

/// A span of days that is often asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    Day,
    /// From Monday.
    Week,
    Month,
    LastMonth,
    Year,
}

impl Span {
    /// Its first and last day, up to `today`.
    pub fn ending(self, today: Date) -> (Date, Date) {
        match self {
            Self::Day => (today, today),
            Self::Week => {
                let since = i32::from(today.weekday().to_monday_zero_offset());
                (today.checked_sub(since.days()).unwrap_or(today), today)
            }
            Self::Month => (today.first_of_month(), today),
            Self::LastMonth => {
                let last = today.first_of_month().yesterday().unwrap_or(today);
                (last.first_of_month(), last)
            }
            Self::Year => (today.first_of_year(), today),
        }
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn dates_are_read_as_people_write_them() {
        for text in ["2026-03-10", "10/03/2026", " 10.3.2026 ", "10 03 2026", "10-03-2026"] {
            assert_eq!(parse_date(text), Some(date(2026, 3, 10)), "{text}");
        }
        for text in ["", "31/02/2026", "10/03", "mars", "10/03/2026/1"] {
            assert_eq!(parse_date(text), None, "{text}");
        }
        assert_eq!(parse_date(&written(date(2026, 3, 1))), Some(date(2026, 3, 1)));
    }

    #[test]
    fn spans_end_today_and_start_where_people_think() {
        let tuesday = date(2026, 3, 10);
        assert_eq!(Span::Week.ending(tuesday), (date(2026, 3, 9), tuesday));
        assert_eq!(Span::Month.ending(tuesday), (date(2026, 3, 1), tuesday));
        assert_eq!(Span::LastMonth.ending(tuesday), (date(2026, 2, 1), date(2026, 2, 28)));
        assert_eq!(Span::Year.ending(tuesday), (date(2026, 1, 1), tuesday));
        assert_eq!(Span::Day.ending(tuesday), (tuesday, tuesday));
    }
}
