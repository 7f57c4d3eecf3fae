//! The charter, in a few short sentences.

use epn_ui::{Icon, Space, TextRole, Tone, items};
use epn_wire::station::SiteView;
use epn_words::Lang;
use i18n_embed_fl::fl;
use iced::{Alignment, Length};

use super::{Body, Context, parts};

/// The main action here.
pub const ACCEPT: &str = "accept";

/// What a visitor does here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    Accepted,
    Declined,
}

/// The screen.
pub fn view<'a>(cx: &Context<'a>) -> Body<'a, Message> {
    let (ui, own) = (cx.ui, &cx.texts.own);
    let sentences = sentences(&cx.view.site, cx.texts.lang()).iter().map(|sentence| {
        let sign = ui.icon_in(Icon::Check, TextRole::Body, Tone::Primary);
        ui.row(items![sign, ui.body(sentence.clone()).fill()]).align_y(Alignment::Start).into()
    });
    let sentences = ui.column(sentences).spacing(ui.space(Space::S)).width(Length::Fill);
    let card = ui.card(sentences).width(Length::Fill).padding(ui.space(Space::M));
    let size = parts::action_size(cx);
    let accept = ui
        .button(ACCEPT, fl!(own, "charter-accept"), Message::Accepted)
        .primary()
        .sized(size)
        .icon(Icon::Check);
    let decline = ui.button("decline", fl!(own, "charter-refuse"), Message::Declined).sized(size);
    let lead = (!cx.is_enlarged()).then(|| fl!(own, "charter-lead"));
    let heading = parts::heading(cx, fl!(own, "charter-title"), lead);
    Body::with_actions(parts::centered(cx, [heading, card.into()]), items![accept, decline])
}

/// The charter in a language; in another one if there is none in this.
fn sentences(site: &SiteView, lang: Lang) -> &[String] {
    let in_lang = |lang: Lang| site.charter_texts.get(lang.tag()).filter(|text| !text.is_empty());
    in_lang(lang)
        .or_else(|| Lang::ALL.into_iter().find_map(in_lang))
        .or_else(|| site.charter_texts.values().find(|text| !text.is_empty()))
        .map_or(&[], Vec::as_slice)
}
