//! Numbers, PINs and codes: entries that read keys themselves, and keys on the screen for those who have none.

use iced::keyboard::{Key, key::Named};
use iced::widget::{Id, container};
use iced::{Border, Element, Length, Padding};

use crate::control::{Control, OnKey};
use crate::field::error_line;
use crate::keys::{CodeInput, Press};
use crate::outline::{Node, Role};
use crate::theme::{Radius, Space, TextRole};
use crate::{Icon, Ui, fonts};

/// Boxes for a known number of digits.
pub struct DigitEntry<'a, Message> {
    ui: Ui,
    id: Id,
    label: String,
    value: &'a str,
    length: usize,
    shown: Option<usize>,
    is_secret: bool,
    is_eager: bool,
    error: Option<String>,
    on_input: Box<dyn Fn(String) -> Message + 'a>,
    on_submit: Option<Message>,
}

impl<Message> std::fmt::Debug for DigitEntry<'_, Message> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("DigitEntry").field("id", &self.id).finish_non_exhaustive()
    }
}

impl Ui {
    /// An entry of up to `length` digits, read by physical key; Backspace takes the last away.
    pub fn digit_entry<'a, Message>(
        &self,
        id: impl Into<Id>,
        label: impl Into<String>,
        value: &'a str,
        length: usize,
        on_input: impl Fn(String) -> Message + 'a,
    ) -> DigitEntry<'a, Message> {
        DigitEntry {
            ui: *self,
            id: id.into(),
            label: label.into(),
            value,
            length,
            shown: None,
            is_secret: false,
            is_eager: false,
            error: None,
            on_input: Box::new(on_input),
            on_submit: None,
        }
    }

    /// An entry for a code that is typed or scanned; every key goes to a [`CodeInput`] that the screen keeps.
    pub fn code_entry<'a, Message>(
        &self,
        id: impl Into<Id>,
        label: impl Into<String>,
        code: &'a CodeInput,
        on_press: impl Fn(Press) -> Message + 'a,
    ) -> CodeEntry<'a, Message> {
        CodeEntry {
            ui: *self,
            id: id.into(),
            label: label.into(),
            code,
            group: None,
            is_eager: false,
            error: None,
            on_press: Box::new(on_press),
        }
    }

    /// Ten digits and an erase key, for those who have no keyboard. Digits stand as on a telephone in every language.
    pub fn keypad<'a, Message: Clone + 'a>(
        &self,
        erase_label: impl Into<String>,
        on_digit: impl Fn(u8) -> Message,
        on_erase: Message,
    ) -> Element<'a, Message> {
        let size = self.text_size(TextRole::Heading) * 2.6;
        let key = |digit: u8| {
            let label = digit.to_string();
            self.button(format!("key-{digit}"), label, on_digit(digit))
                .sized(TextRole::Heading)
                .width(size)
                .into()
        };
        let erase = self
            .button("key-erase", erase_label, on_erase)
            .icon_only(Icon::Erase)
            .sized(TextRole::Heading)
            .width(size)
            .into();
        let line = |keys: Vec<Element<'a, Message>>| -> Element<'a, Message> {
            iced::widget::Row::with_children(keys).spacing(self.space(Space::S)).into()
        };
        let hole = iced::widget::Space::new().width(size).into();
        let lines = [
            line(vec![key(1), key(2), key(3)]),
            line(vec![key(4), key(5), key(6)]),
            line(vec![key(7), key(8), key(9)]),
            line(vec![hole, key(0), erase]),
        ];
        self.column(lines).spacing(self.space(Space::S)).into()
    }
}

impl<Message> DigitEntry<'_, Message> {
    /// Shows only so many boxes at first, and another for each digit after that: for what may be longer than it mostly is.
    #[must_use]
    pub fn at_first(mut self, boxes: usize) -> Self {
        self.shown = Some(boxes);
        self
    }

    /// Shows dots; the digits are neither drawn nor in the outline.
    #[must_use]
    pub fn secret(mut self) -> Self {
        self.is_secret = true;
        self
    }

    /// Reads digits even while the focus is elsewhere, if nothing else wants them. For the only entry of a screen.
    #[must_use]
    pub fn eager(mut self) -> Self {
        self.is_eager = true;
        self
    }

    /// What is wrong with it, if anything.
    #[must_use]
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }

    /// What Enter does.
    #[must_use]
    pub fn on_submit(mut self, message: Message) -> Self {
        self.on_submit = Some(message);
        self
    }
}

impl<'a, Message: Clone + 'a> From<DigitEntry<'a, Message>> for Element<'a, Message> {
    fn from(entry: DigitEntry<'a, Message>) -> Self {
        let ui = entry.ui;
        let content = entry.boxes();
        let node = entry_node(entry.is_secret, &entry.label, entry.value, entry.error.as_ref());
        let DigitEntry { id, label, value, length, on_input, on_submit, error, is_eager, .. } = entry;
        let on_key: OnKey<'a, Message> = Box::new(move |press| match (&press.key, press.digit()) {
            (Key::Named(Named::Backspace), _) => {
                let mut shorter = value.to_owned();
                shorter.pop().map(|_| on_input(shorter))
            }
            (_, Some(digit)) if value.len() < length => Some(on_input(format!("{value}{digit}"))),
            _ => None,
        });
        framed(ui, Framed { id, node, label, error, content, on_press: on_submit, on_key, is_eager })
    }
}

