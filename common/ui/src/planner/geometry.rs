//! Where everything is: rows, slots, and the lanes of blocks that meet in time.

use std::ops::Range;

use iced::{Point, Rectangle};

use super::{PlanBlock, Planner};
use crate::Ui;
use crate::theme::{Space, TextRole};

/// The width of the names, in widths of body text.
const NAMES: f32 = 8.6;

/// One row's place, in the plan's own coordinates.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct RowPlace {
    pub y: f32,
    pub height: f32,
}

/// The places of one plan.
#[derive(Clone, Debug)]
pub(super) struct Geometry {
    pub bounds: Rectangle,
    pub names: f32,
    pub head: f32,
    pub slot: f32,
    pub rows: Vec<RowPlace>,
    lanes: Vec<usize>,
    lane: f32,
    slots: usize,
    is_rtl: bool,
}

/// The height of the hours above the rows.
pub(super) fn head_height(ui: Ui) -> f32 {
    ui.text_size(TextRole::Caption) * 2.0
}

fn lane_height(ui: Ui) -> f32 {
    ui.text_size(TextRole::Caption) * 2.1
}

fn row_margin(ui: Ui) -> f32 {
    ui.space(Space::Xs)
}

/// In which lane of its row each block is: the first that is free when it begins.
pub(super) fn lanes(blocks: &[PlanBlock]) -> Vec<usize> {
    let mut order: Vec<usize> = (0..blocks.len()).collect();
    let start = |index: usize| blocks.get(index).map_or(0.0, |block| block.span.start);
    order.sort_by(|one, other| start(*one).total_cmp(&start(*other)));
    let mut lanes = vec![0; blocks.len()];
    let mut ends: Vec<(usize, Vec<f32>)> = Vec::new();
    for index in order {
        let Some(block) = blocks.get(index) else { continue };
        let known = ends.iter().position(|(row, _)| *row == block.row);
        let place = known.unwrap_or_else(|| {
            ends.push((block.row, Vec::new()));
            ends.len() - 1
        });
        let Some((_, row_ends)) = ends.get_mut(place) else { continue };
        let free = row_ends.iter().position(|end| *end <= block.span.start + 0.001);
        let lane = free.unwrap_or(row_ends.len());
        match row_ends.get_mut(lane) {
            Some(end) => *end = block.span.end,
            None => row_ends.push(block.span.end),
        }
        if let Some(place) = lanes.get_mut(index) {
            *place = lane;
        }
    }
    lanes
}

/// The heights of the rows.
pub(super) fn row_heights<Message>(planner: &Planner<'_, Message>, lanes: &[usize]) -> Vec<f32> {
    let ui = planner.ui;
    let deepest = |row: usize| {
        let in_row = planner.blocks.iter().zip(lanes).filter(|(block, _)| block.row == row);
        in_row.map(|(_, lane)| lane + 1).max().unwrap_or(1)
    };
    let least = ui.text_size(TextRole::Caption) * 3.0;
    (0..planner.rows.len())
        .map(|row| (deepest(row) as f32 * lane_height(ui) + 2.0 * row_margin(ui)).max(least))
        .collect()
}

impl Geometry {
    pub(super) fn new<Message>(planner: &Planner<'_, Message>, bounds: Rectangle) -> Self {
        let ui = planner.ui;
        let lanes = lanes(&planner.blocks);
        let head = head_height(ui);
        let names = (ui.text_size(TextRole::Body) * NAMES).min(bounds.width / 3.0);
        let mut y = head;
        let rows = row_heights(planner, &lanes)
            .into_iter()
            .map(|height| {
                let place = RowPlace { y, height };
                y += height;
                place
            })
            .collect();
        let slot = (bounds.width - names) / planner.slots as f32;
        let lane = lane_height(ui);
        Self { bounds, names, head, slot, rows, lanes, lane, slots: planner.slots, is_rtl: ui.is_rtl() }
    }

    /// The left edge and the width of a span of slots, on the screen.
    fn stretch(&self, span: &Range<f32>) -> (f32, f32) {
        let last = self.slots as f32;
        let (from, to) = (span.start.clamp(0.0, last), span.end.clamp(0.0, last));
        let width = (to - from).max(0.0) * self.slot;
        let x = if self.is_rtl {
            self.bounds.x + self.bounds.width - self.names - to * self.slot
        } else {
            self.bounds.x + self.names + from * self.slot
        };
        (x, width)
    }

    /// The place of a whole row on the screen.
    pub(super) fn row(&self, row: usize) -> Rectangle {
        let RowPlace { y, height } = self.rows.get(row).copied().unwrap_or(RowPlace { y: 0.0, height: 0.0 });
        Rectangle { x: self.bounds.x, y: self.bounds.y + y, width: self.bounds.width, height }
    }

    /// The place of a row's name on the screen.
    pub(super) fn name(&self, row: usize) -> Rectangle {
        let place = self.row(row);
        let x = if self.is_rtl { place.x + place.width - self.names } else { place.x };
        Rectangle { x, width: self.names, ..place }
    }

    /// The place of a span of a row on the screen.
    pub(super) fn span(&self, row: usize, span: &Range<f32>) -> Rectangle {
        let (x, width) = self.stretch(span);
        Rectangle { x, width, ..self.row(row) }
    }

    /// The place of one block on the screen.
    pub(super) fn block(&self, index: usize, block: &PlanBlock) -> Rectangle {
        let row = self.row(block.row);
        let lane = self.lanes.get(index).copied().unwrap_or(0) as f32;
        let count = ((row.height - 2.0) / self.lane).floor().max(1.0);
        let margin = (row.height - count * self.lane).max(0.0) / 2.0;
        let (x, width) = self.stretch(&block.span);
        let y = row.y + margin + lane * self.lane;
        Rectangle { x: x + 1.0, y: y + 1.0, width: (width - 2.0).max(2.0), height: self.lane - 2.0 }
    }

    /// The row at a point; the nearest if it is above or below all of them.
    pub(super) fn row_at(&self, at: Point) -> Option<usize> {
        let y = at.y - self.bounds.y;
        let last = self.rows.len().checked_sub(1)?;
        Some(self.rows.iter().position(|row| y < row.y + row.height).unwrap_or(last))
    }

    /// Where a point is along the line, in slots; below 0 on the names.
    pub(super) fn along(&self, at: Point) -> f32 {
        let distance = if self.is_rtl {
            self.bounds.x + self.bounds.width - self.names - at.x
        } else {
            at.x - self.bounds.x - self.names
        };
        distance / self.slot
    }

    /// The slot at a point; the first or last if it is beside them.
    pub(super) fn slot_at(&self, at: Point) -> usize {
        self.whole(self.along(at).floor(), self.slots.saturating_sub(1))
    }

    /// The slot at which a block begins that is dropped so far along, whole within the plan.
    pub(super) fn start_of(&self, along: f32, span: &Range<f32>) -> usize {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a block is never longer than its plan"
        )]
        let length = (span.end - span.start).ceil().clamp(0.0, self.slots as f32) as usize;
        self.whole(along.round(), self.slots.saturating_sub(length))
    }

    #[expect(clippy::unused_self, reason = "slots are counted in one place")]
    fn whole(&self, along: f32, most: usize) -> usize {
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "clamped to the plan's slots"
        )]
        let slot = along.clamp(0.0, most as f32) as usize;
        slot
    }
}
