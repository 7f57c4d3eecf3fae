//! Nobody seems to be there: one large button says otherwise.

use epn_rules::people::Alias;
use epn_ui::{Icon, TextRole, items};
use epn_wire::kiosk::ResumeWith;
use i18n_embed_fl::fl;

use super::{Body, Context, parts, sizes};

/// The one thing to do here.
pub const HERE: &str = "still-here";

/// *Je suis là*.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Here;

/// The screen. A picture that opens the session is not shown to whoever passes.
pub fn view<'a>(cx: &Context<'a>, alias: &Alias, seconds_left: u32, resume: ResumeWith) -> Body<'a, Here> {
    let (ui, own, words) = (cx.ui, &cx.texts.own, &cx.texts.words);
    let size = if cx.is_large() { sizes::SMALL_PICTURE } else { sizes::OWN_PICTURE };
    let is_shown = resume != ResumeWith::Picture;
    let picture = is_shown.then(|| ui.picture(&alias.picture, words.picture(&alias.picture), size));
    let title = parts::title(cx, fl!(own, "still-there-title"));
    let lead = fl!(own, "still-there-lead", left = words.wait(seconds_left));
    let lead = ui.announce(lead).id("lead").centered();
    let size = if cx.is_large() { TextRole::Heading } else { TextRole::Title };
    let here = ui.button(HERE, fl!(own, "still-there-yes"), Here).primary().sized(size).icon(Icon::Check);
    let content = picture.into_iter().chain(items![title, lead]);
    Body::with_actions(parts::centered(cx, content), items![here])
}
