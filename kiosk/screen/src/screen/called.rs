//! Somebody who waited is called to this very station.

use epn_rules::units::Minutes;
use epn_ui::{Element, Space, TextRole, Tone, items};
use epn_wire::kiosk::KioskView;
use epn_wire::planning::{Called, Queued};
use i18n_embed_fl::fl;
use iced::{Alignment, Length};
use jiff::Timestamp;

use super::{Context, sizes};

/// Who is called here, and until when the station is held for them.
pub fn here(view: &KioskView) -> Option<(&Queued, &Called)> {
    let called = view.site.queue.iter().filter_map(|queued| Some((queued, queued.called.as_ref()?)));
    called.into_iter().find(|(_, called)| called.station == view.site.station)
}

/// The picture and the word, large, and how long there is to answer.
pub fn card<'a, Message: 'a>(cx: &Context<'a>, queued: &Queued, called: &Called) -> Element<'a, Message> {
    let (ui, own, words) = (cx.ui, &cx.texts.own, &cx.texts.words);
    let size = if cx.is_large() { sizes::SMALL_PICTURE } else { sizes::OWN_PICTURE };
    let picture = ui.picture(&queued.alias.picture, words.picture(&queued.alias.picture), size);
    let title = fl!(own, "called-title", alias = words.alias(&queued.alias));
    let title_size = if cx.is_large() { TextRole::Heading } else { TextRole::Title };
    let title = ui.announce(title).id("called").sized(title_size).bold().fill();
    let left = left(cx, called.until).map(|left| {
        ui.body(fl!(own, "called-left", left = words.length(left))).id("called-left").fill().into()
    });
    let sentence = [title.into()].into_iter().chain(left);
    let sentence = ui.column(sentence).spacing(ui.space(Space::Xs)).width(Length::Fill);
    let row = ui.row(items![picture, sentence]).spacing(ui.space(Space::L)).align_y(Alignment::Center);
    ui.tinted_card(Tone::Accent, row.width(Length::Fill))
        .padding(ui.space(Space::M))
        .width(Length::Fill)
        .into()
}

/// For how many minutes the station is still kept; none once it is not, or while no clock can be trusted.
///
/// A view's time is that of the minute that began, and so up to a minute earlier than it is: what is left by it is rounded
/// down, so that nobody is promised more than there was at first. The last minute is told until it is over.
fn left(cx: &Context<'_>, until: Timestamp) -> Option<Minutes> {
    let left = cx.view.now?.duration_until(cx.reader.civil(until)).as_secs();
    (left > 0).then(|| Minutes::from_seconds_floor(left).max(Minutes(1)))
}
