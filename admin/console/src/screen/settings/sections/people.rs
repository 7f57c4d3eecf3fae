//! Who may come in, and how: ages, tickets, entering without an account.

use epn_rules::policy::{Ages, Policy, TicketRules};
use epn_ui::{Element, items};
use iced::Length;

use super::super::Message;
use super::super::draft::{At, Draft, Reading};
use super::super::parts::Form;
use crate::words::say;

pub fn write(policy: &Policy, draft: &mut Draft) {
    let Ages { minimum, accompanied_under, authorisation_under, consent_under, children_under } = policy.ages;
    draft.set("ages.minimum", &minimum);
    draft.set("ages.accompanied_under", &accompanied_under);
    draft.set("ages.authorisation_under", &authorisation_under);
    draft.set("ages.consent_under", &consent_under);
    draft.set("ages.children_under", &children_under);
    draft.set("tickets.minutes", &policy.tickets.minutes.0);
    draft.set("tickets.valid_days", &policy.tickets.valid_days);
    draft.switch("no_account.allowed", policy.no_account.allowed);
}

pub fn read(read: &mut Reading<'_>, policy: &mut Policy) {
    policy.ages = Ages {
        minimum: read.number(At::One("ages.minimum")),
        accompanied_under: read.number(At::One("ages.accompanied_under")),
        authorisation_under: read.number(At::One("ages.authorisation_under")),
        consent_under: read.number(At::One("ages.consent_under")),
        children_under: read.number(At::One("ages.children_under")),
    };
    policy.tickets = TicketRules {
        minutes: read.minutes(At::One("tickets.minutes")),
        valid_days: read.number(At::One("tickets.valid_days")),
    };
    policy.no_account.allowed = read.is_on(At::One("no_account.allowed"));
}

pub fn view<'a>(form: &Form<'a, '_>) -> Element<'a, Message> {
    let phrases = form.ctx.phrases;
    let entry = form.card(
        say!(phrases, "settings-people"),
        None,
        items![
            form.toggle(At::One("no_account.allowed"), say!(phrases, "no-account")),
            form.fields([
                form.field(At::One("tickets.minutes"), say!(phrases, "ticket-minutes-rule")),
                form.field(At::One("tickets.valid_days"), say!(phrases, "ticket-days-rule")),
            ])
        ],
    );
    let ages = form.card(
        say!(phrases, "ages"),
        Some(say!(phrases, "ages-lead")),
        items![form.fields([
            form.field(At::One("ages.minimum"), say!(phrases, "age-minimum")),
            form.field(At::One("ages.accompanied_under"), say!(phrases, "age-accompanied")),
            form.field(At::One("ages.authorisation_under"), say!(phrases, "age-authorisation")),
            form.field(At::One("ages.consent_under"), say!(phrases, "age-consent")),
            form.field(At::One("ages.children_under"), say!(phrases, "age-children")),
        ])],
    );
    form.ctx.ui.column(items![entry, ages]).width(Length::Fill).into()
}
