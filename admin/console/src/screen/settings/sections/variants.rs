//! Other hours for a part of the year.

use epn_rules::policy::{Policy, Variant, VariantDays};
use epn_ui::{Element, items};

use super::super::Message;
use super::super::draft::{At, Draft, List, Reading, Texts};
use super::super::parts::Form;
use super::hours::{cell, week, week_texts};
use crate::dates::written;
use crate::words::say;

/// What the cell `days.on` holds, as in the policy file.
const HOLIDAYS: &str = "school-holidays";
const DATES: &str = "dates";

pub fn blank() -> Texts {
    [("days.on", HOLIDAYS.to_owned())].into()
}

pub fn write(policy: &Policy, draft: &mut Draft) {
    for variant in &policy.variants {
        let mut texts = week_texts(&variant.opening);
        match &variant.days {
            VariantDays::SchoolHolidays { zone } => {
                texts.extend([("days.on", HOLIDAYS.to_owned()), ("days.zone", zone.clone())]);
            }
            VariantDays::Dates { from, to } => texts.extend([
                ("days.on", DATES.to_owned()),
                ("days.from", written(*from)),
                ("days.to", written(*to)),
            ]),
        }
        draft.push(List::Variants, texts);
    }
}

pub fn read(read: &mut Reading<'_>, policy: &mut Policy) {
    policy.variants = (0..read.len(List::Variants))
        .map(|index| {
            let at = |cell| At::In(List::Variants, index, cell);
            let days = if read.text(at("days.on")) == DATES {
                let from = read.date(at("days.from"));
                VariantDays::Dates { from, to: read.date_or(at("days.to"), from) }
            } else {
                VariantDays::SchoolHolidays { zone: read.text(at("days.zone")) }
            };
            Variant { days, opening: read.week(|day| at(cell(day))) }
        })
        .collect();
}

pub fn view<'a>(form: &Form<'a, '_>) -> Element<'a, Message> {
    let phrases = form.ctx.phrases;
    form.list(
        List::Variants,
        say!(phrases, "settings-variants"),
        say!(phrases, "variants-lead"),
        say!(phrases, "variant-add"),
        |index| {
            let at = |cell| At::In(List::Variants, index, cell);
            let on = form.choices(
                at("days.on"),
                vec![(HOLIDAYS, say!(phrases, "variant-holidays")), (DATES, say!(phrases, "variant-dates"))],
            );
            let days = if form.draft.text(at("days.on")) == DATES {
                form.fields([
                    form.field(at("days.from"), say!(phrases, "closure-from")),
                    form.field(at("days.to"), say!(phrases, "closure-to")),
                ])
            } else {
                form.fields([form.field(at("days.zone"), say!(phrases, "holiday-zone"))])
            };
            items![on, days, week(form, at)]
        },
    )
}
