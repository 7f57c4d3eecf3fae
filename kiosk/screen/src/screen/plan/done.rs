//! It is done.

use epn_ui::{Icon, Tone, items};
use i18n_embed_fl::fl;

use super::super::{Body, Context, parts};
use super::{FINISH, MINE, Message, mine};
use crate::flow::Done;

/// What was done, and where to go on.
pub(super) fn view<'a>(cx: &Context<'a>, done: &Done) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let done_well = (Icon::Success, Tone::Success);
    let content = match done {
        Done::Booked(shown) => {
            let hero = parts::hero(cx, done_well, fl!(own, "booked-title"), Some(mine::when(cx, shown)));
            let place = ui.heading(shown.place.clone()).id("slot-place").centered();
            let late = ui.body(fl!(own, "booked-late")).id("late").muted().centered();
            items![hero, place, late]
        }
        Done::Cancelled => {
            items![parts::hero(cx, done_well, fl!(own, "cancelled-title"), Some(fl!(own, "cancelled-lead")))]
        }
        Done::Gone => {
            let sign = (Icon::Info, Tone::Primary);
            items![parts::hero(cx, sign, fl!(own, "gone-title"), Some(fl!(own, "gone-lead")))]
        }
        Done::LeftQueue => items![parts::hero(cx, done_well, fl!(own, "left-queue-title"), None)],
    };
    let finish = ui
        .button(FINISH, parts::home(cx), Message::Finished)
        .primary()
        .sized(parts::action_size(cx))
        .icon(Icon::Home);
    let mine = (*done != Done::LeftQueue).then(|| {
        ui.button(MINE, fl!(own, "mine-title"), Message::MineWanted)
            .sized(parts::action_size(cx))
            .icon(Icon::List)
            .into()
    });
    Body::with_actions(parts::centered(cx, content), [finish.into()].into_iter().chain(mine).collect())
}
