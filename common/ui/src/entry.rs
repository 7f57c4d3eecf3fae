//! What everything that is written into has: a label above, what is wrong below, and what is said of it.

use iced::Element;
use iced::widget::{self, Column, Id};

use crate::outline::{Node, Role};
use crate::theme::{Space, TextRole};
use crate::{Icon, Ui, fonts};

/// An entry but for the part that is written into.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub ui: Ui,
    pub id: Id,
    pub label: String,
    /// How it is to be written.
    pub hint: Option<String>,
    /// What is wrong with it.
    pub error: Option<String>,
    /// Its text is neither drawn nor said.
    pub is_secret: bool,
}

impl Entry {
    pub(crate) fn new(ui: Ui, id: impl Into<Id>, label: impl Into<String>) -> Self {
        Self { ui, id: id.into(), label: label.into(), hint: None, error: None, is_secret: false }
    }

    /// What is said of it while it holds `value`.
    pub(crate) fn node(&self, value: &str) -> Node {
        let role = if self.is_secret { Role::SecretField } else { Role::TextField };
        let value = (!self.is_secret && !value.is_empty()).then(|| value.to_owned());
        let said: Vec<_> = [value, self.hint.clone(), self.error.clone()].into_iter().flatten().collect();
        Node { detail: (!said.is_empty()).then(|| said.join(". ")), ..Node::new(role, self.label.clone()) }
    }

    /// The whole of it around `written`, the part that is written into.
    pub(crate) fn around<'a, Message: 'a>(self, written: Element<'a, Message>) -> Column<'a, Message> {
        let ui = self.ui;
        let label = ui.plain(TextRole::Label, self.label).font(fonts::BOLD);
        let hint = self.hint.map(|hint| ui.plain(TextRole::Caption, hint).color(ui.palette().muted).into());
        let error = self.error.map(|error| error_line(ui, error));
        let parts = [Some(label.into()), Some(written), hint, error];
        ui.column(parts.into_iter().flatten()).spacing(ui.space(Space::Xs))
    }
}

/// What is wrong, with a sign beside it: never by colour alone.
fn error_line<'a, Message: 'a>(ui: Ui, error: String) -> Element<'a, Message> {
    let colour = ui.palette().danger.text;
    let sign = ui.icon_text(Icon::Alert, TextRole::Caption).color(colour);
    let words: widget::Text<'_> = ui.plain(TextRole::Caption, error).font(fonts::BOLD).color(colour);
    ui.row([sign.into(), words.into()]).spacing(ui.space(Space::Xs)).into()
}
