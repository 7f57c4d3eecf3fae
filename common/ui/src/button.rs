//! Buttons, tiles, choices and toggles.

use iced::widget::{self, Id};
use iced::{Element, Length, Padding};

use crate::control::{Control, Look};
use crate::icons::Icon;
use crate::look::Kind;
use crate::outline::{Node, Role};
use crate::theme::{Space, TextRole, Tone};
use crate::{Ui, fonts};

/// A button with words, and maybe an icon before or after them.
#[derive(Clone, Debug)]
pub struct Button<Message> {
    ui: Ui,
    id: Id,
    label: String,
    spoken: Option<String>,
    hides_label: bool,
    icon: Option<Icon>,
    trailing_icon: Option<Icon>,
    kind: Kind,
    size: TextRole,
    role: Role,
    selected: Option<bool>,
    disabled: Option<String>,
    on_press: Message,
    width: Length,
}

impl Ui {
    /// A button; pressing it sends the message.
    pub fn button<Message>(
        &self,
        id: impl Into<Id>,
        label: impl Into<String>,
        on_press: Message,
    ) -> Button<Message> {
        Button {
            ui: *self,
            id: id.into(),
            label: label.into(),
            spoken: None,
            hides_label: false,
            icon: None,
            trailing_icon: None,
            kind: Kind::default(),
            size: TextRole::Label,
            role: Role::Button,
            selected: None,
            disabled: None,
            on_press,
            width: Length::Shrink,
        }
    }

    /// A switch that is on or off, with its words beside it.
    pub fn toggle<Message>(
        &self,
        id: impl Into<Id>,
        label: impl Into<String>,
        is_on: bool,
        on_press: Message,
    ) -> Button<Message> {
        let mut button = self.button(id, label, on_press).kind(Kind::Quiet);
        button.role = Role::Toggle;
        button.selected = Some(is_on);
        button
    }

    /// One of several answers, of which one is chosen.
    pub fn choice<Message>(
        &self,
        id: impl Into<Id>,
        label: impl Into<String>,
        is_chosen: bool,
        on_press: Message,
    ) -> Button<Message> {
        let mut button = self.button(id, label, on_press);
        button.role = Role::Choice;
        button.selected = Some(is_chosen);
        button
    }

    /// A large surface with content of its own, pressed as a whole. Its label says what the content shows.
    pub fn tile<'a, Message>(
        &self,
        id: impl Into<Id>,
        label: impl Into<String>,
        content: impl Into<Element<'a, Message>>,
        on_press: Message,
    ) -> Tile<'a, Message> {
        Tile {
            ui: *self,
            id: id.into(),
            label: label.into(),
            detail: None,
            content: content.into(),
            tone: Tone::Neutral,
            selected: None,
            disabled: None,
            on_press,
            width: Length::Fill,
            height: Length::Shrink,
            is_compact: false,
        }
    }
}

impl<Message> Button<Message> {
    #[must_use]
    pub fn kind(mut self, kind: Kind) -> Self {
        self.kind = kind;
        self
    }

    /// The one thing to do here.
    #[must_use]
    pub fn primary(self) -> Self {
        self.kind(Kind::Primary)
    }

    /// Always at hand, never in the way.
    #[must_use]
    pub fn quiet(self) -> Self {
        self.kind(Kind::Quiet)
    }

    /// Ends or destroys something.
    #[must_use]
    pub fn danger(self) -> Self {
        self.kind(Kind::Danger)
    }

    /// An icon before the words.
    #[must_use]
    pub fn icon(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self
    }

    /// An icon after the words.
    #[must_use]
    pub fn trailing_icon(mut self, icon: Icon) -> Self {
        self.trailing_icon = Some(icon);
        self
    }

    /// The icon alone; the label is still spoken. For keys and rows where the icon is explained beside.
    #[must_use]
    pub fn icon_only(mut self, icon: Icon) -> Self {
        self.icon = Some(icon);
        self.hides_label = true;
        self
    }

    /// A longer name for speech and tests, where the words shown are short: "Extend PC 3" for "Extend".
    #[must_use]
    pub fn spoken(mut self, label: impl Into<String>) -> Self {
        self.spoken = Some(label.into());
        self
    }

    /// Larger or smaller words.
    #[must_use]
    pub fn sized(mut self, size: TextRole) -> Self {
        self.size = size;
        self
    }

    /// Takes the whole width.
    #[must_use]
    pub fn fill(self) -> Self {
        self.width(Length::Fill)
    }

    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    /// Cannot be pressed now; the reason is shown under the label and spoken.
    #[must_use]
    pub fn disabled(mut self, reason: impl Into<String>) -> Self {
        self.disabled = Some(reason.into());
        self
    }

    /// Disabled if there is a reason.
    #[must_use]
    pub fn disabled_if(mut self, reason: Option<String>) -> Self {
        self.disabled = reason;
        self
    }
}

