//! The last minute, on the kiosk's own terminal: what happens, how to keep one's work, and one press back to it.

use epn_ui::{Icon, Tone, items};
use epn_wire::kiosk::ActiveView;
use i18n_embed_fl::fl;

use super::{Body, Context, Message, back_button, leave_button, more_time_button, parts};
use crate::screen::notices;

/// The screen.
pub fn view<'a>(cx: &Context<'a>, active: &ActiveView) -> Body<'a, Message> {
    let own = &cx.texts.own;
    let size = parts::action_size(cx);
    let sign = (Icon::Hourglass, Tone::Danger);
    let lead = Some(fl!(own, "last-minute-lead"));
    let title = fl!(own, "last-minute-title");
    // Beside something else to read there is no room for a drawing.
    let is_calm = !notices::are_any(cx.view);
    let head = if is_calm { parts::hero(cx, sign, title, lead) } else { parts::heading(cx, title, lead) };
    let erased = cx.ui.body(fl!(own, "last-minute-erased")).id("erased").centered();
    let content = parts::centered(cx, items![head, erased, parts::save_tips(cx)]);
    let back = back_button(cx, size);
    let more_time = more_time_button(cx, active, size);
    let buttons = [back].into_iter().chain(more_time).chain([leave_button(cx, size)]);
    Body::with_actions(content, buttons.collect())
}
