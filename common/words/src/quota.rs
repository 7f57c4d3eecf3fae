//! Quotas in words: the figures, and of which day, week or month they are.

use epn_rules::policy::QuotaSpan;
use epn_rules::units::Minutes;
use i18n_embed_fl::fl;
use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};

use crate::{Reader, Words};

/// What was used, what is allowed, and on which day: not always the reader's, since a session goes over midnight and a
/// slot is on a later day.
#[derive(Clone, Copy)]
pub(crate) struct Figures {
    pub(crate) used: Minutes,
    pub(crate) allowed: Minutes,
    pub(crate) day: Option<Date>,
}

impl Words {
    /// A quota with its figures; they are named after their own day where that is not the reader's.
    pub(crate) fn quota(&self, per: QuotaSpan, figures: Figures, reader: &Reader) -> String {
        match figures.day.and_then(|day| self.other_span(per, day, reader)) {
            Some(when) => self.quota_of(when, figures),
            None => self.quota_now(per, figures),
        }
    }

    /// A quota that is used up at the end of a session.
    pub(crate) fn quota_by_then(&self, per: QuotaSpan, figures: Figures, reader: &Reader) -> String {
        let allowed = self.length(figures.allowed);
        if let Some(when) = figures.day.and_then(|day| self.other_span(per, day, reader)) {
            return fl!(self.loader, "running-quota-other", when = when, allowed = allowed);
        }
        match per {
            QuotaSpan::Session => fl!(self.loader, "running-quota-session", allowed = allowed),
            QuotaSpan::Day => fl!(self.loader, "running-quota-day", allowed = allowed),
            QuotaSpan::Week => fl!(self.loader, "running-quota-week", allowed = allowed),
            QuotaSpan::Month => fl!(self.loader, "running-quota-month", allowed = allowed),
            QuotaSpan::Rolling { days } => {
                fl!(self.loader, "running-quota-days", allowed = allowed, days = days.get())
            }
        }
    }

    fn quota_now(&self, per: QuotaSpan, figures: Figures) -> String {
        let (used, allowed) = (figures.used.0, figures.allowed.0);
        match per {
            QuotaSpan::Session => fl!(self.loader, "quota-session", used = used, allowed = allowed),
            QuotaSpan::Day => fl!(self.loader, "quota-day", used = used, allowed = allowed),
            QuotaSpan::Week => fl!(self.loader, "quota-week", used = used, allowed = allowed),
            QuotaSpan::Month => fl!(self.loader, "quota-month", used = used, allowed = allowed),
            QuotaSpan::Rolling { days } => {
                fl!(self.loader, "quota-days", used = used, allowed = allowed, days = days.get())
            }
        }
    }

    fn quota_of(&self, when: String, figures: Figures) -> String {
        fl!(self.loader, "quota-other", when = when, used = figures.used.0, allowed = figures.allowed.0)
    }

    /// The day, week, month or days that end on a day, if they are not those that the reader is in.
    fn other_span(&self, per: QuotaSpan, day: Date, reader: &Reader) -> Option<String> {
        let today = reader.now().map(DateTime::date);
        match per {
            QuotaSpan::Session => None,
            QuotaSpan::Day => self.other_day(day, reader),
            QuotaSpan::Week => {
                let monday = monday_of(day);
                let first = self.day_of_year(monday);
                (today.map(monday_of) != Some(monday)).then(|| fl!(self.loader, "week-of", date = first))
            }
            QuotaSpan::Month => {
                let is_this =
                    today.is_some_and(|today| (today.year(), today.month()) == (day.year(), day.month()));
                (!is_this).then(|| self.month(day.month()))
            }
            QuotaSpan::Rolling { days } => {
                let last = self.day_of_year(day);
                let span = || fl!(self.loader, "days-until", days = days.get(), date = last);
                (today != Some(day)).then(span)
            }
        }
    }
}

fn monday_of(day: Date) -> Date {
    day.saturating_sub(i64::from(day.weekday().to_monday_zero_offset()).days())
}
