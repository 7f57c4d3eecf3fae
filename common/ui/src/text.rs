//! Text by role, with its place in the outline.

use iced::advanced::text::Alignment;
use iced::widget::{self, Id, container};
use iced::{Color, Element, Font, Length};

use crate::described::{Described, Inside};
use crate::icons::Icon;
use crate::outline::{Live, Node, Role};
use crate::theme::{TextRole, Tone};
use crate::{Ui, fonts};

/// A text to be drawn.
#[derive(Clone, Debug)]
pub struct Text {
    ui: Ui,
    content: String,
    size: TextRole,
    role: Role,
    live: Option<Live>,
    id: Option<Id>,
    colour: Option<Color>,
    font: Font,
    is_centered: bool,
    width: Length,
}

impl Ui {
    /// One number or name that fills the screen.
    pub fn display(&self, content: impl Into<String>) -> Text {
        self.text(TextRole::Display, Role::Heading, content)
    }

    /// The instruction or the name of the screen.
    pub fn title(&self, content: impl Into<String>) -> Text {
        self.text(TextRole::Title, Role::Heading, content)
    }

    /// The name of a card or a part.
    pub fn heading(&self, content: impl Into<String>) -> Text {
        self.text(TextRole::Heading, Role::Heading, content)
    }

    pub fn body(&self, content: impl Into<String>) -> Text {
        self.text(TextRole::Body, Role::Text, content)
    }

    /// A short word beside something.
    pub fn label(&self, content: impl Into<String>) -> Text {
        self.text(TextRole::Label, Role::Text, content)
    }

    /// A detail.
    pub fn caption(&self, content: impl Into<String>) -> Text {
        self.text(TextRole::Caption, Role::Text, content).muted()
    }

    /// How something stands: spoken again, politely, when it changes.
    pub fn status(&self, content: impl Into<String>) -> Text {
        self.text(TextRole::Body, Role::Status, content)
    }

    /// An announcement: spoken at once.
    pub fn announce(&self, content: impl Into<String>) -> Text {
        self.text(TextRole::Body, Role::Alert, content)
    }

    fn text(self, size: TextRole, role: Role, content: impl Into<String>) -> Text {
        let font = match size {
            TextRole::Display | TextRole::Title | TextRole::Heading => fonts::BOLD,
            TextRole::Body | TextRole::Label | TextRole::Caption => fonts::DEFAULT,
        };
        Text {
            ui: self,
            content: content.into(),
            size,
            role,
            live: None,
            id: None,
            colour: None,
            font,
            is_centered: false,
            width: Length::Shrink,
        }
    }

    /// Text that another widget's label already says.
    pub(crate) fn plain<'a>(self, size: TextRole, content: impl Into<String>) -> widget::Text<'a> {
        widget::text(content.into())
            .size(self.text_size(size))
            .line_height(size.line_height())
            .font(fonts::DEFAULT)
    }

    /// An icon as high as the text of a role; silent, since it stands beside a word.
    pub fn icon<'a, Message: 'a>(&self, icon: Icon, size: TextRole) -> Element<'a, Message> {
        self.icon_text(icon, size).into()
    }

    /// An icon in a tone.
    pub fn icon_in<'a, Message: 'a>(&self, icon: Icon, size: TextRole, tone: Tone) -> Element<'a, Message> {
        self.icon_text(icon, size).color(self.tone(tone).text).into()
    }

    /// An icon, mirrored if it points along the line.
    pub(crate) fn icon_text<'a>(self, icon: Icon, size: TextRole) -> widget::Text<'a> {
        let icon = if self.is_rtl() { icon.mirrored() } else { icon };
        glyph(icon.glyph(), self.text_size(size) * 1.2)
    }
}

/// A drawing of the icon font, `size` logical pixels high.
pub(crate) fn glyph<'a>(glyph: char, size: f32) -> widget::Text<'a> {
    widget::text(glyph).font(fonts::ICONS).size(size).line_height(1.0)
}

impl Text {
    /// Names it. Without this its id is made of its role and words.
    #[must_use]
    pub fn id(mut self, id: impl Into<Id>) -> Self {
        self.id = Some(id.into());
        self
    }

    /// Another size, for the same meaning.
    #[must_use]
    pub fn sized(mut self, size: TextRole) -> Self {
        self.size = size;
        self
    }

    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.colour = Some(self.ui.tone(tone).text);
        self
    }

    /// Less important.
    #[must_use]
    pub fn muted(mut self) -> Self {
        self.colour = Some(self.ui.palette().muted);
        self
    }

    #[must_use]
    pub fn bold(mut self) -> Self {
        self.font = fonts::BOLD;
        self
    }

    /// In the middle of its line; takes the whole width.
    #[must_use]
    pub fn centered(mut self) -> Self {
        self.is_centered = true;
        self.width = Length::Fill;
        self
    }

    /// Takes the whole width.
    #[must_use]
    pub fn fill(mut self) -> Self {
        self.width = Length::Fill;
        self
    }

    /// Whether a change is spoken by itself.
    #[must_use]
    pub fn live(mut self, live: Live) -> Self {
        self.live = Some(live);
        self
    }

    /// Lines of several are centred inside their box. Everything else is left to the text's own direction: iced 0.14
    /// draws a single right-to-left line beside its box if an alignment is set.
    fn line_alignment(&self) -> Alignment {
        if self.is_centered && !runs_right_to_left(&self.content) {
            Alignment::Center
        } else {
            Alignment::Default
        }
    }
}

/// Whether a text has letters of a script that runs from right to left (Hebrew, Arabic and their neighbours).
fn runs_right_to_left(text: &str) -> bool {
    text.chars().any(
        |letter| matches!(letter, '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{feff}'),
    )
}

impl<'a, Message: 'a> From<Text> for Element<'a, Message> {
    fn from(text: Text) -> Self {
        let drawn = text
            .ui
            .plain(text.size, text.content.clone())
            .font(text.font)
            .align_x(text.line_alignment())
            .color_maybe(text.colour);
        let side = if text.is_centered { iced::Alignment::Center } else { text.ui.start() };
        let drawn = container(drawn).width(text.width).align_x(side);
        let mut node = Node::new(text.role, text.content.clone());
        if let Some(live) = text.live {
            node.live = live;
        }
        let id = text.id.unwrap_or_else(|| Id::from(format!("{:?}: {}", text.role, text.content)));
        Described { id, node: Some(node), inside: Inside::Text, content: drawn.into() }.into()
    }
}
