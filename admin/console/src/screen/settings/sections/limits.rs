//! How much each visitor may use, and what some may use beyond that.

use std::num::NonZeroU16;

use epn_rules::policy::{Bonus, Policy, Quota, QuotaSpan};
use epn_ui::{Element, items};
use iced::Length;

use super::super::Message;
use super::super::draft::{At, Draft, List, Reading, Texts, switched};
use super::super::parts::Form;
use super::scope;
use crate::words::say;

/// What the cell `per` holds for a span of days; their number stands in `days`.
const DAYS: &str = "days";

pub fn blank() -> Texts {
    [("per", "day".to_owned()), ("pooled", switched(true))].into()
}

fn span_texts(per: QuotaSpan) -> Texts {
    match per {
        QuotaSpan::Rolling { days } => [("per", DAYS.to_owned()), ("days", days.to_string())].into(),
        per => [("per", per.to_string())].into(),
    }
}

pub fn write(policy: &Policy, draft: &mut Draft) {
    for quota in &policy.quotas {
        let mut texts = span_texts(quota.per);
        texts.extend(scope::texts(&quota.scope));
        texts.extend([("minutes", quota.minutes.0.to_string()), ("pooled", switched(quota.pooled))]);
        draft.push(List::Quotas, texts);
    }
    for bonus in &policy.bonuses {
        let mut texts = span_texts(bonus.per);
        texts.extend(scope::texts(&bonus.scope));
        texts.extend([("minutes", bonus.minutes.0.to_string()), ("label", bonus.label.clone())]);
        draft.push(List::Bonuses, texts);
    }
}

fn span(read: &mut Reading<'_>, list: List, index: usize) -> QuotaSpan {
    let per = read.text(At::In(list, index, "per"));
    if per == DAYS {
        // A number that is none is remembered as wrong: the span does not matter then.
        let days: Option<NonZeroU16> = NonZeroU16::new(read.number(At::In(list, index, "days")));
        return days.map_or(QuotaSpan::Day, |days| QuotaSpan::Rolling { days });
    }
    per.parse().unwrap_or(QuotaSpan::Day)
}

pub fn read(read: &mut Reading<'_>, policy: &mut Policy) {
    policy.quotas = (0..read.len(List::Quotas))
        .map(|index| Quota {
            per: span(read, List::Quotas, index),
            minutes: read.minutes(At::In(List::Quotas, index, "minutes")),
            scope: scope::read(read, List::Quotas, index),
            pooled: read.is_on(At::In(List::Quotas, index, "pooled")),
        })
        .collect();
    policy.bonuses = (0..read.len(List::Bonuses))
        .map(|index| Bonus {
            per: span(read, List::Bonuses, index),
            minutes: read.minutes(At::In(List::Bonuses, index, "minutes")),
            label: read.text(At::In(List::Bonuses, index, "label")),
            scope: scope::read(read, List::Bonuses, index),
        })
        .collect();
}

/// Over what the minutes add up.
fn spans<'a>(form: &Form<'a, '_>, list: List, index: usize) -> Element<'a, Message> {
    let phrases = form.ctx.phrases;
    form.choices(
        At::In(list, index, "per"),
        vec![
            ("session", say!(phrases, "per-session")),
            ("day", say!(phrases, "per-day")),
            ("week", say!(phrases, "per-week")),
            ("month", say!(phrases, "per-month")),
            (DAYS, say!(phrases, "per-days")),
        ],
    )
}

/// Minutes, and the number of days if the span is one of days.
fn figures<'a>(form: &Form<'a, '_>, list: List, index: usize) -> Vec<Element<'a, Message>> {
    let phrases = form.ctx.phrases;
    let at = |cell| At::In(list, index, cell);
    let days = (form.draft.text(at("per")) == DAYS)
        .then(|| form.field(at("days"), say!(phrases, "per-how-many-days")));
    std::iter::once(form.field(at("minutes"), say!(phrases, "column-minutes"))).chain(days).collect()
}

pub fn view<'a>(form: &Form<'a, '_>) -> Element<'a, Message> {
    let phrases = form.ctx.phrases;
    let quotas = form.list(
        List::Quotas,
        say!(phrases, "settings-limits"),
        say!(phrases, "quotas-lead"),
        say!(phrases, "quota-add"),
        |index| {
            let pooled = form.toggle(At::In(List::Quotas, index, "pooled"), say!(phrases, "quota-pooled"));
            let head =
                items![spans(form, List::Quotas, index), form.fields(figures(form, List::Quotas, index))];
            head.into_iter().chain(scope::view(form, List::Quotas, index)).chain([pooled]).collect()
        },
    );
    let bonuses = form.list(
        List::Bonuses,
        say!(phrases, "bonuses"),
        say!(phrases, "bonuses-lead"),
        say!(phrases, "bonus-add"),
        |index| {
            let label = form.field(At::In(List::Bonuses, index, "label"), say!(phrases, "closure-label"));
            let figures = figures(form, List::Bonuses, index).into_iter().chain([label]);
            let head = items![spans(form, List::Bonuses, index), form.fields(figures)];
            head.into_iter().chain(scope::view(form, List::Bonuses, index)).collect()
        },
    );
    form.ctx.ui.column(items![quotas, bonuses]).width(Length::Fill).into()
}
