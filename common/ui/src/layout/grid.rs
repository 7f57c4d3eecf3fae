//! Tiles of equal size, as many in a row as fit.

use iced::advanced::layout::{Layout, Limits, Node};
use iced::advanced::widget::{Operation, Tree, Widget};
use iced::advanced::{Clipboard, Shell, mouse, renderer};
use iced::{Element, Event, Length, Point, Rectangle, Renderer, Size, Theme};

use crate::Ui;
use crate::theme::Space;

/// Elements in rows of equal cells.
pub struct Grid<'a, Message> {
    items: Vec<Element<'a, Message>>,
    cell_width: f32,
    gap: f32,
    is_rtl: bool,
}

impl<Message> std::fmt::Debug for Grid<'_, Message> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Grid").field("items", &self.items.len()).finish_non_exhaustive()
    }
}

impl Ui {
    /// Items in as many columns as fit when each is at least `cell_width` logical pixels wide (which grows with the
    /// person's text scale). All cells of a row are as high as the highest.
    pub fn grid<'a, Message: 'a>(
        &self,
        cell_width: f32,
        items: impl IntoIterator<Item = Element<'a, Message>>,
    ) -> Grid<'a, Message> {
        Grid {
            items: items.into_iter().collect(),
            cell_width: cell_width * self.comfort.text_scale.factor(),
            gap: self.space(Space::M),
            is_rtl: self.is_rtl(),
        }
    }
}

impl<Message> Grid<'_, Message> {
    /// Another distance between cells, in logical pixels.
    #[must_use]
    pub fn spacing(mut self, gap: f32) -> Self {
        self.gap = gap;
        self
    }

    /// How many columns there are, and how wide each is.
    fn columns(&self, width: f32) -> (usize, f32) {
        let fitting = ((width + self.gap) / (self.cell_width + self.gap)).floor().max(1.0);
        // A row with fewer items than fit leaves no hole: its cells keep the width they would have.
        #[expect(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a small whole number from 1"
        )]
        let columns = fitting as usize;
        (columns, (width - self.gap * (fitting - 1.0)) / fitting)
    }
}

impl<'a, Message: 'a> From<Grid<'a, Message>> for Element<'a, Message> {
    fn from(grid: Grid<'a, Message>) -> Self {
        Element::new(grid)
    }
}

impl<Message> Widget<Message, Theme, Renderer> for Grid<'_, Message> {
    fn children(&self) -> Vec<Tree> {
        self.items.iter().map(Tree::new).collect()
    }

    fn diff(&self, tree: &mut Tree) {
        tree.diff_children(&self.items);
    }

    fn size(&self) -> Size<Length> {
        Size::new(Length::Fill, Length::Shrink)
    }

    fn layout(&mut self, tree: &mut Tree, renderer: &Renderer, limits: &Limits) -> Node {
        let width = limits.max().width;
        let (columns, cell_width) = self.columns(width);
        let mut nodes = Vec::with_capacity(self.items.len());
        let mut y = 0.0;
        for (items, trees) in self.items.chunks_mut(columns).zip(tree.children.chunks_mut(columns)) {
            if y > 0.0 {
                y += self.gap;
            }
            let height = items.iter_mut().zip(trees.iter_mut()).fold(0.0_f32, |height, (item, tree)| {
                let limits = Limits::new(Size::ZERO, Size::new(cell_width, f32::INFINITY));
                item.as_widget_mut().layout(tree, renderer, &limits).size().height.max(height)
            });
            let cell = Size::new(cell_width, height);
            let mut x = 0.0;
            for (item, tree) in items.iter_mut().zip(trees.iter_mut()) {
                let node = item.as_widget_mut().layout(tree, renderer, &Limits::new(cell, cell));
                let left = if self.is_rtl { width - x - cell_width } else { x };
                nodes.push(node.move_to(Point::new(left, y)));
                x += cell_width + self.gap;
            }
            y += height;
        }
        Node::with_children(Size::new(width, y), nodes)
    }

    fn operate(
        &mut self,
        tree: &mut Tree,
        layout: Layout<'_>,
        renderer: &Renderer,
        operation: &mut dyn Operation,
    ) {
        operation.container(None, layout.bounds());
        operation.traverse(&mut |operation| {
            for ((item, tree), layout) in self.items.iter_mut().zip(&mut tree.children).zip(layout.children())
            {
                item.as_widget_mut().operate(tree, layout, renderer, operation);
            }
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
        for ((item, tree), layout) in self.items.iter_mut().zip(&mut tree.children).zip(layout.children()) {
            item.as_widget_mut().update(tree, event, layout, cursor, renderer, clipboard, shell, viewport);
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
        self.items
            .iter()
            .zip(&tree.children)
            .zip(layout.children())
            .map(|((item, tree), layout)| {
                item.as_widget().mouse_interaction(tree, layout, cursor, viewport, renderer)
            })
            .max()
            .unwrap_or_default()
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
        for ((item, tree), layout) in self.items.iter().zip(&tree.children).zip(layout.children()) {
            item.as_widget().draw(tree, renderer, theme, style, layout, cursor, viewport);
        }
    }
}
