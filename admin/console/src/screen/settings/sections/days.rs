//! Closures and school holidays: written, or read from an iCalendar file.

use epn_rules::policy::{Closure, Policy, SchoolHoliday};
use epn_ui::{Element, items};
use iced::Length;
use jiff::civil::Date;

use super::super::Message;
use super::super::draft::{At, Draft, List, Reading, Texts};
use super::super::parts::Form;
use crate::dates::written;
use crate::words::say;

fn span_texts(from: Date, to: Date, label: &str) -> Texts {
    [("from", written(from)), ("to", written(to)), ("label", label.to_owned())].into()
}

pub fn write(policy: &Policy, draft: &mut Draft) {
    for closure in &policy.closures {
        draft.push(List::Closures, span_texts(closure.from, closure.to, &closure.label));
    }
    for holiday in &policy.school_holidays {
        let mut texts = span_texts(holiday.from, holiday.to, &holiday.label);
        texts.insert("zone", holiday.zone.clone());
        draft.push(List::Holidays, texts);
    }
}

pub fn read(read: &mut Reading<'_>, policy: &mut Policy) {
    policy.closures = (0..read.len(List::Closures))
        .map(|index| {
            let at = |cell| At::In(List::Closures, index, cell);
            let from = read.date(at("from"));
            Closure { from, to: read.date_or(at("to"), from), label: read.text(at("label")) }
        })
        .collect();
    policy.school_holidays = (0..read.len(List::Holidays))
        .map(|index| {
            let at = |cell| At::In(List::Holidays, index, cell);
            let from = read.date(at("from"));
            let (zone, to) = (read.text(at("zone")), read.date_or(at("to"), from));
            SchoolHoliday { zone, from, to, label: read.text(at("label")) }
        })
        .collect();
}

/// First and last day, and why.
fn span<'a>(form: &Form<'a, '_>, list: List, index: usize) -> Vec<Element<'a, Message>> {
    let phrases = form.ctx.phrases;
    let at = |cell| At::In(list, index, cell);
    vec![
        form.field(at("from"), say!(phrases, "closure-from")),
        form.field(at("to"), say!(phrases, "closure-to")),
        form.field(at("label"), say!(phrases, "closure-label")),
    ]
}

pub fn view<'a>(form: &Form<'a, '_>) -> Element<'a, Message> {
    let phrases = form.ctx.phrases;
    let closures = form.list(
        List::Closures,
        say!(phrases, "settings-closures"),
        say!(phrases, "closures-lead"),
        say!(phrases, "closure-add"),
        |index| items![form.fields(span(form, List::Closures, index))],
    );
    let holidays = form.list(
        List::Holidays,
        say!(phrases, "holidays"),
        say!(phrases, "holidays-lead"),
        say!(phrases, "holiday-add"),
        |index| {
            let zone = form.field(At::In(List::Holidays, index, "zone"), say!(phrases, "holiday-zone"));
            items![form.fields(std::iter::once(zone).chain(span(form, List::Holidays, index)))]
        },
    );
    let import = form.import.view(form.ctx).map(Message::Import);
    form.ctx.ui.column(items![import, closures, holidays]).width(Length::Fill).into()
}
