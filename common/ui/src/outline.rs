//! The outline: what is drawn, in words, in drawing order. Focus order and tests derive from it, and speech can.
//!
//! Every widget of the kit shows an iced [`Operation`] a [`Node`]; [`Collect`] gathers them from the live widget tree,
//! so that the outline can never say something else than the screen.

use std::any::Any;

use iced::advanced::widget::operation::{Focusable, Operation, Outcome, Scrollable};
use iced::widget::Id;
use iced::{Rectangle, Task, Vector};

/// What a thing is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Role {
    /// The name of the screen or of a part.
    Heading,
    Text,
    /// Says how something stands; spoken again when it changes.
    Status,
    /// A sentence that interrupts.
    Alert,
    Picture,
    Button,
    /// One of several, of which one is chosen.
    Choice,
    /// On or off.
    Toggle,
    /// A line of text to write.
    TextField,
    /// A line whose text is never shown nor spoken.
    SecretField,
    /// A share of something: time left, disk used.
    Progress,
    Table,
    Chart,
}

/// Whether a change is spoken by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Live {
    #[default]
    Off,
    /// When nothing else is being said.
    Polite,
    /// At once.
    Assertive,
}

/// What a widget says of itself.
#[derive(Clone, Debug, PartialEq)]
pub struct Node {
    pub role: Role,
    /// Its accessible name, in the reader's language.
    pub label: String,
    /// What else there is to say: a field's value, why it is disabled, what is wrong. Never a secret.
    pub detail: Option<String>,
    pub live: Live,
    pub disabled: bool,
    /// Chosen or on; none if that makes no sense for its role.
    pub selected: Option<bool>,
}

impl Node {
    /// A thing with a role and a name.
    pub fn new(role: Role, label: impl Into<String>) -> Self {
        let live = match role {
            Role::Status => Live::Polite,
            Role::Alert => Live::Assertive,
            _ => Live::Off,
        };
        Self { role, label: label.into(), detail: None, live, disabled: false, selected: None }
    }
}

/// One widget that is drawn.
#[derive(Clone, Debug, PartialEq)]
pub struct OutlineItem {
    pub id: Id,
    pub node: Node,
    /// Whether the keyboard can reach it.
    pub focusable: bool,
    pub focused: bool,
    /// Where it is on the screen, in logical pixels, scrolling included.
    pub bounds: Rectangle,
}

/// Asks for the outline of what is drawn now.
pub fn collect() -> Task<Vec<OutlineItem>> {
    iced::advanced::widget::operate(Collect::default())
}

/// The operation that gathers the outline.
#[derive(Debug)]
pub struct Collect {
    items: Vec<OutlineItem>,
    /// How far the content around the current widget is scrolled.
    translation: Vector,
    outer: Vec<Vector>,
}

impl Default for Collect {
    fn default() -> Self {
        Self { items: Vec::new(), translation: Vector::ZERO, outer: vec![Vector::ZERO] }
    }
}

impl Collect {
    /// What was gathered.
    pub fn into_items(self) -> Vec<OutlineItem> {
        self.items
    }
}

impl Operation<Vec<OutlineItem>> for Collect {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<Vec<OutlineItem>>)) {
        self.outer.push(self.translation);
        operate(self);
        self.outer.pop();
        self.translation = self.outer.last().copied().unwrap_or(Vector::ZERO);
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        _bounds: Rectangle,
        _content_bounds: Rectangle,
        translation: Vector,
        _state: &mut dyn Scrollable,
    ) {
        self.translation -= translation;
    }

    fn custom(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Any) {
        if let (Some(id), Some(node)) = (id, state.downcast_ref::<Node>()) {
            self.items.push(OutlineItem {
                id: id.clone(),
                node: node.clone(),
                focusable: false,
                focused: false,
                bounds: bounds + self.translation,
            });
        }
    }

    fn focusable(&mut self, id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        if let Some(item) = self.items.iter_mut().rev().find(|item| Some(&item.id) == id) {
            item.focusable = true;
            item.focused = state.is_focused();
        }
    }

    fn finish(&self) -> Outcome<Vec<OutlineItem>> {
        Outcome::Some(self.items.clone())
    }
}

/// Lets an operation see only the plain text inside a widget whose label already says it all.
pub(crate) struct TextOnly<'a>(pub &'a mut dyn Operation);

impl Operation for TextOnly<'_> {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        self.0.traverse(&mut |inner| operate(&mut TextOnly(inner)));
    }

    fn text(&mut self, id: Option<&Id>, bounds: Rectangle, text: &str) {
        self.0.text(id, bounds, text);
    }
}

/// Hides from an operation what the widgets inside say of themselves, but not their focus.
pub(crate) struct Unspoken<'a>(pub &'a mut dyn Operation);

impl Operation for Unspoken<'_> {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation)) {
        self.0.traverse(&mut |inner| operate(&mut Unspoken(inner)));
    }

    fn container(&mut self, id: Option<&Id>, bounds: Rectangle) {
        self.0.container(id, bounds);
    }

    fn scrollable(
        &mut self,
        id: Option<&Id>,
        bounds: Rectangle,
        content_bounds: Rectangle,
        translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        self.0.scrollable(id, bounds, content_bounds, translation, state);
    }

    fn focusable(&mut self, id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        self.0.focusable(id, bounds, state);
    }

    fn text_input(
        &mut self,
        id: Option<&Id>,
        bounds: Rectangle,
        state: &mut dyn iced::advanced::widget::operation::TextInput,
    ) {
        self.0.text_input(id, bounds, state);
    }

    fn text(&mut self, id: Option<&Id>, bounds: Rectangle, text: &str) {
        self.0.text(id, bounds, text);
    }
}
