//! The plan as a widget: many focus stops in one, and the pointer's drags.

use iced::advanced::layout::{Layout, Limits, Node as LayoutNode};
use iced::advanced::widget::operation::Focusable;
use iced::advanced::widget::{Operation, Tree, Widget, tree};
use iced::advanced::{Clipboard, Shell, mouse, renderer};
use iced::keyboard::Key;
use iced::keyboard::key::Named;
use iced::widget::Id;
use iced::{Event, Length, Point, Rectangle, Renderer, Size, Theme, touch};

use super::geometry::{Geometry, head_height, lanes, row_heights};
use super::{Planned, Planner};
use crate::keys::Press;

/// The focus of one row.
#[derive(Clone, Debug)]
pub(super) struct Stop {
    id: Id,
    is_focused: bool,
    /// By the keyboard or the program: the cell is drawn with a ring.
    pub shows_ring: bool,
}

impl Focusable for Stop {
    fn is_focused(&self) -> bool {
        self.is_focused
    }

    fn focus(&mut self) {
        (self.is_focused, self.shows_ring) = (true, true);
    }

    fn unfocus(&mut self) {
        (self.is_focused, self.shows_ring) = (false, false);
    }
}

/// What the pointer is doing.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Drag {
    /// Draws something new along a row.
    New { row: usize, from: usize, to: usize },
    /// Holds a block, so many slots behind its start.
    Block { block: usize, held_at: f32, pressed: Point, at: Point },
}

/// So far, in logical pixels, a pointer may tremble while it presses.
const TREMBLE: f32 = 5.0;

impl Drag {
    /// Whether a block was really taken elsewhere.
    pub(super) fn is_moving(&self) -> bool {
        match self {
            Self::New { .. } => true,
            Self::Block { pressed, at, .. } => pressed.distance(*at) > TREMBLE,
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct State {
    pub stops: Vec<Stop>,
    pub drag: Option<Drag>,
}

impl State {
    fn focused(&self) -> Option<usize> {
        self.stops.iter().position(|stop| stop.is_focused)
    }
}

impl<Message> Planner<'_, Message> {
    fn geometry(&self, layout: Layout<'_>) -> Geometry {
        Geometry::new(self, layout.bounds())
    }

    fn stops(&self) -> Vec<Stop> {
        let stop = |id: &Id| Stop { id: id.clone(), is_focused: false, shows_ring: false };
        self.rows.iter().map(|row| stop(&row.id)).collect()
    }

    /// What is under the pointer.
    fn grab(&self, geometry: &Geometry, at: Point) -> Option<Drag> {
        let row = geometry.row_at(at).filter(|row| geometry.row(*row).contains(at))?;
        let along = geometry.along(at);
        if along < 0.0 {
            return None;
        }
        let under = |(index, block): &(usize, &super::PlanBlock)| geometry.block(*index, block).contains(at);
        match self.blocks.iter().enumerate().find(under) {
            Some((index, block)) if block.can_press => {
                Some(Drag::Block { block: index, held_at: along - block.span.start, pressed: at, at })
            }
            Some(_) => None,
            None => {
                let slot = geometry.slot_at(at);
                Some(Drag::New { row, from: slot, to: slot })
            }
        }
    }

    fn press(&self, state: &mut State, geometry: &Geometry, at: Option<Point>) -> bool {
        for stop in &mut state.stops {
            stop.unfocus();
        }
        let Some(at) = at else { return false };
        let row = geometry.row_at(at).filter(|row| geometry.row(*row).contains(at));
        if let Some(stop) = row.and_then(|row| state.stops.get_mut(row)) {
            stop.is_focused = true;
        }
        state.drag = self.grab(geometry, at);
        true
    }

    fn drag(&self, drag: &mut Drag, geometry: &Geometry, to_point: Point) {
        match drag {
            Drag::New { to, .. } => *to = geometry.slot_at(to_point),
            Drag::Block { block, at, .. } => {
                if self.blocks.get(*block).is_some_and(|block| block.can_move) {
                    *at = to_point;
                }
            }
        }
    }

    /// Where a block that is being dragged would be put down.
    pub(super) fn landing(&self, geometry: &Geometry, drag: &Drag) -> Option<(usize, usize, usize)> {
        let Drag::Block { block: index, held_at, at, .. } = *drag else { return None };
        let block = self.blocks.get(index).filter(|_| drag.is_moving())?;
        let row = geometry.row_at(at)?;
        Some((index, row, geometry.start_of(geometry.along(at) - held_at, &block.span)))
    }

    fn dropped(&self, drag: &Drag, geometry: &Geometry) -> Planned {
        match *drag {
            Drag::New { row, from, to } => {
                Planned::Drawn { row, slot: from.min(to), slots: from.abs_diff(to) + 1 }
            }
            Drag::Block { block, .. } => match self.landing(geometry, drag) {
                Some((block, row, slot)) => Planned::Moved { block, row, slot },
                None => Planned::Pressed { block },
            },
        }
    }

    /// What a key does on the focused row.
    fn key(&self, row: usize, press: &Press) -> Option<Planned> {
        let (back, on) = if self.ui.is_rtl() {
            (Named::ArrowRight, Named::ArrowLeft)
        } else {
            (Named::ArrowLeft, Named::ArrowRight)
        };
        let last = self.slots.saturating_sub(1);
        let went = |slot: usize| Some(Planned::Went { slot });
        match &press.key {
            Key::Named(key) if *key == back => went(self.cursor.saturating_sub(1)),
            Key::Named(key) if *key == on => went((self.cursor + 1).min(last)),
            Key::Named(Named::Home) => went(0),
            Key::Named(Named::End) => went(last),
            _ if press.activates() && !press.is_repeat => Some(self.activated(row)),
            _ => None,
        }
    }

    fn activated(&self, row: usize) -> Planned {
        let middle = self.cursor as f32 + 0.5;
        let here =
            |block: &super::PlanBlock| block.row == row && block.can_press && block.span.contains(&middle);
        match self.blocks.iter().position(here) {
            Some(block) => Planned::Pressed { block },
            None => Planned::Drawn { row, slot: self.cursor, slots: 1 },
        }
    }
}

impl<Message> Widget<Message, Theme, Renderer> for Planner<'_, Message> {
    fn tag(&self) -> tree::Tag {
        tree::Tag::of::<State>()
    }

    fn state(&self) -> tree::State {
        tree::State::new(State { stops: self.stops(), drag: None })
    }

    fn diff(&self, tree: &mut Tree) {
        let state = tree.state.downcast_mut::<State>();
        let known = std::mem::replace(&mut state.stops, self.stops());
        for stop in &mut state.stops {
            if let Some(before) = known.iter().find(|before| before.id == stop.id) {
                *stop = before.clone();
            }
        }
        let is_gone = matches!(state.drag, Some(Drag::Block { block, .. }) if block >= self.blocks.len());
        if is_gone {
            state.drag = None;
        }
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Shrink)
    }

