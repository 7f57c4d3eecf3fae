//! Prints: who releases them, what is given free of charge, and the cash desk.

use epn_rules::policy::{Allowance, Period, Policy, PrintRules};
use epn_ui::{Element, items};
use iced::Length;

use super::super::Message;
use super::super::draft::{At, Draft, List, Reading, Texts};
use super::super::parts::Form;
use super::scope;
use crate::words::{price_written, say};

/// Between the names of issuers, which may hold commas.
const BETWEEN: char = ';';

pub fn blank() -> Texts {
    [("per", Period::Month.to_string())].into()
}

pub fn write(policy: &Policy, draft: &mut Draft) {
    let PrintRules {
        release,
        express_sides,
        allowances,
        held,
        longest_pages,
        voucher_issuers,
        refund_on_leaving,
    } = &policy.printing;
    draft.set("printing.release", release);
    draft.set("printing.express_sides", express_sides);
    draft.set("printing.held", &held.0);
    draft.set("printing.longest_pages", longest_pages);
    draft.set("printing.voucher_issuers", &voucher_issuers.join(&format!("{BETWEEN} ")));
    draft.switch("printing.refund_on_leaving", *refund_on_leaving);
    for allowance in allowances {
        let mut texts = scope::texts(&allowance.scope);
        texts.extend([("cents", price_written(allowance.cents)), ("per", allowance.per.to_string())]);
        draft.push(List::Allowances, texts);
    }
}

pub fn read(read: &mut Reading<'_>, policy: &mut Policy) {
    let issuers = read.text(At::One("printing.voucher_issuers"));
    let issuers = issuers.split(BETWEEN).map(str::trim).filter(|issuer| !issuer.is_empty());
    policy.printing = PrintRules {
        release: read.text(At::One("printing.release")).parse().unwrap_or_default(),
        express_sides: read.number(At::One("printing.express_sides")),
        allowances: (0..read.len(List::Allowances)).map(|index| allowance(read, index)).collect(),
        held: read.minutes(At::One("printing.held")),
        longest_pages: read.number(At::One("printing.longest_pages")),
        voucher_issuers: issuers.map(str::to_owned).collect(),
        refund_on_leaving: read.is_on(At::One("printing.refund_on_leaving")),
    };
}

fn allowance(read: &mut Reading<'_>, index: usize) -> Allowance {
    let at = |cell| At::In(List::Allowances, index, cell);
    Allowance {
        cents: read.price(at("cents")),
        per: read.text(at("per")).parse().unwrap_or(Period::Month),
        scope: scope::read(read, List::Allowances, index),
    }
}

pub fn view<'a>(form: &Form<'a, '_>) -> Element<'a, Message> {
    let ui = form.ctx.ui;
    ui.column(items![prints(form), allowances(form), desk(form)]).width(Length::Fill).into()
}

fn prints<'a>(form: &Form<'a, '_>) -> Element<'a, Message> {
    let phrases = form.ctx.phrases;
    let releases = vec![
        ("automatic", say!(phrases, "release-automatic")),
        ("mediator", say!(phrases, "release-mediator")),
    ];
    form.card(
        say!(phrases, "settings-printing"),
        Some(say!(phrases, "release-lead")),
        items![
            form.choices(At::One("printing.release"), releases),
            form.fields([
                form.field_with_hint(
                    At::One("printing.express_sides"),
                    say!(phrases, "printing-express"),
                    say!(phrases, "printing-express-hint"),
                ),
                form.field(At::One("printing.held"), say!(phrases, "printing-held")),
                form.field(At::One("printing.longest_pages"), say!(phrases, "printing-longest")),
            ]),
        ],
    )
}

fn allowances<'a>(form: &Form<'a, '_>) -> Element<'a, Message> {
    let phrases = form.ctx.phrases;
    form.list(
        List::Allowances,
        say!(phrases, "allowances"),
        say!(phrases, "allowances-lead"),
        say!(phrases, "allowance-add"),
        |index| {
            let at = |cell| At::In(List::Allowances, index, cell);
            let periods = vec![
                ("day", say!(phrases, "per-day")),
                ("week", say!(phrases, "per-week")),
                ("month", say!(phrases, "per-month")),
                ("year", say!(phrases, "per-year")),
            ];
            let amount = form.field_with_hint(
                at("cents"),
                say!(phrases, "allowance-amount"),
                say!(phrases, "price-hint"),
            );
            let head = items![form.choices(at("per"), periods), form.fields([amount])];
            head.into_iter().chain(scope::view_people(form, List::Allowances, index)).collect()
        },
    )
}

fn desk<'a>(form: &Form<'a, '_>) -> Element<'a, Message> {
    let phrases = form.ctx.phrases;
    form.card(
        say!(phrases, "desk-rules"),
        None,
        items![
            form.field_with_hint(
                At::One("printing.voucher_issuers"),
                say!(phrases, "voucher-issuers"),
                say!(phrases, "voucher-issuers-hint"),
            ),
            form.toggle(At::One("printing.refund_on_leaving"), say!(phrases, "refund-on-leaving")),
        ],
    )
}
