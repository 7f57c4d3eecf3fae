//! The form: hours, closures, lengths, quotas, ages, tickets.

use epn_rules::policy::Closure;
use epn_ui::{Element, Icon, Space, Tone, items};
use iced::Length;

use super::draft::WEEK;
use super::{Draft, Field, Message, NewClosure, Wrong};
use crate::ctx::Ctx;
use crate::stack::stack;
use crate::words::{Phrases, say};

/// The least width of a field, in logical pixels.
const HOURS: f32 = 232.0;
const NUMBER: f32 = 208.0;

/// What is wrong, and where.
type Faults = [(Option<Field>, Wrong)];

pub fn view<'a>(
    ctx: &Ctx<'a>,
    draft: &'a Draft,
    closure: &'a NewClosure,
    wrong: &Faults,
) -> Element<'a, Message> {
    let homeless = wrong
        .iter()
        .find(|(field, _)| field.is_none())
        .map(|(_, wrong)| ctx.ui.banner("settings-fault", Tone::Danger, said(ctx.phrases, wrong)).into());
    let cards = [
        hours(ctx, draft, wrong),
        closures(ctx, draft, closure),
        lengths(ctx, draft, wrong),
        people(ctx, draft, wrong),
    ];
    stack(ctx.ui, Space::M, std::iter::once(homeless).chain(cards.map(Some))).into()
}

fn said(phrases: &Phrases, wrong: &Wrong) -> String {
    match wrong {
        Wrong::Hours(part) => say!(phrases, "hours-wrong", part = part.clone()),
        Wrong::Number => say!(phrases, "number-wrong"),
        Wrong::Flaw(flaw) => phrases.flaw(flaw),
    }
}

fn field<'a>(
    ctx: &Ctx<'a>,
    draft: &'a Draft,
    wrong: &Faults,
    field: Field,
    label: String,
    hint: Option<String>,
) -> Element<'a, Message> {
    let error = wrong.iter().find(|(at, _)| *at == Some(field)).map(|(_, wrong)| said(ctx.phrases, wrong));
    let drawn = ctx
        .ui
        .field(field.id(), label, draft.text(field), move |text| Message::Written(field, text))
        .error(error);
    match hint {
        Some(hint) => drawn.hint(hint).into(),
        None => drawn.into(),
    }
}

fn card<'a>(
    ctx: &Ctx<'a>,
    title: String,
    lead: Option<String>,
    content: Vec<Element<'a, Message>>,
) -> Element<'a, Message> {
    let ui = ctx.ui;
    let lead = lead.map(|lead| ui.caption(lead).into());
    let parts = std::iter::once(ui.heading(title).into()).chain(lead).chain(content);
    ui.card(ui.column(parts).width(Length::Fill)).width(Length::Fill).into()
}

fn hours<'a>(ctx: &Ctx<'a>, draft: &'a Draft, wrong: &Faults) -> Element<'a, Message> {
    let phrases = ctx.phrases;
    let days = WEEK.map(|day| {
        field(ctx, draft, wrong, Field::Day(day), phrases.capital(phrases.shared.weekday(day)), None)
    });
    let title = say!(phrases, "settings-hours");
    card(ctx, title, Some(say!(phrases, "settings-hours-lead")), items![ctx.ui.grid(HOURS, days)])
}

fn closures<'a>(ctx: &Ctx<'a>, draft: &'a Draft, new: &'a NewClosure) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let rows = draft.closures.iter().enumerate().map(|(index, closure)| {
        let remove = ui
            .button(
                format!("closure-remove-{index}"),
                say!(phrases, "closure-remove"),
                Message::ClosureRemoved(index),
            )
            .quiet()
            .icon_only(Icon::Delete);
        ui.row(items![ui.body(closure_words(phrases, closure)).fill(), remove]).width(Length::Fill).into()
    });
    let list = (!draft.closures.is_empty()).then(|| ui.list(rows.collect::<Vec<_>>()));
    let write = |change: fn(&mut NewClosure, String)| {
        move |text: String| {
            let mut closure = new.clone();
            change(&mut closure, text);
            Message::ClosureWritten(closure)
        }
    };
    let from = ui
        .field(
            "closure-from",
            say!(phrases, "closure-from"),
            &new.from,
            write(|closure, text| closure.from = text),
        )
        .hint(say!(phrases, "date-hint"))
        .on_submit(Message::ClosureAdded);
    let to = ui
        .field("closure-to", say!(phrases, "closure-to"), &new.to, write(|closure, text| closure.to = text))
        .on_submit(Message::ClosureAdded);
    let label = ui
        .field(
            "closure-label",
            say!(phrases, "closure-label"),
            &new.label,
            write(|closure, text| closure.label = text),
        )
        .on_submit(Message::ClosureAdded);
    let unready = new.parse().is_none().then(|| say!(phrases, "closure-unready"));
    let add = ui
        .button("closure-add", say!(phrases, "closure-add"), Message::ClosureAdded)
        .icon(Icon::Plus)
        .disabled_if(unready);
    let line = ui.grid(HOURS, items![from, to, label]);
    let content = stack(ui, Space::M, [list, Some(line.into()), Some(add.into())]);
    card(ctx, say!(phrases, "settings-closures"), None, items![content])
}

fn closure_words(phrases: &Phrases, closure: &Closure) -> String {
    let days = if closure.from == closure.to {
        say!(phrases, "closure-day", date = crate::dates::written(closure.from))
    } else {
        say!(
            phrases,
            "closure-span",
            from = crate::dates::written(closure.from),
            to = crate::dates::written(closure.to)
        )
    };
    if closure.label.is_empty() { days } else { format!("{days} — {}", closure.label) }
}

fn lengths<'a>(ctx: &Ctx<'a>, draft: &'a Draft, wrong: &Faults) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let none = Some(say!(phrases, "quota-none"));
    let fields = [
        (Field::Longest, say!(phrases, "session-longest"), None),
        (Field::Granularity, say!(phrases, "session-granularity"), None),
        (Field::Shortest, say!(phrases, "session-shortest"), None),
        (Field::Grace, say!(phrases, "session-grace"), None),
        (Field::QuotaDay, say!(phrases, "quota-day"), none.clone()),
        (Field::QuotaSession, say!(phrases, "quota-session"), none),
    ]
    .map(|(at, label, hint)| field(ctx, draft, wrong, at, label, hint));
    let extends = ui.toggle(
        "session-extends",
        say!(phrases, "session-extends"),
        draft.extends,
        Message::ExtendsPressed,
    );
    let grid = ui.grid(NUMBER, fields).spacing(ui.space(Space::M));
    card(ctx, say!(phrases, "settings-lengths"), Some(say!(phrases, "in-minutes")), items![grid, extends])
}

fn people<'a>(ctx: &Ctx<'a>, draft: &'a Draft, wrong: &Faults) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let fields = [
        (Field::Accompanied, say!(phrases, "age-accompanied"), None),
        (Field::Authorisation, say!(phrases, "age-authorisation"), None),
        (Field::Consent, say!(phrases, "age-consent"), None),
        (Field::TicketMinutes, say!(phrases, "ticket-minutes-rule"), None),
        (Field::TicketDays, say!(phrases, "ticket-days-rule"), None),
    ]
    .map(|(at, label, hint)| field(ctx, draft, wrong, at, label, hint));
    let no_account =
        ui.toggle("no-account", say!(phrases, "no-account"), draft.no_account, Message::NoAccountPressed);
    card(ctx, say!(phrases, "settings-people"), None, items![no_account, ui.grid(NUMBER, fields)])
}
