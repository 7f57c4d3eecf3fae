//! One's place in the queue.

use epn_rules::units::Minutes;
use epn_ui::{Icon, Space, TextRole, Tone, items};
use epn_wire::planning::Queued;
use i18n_embed_fl::fl;
use iced::Length;
use jiff::Timestamp;

use super::super::{Body, Context, parts, sizes};
use super::{FINISH, KEEP, Message};

/// The picture by which one is called, the place, and an honest estimate.
pub(super) fn view<'a>(cx: &Context<'a>, queued: &Queued) -> Body<'a, Message> {
    let (ui, own, words) = (cx.ui, &cx.texts.own, &cx.texts.words);
    let size = if cx.is_large() { sizes::SMALL_PICTURE } else { sizes::OWN_PICTURE };
    let picture = ui.picture(&queued.alias.picture, words.picture(&queued.alias.picture), size);
    let name = parts::title(cx, words.alias(&queued.alias));
    let (place, estimate) = match &queued.called {
        Some(called) => {
            let until = words.clock(called.until, cx.reader);
            let station = called.station.clone();
            (fl!(own, "queue-called", station = station), fl!(own, "queue-called-until", time = until))
        }
        None => (place(cx, queued.place), estimate(cx, queued)),
    };
    let size = if cx.is_large() { TextRole::Body } else { TextRole::Heading };
    let place = ui.heading(place).id("place-in-queue").sized(size).centered();
    let estimate = ui.body(estimate).id("estimate").centered();
    let standing = ui.column(items![place, estimate]).spacing(ui.space(Space::Xs)).width(Length::Fill);
    let standing = ui.tinted_card(Tone::Primary, standing).width(Length::Fill).padding(ui.space(Space::M));
    let lead = ui.body(fl!(own, "queue-lead")).id("lead").centered();
    let finish = ui
        .button(FINISH, fl!(own, "understood"), Message::Finished)
        .primary()
        .sized(parts::action_size(cx))
        .icon(Icon::Check);
    let leave = ui
        .button("leave-queue", fl!(own, "queue-leave"), Message::LeaveQueueWanted)
        .sized(parts::action_size(cx))
        .icon(Icon::Close);
    let content = items![picture, name, parts::narrow(cx, standing), lead];
    Body::with_actions(parts::centered(cx, content), items![finish, leave])
}

fn place(cx: &Context<'_>, place: u32) -> String {
    let own = &cx.texts.own;
    if place <= 1 { fl!(own, "queue-next") } else { fl!(own, "queue-place", place = place.to_string()) }
}

/// About how long; nothing that is not known is promised.
fn estimate(cx: &Context<'_>, queued: &Queued) -> String {
    let said = queued.about.and_then(|about| wait(cx, about));
    said.unwrap_or_else(|| fl!(cx.texts.own, "queue-unknown"))
}

/// About how long it is until then.
pub(crate) fn wait(cx: &Context<'_>, about: Timestamp) -> Option<String> {
    let own = &cx.texts.own;
    Some(match parts::minutes_until(cx, about)? {
        Minutes::ZERO => fl!(own, "queue-soon"),
        // A wait to the minute would promise more than anybody knows.
        Minutes(wait) => {
            let wait = Minutes(wait.next_multiple_of(5));
            fl!(own, "queue-about", wait = cx.texts.words.length(wait))
        }
    })
}

/// Is it meant?
pub(super) fn leaving<'a>(cx: &Context<'a>) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let size = parts::action_size(cx);
    let sign = (Icon::Users, Tone::Danger);
    let hero = parts::hero(cx, sign, fl!(own, "queue-leave-title"), Some(fl!(own, "queue-leave-lead")));
    let stay = ui.button(KEEP, fl!(own, "queue-leave-no"), Message::StayInQueue).primary().sized(size);
    let leave = ui
        .button("leave-queue-confirmed", fl!(own, "queue-leave-yes"), Message::LeaveQueueConfirmed)
        .danger()
        .sized(size)
        .icon(Icon::Close);
    Body::with_actions(parts::centered(cx, items![hero]), items![stay, leave])
}
