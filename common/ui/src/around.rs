//! A widget around one other: laid out and drawn as that one is, it only adds to what is said and heard.

use iced::advanced::layout::{Layout, Limits, Node};
use iced::advanced::widget::{Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Shell, mouse, overlay, renderer};
use iced::widget::Id;
use iced::{Element, Event, Length, Rectangle, Renderer, Size, Theme, Vector};

/// Carries an operation to the widget inside.
pub(crate) type Inside<'a> = &'a mut dyn FnMut(&mut dyn Operation);

/// What the widget around does otherwise than the one inside.
pub(crate) trait Manner {
    /// When another id takes its place, what is inside starts afresh.
    fn id(&self) -> Option<&Id> {
        None
    }

    /// Shows an operation what is here.
    fn operate(&mut self, _bounds: Rectangle, operation: &mut dyn Operation, inside: Inside<'_>) {
        operation.traverse(&mut |operation| inside(operation));
    }

    /// Whether it takes an event before the widget inside hears of it.
    fn takes_first(&mut self, _event: &Event, _inside: Inside<'_>) -> bool {
        false
    }

    /// Whether it takes an event that nothing inside wanted.
    fn takes_last(&mut self, _event: &Event, _inside: Inside<'_>) -> bool {
        false
    }
}

/// The widget around, and the one inside.
pub(crate) struct Around<'a, Message, M> {
    pub manner: M,
    pub content: Element<'a, Message>,
}

struct State {
    id: Option<Id>,
}

impl<'a, Message: 'a, M: Manner + 'a> From<Around<'a, Message, M>> for Element<'a, Message> {
    fn from(around: Around<'a, Message, M>) -> Self {
        Element::new(around)
    }
}

impl<Message, M: Manner> Widget<Message, Theme, Renderer> for Around<'_, Message, M> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State { id: self.manner.id().cloned() })
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        let state = tree.state.downcast_mut::<State>();
        if state.id.as_ref() == self.manner.id() {
            tree.diff_children(std::slice::from_ref(&self.content));
        } else {
            state.id = self.manner.id().cloned();
            tree.children = self.children();
        }
    }

    fn size(&self) -> Size<Length> {
        self.content.as_widget().size()
    }

    fn size_hint(&self) -> Size<Length> {
        self.content.as_widget().size_hint()
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &Limits) -> Node {
        match tree.children.first_mut() {
            Some(inner) => self.content.as_widget_mut().layout(inner, renderer, limits),
            None => Node::new(Size::ZERO),
        }
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let Some(inner) = tree.children.first_mut() else { return };
        let content = self.content.as_widget_mut();
        self.manner.operate(layout.bounds(), operation, &mut |operation| {
            content.operate(inner, layout, renderer, operation);
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
        let Some(inner) = tree.children.first_mut() else { return };
        let content = self.content.as_widget_mut();
        let mut taken = self
            .manner
            .takes_first(event, &mut |operation| content.operate(inner, layout, renderer, operation));
        if !taken {
            content.update(inner, event, layout, cursor, renderer, clipboard, shell, viewport);
            taken = !shell.is_event_captured()
                && self.manner.takes_last(event, &mut |operation| {
                    content.operate(inner, layout, renderer, operation);
                });
        }
        if taken {
            shell.capture_event();
            shell.request_redraw();
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
