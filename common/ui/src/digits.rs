//! Numbers, PINs and codes: entries that read keys themselves, and keys on the screen for those who have none.

use iced::keyboard::{Key, key::Named};
use iced::widget::{Id, container};
use iced::{Border, Element, Padding};

use crate::control::{Control, OnKey, Paint};
use crate::entry::Entry;
use crate::keys::{CodeInput, Press};
use crate::outline::Node;
use crate::theme::{Radius, Space, TextRole};
use crate::{Icon, Ui, fonts};

/// Boxes for a known number of digits.
pub struct DigitEntry<'a, Message> {
    entry: Entry,
    value: &'a str,
    length: usize,
    shown: Option<usize>,
    is_eager: bool,
    on_input: Box<dyn Fn(String) -> Message + 'a>,
    on_submit: Option<Message>,
}

impl<Message> std::fmt::Debug for DigitEntry<'_, Message> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("DigitEntry").field("id", &self.entry.id).finish_non_exhaustive()
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
            entry: Entry::new(*self, id, label),
            value,
            length,
            shown: None,
            is_eager: false,
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
            entry: Entry::new(*self, id, label),
            code,
            group: None,
            is_eager: false,
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
        self.entry.is_secret = true;
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
        self.entry.error = error;
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
    fn from(written: DigitEntry<'a, Message>) -> Self {
        let content = written.boxes();
        let node = written.entry.node(written.value);
        let DigitEntry { entry, value, length, on_input, on_submit, is_eager, .. } = written;
        let on_key: OnKey<'a, Message> = Box::new(move |press| match (&press.key, press.digit()) {
            (Key::Named(Named::Backspace), _) => {
                let mut shorter = value.to_owned();
                shorter.pop().map(|_| on_input(shorter))
            }
            (_, Some(digit)) if value.len() < length => Some(on_input(format!("{value}{digit}"))),
            _ => None,
        });
        framed(entry, Keys { node, content, on_press: on_submit, on_key, is_eager })
    }
}

impl<'a, Message: 'a> DigitEntry<'_, Message> {
    fn boxes(&self) -> Element<'a, Message> {
        let ui = self.entry.ui;
        let mut digits = self.value.chars();
        let shown = self.shown.map_or(self.length, |shown| shown.max(self.value.len()));
        let boxes = (0..shown).map(|index| {
            let text = match digits.next() {
                Some(_) if self.entry.is_secret => "•".to_owned(),
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
    entry: Entry,
    code: &'a CodeInput,
    group: Option<usize>,
    is_eager: bool,
    on_press: Box<dyn Fn(Press) -> Message + 'a>,
}

impl<Message> std::fmt::Debug for CodeEntry<'_, Message> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("CodeEntry").field("id", &self.entry.id).finish_non_exhaustive()
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
        self.entry.error = error;
        self
    }
}

impl<'a, Message: Clone + 'a> From<CodeEntry<'a, Message>> for Element<'a, Message> {
    fn from(written: CodeEntry<'a, Message>) -> Self {
        let ui = written.entry.ui;
        let node = written.entry.node(written.code.text());
        let text = ui.plain(TextRole::Body, written.shown()).font(fonts::BOLD);
        let caret = ui.plain(TextRole::Body, "|").color(ui.palette().muted);
        let content = iced::widget::row![text, caret].width(ui.text_size(TextRole::Body) * 16.0).into();
        let CodeEntry { entry, code, is_eager, on_press, .. } = written;
        let on_key: OnKey<'a, Message> =
            Box::new(move |press| code.wants(press).then(|| on_press(press.clone())));
        framed(entry, Keys { node, content, on_press: None, on_key, is_eager })
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

/// The part that reads keys.
struct Keys<'a, Message> {
    node: Node,
    content: Element<'a, Message>,
    on_press: Option<Message>,
    on_key: OnKey<'a, Message>,
    is_eager: bool,
}

/// The entry with a frame around what was typed.
fn framed<'a, Message: Clone + 'a>(entry: Entry, keys: Keys<'a, Message>) -> Element<'a, Message> {
    let ui = entry.ui;
    let palette = ui.palette();
    let (edge, edge_width) = match entry.error {
        Some(_) => (palette.danger.solid, 2.5),
        None => (palette.edge, 1.5),
    };
    let paint = Paint { background: Some(palette.surface), text: palette.text, edge, edge_width };
    let look = ui.look([paint; 3], Radius::M, Padding::new(ui.space(Space::S)));
    let control = Control {
        on_press: keys.on_press,
        on_key: Some(keys.on_key),
        eager: keys.is_eager,
        ..Control::new(entry.id.clone(), keys.node, keys.content, look)
    };
    entry.around(control.into()).into()
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
