//! How the form of a booking is drawn.

use epn_ui::{Element, Icon, Space, Step, Tone, items};
use epn_wire::calendar::{CalendarView, LongestBooking, RepeatEvery};
use epn_wire::planning::PlaceAsked;
use iced::Length;

use super::form::{Form, LONGEST_LABEL, Message, Missing, REPEATS, asked};
use super::plan::{booking_who, place_id};
use crate::client::Failure;
use crate::ctx::Ctx;
use crate::dates::{parse_date, parse_time};
use crate::screen::find::member_words;
use crate::stack::stack;
use crate::words::{Phrases, say};

pub fn view<'a>(ctx: &Ctx<'a>, form: &'a Form, calendar: &'a CalendarView) -> Element<'a, Message> {
    let ui = ctx.ui;
    let who = match &form.moving {
        Some(booking) => ui.body(booking_who(ctx, booking)).bold().into(),
        None => who(ctx, form),
    };
    let parts = [
        Some(refusal(ctx, form)).flatten(),
        Some(who),
        Some(when(ctx, form)),
        Some(places(ctx, form, calendar)),
        form.moving.is_none().then(|| repeat(ctx, form)),
    ];
    stack(ui, Space::M, parts).into()
}

/// Why the rules refused, and where a reason can be given nevertheless.
fn refusal<'a>(ctx: &Ctx<'a>, form: &'a Form) -> Option<Element<'a, Message>> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let failure = form.refused.as_ref()?;
    let said = ui.banner("booking-refused", Tone::Danger, phrases.failure(failure, ctx.reader));
    let is_by_rules = matches!(failure, Failure::Said(error) if error.decision.is_some());
    let reason = is_by_rules.then(|| {
        ui.field("booking-reason", say!(phrases, "booking-reason"), &form.reason, Message::ReasonTyped)
            .hint(say!(phrases, "booking-reason-hint"))
            .on_submit(Message::Submitted)
            .into()
    });
    let parts = std::iter::once(said.into()).chain(reason);
    Some(ui.column(parts).spacing(ui.space(Space::S)).width(Length::Fill).into())
}

fn who<'a>(ctx: &Ctx<'a>, form: &'a Form) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    if let Some(visitor) = &form.visitor {
        let alias = phrases.shared.alias(&visitor.alias);
        let other = ui
            .button("booking-who-other", say!(phrases, "booking-who-other"), Message::VisitorDropped)
            .quiet()
            .icon_only(Icon::Close);
        let words = ui.body(member_words(ctx, visitor)).id("booking-who").bold().fill();
        let picture = ui.picture(&visitor.alias.picture, alias, 36.0);
        return ui.row(items![picture, words, other]).spacing(ui.space(Space::S)).width(Length::Fill).into();
    }
    let find = form.find.view(ctx, "booking-who", say!(phrases, "booking-who")).map(Message::Find);
    let is_long = form.missing() == Some(Missing::LabelTooLong);
    let label = ui
        .field("booking-label", say!(phrases, "booking-label"), &form.label, Message::LabelTyped)
        .hint(say!(phrases, "booking-label-hint"))
        .error(is_long.then(|| say!(phrases, "message-too-long", most = LONGEST_LABEL.to_string())))
        .on_submit(Message::Submitted);
    ui.column(items![find, label]).spacing(ui.space(Space::S)).width(Length::Fill).into()
}

fn when<'a>(ctx: &Ctx<'a>, form: &'a Form) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let is_wrong = |text: &str, is_read: bool| !text.trim().is_empty() && !is_read;
    let wrong_day = is_wrong(&form.day, parse_date(&form.day).is_some()).then(|| say!(phrases, "date-wrong"));
    let wrong_time =
        is_wrong(&form.time, parse_time(&form.time).is_some()).then(|| say!(phrases, "time-wrong"));
    let day = ui
        .field("booking-day", say!(phrases, "column-day"), &form.day, Message::DayTyped)
        .error(wrong_day)
        .on_submit(Message::Submitted);
    let time = ui
        .field("booking-time", say!(phrases, "booking-time"), &form.time, Message::TimeTyped)
        .error(wrong_time)
        .on_submit(Message::Submitted);
    let minutes = ui.stepper(
        "booking-minutes",
        phrases.short_length(epn_rules::units::Minutes(form.minutes)),
        Step { label: say!(phrases, "booking-shorter"), on_press: Message::Shorter, end: None },
        Step { label: say!(phrases, "booking-longer"), on_press: Message::Longer, end: None },
    );
    let fields = ui.grid(118.0, items![day, time]).spacing(ui.space(Space::S));
    let parts = [fields.into(), minutes].into_iter().chain(at_most(ctx, form));
    ui.column(parts).spacing(ui.space(Space::S)).width(Length::Fill).into()
}

