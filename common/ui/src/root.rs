//! The root of every screen: paints the background and moves the focus by keyboard.

use iced::advanced::layout::{Layout, Limits, Node as LayoutNode};
use iced::advanced::renderer::Quad;
use iced::advanced::widget::{Operation, Tree, Widget};
use iced::advanced::{Clipboard, Renderer as _, Shell, mouse, overlay, renderer};
use iced::keyboard::{self, Key, Modifiers, key::Named};
use iced::{Background, Color, Element, Event, Length, Rectangle, Renderer, Size, Theme, Vector};

use crate::Ui;
use crate::focus::{Step, Survey};

impl Ui {
    /// The whole window. Tab and Shift+Tab walk through what is drawn, arrows go to the neighbour; both in every
    /// program, without any code of its own.
    pub fn root<'a, Message: 'a>(&self, content: impl Into<Element<'a, Message>>) -> Element<'a, Message> {
        let palette = self.palette();
        Element::new(Root { content: content.into(), background: palette.background, text: palette.text })
    }
}

struct Root<'a, Message> {
    content: Element<'a, Message>,
    background: Color,
    text: Color,
}

impl<Message> Root<'_, Message> {
    /// Moves the focus; false if there is nowhere to go.
    fn walk(&mut self, step: Step, tree: &mut Tree, layout: Layout<'_>, renderer: &Renderer) -> bool {
        let Some(inner) = tree.children.first_mut() else { return false };
        let mut survey = Survey::new(step);
        self.content.as_widget_mut().operate(inner, layout, renderer, &mut survey);
        let Some(mut plan) = survey.plan() else { return false };
        self.content.as_widget_mut().operate(inner, layout, renderer, &mut plan);
        true
    }
}

/// Where Tab leads, if this is Tab.
fn tab_step(event: &Event) -> Option<Step> {
    match key_down(event)? {
        (Key::Named(Named::Tab), modifiers) if !modifiers.command() && !modifiers.alt() => {
            Some(if modifiers.shift() { Step::Previous } else { Step::Next })
        }
        _ => None,
    }
}

fn arrow_step(event: &Event) -> Option<Step> {
    let (key, modifiers) = key_down(event)?;
    match key {
        _ if !modifiers.is_empty() => None,
        Key::Named(Named::ArrowUp) => Some(Step::Up),
        Key::Named(Named::ArrowDown) => Some(Step::Down),
        Key::Named(Named::ArrowLeft) => Some(Step::Left),
        Key::Named(Named::ArrowRight) => Some(Step::Right),
        _ => None,
    }
}

fn key_down(event: &Event) -> Option<(&Key, Modifiers)> {
    match event {
        Event::Keyboard(keyboard::Event::KeyPressed { key, modifiers, .. }) => Some((key, *modifiers)),
        _ => None,
    }
}

impl<Message> Widget<Message, Theme, Renderer> for Root<'_, Message> {
    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(std::slice::from_ref(&self.content));
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Fill)
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &Limits) -> LayoutNode {
        let children = tree
            .children
            .first_mut()
            .map(|inner| self.content.as_widget_mut().layout(inner, renderer, &limits.loose()));
        LayoutNode::with_children(limits.max(), children.into_iter().collect())
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let content = self.content.as_widget_mut();
        if let (Some(inner), Some(layout)) = (tree.children.first_mut(), layout.children().next()) {
            operation.traverse(&mut |operation| content.operate(inner, layout, renderer, operation));
        }
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
        let Some(layout) = layout.children().next() else { return };
        if let Some(step) = tab_step(event) {
            self.walk(step, tree, layout, renderer);
            shell.capture_event();
            shell.request_redraw();
            return;
        }
        if let Some(inner) = tree.children.first_mut() {
            let content = self.content.as_widget_mut();
            content.update(inner, event, layout, cursor, renderer, clipboard, shell, viewport);
        }
        if !shell.is_event_captured()
            && let Some(step) = arrow_step(event)
            && self.walk(step, tree, layout, renderer)
        {
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
        match (tree.children.first(), layout.children().next()) {
            (Some(inner), Some(layout)) => {
                self.content.as_widget().mouse_interaction(inner, layout, cursor, viewport, renderer)
            }
            _ => mouse::Interaction::None,
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        theme: &Theme,
        _style: &renderer::Style,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        renderer.fill_quad(
            Quad { bounds: layout.bounds(), ..Quad::default() },
            Background::Color(self.background),
        );
        if let (Some(inner), Some(layout)) = (tree.children.first(), layout.children().next()) {
            let style = renderer::Style { text_color: self.text };
            self.content.as_widget().draw(inner, renderer, theme, &style, layout, cursor, viewport);
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
        let layout = layout.children().next()?;
        self.content.as_widget_mut().overlay(inner, layout, renderer, viewport, translation)
    }
}
