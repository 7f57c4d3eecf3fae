//! Gives an element an id, a role and a label in the outline.

use iced::advanced::widget::Operation;
use iced::widget::Id;
use iced::{Element, Rectangle};

use crate::Ui;
use crate::around::{self, Around, Manner};
use crate::outline::{Node, TextOnly, Unspoken};

/// What an operation may see inside.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Inside {
    /// Plain text: the label says it all.
    Text,
    /// Focus as well: a text field.
    Focus,
    /// Everything: a group with widgets of its own.
    Everything,
}

/// Wraps an element that is drawn as it is. When another id takes its place, what is inside starts afresh: a new
/// screen's field does not inherit the old one's focus and caret.
pub(crate) struct Described<'a, Message> {
    pub id: Id,
    /// None: nothing is said; the id only tells one place from another.
    pub node: Option<Node>,
    pub inside: Inside,
    pub content: Element<'a, Message>,
}

/// What is said of it.
struct Said {
    id: Id,
    node: Option<Node>,
    inside: Inside,
}

impl Ui {
    /// The whole of a program's place, such as a screen. When another id takes its place, everything inside starts afresh:
    /// scrolled to the top, without focus. Put it around the frame.
    pub fn place<'a, Message: 'a>(
        &self,
        id: impl Into<Id>,
        content: impl Into<Element<'a, Message>>,
    ) -> Element<'a, Message> {
        Described { id: id.into(), node: None, inside: Inside::Everything, content: content.into() }.into()
    }
}

impl<'a, Message: 'a> From<Described<'a, Message>> for Element<'a, Message> {
    fn from(described: Described<'a, Message>) -> Self {
        let Described { id, node, inside, content } = described;
        Around { manner: Said { id, node, inside }, content }.into()
    }
}

impl Manner for Said {
    fn id(&self) -> Option<&Id> {
        Some(&self.id)
    }

    fn operate(&mut self, bounds: Rectangle, operation: &mut dyn Operation, inside: around::Inside<'_>) {
        if let Some(node) = &mut self.node {
            operation.custom(Some(&self.id), bounds, node);
        }
        operation.traverse(&mut |operation| match self.inside {
            Inside::Text => inside(&mut TextOnly(operation)),
            Inside::Focus => inside(&mut Unspoken(operation)),
            Inside::Everything => inside(operation),
        });
    }
}
