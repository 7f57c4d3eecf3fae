//! What the use of a station costs.

use epn_rules::policy::{Policy, Tariff};
use epn_ui::{Element, items};

use super::super::Message;
use super::super::draft::{At, Draft, List, Reading, Texts};
use super::super::parts::Form;
use super::scope;
use crate::words::{price_written, say};

/// For each quarter of an hour that has begun.
const PRICE: &str = "cents_per_quarter_hour";

pub fn blank() -> Texts {
    [("free_minutes", "0".to_owned())].into()
}

pub fn write(policy: &Policy, draft: &mut Draft) {
    for tariff in &policy.tariffs {
        let mut texts = scope::texts(&tariff.scope);
        texts.extend([
            (PRICE, price_written(tariff.cents_per_quarter_hour)),
            ("free_minutes", tariff.free_minutes.0.to_string()),
        ]);
        draft.push(List::Tariffs, texts);
    }
}

pub fn read(read: &mut Reading<'_>, policy: &mut Policy) {
    policy.tariffs = (0..read.len(List::Tariffs))
        .map(|index| Tariff {
            cents_per_quarter_hour: read.price(At::In(List::Tariffs, index, PRICE)),
            free_minutes: read.minutes(At::In(List::Tariffs, index, "free_minutes")),
            scope: scope::read(read, List::Tariffs, index),
        })
        .collect();
}

pub fn view<'a>(form: &Form<'a, '_>) -> Element<'a, Message> {
    let phrases = form.ctx.phrases;
    form.list(
        List::Tariffs,
        say!(phrases, "settings-prices"),
        say!(phrases, "prices-lead"),
        say!(phrases, "price-add"),
        |index| {
            let at = |cell| At::In(List::Tariffs, index, cell);
            let figures = form.fields([
                form.field_with_hint(at(PRICE), say!(phrases, "price-quarter"), say!(phrases, "price-hint")),
                form.field(at("free_minutes"), say!(phrases, "price-free-minutes")),
            ]);
            items![figures].into_iter().chain(scope::view(form, List::Tariffs, index)).collect()
        },
    )
}
