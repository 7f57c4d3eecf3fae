//! *J'ai oublié mon code*: what can be done without it.

use epn_ui::{Element, Icon, Tone, items};
use epn_wire::station::SiteView;
use i18n_embed_fl::fl;

use super::{Body, Context, parts};

const ENTER: &str = "forgot-enter";
const CALL: &str = "forgot-call";

/// What a visitor does here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    WithoutAccount,
    MediatorCalled,
}

/// Without an account where that is allowed, else the mediator.
pub fn main_action(site: &SiteView) -> &'static str {
    if site.no_account { ENTER } else { CALL }
}

/// The screen.
pub fn view<'a>(cx: &Context<'a>) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let sign = (Icon::Question, Tone::Primary);
    let hero = parts::hero(cx, sign, fl!(own, "forgot-title"), Some(fl!(own, "forgot-lead")));
    let mediator = ui.body(fl!(own, "forgot-mediator")).id("forgot-mediator").centered().into();
    let also = cx
        .view
        .site
        .no_account
        .then(|| ui.body(fl!(own, "forgot-no-account")).id("forgot-no-account").centered().into());
    let sentences = [hero, mediator].into_iter().chain(also);
    Body::with_actions(parts::centered(cx, sentences), ways_out(cx))
}

fn ways_out<'a>(cx: &Context<'a>) -> Vec<Element<'a, Message>> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let enter = ui
        .button(ENTER, fl!(own, "forgot-enter"), Message::WithoutAccount)
        .primary()
        .sized(parts::action_size(cx))
        .icon(Icon::Walk);
    let called = cx.view.help.then(|| fl!(own, "help-called"));
    let call = ui
        .button(CALL, fl!(own, "help-call"), Message::MediatorCalled)
        .sized(parts::action_size(cx))
        .icon(Icon::Help)
        .disabled_if(called);
    if cx.view.site.no_account { items![enter, call] } else { items![call] }
}