/// How long it could be, and by which rule not longer.
fn at_most<'a>(ctx: &Ctx<'a>, form: &'a Form) -> Option<Element<'a, Message>> {
    let LongestBooking { longest, limit } = form.longest?;
    let why = ctx.phrases.shared.at_most(longest, limit?, ctx.reader);
    Some(ctx.ui.label(why).id("booking-at-most").muted().into())
}

fn places<'a>(ctx: &Ctx<'a>, form: &'a Form, calendar: &'a CalendarView) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let choice = |id: String, words: String, place: PlaceAsked| {
        let is_chosen = form.places.contains(&place);
        ui.choice(id, words, is_chosen, Message::PlacePressed(place)).into()
    };
    let places = calendar
        .rows
        .iter()
        .map(|row| choice(place_id("place", row.place), row.name.clone(), asked(row.place)));
    let mut tags: Vec<&String> = calendar.rows.iter().flat_map(|row| &row.tags).collect();
    tags.sort_unstable();
    tags.dedup();
    let tags = tags.into_iter().map(|tag| {
        let words = say!(phrases, "booking-any", tag = phrases.tag(tag));
        choice(format!("place-tag-{tag}"), words, PlaceAsked::Tag { tag: tag.clone() })
    });
    let label = ui.label(say!(phrases, "booking-places")).bold();
    let choices = ui.row(places.chain(tags)).spacing(ui.space(Space::Xs)).wrap();
    ui.column(items![label, choices]).spacing(ui.space(Space::Xs)).width(Length::Fill).into()
}

fn repeat<'a>(ctx: &Ctx<'a>, form: &'a Form) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let choices = [
        ("repeat-once", say!(phrases, "repeat-once"), None),
        ("repeat-day", say!(phrases, "repeat-day"), Some(RepeatEvery::Day)),
        ("repeat-week", say!(phrases, "repeat-week"), Some(RepeatEvery::Week)),
    ]
    .map(|(id, words, every)| {
        ui.choice(id, words, form.repeat == every, Message::RepeatChosen(every)).into()
    });
    let choices = ui.row(choices).spacing(ui.space(Space::Xs)).wrap();
    let end = |is_end: bool| is_end.then(String::new);
    let count = form.repeat.map(|_| {
        ui.stepper(
            "repeat-count",
            say!(phrases, "repeat-times", count = form.count.to_string()),
            Step {
                label: say!(phrases, "repeat-fewer"),
                on_press: Message::Fewer,
                end: end(form.count <= *REPEATS.start()),
            },
            Step {
                label: say!(phrases, "repeat-more"),
                on_press: Message::More,
                end: end(form.count >= *REPEATS.end()),
            },
        )
    });
    let label = ui.label(say!(phrases, "repeat")).bold();
    ui.column([label.into(), choices.into()].into_iter().chain(count)).spacing(ui.space(Space::Xs)).into()
}

fn missing_words(phrases: &Phrases, missing: Missing) -> String {
    match missing {
        Missing::Place => say!(phrases, "booking-missing-place"),
        Missing::Day => say!(phrases, "booking-missing-day"),
        Missing::Time => say!(phrases, "booking-missing-time"),
        Missing::Who => say!(phrases, "booking-missing-who"),
        Missing::LabelTooLong => say!(phrases, "booking-missing-label"),
    }
}

/// What ends the form: it stays in sight below it.
pub fn actions<'a>(ctx: &Ctx<'a>, form: &Form) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let is_override = form.refused.is_some() && !form.reason.trim().is_empty();
    let words = match (&form.moving, is_override) {
        (_, true) => say!(phrases, "booking-nevertheless"),
        (Some(_), false) => say!(phrases, "booking-move"),
        (None, false) => say!(phrases, "booking-go"),
    };
    let under_way = form.under_way.then(|| say!(phrases, "under-way"));
    let missing = form.missing().map(|missing| missing_words(phrases, missing));
    let go = ui
        .button("booking-go", words, Message::Submitted)
        .primary()
        .icon(Icon::Calendar)
        .fill()
        .disabled_if(ctx.blocked(under_way.or(missing)));
    let cancel = ui.button("booking-cancel", say!(phrases, "cancel"), Message::Cancelled).quiet().fill();
    ui.column(items![go, cancel]).spacing(ui.space(Space::Xs)).width(Length::Fill).into()
}
