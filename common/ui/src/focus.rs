//! Moving the focus: in outline order with Tab, by position with the arrows; scrolled-away widgets come into view.

use iced::advanced::widget::operation::{
    Focusable, Operation, Outcome, Scrollable, scrollable::AbsoluteOffset,
};
use iced::widget::Id;
use iced::{Rectangle, Task, Vector};

/// Where the focus goes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// To the next in outline order; after the last, the first.
    Next,
    /// To the one before; before the first, the last.
    Previous,
    Up,
    Down,
    Left,
    Right,
}

/// Focuses the widget with this id, for the first field of a new screen.
pub fn on<Message: Send + 'static>(id: impl Into<Id>) -> Task<Message> {
    iced::advanced::widget::operate(iced::advanced::widget::operation::focusable::focus(id.into()))
}

/// Focuses the next widget.
pub fn next<Message: Send + 'static>() -> Task<Message> {
    step(Step::Next)
}

/// Focuses the widget before.
pub fn previous<Message: Send + 'static>() -> Task<Message> {
    step(Step::Previous)
}

/// Moves the focus. Programs need not call it: the widget that [`crate::Ui::root`] makes reads Tab and arrows itself.
pub fn step<Message: Send + 'static>(step: Step) -> Task<Message> {
    iced::advanced::widget::operate(Survey::new(step))
}

/// A widget that can take the focus.
#[derive(Clone, Copy, Debug)]
struct Stop {
    /// On the screen.
    bounds: Rectangle,
    /// In the scrollable's own coordinates.
    inner_bounds: Rectangle,
    is_focused: bool,
    /// Which scrollable it is in.
    scroller: Option<usize>,
}

/// The part of a scrollable that can be seen, in its own coordinates.
#[derive(Clone, Copy, Debug)]
struct Window {
    visible: Rectangle,
}

/// First pass: sees what can be focused and where it is.
pub(crate) struct Survey {
    step: Step,
    stops: Vec<Stop>,
    windows: Vec<Window>,
    place: Place,
    outer: Vec<Place>,
}

#[derive(Clone, Copy, Default)]
struct Place {
    translation: Vector,
    scroller: Option<usize>,
}

impl Survey {
    pub(crate) fn new(step: Step) -> Self {
        Self {
            step,
            stops: Vec::new(),
            windows: Vec::new(),
            place: Place::default(),
            outer: vec![Place::default()],
        }
    }

    /// What is to be done, if there is anywhere to go.
    pub(crate) fn plan(&self) -> Option<Move> {
        let current = self.stops.iter().position(|stop| stop.is_focused);
        let target = destination(&self.stops, current, self.step)?;
        let stop = self.stops.get(target)?;
        let scroll = stop.scroller.and_then(|scroller| {
            let window = self.windows.get(scroller)?;
            reveal(window.visible, stop.inner_bounds).map(|by| (scroller, by))
        });
        Some(Move { target, scroll, stops_seen: 0, scrollers_seen: 0 })
    }
}

impl<T: Send + 'static> Operation<T> for Survey {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        self.outer.push(self.place);
        operate(self);
        self.outer.pop();
        self.place = self.outer.last().copied().unwrap_or_default();
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        _content_bounds: Rectangle,
        translation: Vector,
        _state: &mut dyn Scrollable,
    ) {
        self.place =
            Place { translation: self.place.translation - translation, scroller: Some(self.windows.len()) };
        self.windows.push(Window { visible: bounds + translation });
    }

    fn focusable(&mut self, _id: Option<&Id>, bounds: Rectangle, state: &mut dyn Focusable) {
        self.stops.push(Stop {
            bounds: bounds + self.place.translation,
            inner_bounds: bounds,
            is_focused: state.is_focused(),
            scroller: self.place.scroller,
        });
    }

    fn finish(&self) -> Outcome<T> {
        match self.plan() {
            Some(plan) => Outcome::Chain(Box::new(plan)),
            None => Outcome::None,
        }
    }
}

