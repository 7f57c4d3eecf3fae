//! A purse: what is spent first, what comes back, and when a free allowance is given and lapses.

use std::fmt;
use std::str::FromStr;

use jiff::ToSpan as _;
use jiff::civil::{Date, Weekday};

use crate::facts::VisitorFacts;
use crate::policy::{Allowance, Period, PrintRules, UnknownWord};
use crate::units::Cents;

#[cfg(test)]
mod tests;

/// An amount by where it comes from; neither part is negative.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Parts {
    pub free: Cents,
    pub paid: Cents,
}

impl Parts {
    /// Both together.
    pub fn total(self) -> Cents {
        Cents(self.free.0.saturating_add(self.paid.0))
    }

    /// So much of what is here, the free part first.
    ///
    /// # Errors
    /// So much is missing.
    pub fn take(self, amount: Cents) -> Result<Self, Cents> {
        let free = amount.min(self.free);
        let paid = Cents(amount.0 - free.0);
        if paid > self.paid { Err(Cents(paid.0 - self.paid.0)) } else { Ok(Self { free, paid }) }
    }

    /// So much of what is here, the paid part first: what is given back of a print.
    ///
    /// # Errors
    /// So much is missing.
    pub fn give_back(self, amount: Cents) -> Result<Self, Cents> {
        let paid = amount.min(self.paid);
        let free = Cents(amount.0 - paid.0);
        if free > self.free { Err(Cents(free.0 - self.free.0)) } else { Ok(Self { free, paid }) }
    }

    /// What is left of this without a part of it.
    #[must_use]
    pub fn without(self, part: Self) -> Self {
        Self { free: Cents(self.free.0 - part.free.0), paid: Cents(self.paid.0 - part.paid.0) }
    }
}

/// One period of the civil calendar for which an allowance is given: `month-2026-03-01`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct AllowancePeriod {
    per: Period,
    /// Its first day.
    from: Date,
}

/// Text that names no period.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("this is no period of an allowance")]
pub struct NoPeriod;

impl AllowancePeriod {
    /// The period that a civil day is in.
    pub fn of(per: Period, day: Date) -> Self {
        let from = match per {
            Period::Day => day,
            Period::Week => day.saturating_sub(i32::from(day.weekday().since(Weekday::Monday)).days()),
            Period::Month => day.first_of_month(),
            Period::Year => day.first_of_year(),
        };
        Self { per, from }
    }

    /// Whether a civil day comes after it.
    pub fn is_over(self, day: Date) -> bool {
        Self::of(self.per, day).from > self.from
    }
}

impl fmt::Display for AllowancePeriod {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.per, self.from)
    }
}

impl FromStr for AllowancePeriod {
    type Err = NoPeriod;

    fn from_str(text: &str) -> Result<Self, NoPeriod> {
        let (per, from) = text.split_once('-').ok_or(NoPeriod)?;
        Ok(Self {
            per: per.parse().map_err(|UnknownWord| NoPeriod)?,
            from: from.parse().map_err(|_| NoPeriod)?,
        })
    }
}

impl PrintRules {
    /// What a visitor is given free of charge: the first allowance that is theirs.
    pub fn allowance_of(&self, visitor: &VisitorFacts) -> Option<&Allowance> {
        self.allowances.iter().find(|allowance| allowance.scope.fits(visitor, &[]))
    }
}

/// The free allowance that a purse holds, or held last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Given {
    /// For which period it was given.
    pub period: AllowancePeriod,
    /// What is left of it.
    pub left: Cents,
}

/// What becomes of a purse's free allowance on a day: first something may lapse, then something may be given.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// This much of the last period's lapses, unless it is nothing.
    pub lapses: Option<(AllowancePeriod, Cents)>,
    /// This much is given for a new period. Whoever had the same period's before gets nothing again.
    pub gives: Option<(AllowancePeriod, Cents)>,
}

impl Turn {
    /// The turn that is due on a civil day. An allowance lapses with its period, or when one of another period takes its
    /// place; where a policy gives none any more, what was given stays until its period is over.
    pub fn due(held: Option<Given>, allowance: Option<&Allowance>, day: Date) -> Self {
        let new = allowance.map(|allowance| (AllowancePeriod::of(allowance.per, day), allowance.cents));
        let Some(held) = held else { return Self { lapses: None, gives: new } };
        let (is_over, gives) = match new {
            Some((period, _)) if period == held.period => (false, None),
            Some(new) => (true, Some(new)),
            None => (held.period.is_over(day), None),
        };
        let lapses = (is_over && held.left > Cents(0)).then_some((held.period, held.left));
        Self { lapses, gives }
    }
}
