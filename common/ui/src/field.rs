//! A line of text to write, with its label above and what is wrong below.

use iced::widget::{self, Id, text_input};
use iced::{Background, Border, Element, Length, Padding, alignment};

use crate::described::{Described, Inside};
use crate::outline::{Node, Role};
use crate::theme::{Radius, Space, TextRole};
use crate::{Icon, Ui, fonts};

/// A text field.
pub struct Field<'a, Message> {
    ui: Ui,
    id: Id,
    label: String,
    value: &'a str,
    hint: Option<String>,
    error: Option<String>,
    is_secret: bool,
    on_input: Box<dyn Fn(String) -> Message + 'a>,
    on_submit: Option<Message>,
    width: Length,
}

impl<Message> std::fmt::Debug for Field<'_, Message> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Neither the value: it may be a secret.
        formatter
            .debug_struct("Field")
            .field("id", &self.id)
            .field("label", &self.label)
            .finish_non_exhaustive()
    }
}

impl Ui {
    /// A field; each change sends a message with the whole text.
    pub fn field<'a, Message>(
        &self,
        id: impl Into<Id>,
        label: impl Into<String>,
        value: &'a str,
        on_input: impl Fn(String) -> Message + 'a,
    ) -> Field<'a, Message> {
        Field {
            ui: *self,
            id: id.into(),
            label: label.into(),
            value,
            hint: None,
            error: None,
            is_secret: false,
            on_input: Box::new(on_input),
            on_submit: None,
            width: Length::Fill,
        }
    }
}

impl<Message> Field<'_, Message> {
    /// What Enter does.
    #[must_use]
    pub fn on_submit(mut self, message: Message) -> Self {
        self.on_submit = Some(message);
        self
    }

    /// How it is to be written.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What is wrong with it, if anything.
    #[must_use]
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    /// Shows dots; its text is neither drawn nor in the outline.
    #[must_use]
    pub fn secret(mut self) -> Self {
        self.is_secret = true;
        self
    }

    #[must_use]
    pub fn width(mut self, width: impl Into<Length>) -> Self {
        self.width = width.into();
        self
    }
}

impl<'a, Message: Clone + 'a> From<Field<'a, Message>> for Element<'a, Message> {
    fn from(field: Field<'a, Message>) -> Self {
        let ui = field.ui;
        let node = field.node();
        let id = field.id.clone();
        let width = field.width;
        let label = ui.plain(TextRole::Label, field.label.clone()).font(fonts::BOLD);
        let hint = field
            .hint
            .clone()
            .map(|hint| Element::from(ui.plain(TextRole::Caption, hint).color(ui.palette().muted)));
        let error = field.error.clone().map(|error| error_line(ui, error));
        let parts = [Some(label.into()), Some(field.input()), hint, error];
        let content = ui.column(parts.into_iter().flatten()).spacing(ui.space(Space::Xs)).width(width);
        Described { id, node: Some(node), inside: Inside::Focus, content: content.into() }.into()
    }
}

impl<'a, Message: Clone + 'a> Field<'a, Message> {
    fn node(&self) -> Node {
        let role = if self.is_secret { Role::SecretField } else { Role::TextField };
        let value = (!self.is_secret && !self.value.is_empty()).then(|| self.value.to_owned());
        let said = [value, self.hint.clone(), self.error.clone()];
        let detail = said.into_iter().flatten().collect::<Vec<_>>().join(". ");
        Node { detail: (!detail.is_empty()).then_some(detail), ..Node::new(role, self.label.clone()) }
    }

    fn input(self) -> Element<'a, Message> {
        let ui = self.ui;
        let palette = ui.palette();
        let is_wrong = self.error.is_some();
        let (ring_width, _) = ui.ring();
        text_input("", self.value)
            .id(self.id)
            .on_input(self.on_input)
            .on_submit_maybe(self.on_submit)
            .secure(self.is_secret)
            .font(fonts::DEFAULT)
            .size(ui.text_size(TextRole::Body))
            .line_height(TextRole::Body.line_height())
            .align_x(if ui.is_rtl() { alignment::Horizontal::Right } else { alignment::Horizontal::Left })
            .padding(Padding::from([ui.space(Space::S), ui.space(Space::M)]))
            .style(move |_theme, status| {
                let (color, width) = match status {
                    text_input::Status::Focused { .. } => (palette.focus, ring_width),
                    _ if is_wrong => (palette.danger.solid, 2.0),
                    text_input::Status::Hovered => (palette.text, 1.5),
                    _ => (palette.edge, 1.5),
                };
                text_input::Style {
                    background: Background::Color(palette.surface),
                    border: Border { color, width, radius: ui.radius(Radius::S).into() },
                    icon: palette.muted,
                    placeholder: palette.muted,
                    value: palette.text,
                    selection: palette.primary.soft,
                }
            })
            .into()
    }
}

/// What is wrong, with a sign beside it: never by colour alone.
pub(crate) fn error_line<'a, Message: 'a>(ui: Ui, error: String) -> Element<'a, Message> {
    let colour = ui.palette().danger.text;
    let sign = ui.icon_text(Icon::Alert, TextRole::Caption).color(colour);
    let words: widget::Text<'_> = ui.plain(TextRole::Caption, error).font(fonts::BOLD).color(colour);
    ui.row([sign.into(), words.into()]).spacing(ui.space(Space::Xs)).into()
}