/// Second pass: gives one widget the focus, takes it from all others, and scrolls it into view.
#[derive(Debug)]
pub(crate) struct Move {
    target: usize,
    scroll: Option<(usize, f32)>,
    stops_seen: usize,
    scrollers_seen: usize,
}

impl<T> Operation<T> for Move {
    fn traverse(&mut self, operate: &mut dyn FnMut(&mut dyn Operation<T>)) {
        operate(self);
    }

    fn scrollable(
        &mut self,
        _id: Option<&Id>,
        bounds: Rectangle,
        content_bounds: Rectangle,
        _translation: Vector,
        state: &mut dyn Scrollable,
    ) {
        if let Some((scroller, by)) = self.scroll
            && scroller == self.scrollers_seen
        {
            state.scroll_by(AbsoluteOffset { x: 0.0, y: by }, bounds, content_bounds);
        }
        self.scrollers_seen += 1;
    }

    fn focusable(&mut self, _id: Option<&Id>, _bounds: Rectangle, state: &mut dyn Focusable) {
        if self.stops_seen == self.target {
            state.focus();
        } else {
            state.unfocus();
        }
        self.stops_seen += 1;
    }
}

fn destination(stops: &[Stop], current: Option<usize>, step: Step) -> Option<usize> {
    let last = stops.len().checked_sub(1)?;
    Some(match (step, current) {
        (Step::Next | Step::Down | Step::Right, None) => 0,
        (Step::Previous | Step::Up | Step::Left, None) => last,
        (Step::Next, Some(current)) => (current + 1) % stops.len(),
        (Step::Previous, Some(current)) => current.checked_sub(1).unwrap_or(last),
        (step, Some(current)) => nearest(stops, current, step)?,
    })
}

/// The nearest stop in a direction; being out of line counts double.
fn nearest(stops: &[Stop], current: usize, step: Step) -> Option<usize> {
    let from = stops.get(current)?.bounds;
    stops
        .iter()
        .enumerate()
        .filter_map(|(index, stop)| {
            let (ahead, aside) = match step {
                Step::Up => (from.y - bottom(stop.bounds), gap_x(from, stop.bounds)),
                Step::Down => (stop.bounds.y - bottom(from), gap_x(from, stop.bounds)),
                Step::Left => (from.x - right(stop.bounds), gap_y(from, stop.bounds)),
                _ => (stop.bounds.x - right(from), gap_y(from, stop.bounds)),
            };
            (index != current && ahead > -1.0).then_some((index, ahead + 2.0 * aside))
        })
        .min_by(|(_, one), (_, other)| one.total_cmp(other))
        .map(|(index, _)| index)
}

fn right(bounds: Rectangle) -> f32 {
    bounds.x + bounds.width
}

fn bottom(bounds: Rectangle) -> f32 {
    bounds.y + bounds.height
}

fn gap_x(one: Rectangle, other: Rectangle) -> f32 {
    gap(one.center_x(), one.width, other.center_x(), other.width)
}

fn gap_y(one: Rectangle, other: Rectangle) -> f32 {
    gap(one.center_y(), one.height, other.center_y(), other.height)
}

/// How far apart two spans are, and, if they overlap, a little for how far off centre.
fn gap(one: f32, one_width: f32, other: f32, other_width: f32) -> f32 {
    let between_centres = (one - other).abs();
    (between_centres - f32::midpoint(one_width, other_width)).max(0.0) + between_centres / 16.0
}

/// Room left around a widget that was scrolled into view.
const REVEAL_MARGIN: f32 = 24.0;

/// How far to scroll down so that a widget can be seen; none if it can be already.
fn reveal(visible: Rectangle, target: Rectangle) -> Option<f32> {
    if target.y < visible.y {
        Some(target.y - visible.y - REVEAL_MARGIN)
    } else if bottom(target) > bottom(visible) {
        Some(bottom(target) - bottom(visible) + REVEAL_MARGIN)
    } else {
        None
    }
}
