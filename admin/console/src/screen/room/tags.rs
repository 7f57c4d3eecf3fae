//! In the panel: what a station is fit for.

use epn_ui::{Element, Icon, Space, items};
use epn_wire::console::StationTile;
use iced::Length;

use super::panel::back;
use super::{Message, Order, Panel};
use crate::ctx::Ctx;
use crate::words::{KNOWN_TAGS, say, tag_list};

/// What a station will be fit for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tagging {
    tags: Vec<String>,
    /// Tags of the site's own, being written.
    other: String,
}

impl Tagging {
    /// As it stands.
    pub fn of(station: &StationTile) -> Self {
        let is_known = |tag: &&String| KNOWN_TAGS.contains(&tag.as_str());
        let tags = station.tags.iter().filter(is_known).cloned().collect();
        let other: Vec<_> = station.tags.iter().filter(|tag| !is_known(tag)).cloned().collect();
        Self { tags, other: other.join(", ") }
    }

    fn turned(&self, tag: &str) -> Self {
        let mut turned = self.clone();
        match turned.tags.iter().position(|other| other == tag) {
            Some(index) => {
                turned.tags.remove(index);
            }
            None => turned.tags.push(tag.to_owned()),
        }
        turned
    }

    fn all(&self) -> Vec<String> {
        let mut all = self.tags.clone();
        all.extend(tag_list(&self.other));
        all
    }
}

pub fn view<'a>(
    ctx: &Ctx<'a>,
    station: &'a StationTile,
    tagging: &'a Tagging,
    blocked: Option<String>,
) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let turn = |tagging: Tagging| Message::PanelTurned(Panel::Tagging(tagging));
    let toggles = KNOWN_TAGS.map(|tag| {
        let is_on = tagging.tags.iter().any(|other| other == tag);
        ui.toggle(format!("tag-{tag}"), phrases.tag(tag), is_on, turn(tagging.turned(tag))).into()
    });
    let other = ui
        .field("tag-other", say!(phrases, "tags-other"), &tagging.other, move |other| {
            turn(Tagging { other, ..tagging.clone() })
        })
        .hint(say!(phrases, "tags-hint"));
    let save = ui
        .button(
            "tags-save",
            say!(phrases, "tags-save"),
            Message::Ordered(station.id, Order::Tags(tagging.all())),
        )
        .primary()
        .icon(Icon::Save)
        .fill()
        .disabled_if(blocked);
    let toggles = ui.column(toggles).spacing(0.0);
    ui.column(items![toggles, other, save, back(ctx, "tags-cancel")])
        .spacing(ui.space(Space::S))
        .width(Length::Fill)
        .into()
}
