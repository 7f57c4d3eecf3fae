//! Words that stand out without stopping anybody: banners and badges.

use iced::widget::{Id, container};
use iced::{Border, Element, Length, Padding};

use crate::described::{Described, Inside};
use crate::icons::Icon;
use crate::outline::{Live, Node, Role};
use crate::theme::{Contrast, Radius, Space, TextRole, Tone};
use crate::{Ui, fonts};

/// A sentence across the screen or the card, never in front of it.
pub struct Banner<'a, Message> {
    ui: Ui,
    id: Id,
    tone: Tone,
    icon: Icon,
    sentence: String,
    more: Option<String>,
    actions: Vec<Element<'a, Message>>,
}

impl<Message> std::fmt::Debug for Banner<'_, Message> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Banner")
            .field("id", &self.id)
            .field("sentence", &self.sentence)
            .finish_non_exhaustive()
    }
}

/// A word in a coloured pill.
#[derive(Clone, Debug)]
pub struct Badge {
    ui: Ui,
    tone: Tone,
    icon: Option<Icon>,
    word: String,
}

impl Ui {
    /// A banner. Warnings and dangers are spoken at once, the rest when there is silence.
    pub fn banner<'a, Message>(
        &self,
        id: impl Into<Id>,
        tone: Tone,
        sentence: impl Into<String>,
    ) -> Banner<'a, Message> {
        let icon = match tone {
            Tone::Neutral | Tone::Primary | Tone::Accent => Icon::Info,
            Tone::Success => Icon::Success,
            Tone::Warning => Icon::Alert,
            Tone::Danger => Icon::Refused,
        };
        Banner {
            ui: *self,
            id: id.into(),
            tone,
            icon,
            sentence: sentence.into(),
            more: None,
            actions: vec![],
        }
    }

    /// A badge: a state, a count, a kind.
    pub fn badge(&self, tone: Tone, word: impl Into<String>) -> Badge {
        Badge { ui: *self, tone, icon: None, word: word.into() }
    }

    /// Banners below each other, the newest first as given.
    pub fn notices<'a, Message: Clone + 'a>(
        &self,
        banners: impl IntoIterator<Item = Banner<'a, Message>>,
    ) -> Element<'a, Message> {
        let banners = banners.into_iter().map(Element::from);
        self.column(banners).spacing(self.space(Space::S)).width(Length::Fill).into()
    }
}

impl<'a, Message> Banner<'a, Message> {
    /// Another sign than its tone's.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = icon;
        self
    }

    /// A second sentence, smaller.
    #[must_use]
    pub fn more(mut self, more: impl Into<String>) -> Self {
        self.more = Some(more.into());
        self
    }

    /// Something that can be done about it.
    #[must_use]
    pub fn action(mut self, action: impl Into<Element<'a, Message>>) -> Self {
        self.actions.push(action.into());
        self
    }
}

impl<'a, Message: 'a> From<Banner<'a, Message>> for Element<'a, Message> {
    fn from(banner: Banner<'a, Message>) -> Self {
        let ui = banner.ui;
        let mut node =
            Node { detail: banner.more.clone(), ..Node::new(Role::Status, banner.sentence.clone()) };
        if matches!(banner.tone, Tone::Warning | Tone::Danger) {
            node.role = Role::Alert;
            node.live = Live::Assertive;
        }
        let sentence = ui.plain(TextRole::Body, banner.sentence).font(fonts::BOLD);
        let more = banner.more.map(|more| ui.plain(TextRole::Body, more).into());
        let words = ui
            .column(std::iter::once(sentence.into()).chain(more))
            .spacing(ui.space(Space::Xs))
            .width(Length::Fill);
        let words =
            Described { id: banner.id, node: Some(node), inside: Inside::Text, content: words.into() };
        let parts = [ui.icon(banner.icon, TextRole::Heading), words.into()];
        let row = ui.row(parts.into_iter().chain(banner.actions)).width(Length::Fill);
        let colours = ui.tone(banner.tone);
        let (fill, text, edge) = (colours.soft, colours.on_soft, colours.solid);
        let width = if ui.comfort.contrast == Contrast::High { 2.0 } else { 1.0 };
        container(row)
            .width(Length::Fill)
            .padding(Padding::from([ui.space(Space::S), ui.space(Space::M)]))
            .style(move |_theme| container::Style {
                background: Some(fill.into()),
                text_color: Some(text),
                border: Border { color: edge, width, radius: ui.radius(Radius::M).into() },
                ..container::Style::default()
            })
            .into()
    }
}

impl Badge {
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }
}

impl<'a, Message: 'a> From<Badge> for Element<'a, Message> {
    fn from(badge: Badge) -> Self {
        let ui = badge.ui;
        let colours = ui.tone(badge.tone);
        let icon = badge.icon.map(|icon| ui.icon(icon, TextRole::Caption));
        let word = ui.plain(TextRole::Caption, badge.word.clone()).font(fonts::BOLD).into();
        let row = ui.row(icon.into_iter().chain([word])).spacing(ui.space(Space::Xs));
        let (fill, text) = (colours.soft, colours.on_soft);
        let border = Border { radius: ui.radius(Radius::Pill).into(), ..Border::default() };
        let content = container(row)
            .padding(Padding::from([ui.space(Space::Xs) * 0.75, ui.space(Space::S)]))
            .style(move |_theme| container::Style {
                background: Some(fill.into()),
                text_color: Some(text),
                border,
                ..container::Style::default()
            });
        let id = Id::from(format!("badge: {}", badge.word));
        Described {
            id,
            node: Some(Node::new(Role::Text, badge.word)),
            inside: Inside::Text,
            content: content.into(),
        }
        .into()
    }
}
