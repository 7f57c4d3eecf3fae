//! Nothing can be booked: why, from when it can, and what can be done now.

use epn_rules::decision::{Decision, Refusal};
use epn_ui::{Element, Space, items};
use i18n_embed_fl::fl;
use iced::Length;
use jiff::Timestamp;

use super::super::answer::{self, About};
use super::super::{Body, Context, parts};
use super::{Message, mine};
use crate::flow::{Booking, Day, Goal};

/// Whether it is bookings of their own that keep a visitor from making another.
pub(super) fn holds_too_many(decision: Option<&Decision>) -> bool {
    let because = match decision {
        Some(Decision::Refused { because, .. }) => because.as_slice(),
        Some(Decision::Granted { .. }) | None => &[],
    };
    because.iter().any(|refusal| matches!(refusal, Refusal::TooManyBookings { .. }))
}

/// On no day at all.
pub(super) fn at_all<'a>(cx: &Context<'a>, booking: &Booking, decision: &Decision) -> Body<'a, Message> {
    let heading = parts::heading(cx, fl!(cx.texts.own, "book-none-title"), None);
    body(cx, booking, [heading].into_iter().chain(told(cx, booking, decision, false)), Some(decision))
}

/// On a day.
pub(super) fn of_day<'a>(
    cx: &Context<'a>,
    booking: &Booking,
    day: &Day,
    heading: Element<'a, Message>,
) -> Body<'a, Message> {
    let hours = cx.ui.body(cx.texts.words.hours(&day.hours)).id("hours").muted().centered().into();
    let told = match &day.refused {
        Some(decision) => told(cx, booking, decision, true),
        None => items![cx.ui.body(fl!(cx.texts.own, "book-no-time")).id("no-time").bold().centered()],
    };
    body(cx, booking, [heading, hours].into_iter().chain(told), day.refused.as_ref())
}

fn body<'a>(
    cx: &Context<'a>,
    booking: &Booking,
    content: impl IntoIterator<Item = Element<'a, Message>>,
    decision: Option<&Decision>,
) -> Body<'a, Message> {
    let content = parts::centered(cx, content);
    if booking.overview().bookings.is_empty() || !holds_too_many(decision) {
        return Body::new(content);
    }
    let mine = mine::button(cx, booking.overview()).primary().sized(parts::action_size(cx));
    Body::with_actions(content, items![mine])
}

/// The reasons, the bookings that are one of them, the next moment if there is one, and what to do.
fn told<'a>(
    cx: &Context<'a>,
    booking: &Booking,
    decision: &Decision,
    may_choose: bool,
) -> Vec<Element<'a, Message>> {
    let Decision::Refused { because, next } = decision else { return Vec::new() };
    let reasons = reasons(cx, because)
        .into_iter()
        .enumerate()
        .map(|(index, reason)| cx.ui.body(reason).id(format!("reason-{index}")).bold().centered().into());
    let mut told: Vec<_> = reasons.collect();
    if holds_too_many(Some(decision)) {
        told.push(held(cx, booking));
    }
    told.extend(next.map(|next| next_slot(cx, next)));
    told.push(answer::advised(cx, decision, may_choose));
    told
}

/// Each reason in a sentence; that the place is taken once, however often it is.
fn reasons(cx: &Context<'_>, because: &[Refusal]) -> Vec<String> {
    let own = &cx.texts.own;
    let (taken, others): (Vec<_>, Vec<_>) =
        because.iter().partition(|refusal| matches!(refusal, Refusal::SlotTaken { .. }));
    let taken = (!taken.is_empty())
        .then(|| if others.is_empty() { fl!(own, "book-no-time") } else { fl!(own, "book-no-other-time") });
    let others = others.into_iter().map(|refusal| cx.texts.words.refusal(refusal, cx.reader));
    others.chain(taken).collect()
}

/// When the bookings are that they hold, and where.
fn held<'a>(cx: &Context<'a>, booking: &Booking) -> Element<'a, Message> {
    let lines = booking.overview().bookings.iter().enumerate().map(|(index, shown)| {
        let (when, place) = (mine::when(cx, shown), shown.place.clone());
        let words = fl!(cx.texts.own, "book-held", when = when, place = place);
        cx.ui.body(words).id(format!("held-{index}")).centered().into()
    });
    cx.ui.column(lines).spacing(cx.ui.space(Space::Xs)).width(Length::Fill).into()
}

fn next_slot<'a>(cx: &Context<'a>, next: Timestamp) -> Element<'a, Message> {
    let about = About::Plan { goal: Goal::Book, may_choose: true };
    parts::narrow(cx, answer::moment(cx, Some(next), about))
}
