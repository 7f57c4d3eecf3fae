//! Reading the fields of a form, and remembering where there is nothing to be read.

use std::str::FromStr;

use epn_rules::policy::{OpenRange, WeekHours};
use epn_rules::units::{Cents, Minutes};
use jiff::civil::Date;

use super::{At, Draft, Fault, List, Wrong};
use crate::dates::{parse_date, with_colon};
use crate::words::{parse_price, tag_list};

/// Reads one form.
#[derive(Debug)]
pub struct Reading<'a> {
    draft: &'a Draft,
    pub faults: Vec<Fault>,
}

impl<'a> Reading<'a> {
    pub fn new(draft: &'a Draft) -> Self {
        Self { draft, faults: Vec::new() }
    }

    fn wrong(&mut self, at: At, wrong: Wrong) {
        self.faults.push(Fault { path: at.path(), wrong });
    }

    /// What stands there, without the room around it.
    pub fn text(&self, at: At) -> String {
        self.draft.text(at).trim().to_owned()
    }

    pub fn is_on(&self, at: At) -> bool {
        self.draft.is_on(at)
    }

    /// How many items a list has.
    pub fn len(&self, list: List) -> usize {
        self.draft.len(list)
    }

    pub fn number<T: FromStr + Default>(&mut self, at: At) -> T {
        if let Ok(number) = self.text(at).parse() {
            return number;
        }
        self.wrong(at, Wrong::Number);
        T::default()
    }

    pub fn minutes(&mut self, at: At) -> Minutes {
        Minutes(self.number(at))
    }

    pub fn date(&mut self, at: At) -> Date {
        parse_date(&self.text(at)).unwrap_or_else(|| {
            self.wrong(at, Wrong::Date);
            Date::ZERO
        })
    }

    /// The last day of a span: the first if nothing is written.
    pub fn date_or(&mut self, at: At, first: Date) -> Date {
        if self.text(at).is_empty() { first } else { self.date(at) }
    }

    pub fn price(&mut self, at: At) -> Cents {
        parse_price(&self.text(at)).unwrap_or_else(|| {
            self.wrong(at, Wrong::Price);
            Cents::default()
        })
    }

    /// `9:30-12:00, 14:00-18:00`, and as people write it: `9h30-12h ; 14h-18h`. Nothing written is closed.
    pub fn ranges(&mut self, at: At) -> Vec<OpenRange> {
        let text = self.text(at);
        let parts = text.split([',', ';']).map(str::trim).filter(|part| !part.is_empty());
        let read: Result<_, String> =
            parts.map(|part| forgiving(part).parse().map_err(|_| part.to_owned())).collect();
        read.unwrap_or_else(|part| {
            self.wrong(at, Wrong::Hours(part));
            Vec::new()
        })
    }

    /// A week of opening hours; `field` gives the field of a day.
    pub fn week(&mut self, field: impl Fn(usize) -> At) -> WeekHours {
        let mut day = |index: usize| self.ranges(field(index));
        WeekHours {
            monday: day(0),
            tuesday: day(1),
            wednesday: day(2),
            thursday: day(3),
            friday: day(4),
            saturday: day(5),
            sunday: day(6),
        }
    }

    /// Names that were chosen, and those that were written beside them.
    pub fn names(&self, chosen: At, written: At) -> Vec<String> {
        let mut names = tag_list(self.draft.text(chosen));
        names.extend(tag_list(self.draft.text(written)));
        names
    }
}

/// Opening ranges as they stand in a field.
pub fn ranges_written(ranges: &[OpenRange]) -> String {
    ranges.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
}

/// The same with colons and a plain hyphen.
fn forgiving(range: &str) -> String {
    let compact: String = range.chars().filter(|c| !c.is_whitespace()).collect();
    let compact = compact.to_lowercase().replace(['–', 'à'], "-");
    compact.split('-').map(with_colon).collect::<Vec<_>>().join("-")
}
