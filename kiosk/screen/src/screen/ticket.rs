//! The ticket's code.

use i18n_embed_fl::fl;

use super::code::{self, Message, State};
use super::{Body, Context, parts};

/// The screen.
pub fn view<'a>(cx: &Context<'a>, state: &'a State) -> Body<'a, Message> {
    let own = &cx.texts.own;
    // Who looks for keys on the screen is already typing.
    let lead = (!state.has_keyboard()).then(|| fl!(own, "ticket-lead"));
    code::view(cx, state, parts::heading(cx, fl!(own, "ticket-title"), lead), None)
}
