//! The one widget that takes focus and presses; buttons, tiles, toggles and digit entries are made of it.

use iced::advanced::layout::{self, Layout, Limits, Node as LayoutNode};
use iced::advanced::renderer::Quad;
use iced::advanced::widget::operation::Focusable;
use iced::advanced::widget::{Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Renderer as _, Shell, mouse, renderer};
use iced::keyboard::{self, Key, key::Named};
use iced::widget::Id;
use iced::{
    Background, Border, Color, Element, Event, Length, Padding, Rectangle, Renderer, Size, Theme, touch,
    window,
};

use crate::keys::Press;
use crate::outline::{Node, TextOnly};

/// How a control is painted in one of its states.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Paint {
    pub background: Option<Color>,
    pub text: Color,
    pub edge: Color,
    pub edge_width: f32,
}

/// How a control looks.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Look {
    pub rest: Paint,
    pub hover: Paint,
    pub pressed: Paint,
    pub radius: f32,
    pub padding: Padding,
    pub ring: Color,
    /// Width of the focus ring and of the gap inside it.
    pub ring_width: f32,
    pub ring_gap: f32,
}

/// What a key press does, if it does anything.
pub(crate) type OnKey<'a, Message> = Box<dyn Fn(&Press) -> Option<Message> + 'a>;

/// A focusable thing. It is pressed by Enter, Space, mouse and touch; it may read other keys as well.
pub(crate) struct Control<'a, Message> {
    pub id: Id,
    pub node: Node,
    pub content: Element<'a, Message>,
    /// None: cannot be pressed (still focusable, so that its reason can be read).
    pub on_press: Option<Message>,
    pub on_key: Option<OnKey<'a, Message>>,
    /// Whether `on_key` also reads keys that nothing else wanted while the focus is elsewhere.
    pub eager: bool,
    pub look: Look,
    pub width: Length,
    pub height: Length,
}

/// Whether and how a control has the focus.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Focus {
    #[default]
    None,
    /// By a pointer: no ring.
    Pointer,
    /// By the keyboard or the program: ring.
    Ring,
}

#[derive(Debug)]
struct State {
    id: Id,
    focus: Focus,
    is_pressed: bool,
    /// What was last drawn: a change asks for a frame.
    drawn: Option<Appearance>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Appearance {
    Rest,
    Hover,
    Pressed,
}

impl State {
    fn new(id: Id) -> Self {
        Self { id, focus: Focus::None, is_pressed: false, drawn: None }
    }
}

impl Focusable for State {
    fn is_focused(&self) -> bool {
        self.focus != Focus::None
    }

    fn focus(&mut self) {
        self.focus = Focus::Ring;
    }

    fn unfocus(&mut self) {
        self.focus = Focus::None;
    }
}

impl<'a, Message: Clone + 'a> From<Control<'a, Message>> for Element<'a, Message> {
    fn from(control: Control<'a, Message>) -> Self {
        Element::new(control)
    }
}

impl<'a, Message> Control<'a, Message> {
    /// As large as its content; nothing presses it, and it reads no keys.
    pub(crate) fn new(id: Id, node: Node, content: Element<'a, Message>, look: Look) -> Self {
        Self {
            id,
            node,
            content,
            on_press: None,
            on_key: None,
            eager: false,
            look,
            width: Length::Shrink,
            height: Length::Shrink,
        }
    }

    /// Pressed unless its node says that it is disabled.
    pub(crate) fn pressed(self, message: Message) -> Self {
        let on_press = (!self.node.disabled).then_some(message);
        Self { on_press, ..self }
    }
}

impl<Message: Clone> Control<'_, Message> {
    fn press_down(&self, state: &mut State, is_over: bool, shell: &mut Shell<'_, Message>) {
        let before = state.focus;
        state.focus = if is_over { Focus::Pointer } else { Focus::None };
        if is_over {
            state.is_pressed = self.on_press.is_some();
            shell.capture_event();
        }
        if before != state.focus {
            shell.request_redraw();
        }
    }

    fn press_up(&self, state: &mut State, is_over: bool, shell: &mut Shell<'_, Message>) {
        if std::mem::take(&mut state.is_pressed) {
            shell.capture_event();
            if let (true, Some(message)) = (is_over, &self.on_press) {
                shell.publish(message.clone());
            }
        }
    }

    fn key_down(&self, state: &State, press: &Press, shell: &mut Shell<'_, Message>) {
        let is_focused = state.is_focused();
        if (is_focused || self.eager)
            && let Some(message) = self.on_key.as_ref().and_then(|on_key| on_key(press))
        {
            shell.publish(message);
            shell.capture_event();
        } else if is_focused && press.activates() {
            shell.capture_event();
            if let (false, Some(message)) = (press.is_repeat, &self.on_press) {
                shell.publish(message.clone());
            }
        }
    }