impl<'a, Message: 'a> DigitEntry<'_, Message> {
    fn boxes(&self) -> Element<'a, Message> {
        let ui = self.ui;
        let mut digits = self.value.chars();
        let shown = self.shown.map_or(self.length, |shown| shown.max(self.value.len()));
        let boxes = (0..shown).map(|index| {
            let text = match digits.next() {
                Some(_) if self.is_secret => "•".to_owned(),
                Some(digit) => digit.to_string(),
                None => String::new(),
            };
            ui.character_box(text, index == self.value.len())
        });
        // Digits run from left to right in every language.
        iced::widget::Row::with_children(boxes).spacing(ui.space(Space::S)).into()
    }
}

/// A line for a code that is typed or scanned.
pub struct CodeEntry<'a, Message> {
    ui: Ui,
    id: Id,
    label: String,
    code: &'a CodeInput,
    group: Option<usize>,
    is_eager: bool,
    error: Option<String>,
    on_press: Box<dyn Fn(Press) -> Message + 'a>,
}

impl<Message> std::fmt::Debug for CodeEntry<'_, Message> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("CodeEntry").field("id", &self.id).finish_non_exhaustive()
    }
}

impl<Message> CodeEntry<'_, Message> {
    /// Shows the code in groups of so many characters, as it is printed, however it is typed.
    #[must_use]
    pub fn grouped(mut self, group: usize) -> Self {
        self.group = Some(group);
        self
    }

    /// What is drawn of it.
    fn shown(&self) -> String {
        match self.group.filter(|group| *group > 0) {
            Some(group) => grouped(self.code.text(), group),
            None => self.code.text().to_owned(),
        }
    }

    /// Reads keys even while the focus is elsewhere, if nothing else wants them: a scanner cannot press Tab.
    #[must_use]
    pub fn eager(mut self) -> Self {
        self.is_eager = true;
        self
    }

    /// What is wrong with it, if anything.
    #[must_use]
    pub fn error(mut self, error: Option<String>) -> Self {
        self.error = error;
        self
    }
}

impl<'a, Message: Clone + 'a> From<CodeEntry<'a, Message>> for Element<'a, Message> {
    fn from(entry: CodeEntry<'a, Message>) -> Self {
        let ui = entry.ui;
        let node = entry_node(false, &entry.label, entry.code.text(), entry.error.as_ref());
        let text = ui.plain(TextRole::Body, entry.shown()).font(fonts::BOLD);
        let caret = ui.plain(TextRole::Body, "|").color(ui.palette().muted);
        let content = iced::widget::row![text, caret].width(ui.text_size(TextRole::Body) * 16.0).into();
        let CodeEntry { id, label, code, is_eager, error, on_press, .. } = entry;
        let on_key: OnKey<'a, Message> =
            Box::new(move |press| code.wants(press).then(|| on_press(press.clone())));
        framed(ui, Framed { id, node, label, error, content, on_press: None, on_key, is_eager })
    }
}

fn grouped(code: &str, group: usize) -> String {
    let mut shown = String::with_capacity(code.len() * 2);
    for (index, character) in code.chars().filter(|character| *character != '-').enumerate() {
        if index > 0 && index % group == 0 {
            shown.push('-');
        }
        shown.push(character);
    }
    shown
}

fn entry_node(is_secret: bool, label: &str, value: &str, error: Option<&String>) -> Node {
    let role = if is_secret { Role::SecretField } else { Role::TextField };
    let value = (!is_secret && !value.is_empty()).then(|| value.to_owned());
    let said: Vec<_> = value.into_iter().chain(error.cloned()).collect();
    Node { detail: (!said.is_empty()).then(|| said.join(". ")), ..Node::new(role, label) }
}

/// What an entry is made of.
struct Framed<'a, Message> {
    id: Id,
    node: Node,
    label: String,
    error: Option<String>,
    content: Element<'a, Message>,
    on_press: Option<Message>,
    on_key: OnKey<'a, Message>,
    is_eager: bool,
}

/// Label above, entry, error below.
fn framed<'a, Message: Clone + 'a>(ui: Ui, entry: Framed<'a, Message>) -> Element<'a, Message> {
    let palette = ui.palette();
    let paint = crate::control::Paint {
        background: Some(palette.surface),
        text: palette.text,
        edge: if entry.error.is_some() { palette.danger.solid } else { palette.edge },
        edge_width: if entry.error.is_some() { 2.5 } else { 1.5 },
    };
    let control = Control {
        id: entry.id,
        node: entry.node,
        content: entry.content,
        on_press: entry.on_press,
        on_key: Some(entry.on_key),
        eager: entry.is_eager,
        look: ui.look([paint; 3], Radius::M, Padding::new(ui.space(Space::S))),
        width: Length::Shrink,
        height: Length::Shrink,
    };
    let label = ui.plain(TextRole::Label, entry.label).font(fonts::BOLD);
    let error = entry.error.map(|error| error_line(ui, error));
    let parts = [Some(label.into()), Some(control.into()), error];
    ui.column(parts.into_iter().flatten()).spacing(ui.space(Space::Xs)).into()
}

impl Ui {
    /// A box for one character; the next to be filled is underlined in the main colour.
    fn character_box<'a, Message: 'a>(self, text: String, is_next: bool) -> Element<'a, Message> {
        let palette = self.palette();
        let size = self.text_size(TextRole::Heading);
        let (edge, width) = if is_next { (palette.primary.solid, 3.0) } else { (palette.line, 1.5) };
        let border = Border { color: edge, width, radius: self.radius(Radius::S).into() };
        let fill = palette.background;
        container(self.plain(TextRole::Heading, text).font(fonts::BOLD))
            .center_x(size * 1.7)
            .center_y(size * 2.0)
            .style(move |_theme| container::Style {
                background: Some(fill.into()),
                border,
                ..container::Style::default()
            })
            .into()
    }
}
