//! A line of text to write, with its label above and what is wrong below.

use iced::widget::{Id, text_input};
use iced::{Background, Border, Element, Length, Padding, alignment};

use crate::described::{Described, Inside};
use crate::entry::Entry;
use crate::theme::{Radius, Space, TextRole};
use crate::{Ui, fonts};

/// A text field.
pub struct Field<'a, Message> {
    entry: Entry,
    value: &'a str,
    on_input: Box<dyn Fn(String) -> Message + 'a>,
    on_submit: Option<Message>,
    width: Length,
}

impl<Message> std::fmt::Debug for Field<'_, Message> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        // Neither the value: it may be a secret.
        formatter
            .debug_struct("Field")
            .field("id", &self.entry.id)
            .field("label", &self.entry.label)
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
            entry: Entry::new(*self, id, label),
            value,
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
        self.entry.hint = Some(hint.into());
        self
    }

    /// What is wrong with it, if anything.
    #[must_use]
    pub fn error(mut self, error: Option<String>) -> Self {
        self.entry.error = error;
        self
    }

    /// Shows dots; its text is neither drawn nor in the outline.
    #[must_use]
    pub fn secret(mut self) -> Self {
        self.entry.is_secret = true;
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
        let (entry, width) = (field.entry.clone(), field.width);
        let (id, node) = (entry.id.clone(), entry.node(field.value));
        let content = entry.around(field.input()).width(width);
        Described { id, node: Some(node), inside: Inside::Focus, content: content.into() }.into()
    }
}

impl<'a, Message: Clone + 'a> Field<'a, Message> {
    fn input(self) -> Element<'a, Message> {
        let Entry { ui, id, error, is_secret, .. } = self.entry;
        let palette = ui.palette();
        let is_wrong = error.is_some();
        let (ring_width, _) = ui.ring();
        text_input("", self.value)
            .id(id)
            .on_input(self.on_input)
            .on_submit_maybe(self.on_submit)
            .secure(is_secret)
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