impl<'a, Message: Clone + 'a> Button<Message> {
    fn content(&self) -> Element<'a, Message> {
        let ui = self.ui;
        let icon = |icon: Icon| ui.icon(icon, self.size);
        let words = (!self.hides_label).then(|| self.words());
        let mark = (self.role == Role::Toggle).then(|| ui.switch_mark(self.selected == Some(true)));
        let parts = [mark, self.icon.map(icon), words, self.trailing_icon.map(icon)];
        ui.row(parts.into_iter().flatten()).spacing(ui.space(Space::S)).into()
    }

    fn words(&self) -> Element<'a, Message> {
        let label = self.ui.plain(self.size, self.label.clone()).font(match self.kind {
            Kind::Primary | Kind::Danger => fonts::BOLD,
            Kind::Secondary | Kind::Quiet => fonts::DEFAULT,
        });
        match &self.disabled {
            Some(reason) if !reason.is_empty() => {
                let reason = self.ui.plain(TextRole::Caption, reason.clone());
                widget::column![label, reason].align_x(self.ui.start()).into()
            }
            _ => label.into(),
        }
    }
}

impl<'a, Message: Clone + 'a> From<Button<Message>> for Element<'a, Message> {
    fn from(button: Button<Message>) -> Self {
        let ui = button.ui;
        let is_disabled = button.disabled.is_some();
        let look = match button.role {
            Role::Choice => ui.choice_look(button.selected == Some(true), is_disabled),
            _ => ui.button_look(button.kind, is_disabled),
        };
        let mut content = button.content();
        if button.width != Length::Shrink && button.role != Role::Toggle {
            content = widget::container(content).center_x(Length::Fill).into();
        }
        let label = button.spoken.unwrap_or(button.label);
        let node = pressed_node(button.role, label, button.disabled, None, button.selected);
        let control = Control::new(button.id, node, content, look).pressed(button.on_press);
        Control { width: button.width, ..control }.into()
    }
}

/// What is said of something that is pressed; the reason why it cannot be comes before anything else.
fn pressed_node(
    role: Role,
    label: String,
    disabled: Option<String>,
    detail: Option<String>,
    selected: Option<bool>,
) -> Node {
    Node { disabled: disabled.is_some(), detail: disabled.or(detail), selected, ..Node::new(role, label) }
}

/// A large surface that is pressed as a whole.
pub struct Tile<'a, Message> {
    ui: Ui,
    id: Id,
    label: String,
    detail: Option<String>,
    content: Element<'a, Message>,
    tone: Tone,
    selected: Option<bool>,
    disabled: Option<String>,
    on_press: Message,
    width: Length,
    height: Length,
    is_compact: bool,
}

impl<Message: std::fmt::Debug> std::fmt::Debug for Tile<'_, Message> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter
            .debug_struct("Tile")
            .field("id", &self.id)
            .field("label", &self.label)
            .finish_non_exhaustive()
    }
}

impl<Message> Tile<'_, Message> {
    /// The colour of its edge.
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// What else it says, after its label.
    #[must_use]
    pub fn detail(mut self, detail: impl Into<String>) -> Self {
        self.detail = Some(detail.into());
        self
    }

    /// Less air around its content, where many stand below each other.
    #[must_use]
    pub fn compact(mut self) -> Self {
        self.is_compact = true;
        self
    }

    /// Makes it one of several, of which one is chosen.
    #[must_use]
    pub fn selected(mut self, is_selected: bool) -> Self {
        self.selected = Some(is_selected);
        self
    }

    /// Cannot be pressed now. The content says why; the reason is spoken.
    #[must_use]
    pub fn disabled(mut self, reason: impl Into<String>) -> Self {
        self.disabled = Some(reason.into());
        self
    }

    /// Disabled if there is a reason.
    #[must_use]
    pub fn disabled_if(mut self, reason: Option<String>) -> Self {
        self.disabled = reason;
        self
    }

    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }

    #[must_use]
    pub fn height(mut self, height: impl Into<Length>) -> Self {
        self.height = height.into();
        self
    }
}

impl<'a, Message: Clone + 'a> From<Tile<'a, Message>> for Element<'a, Message> {
    fn from(tile: Tile<'a, Message>) -> Self {
        let is_disabled = tile.disabled.is_some();
        let role = if tile.selected.is_some() { Role::Choice } else { Role::Button };
        let look = tile.ui.tile_look(tile.tone, tile.selected == Some(true), is_disabled);
        let padding = if tile.is_compact { Padding::new(tile.ui.space(Space::S)) } else { look.padding };
        let look = Look { padding, ..look };
        let node = pressed_node(role, tile.label, tile.disabled, tile.detail, tile.selected);
        let control = Control::new(tile.id, node, tile.content, look).pressed(tile.on_press);
        Control { width: tile.width, height: tile.height, ..control }.into()
    }
}
