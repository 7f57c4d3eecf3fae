//! The station cannot be used: why, and what now.

use epn_ui::{Icon, Tone};
use epn_wire::station::OutOfService;
use i18n_embed_fl::fl;

use super::{Body, Context, frame, parts};

/// The one thing to do here.
pub const MAIN: &str = frame::HELP;

/// The screen.
pub fn view<'a, Message: 'a>(cx: &Context<'a>, reason: &OutOfService) -> Body<'a, Message> {
    let own = &cx.texts.own;
    let why = cx.ui.body(cx.texts.words.out_of_service(reason)).id("why").bold().centered();
    let sign = (Icon::Tool, Tone::Warning);
    let hero = parts::hero(cx, sign, fl!(own, "out-title"), Some(fl!(own, "out-lead")));
    Body::new(parts::centered(cx, [hero, why.into()]))
}
