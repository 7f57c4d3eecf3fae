//! How a plan is painted.

use std::ops::Range;

use iced::advanced::Renderer as _;
use iced::advanced::renderer::Quad;
use iced::advanced::text::Renderer as _;
use iced::advanced::text::{Alignment, LineHeight, Shaping, Text, Wrapping};
use iced::alignment::Vertical;
use iced::{Background, Border, Color, Font, Point, Rectangle, Renderer, Size};

use super::geometry::Geometry;
use super::widget::{Drag, State};
use super::{PlanBlock, Planner};
use crate::theme::{Contrast, Radius, Space, TextRole};
use crate::{fonts, pictures};

/// One line of text in a place.
struct Line<'a> {
    words: &'a str,
    font: Font,
    size: f32,
    color: Color,
    align: Alignment,
}

/// The mean width of a letter, as a share of the font's size, a little more than it is in most words.
const LETTER: f32 = 0.52;

/// The words as far as they fit: a renderer without a layer for each line cuts nothing off by itself.
fn fitted(words: &str, size: f32, width: f32) -> String {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a small number of letters")]
    let most = (width / (size * LETTER)).max(0.0) as usize;
    if words.chars().count() <= most {
        return words.to_owned();
    }
    match most {
        0 | 1 => String::new(),
        most => words.chars().take(most - 1).chain(['…']).collect(),
    }
}

fn write(renderer: &mut Renderer, line: &Line<'_>, place: Rectangle) {
    let x = match line.align {
        Alignment::Center => place.center_x(),
        Alignment::Right => place.x + place.width,
        _ => place.x,
    };
    let text = Text {
        content: fitted(line.words, line.size, place.width),
        bounds: Size::new(f32::INFINITY, place.height),
        size: line.size.into(),
        line_height: LineHeight::default(),
        font: line.font,
        align_x: line.align,
        align_y: Vertical::Center,
        shaping: Shaping::Auto,
        wrapping: Wrapping::None,
    };
    renderer.fill_text(text, Point::new(x, place.center_y()), line.color, place);
}

fn fill(renderer: &mut Renderer, place: Rectangle, color: Color, border: Border) {
    renderer.fill_quad(Quad { bounds: place, border, ..Quad::default() }, Background::Color(color));
}

/// The part of a text's place that is left after an icon of this size.
fn after(place: Rectangle, used: f32) -> Rectangle {
    Rectangle { x: place.x + used, width: (place.width - used).max(0.0), ..place }
}

