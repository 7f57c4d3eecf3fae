//! The usual hours, and days that differ from all else.

use epn_rules::policy::{Policy, SpecialDay, WeekHours};
use epn_ui::{Element, items};
use iced::Length;
use jiff::civil::Weekday;

use super::super::Message;
use super::super::draft::{At, Draft, List, Reading, Texts, ranges_written};
use super::super::parts::{FIELD, Form};
use crate::dates::written;
use crate::words::say;

/// The days of the week, Monday first.
pub const WEEK: [(Weekday, &str); 7] = [
    (Weekday::Monday, "opening.monday"),
    (Weekday::Tuesday, "opening.tuesday"),
    (Weekday::Wednesday, "opening.wednesday"),
    (Weekday::Thursday, "opening.thursday"),
    (Weekday::Friday, "opening.friday"),
    (Weekday::Saturday, "opening.saturday"),
    (Weekday::Sunday, "opening.sunday"),
];

/// The cell of a day of the week, counted from Monday.
pub fn cell(day: usize) -> &'static str {
    WEEK.get(day).map_or("opening.sunday", |(_, cell)| cell)
}

/// A week's hours as texts.
pub fn week_texts(week: &WeekHours) -> Texts {
    WEEK.map(|(day, cell)| (cell, ranges_written(week.on(day)))).into()
}

pub fn write(policy: &Policy, draft: &mut Draft) {
    for (cell, text) in week_texts(&policy.opening) {
        draft.set(cell, &text);
    }
    for day in &policy.special_days {
        draft.push(
            List::SpecialDays,
            [
                ("date", written(day.date)),
                ("opening", ranges_written(&day.opening)),
                ("label", day.label.clone()),
            ]
            .into(),
        );
    }
}

pub fn read(read: &mut Reading<'_>, policy: &mut Policy) {
    policy.opening = read.week(|day| At::One(cell(day)));
    policy.special_days = (0..read.len(List::SpecialDays))
        .map(|index| {
            let at = |cell| At::In(List::SpecialDays, index, cell);
            SpecialDay {
                date: read.date(at("date")),
                opening: read.ranges(at("opening")),
                label: read.text(at("label")),
            }
        })
        .collect();
}

/// Seven fields, one a day.
pub fn week<'a>(form: &Form<'a, '_>, at: impl Fn(&'static str) -> At) -> Element<'a, Message> {
    let phrases = form.ctx.phrases;
    let days = WEEK.map(|(day, cell)| form.field(at(cell), phrases.capital(phrases.shared.weekday(day))));
    form.ctx.ui.grid(FIELD, days).into()
}

pub fn view<'a>(form: &Form<'a, '_>) -> Element<'a, Message> {
    let phrases = form.ctx.phrases;
    let usual = form.card(
        say!(phrases, "settings-hours"),
        Some(say!(phrases, "settings-hours-lead")),
        items![week(form, At::One)],
    );
    let special = form.list(
        List::SpecialDays,
        say!(phrases, "special-days"),
        say!(phrases, "special-days-lead"),
        say!(phrases, "special-day-add"),
        |index| {
            let at = |cell| At::In(List::SpecialDays, index, cell);
            items![form.fields([
                form.field_with_hint(at("date"), say!(phrases, "column-day"), say!(phrases, "date-hint")),
                form.field_with_hint(
                    at("opening"),
                    say!(phrases, "special-day-hours"),
                    say!(phrases, "special-day-hours-hint")
                ),
                form.field(at("label"), say!(phrases, "closure-label")),
            ])]
        },
    );
    form.ctx.ui.column(items![usual, special]).width(Length::Fill).into()
}