    fn layout(&mut self, _tree: &mut Tree, _renderer: &Renderer, limits: &Limits) -> LayoutNode {
        let rows: f32 = row_heights(self, &lanes(&self.blocks)).into_iter().sum();
        let height = head_height(self.ui) + rows;
        LayoutNode::new(limits.resolve(Length::Fill, Length::Shrink, Size::new(0.0, height)))
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        _renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        let geometry = self.geometry(layout);
        let state = tree.state.downcast_mut::<State>();
        operation.custom(Some(&self.id), layout.bounds(), &mut self.node);
        for (index, (row, stop)) in self.rows.iter_mut().zip(&mut state.stops).enumerate() {
            operation.custom(Some(&row.id), geometry.row(index), &mut row.node);
            operation.focusable(Some(&row.id), geometry.row(index), stop);
        }
        for (index, block) in self.blocks.iter_mut().enumerate() {
            let bounds = geometry.block(index, block);
            operation.custom(Some(&block.id), bounds, &mut block.node);
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
        match event {
            Event::Mouse(mouse::Event::ButtonPressed(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerPressed { .. }) => {
                let geometry = self.geometry(layout);
                if self.press(state, &geometry, cursor.position_over(layout.bounds())) {
                    shell.capture_event();
                }
                shell.request_redraw();
            }
            Event::Mouse(mouse::Event::CursorMoved { .. })
            | Event::Touch(touch::Event::FingerMoved { .. }) => {
                if let (Some(drag), Some(at)) = (&mut state.drag, cursor.position()) {
                    self.drag(drag, &self.geometry(layout), at);
                    shell.capture_event();
                    shell.request_redraw();
                }
            }
            Event::Mouse(mouse::Event::ButtonReleased(mouse::Button::Left))
            | Event::Touch(touch::Event::FingerLifted { .. }) => {
                if let Some(drag) = state.drag.take() {
                    shell.publish((self.on_planned)(self.dropped(&drag, &self.geometry(layout))));
                    shell.capture_event();
                    shell.request_redraw();
                }
            }
            Event::Touch(touch::Event::FingerLost { .. }) => state.drag = None,
            Event::Keyboard(event) if !shell.is_event_captured() => {
                let Some(press) = Press::from_event(event) else { return };
                if press.key == Key::Named(Named::Escape) && state.drag.take().is_some() {
                    shell.capture_event();
                    shell.request_redraw();
                } else if let Some(planned) = state.focused().and_then(|row| self.key(row, &press)) {
                    if let Some(stop) = state.focused().and_then(|row| state.stops.get_mut(row)) {
                        stop.shows_ring = true;
                    }
                    shell.publish((self.on_planned)(planned));
                    shell.capture_event();
                }
            }
            _ => {}
        }
    }

    fn mouse_interaction(
        &self,
        tree: &Tree,
        layout: Layout<'_>,
        cursor: mouse::Cursor,
        _viewport: &Rectangle,
        _renderer: &Renderer,
    ) -> mouse::Interaction {
        let state = tree.state.downcast_ref::<State>();
        if matches!(state.drag, Some(Drag::Block { .. })) {
            return mouse::Interaction::Grabbing;
        }
        let under =
            cursor.position_over(layout.bounds()).and_then(|at| self.grab(&self.geometry(layout), at));
        match under {
            Some(Drag::Block { .. }) => mouse::Interaction::Grab,
            Some(Drag::New { .. }) => mouse::Interaction::Cell,
            None => mouse::Interaction::None,
        }
    }

    fn draw(
        &self,
        tree: &Tree,
        renderer: &mut Renderer,
        _theme: &Theme,
        _style: &renderer::Style,
        layout: Layout<'_>,
        _cursor: mouse::Cursor,
        viewport: &Rectangle,
    ) {
        self.paint(renderer, &self.geometry(layout), tree.state.downcast_ref::<State>(), viewport);
    }
}