    fn appearance(&self, state: &State, layout: Layout<'_>, cursor: mouse::Cursor) -> Appearance {
        if self.on_press.is_none() || !cursor.is_over(layout.bounds()) {
            Appearance::Rest
        } else if state.is_pressed {
            Appearance::Pressed
        } else {
            Appearance::Hover
        }
    }
}

impl<Message: Clone> Widget<Message, Theme, Renderer> for Control<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State::new(self.id.clone()))
    }

    fn children(&self) -> Vec<Tree> {
        vec![Tree::new(&self.content)]
    }

    fn diff(&self, tree: &mut Tree) {
        let state = tree.state.downcast_mut::<State>();
        if state.id != self.id {
            *state = State::new(self.id.clone());
        }
        tree.diff_children(std::slice::from_ref(&self.content));
    }

    fn size(&self) -> Size<Length> {
        Size { width: self.width, height: self.height }
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &Limits) -> LayoutNode {
        let content = self.content.as_widget_mut();
        layout::padded(limits, self.width, self.height, self.look.padding, |limits| {
            match tree.children.first_mut() {
                Some(inner) => content.layout(inner, renderer, limits),
                None => LayoutNode::new(Size::ZERO),
            }
        })
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.custom(Some(&self.id), layout.bounds(), &mut self.node);
        operation.focusable(Some(&self.id), layout.bounds(), tree.state.downcast_mut::<State>());
        let content = self.content.as_widget_mut();
        if let (Some(inner), Some(layout)) = (tree.children.first_mut(), layout.children().next()) {
            operation.traverse(&mut |operation| {
                content.operate(inner, layout, renderer, &mut TextOnly(operation));
            });
        }
    }

    fn update(
        &mut self,
        tree: &mut Tree,
        event: &Event,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _renderer: &Renderer,
        _clipboard: &mut dyn Clipboard,
        shell: &mut Shell<'_, Message>,
        _viewport: &Rectangle,
    ) {
        let state = tree.state.downcast_mut::<State>();
        let is_over = cursor.is_over(layout.bounds());
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerPressed { .. }) => self.press_down(state, is_over, shell),
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerLifted { .. }) => self.press_up(state, is_over, shell),
            Event::Touch(touch::Event::FingerLost { .. }) => state.is_pressed = false,
            Event::Keyboard(event) if !shell.is_event_captured() => {
                if let Some(press) = Press::from_event(event) {
                    self.key_down(state, &press, shell);
                }
            }
            _ => {}
        }
        let appearance = self.appearance(state, layout, cursor);
        if matches!(event, Event::Window(window::Event::RedrawRequested(_))) {
            state.drawn = Some(appearance);
        } else if state.drawn.is_some_and(|drawn| drawn != appearance) {
            shell.request_redraw();
        }
    }

    fn mouse_interaction(
        &self,
        _tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _viewport: &Rectangle,
        _renderer: &Renderer,
    ) -> mouse::Interaction {
        if cursor.is_over(layout.bounds()) && self.on_press.is_some() {
            mouse::Interaction::Pointer
        } else {
            mouse::Interaction::None
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
        let state = tree.state.downcast_ref::<State>();
        let bounds = layout.bounds();
        let paint = match self.appearance(state, layout, cursor) {
            Appearance::Rest => self.look.rest,
            Appearance::Hover => self.look.hover,
            Appearance::Pressed => self.look.pressed,
        };
        if state.focus == Focus::Ring {
            draw_ring(renderer, bounds, &self.look);
        }
        renderer.fill_quad(
            Quad {
                bounds,
                border: Border {
                    color: paint.edge,
                    width: paint.edge_width,
                    radius: self.look.radius.into(),
                },
                ..Quad::default()
            },
            Background::Color(paint.background.unwrap_or(Color::TRANSPARENT)),
        );
        if let (Some(inner), Some(layout)) = (tree.children.first(), layout.children().next()) {
            let style = renderer::Style { text_color: paint.text };
            self.content.as_widget().draw(inner, renderer, theme, &style, layout, cursor, viewport);
        }
    }
}

/// A thick ring outside the control, with a gap, so that it shows on any surface.
fn draw_ring(renderer: &mut Renderer, bounds: Rectangle, look: &Look) {
    let reach = look.ring_width + look.ring_gap;
    renderer.fill_quad(
        Quad {
            bounds: bounds.expand(reach),
            border: Border { color: look.ring, width: look.ring_width, radius: (look.radius + reach).into() },
            ..Quad::default()
        },
        Background::Color(Color::TRANSPARENT),
    );
}

impl Press {
    /// Whether this key presses the focused control.
    pub(crate) fn activates(&self) -> bool {
        let has_modifier = self.modifiers.control() || self.modifiers.alt() || self.modifiers.logo();
        !has_modifier && matches!(self.key, Key::Named(Named::Enter | Named::Space))
            || self.physical == keyboard::key::Physical::Code(keyboard::key::Code::NumpadEnter)
    }
}
