//! Before a pause of somebody who typed no secret: the digits that it is over with, told this once.

use epn_ui::{Icon, items};
use epn_wire::secret::Secret;
use i18n_embed_fl::fl;

use super::{Body, Context, Message, STAY, parts};

/// The one thing to do here, once the digits are remembered.
pub const CONFIRM: &str = "pause-confirmed";

/// The screen.
pub fn view<'a>(cx: &Context<'a>, way_back: &Secret) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let heading = parts::heading(cx, fl!(own, "way-back-title"), None);
    // Read aloud one by one.
    let digits: Vec<_> = way_back.reveal().chars().map(String::from).collect();
    let digits = parts::display(cx, digits.join(" ")).id("digits");
    let lead = ui.body(fl!(own, "way-back-lead")).id("lead").centered();
    let forgot = ui.body(fl!(own, "way-back-forgot")).id("forgotten").muted().centered();
    let size = parts::action_size(cx);
    let pause = ui.button(CONFIRM, fl!(own, "way-back-pause"), Message::PauseConfirmed);
    let pause = pause.primary().sized(size).icon(Icon::Pause);
    let stay = ui.button(STAY, fl!(own, "leave-no"), Message::Stay).sized(size);
    let content = parts::centered(cx, items![heading, digits, lead, forgot]);
    Body::with_actions(content, items![pause, stay])
}