impl<Message> Planner<'_, Message> {
    pub(super) fn paint(
        &self,
        renderer: &mut Renderer,
        geometry: &Geometry,
        state: &State,
        viewport: &Rectangle,
    ) {
        for row in 0..self.rows.len() {
            if geometry.row(row).intersects(viewport) {
                self.paint_row(renderer, geometry, row);
            }
        }
        self.paint_hours(renderer, geometry);
        for (index, block) in self.blocks.iter().enumerate() {
            let place = geometry.block(index, block);
            if place.intersects(viewport) {
                self.paint_block(renderer, block, place);
            }
        }
        renderer.with_layer(*viewport, |renderer| self.paint_above(renderer, geometry, state));
        let top = geometry.bounds.y.max(viewport.y);
        let head = Rectangle { y: top, height: geometry.head, ..geometry.bounds };
        renderer.with_layer(head, |renderer| self.paint_head(renderer, geometry, head));
    }

    fn paint_row(&self, renderer: &mut Renderer, geometry: &Geometry, row: usize) {
        let Some(content) = self.rows.get(row) else { return };
        let palette = self.ui.palette();
        let whole = 0.0..self.slots as f32;
        fill(renderer, geometry.span(row, &whole), palette.sunken, Border::default());
        for open in &content.open {
            fill(renderer, geometry.span(row, open), palette.surface, Border::default());
        }
        let line = Rectangle { height: 1.0, ..geometry.row(row) };
        fill(renderer, line, palette.line, Border::default());
        let name = geometry.name(row);
        let gap = self.ui.space(Space::S);
        let name = Rectangle { width: name.width - gap, ..name };
        let (upper, lower) = match content.more {
            Some(_) => (
                Rectangle { height: name.height * 0.52, y: name.y + name.height * 0.04, ..name },
                Rectangle { y: name.y + name.height * 0.5, height: name.height * 0.46, ..name },
            ),
            None => (name, name),
        };
        let align = if self.ui.is_rtl() { Alignment::Right } else { Alignment::Left };
        let words = Line {
            words: &content.name,
            font: fonts::BOLD,
            size: self.ui.text_size(TextRole::Caption),
            color: palette.text,
            align,
        };
        write(renderer, &words, upper);
        if let Some(more) = &content.more {
            let size = self.ui.text_size(TextRole::Caption) * 0.88;
            write(
                renderer,
                &Line { words: more, font: fonts::DEFAULT, size, color: palette.muted, align },
                lower,
            );
        }
    }

    fn paint_hours(&self, renderer: &mut Renderer, geometry: &Geometry) {
        let palette = self.ui.palette();
        let height = geometry.bounds.height - geometry.head;
        for (slot, _) in &self.marks {
            let at = *slot as f32;
            let place = geometry.span(0, &(at..at));
            let line = Rectangle { width: 1.0, y: geometry.bounds.y + geometry.head, height, ..place };
            fill(renderer, line, palette.line, Border::default());
        }
    }

    fn paint_block(&self, renderer: &mut Renderer, block: &PlanBlock, place: Rectangle) {
        let colours = self.ui.tone(block.tone);
        let is_high = self.ui.comfort.contrast == Contrast::High;
        let width = if block.is_chosen {
            3.0
        } else if is_high {
            2.0
        } else {
            1.0
        };
        let radius = self.ui.radius(Radius::S) * 0.75;
        let border = Border { color: colours.solid, width, radius: radius.into() };
        fill(renderer, place, colours.soft, border);
        let size = self.ui.text_size(TextRole::Caption);
        let inner = after(place, self.ui.space(Space::Xs) + 1.0);
        let inner = Rectangle { width: (inner.width - 3.0).max(0.0), ..inner };
        let sign = |glyph: char| glyph.to_string();
        let icon = sign(block.icon.glyph());
        let color = colours.on_soft;
        let part = |renderer: &mut Renderer, words: &str, font: Font, place: Rectangle| {
            // A sign is drawn whole or not at all.
            if font == fonts::ICONS && place.width < size {
                return;
            }
            write(renderer, &Line { words, font, size, color, align: Alignment::Left }, place);
        };
        part(renderer, &icon, fonts::ICONS, inner);
        let mut rest = after(inner, size * 1.25);
        if let Some((_, glyph)) = block.picture.as_deref().and_then(pictures::glyph) {
            part(renderer, &sign(glyph), fonts::ICONS, rest);
            rest = after(rest, size * 1.25);
        }
        part(renderer, &block.words, fonts::DEFAULT, rest);
    }

    /// What lies over the blocks: the present moment, what is being made or moved, the keyboard's cell.
    fn paint_above(&self, renderer: &mut Renderer, geometry: &Geometry, state: &State) {
        let accent = self.ui.tone(crate::Tone::Accent);
        if let Some(now) = self.now.filter(|now| (0.0..=self.slots as f32).contains(now)) {
            let place = geometry.span(0, &(now..now));
            let height = geometry.bounds.height - geometry.head;
            let line = Rectangle { width: 2.0, y: geometry.bounds.y + geometry.head, height, ..place };
            fill(renderer, line, accent.solid, Border::default());
        }
        for (row, span) in &self.drafts {
            self.paint_ghost(renderer, geometry, *row, span);
        }
        match state.drag {
            Some(Drag::New { row, from, to }) => {
                let span = from.min(to) as f32..(from.max(to) + 1) as f32;
                self.paint_ghost(renderer, geometry, row, &span);
            }
            Some(drag) => {
                if let Some((block, row, slot)) = self.landing(geometry, &drag)
                    && let Some(block) = self.blocks.get(block)
                {
                    let length = block.span.end - block.span.start;
                    self.paint_ghost(renderer, geometry, row, &(slot as f32..slot as f32 + length));
                }
            }
            None => {}
        }
        if let Some(row) = state.stops.iter().position(|stop| stop.shows_ring) {
            let at = self.cursor as f32;
            let cell = geometry.span(row, &(at..at + 1.0));
            let (width, _) = self.ui.ring();
            let border = Border { color: self.ui.palette().focus, width, radius: 4.0.into() };
            fill(renderer, cell, Color::TRANSPARENT, border);
            let name = geometry.name(row);
            let bar = Rectangle { x: name.x, width: width + 1.0, ..name };
            fill(renderer, Rectangle { x: bar.x - 6.0, ..bar }, self.ui.palette().focus, Border::default());
        }
    }

    fn paint_ghost(&self, renderer: &mut Renderer, geometry: &Geometry, row: usize, span: &Range<f32>) {
        let accent = self.ui.tone(crate::Tone::Accent);
        let border = Border { color: accent.solid, width: 2.0, radius: self.ui.radius(Radius::S).into() };
        let soft = Color { a: 0.55, ..accent.soft };
        fill(renderer, geometry.span(row, span).shrink(2.0), soft, border);
    }

    fn paint_head(&self, renderer: &mut Renderer, geometry: &Geometry, head: Rectangle) {
        let palette = self.ui.palette();
        fill(renderer, head, palette.surface, Border::default());
        let size = self.ui.text_size(TextRole::Caption);
        let room = size * 3.4;
        let mut free_from = f32::NEG_INFINITY;
        for (slot, words) in &self.marks {
            let at = *slot as f32;
            let place = geometry.span(0, &(at..at));
            if (place.x - free_from).abs() < room && free_from.is_finite() {
                continue;
            }
            free_from = place.x;
            let place = Rectangle { x: place.x + 3.0, width: room, y: head.y, height: head.height };
            let line =
                Line { words, font: fonts::DEFAULT, size, color: palette.muted, align: Alignment::Left };
            write(renderer, &line, place);
        }
        let line = Rectangle { y: head.y + head.height - 1.0, height: 1.0, ..head };
        fill(renderer, line, palette.edge, Border::default());
    }
}
