//! Gives an element an id, a role and a label in the outline.

use iced::advanced::layout::{Layout, Limits, Node as LayoutNode};
use iced::advanced::widget::{Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Shell, mouse, overlay, renderer};
use iced::widget::Id;
use iced::{Element, Event, Length, Rectangle, Renderer, Size, Theme, Vector};

use crate::Ui;
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

struct State {
    id: Id,
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
        Element::new(described)
    }
}

impl<Message> Widget<Message, Theme, Renderer> for Described<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State { id: self.id.clone() })
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        let state = tree.state.downcast_mut::<State>();
        if state.id == self.id {
            tree.diff_children(std::slice::from_ref(&self.content));
        } else {
            state.id = self.id.clone();
            tree.children = self.children();
        }
    }

    fn size(&self) -> Size<Length> {
        self.content.as_widget().size()
    }

    fn size_hint(&self) -> Size<Length> {
        self.content.as_widget().size_hint()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &Limits) -> LayoutNode {
        match tree.children.first_mut() {
            Some(inner) => self.content.as_widget_mut().layout(inner, renderer, limits),
            None => LayoutNode::new(Size::ZERO),
        }
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        if let Some(node) = &mut self.node {
            operation.custom(Some(&self.id), layout.bounds(), node);
        }
        let Some(inner) = tree.children.first_mut() else { return };
        let content = self.content.as_widget_mut();
        operation.traverse(&mut |operation| match self.inside {
            Inside::Text => content.operate(inner, layout, renderer, &mut TextOnly(operation)),
            Inside::Focus => content.operate(inner, layout, renderer, &mut Unspoken(operation)),
            Inside::Everything => content.operate(inner, layout, renderer, operation),
        });
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        renderer: &Renderer,
        clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        viewport: &Rectangle,
    ) {
        if let Some(inner) = tree.children.first_mut() {
            let content = self.content.as_widget_mut();
            content.update(inner, event, layout, cursor, renderer, clipboard, shell, viewport);
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
        renderer: &Renderer,
    ) -> mouse::Interaction {
        tree.children.first().map_or(mouse::Interaction::None, |inner| {
            self.content.as_widget().mouse_interaction(inner, layout, cursor, viewport, renderer)
        })
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        if let Some(inner) = tree.children.first() {
            self.content.as_widget().draw(inner, renderer, theme, style, layout, cursor, viewport);
        }
    }

    fn overlay<'b>(
        &'b mut self,
        tree: &'b mut Tree,
        layout: Layout<'b>,
        renderer: &Renderer,
        viewport: &Rectangle,
        translation: Vector,
    ) -> Option<overlay::Element<'b, Message, Theme, Renderer>> {
        let inner = tree.children.first_mut()?;
        self.content.as_widget_mut().overlay(inner, layout, renderer, viewport, translation)
    }
}
