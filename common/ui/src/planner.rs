//! A plan that one draws on: rows side by side with time, blocks on them. Drawn and moved with the pointer, and all of it
//! by keyboard: each row takes the focus, the arrows along the line go from slot to slot.

mod draw;
mod geometry;
mod widget;

#[cfg(test)]
mod tests;

use std::ops::Range;

use iced::Element;
use iced::widget::Id;

use crate::outline::{Node, Role};
use crate::theme::Tone;
use crate::{Icon, Ui};

/// A plan.
pub struct Planner<'a, Message> {
    ui: Ui,
    id: Id,
    node: Node,
    slots: usize,
    rows: Vec<PlanRow>,
    blocks: Vec<PlanBlock>,
    marks: Vec<(usize, String)>,
    cursor: usize,
    now: Option<f32>,
    drafts: Vec<(usize, Range<f32>)>,
    on_planned: Box<dyn Fn(Planned) -> Message + 'a>,
}

impl<Message> std::fmt::Debug for Planner<'_, Message> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Planner").field("id", &self.id).finish_non_exhaustive()
    }
}

/// One line of a plan: a station, or a day.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanRow {
    id: Id,
    node: Node,
    name: String,
    more: Option<String>,
    open: Vec<Range<f32>>,
}

impl PlanRow {
    /// A row with its name.
    pub fn new(id: impl Into<Id>, name: impl Into<String>) -> Self {
        let name = name.into();
        let node = Node::new(Role::Button, name.clone());
        Self { id: id.into(), node, name, more: None, open: Vec::new() }
    }

    /// A second line under the name.
    #[must_use]
    pub fn more(mut self, more: Option<String>) -> Self {
        self.more = more;
        self
    }

    /// What stands at the keyboard's slot, for speech and tests: `10:15, free`.
    #[must_use]
    pub fn at_cursor(mut self, detail: impl Into<String>) -> Self {
        self.node.detail = Some(detail.into());
        self
    }

    /// The slots in which it can be used; the rest is shaded.
    #[must_use]
    pub fn open(mut self, open: Vec<Range<f32>>) -> Self {
        self.open = open;
        self
    }
}

/// Something that takes time on a row.
#[derive(Clone, Debug, PartialEq)]
pub struct PlanBlock {
    id: Id,
    node: Node,
    row: usize,
    span: Range<f32>,
    words: String,
    picture: Option<String>,
    icon: Icon,
    tone: Tone,
    is_chosen: bool,
    can_move: bool,
    can_press: bool,
}

impl PlanBlock {
    /// A block on a row, from one slot to another. `words` is what is drawn, as far as it fits; `spoken` says it all.
    pub fn new(
        id: impl Into<Id>,
        row: usize,
        span: Range<f32>,
        words: impl Into<String>,
        spoken: impl Into<String>,
    ) -> Self {
        Self {
            id: id.into(),
            node: Node::new(Role::Text, spoken),
            row,
            span,
            words: words.into(),
            picture: None,
            icon: Icon::Calendar,
            tone: Tone::Primary,
            is_chosen: false,
            can_move: false,
            can_press: false,
        }
    }

    /// What kind it is, not by its colour alone.
    #[must_use]
    pub fn kind(mut self, icon: Icon, tone: Tone) -> Self {
        self.icon = icon;
        self.tone = tone;
        self
    }

    /// The picture of whoever it is for.
    #[must_use]
    pub fn picture(mut self, key: Option<&str>) -> Self {
        self.picture = key.map(str::to_owned);
        self
    }

    /// It is the one that is spoken of beside the plan.
    #[must_use]
    pub fn chosen(mut self, is_chosen: bool) -> Self {
        self.is_chosen = is_chosen;
        self
    }

    /// It can be pressed.
    #[must_use]
    pub fn can_press(mut self) -> Self {
        self.can_press = true;
        self
    }

    /// It can be pressed, and moved with the pointer.
    #[must_use]
    pub fn can_move(mut self) -> Self {
        self.can_move = true;
        self.can_press()
    }
}

/// What somebody did on a plan.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Planned {
    /// The keyboard went to another slot.
    Went { slot: usize },
    /// Something new: drawn along a row, or one slot by a press or by Enter.
    Drawn { row: usize, slot: usize, slots: usize },
    /// A block was pressed.
    Pressed { block: usize },
    /// A block was put elsewhere; it begins there now.
    Moved { block: usize, row: usize, slot: usize },
}

impl Ui {
    /// A plan of so many slots. Its label says what it shows.
    pub fn planner<'a, Message>(
        &self,
        id: impl Into<Id>,
        label: impl Into<String>,
        slots: usize,
        on_planned: impl Fn(Planned) -> Message + 'a,
    ) -> Planner<'a, Message> {
        Planner {
            ui: *self,
            id: id.into(),
            node: Node::new(Role::Table, label),
            slots: slots.max(1),
            rows: Vec::new(),
            blocks: Vec::new(),
            marks: Vec::new(),
            cursor: 0,
            now: None,
            drafts: Vec::new(),
            on_planned: Box::new(on_planned),
        }
    }
}

impl<Message> Planner<'_, Message> {
    /// Its rows, from above.
    #[must_use]
    pub fn rows(mut self, rows: Vec<PlanRow>) -> Self {
        self.rows = rows;
        self
    }

    /// What is on them. Blocks that meet in time are drawn below each other.
    #[must_use]
    pub fn blocks(mut self, blocks: Vec<PlanBlock>) -> Self {
        self.blocks = blocks;
        self
    }

    /// Words above a slot, with a line down from it: the full hours.
    #[must_use]
    pub fn marks(mut self, marks: Vec<(usize, String)>) -> Self {
        self.marks = marks;
        self
    }

    /// The keyboard's slot.
    #[must_use]
    pub fn cursor(mut self, slot: usize) -> Self {
        self.cursor = slot.min(self.slots.saturating_sub(1));
        self
    }

    /// Where the present moment is.
    #[must_use]
    pub fn now(mut self, now: Option<f32>) -> Self {
        self.now = now;
        self
    }

    /// What is being made at the moment: rows, and the slots on them.
    #[must_use]
    pub fn drafts(mut self, drafts: Vec<(usize, Range<f32>)>) -> Self {
        self.drafts = drafts;
        self
    }
}

impl<'a, Message: 'a> From<Planner<'a, Message>> for Element<'a, Message> {
    fn from(planner: Planner<'a, Message>) -> Self {
        Element::new(planner)
    }
}
