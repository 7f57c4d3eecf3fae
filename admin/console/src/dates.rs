//! Days as people write them.

use jiff::ToSpan as _;
use jiff::civil::{Date, Time};

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

/// Reads `9:30`, `9h30`, `9 h` or `9`.
pub fn parse_time(text: &str) -> Option<Time> {
    let compact: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    let (hour, minute) =
        with_colon(&compact.to_lowercase()).split_once(':').map(|(h, m)| (h.parse(), m.parse()))?;
    Time::new(hour.ok()?, minute.ok()?, 0, 0).ok()
}

/// A time of day as it stands in a field: `09:30`.
pub fn written_time(time: Time) -> String {
    format!("{:02}:{:02}", time.hour(), time.minute())
}

/// `9h30`, `9h` and `9` as `9:30` and `9:00`.
pub fn with_colon(time: &str) -> String {
    let time = time.replace('h', ":");
    match time.split_once(':') {
        None => format!("{time}:00"),
        Some((hour, "")) => format!("{hour}:00"),
        Some(_) => time,
    }
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
    fn times_are_read_as_people_write_them() {
        let nine = jiff::civil::time(9, 30, 0, 0);
        for text in ["9:30", "09:30", "9h30", " 9 h 30 "] {
            assert_eq!(parse_time(text), Some(nine), "{text}");
        }
        assert_eq!(parse_time("9h"), Some(jiff::civil::time(9, 0, 0, 0)));
        for text in ["", "h", "25:00", "9:61", "matin"] {
            assert_eq!(parse_time(text), None, "{text}");
        }
        assert_eq!(written_time(nine), "09:30");
    }

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
