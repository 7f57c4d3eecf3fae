//! What a change would do in the next seven days.

use epn_rules::decision::DayHours;
use epn_ui::{Element, Icon, Space, TableColumn, Tone, items};
use epn_wire::console::{DayEffect, PolicyEffect};
use iced::Length;

use super::Message;
use crate::ctx::Ctx;
use crate::words::{Phrases, say};

pub fn view<'a>(ctx: &Ctx<'a>, effect: &'a PolicyEffect) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    if !effect.problems.is_empty() {
        return ui.banner("effect-problems", Tone::Danger, say!(phrases, "error-bad-policy")).into();
    }
    let changes = effect.days.iter().filter(|day| day.before != day.after).count();
    let changes = u32::try_from(changes).unwrap_or(u32::MAX);
    let shortened = (effect.shortened_sessions > 0).then(|| {
        let words = say!(phrases, "effect-shortened", count = effect.shortened_sessions);
        Element::from(ui.banner("effect-shortened", Tone::Warning, words))
    });
    let columns = [
        TableColumn::new(say!(phrases, "column-day")).share(3),
        TableColumn::new(say!(phrases, "effect-before")).share(4),
        TableColumn::new(say!(phrases, "effect-after")).share(4),
        TableColumn::new("").share(2),
    ];
    let rows: Vec<_> = effect.days.iter().map(|day| row(ctx, day)).collect();
    let table = ui.table("effect", say!(phrases, "effect-title"), &columns, rows);
    let title = ui.row(items![
        ui.heading(say!(phrases, "effect-title")),
        ui.badge(
            if changes > 0 { Tone::Accent } else { Tone::Neutral },
            say!(phrases, "effect-changes", count = changes)
        ),
    ]);
    let rest = ui.caption(say!(phrases, "effect-rest"));
    let parts = std::iter::once(title.into()).chain(shortened).chain(items![table, rest]);
    let content = ui.column(parts).spacing(ui.space(Space::S)).width(Length::Fill);
    ui.card(content).width(Length::Fill).into()
}

fn row<'a>(ctx: &Ctx<'a>, day: &'a DayEffect) -> Vec<Element<'a, Message>> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let is_changed = day.before != day.after;
    let after = ui.body(hours(phrases, &day.after));
    let mark = if is_changed {
        ui.badge(Tone::Accent, say!(phrases, "effect-changed")).icon(Icon::Edit).into()
    } else {
        ui.gap(Space::Xs)
    };
    items![
        ui.body(phrases.capital(phrases.shared.date(day.date))),
        ui.body(hours(phrases, &day.before)).muted(),
        if is_changed { after.bold() } else { after },
        mark
    ]
}

/// The hours of any day: the shared sentence speaks of today.
fn hours(phrases: &Phrases, day: &DayHours) -> String {
    let is_plainly_closed = day.ranges.is_empty() && day.closure.as_ref().is_none_or(String::is_empty);
    if is_plainly_closed { say!(phrases, "closed") } else { phrases.shared.hours(day) }
}
