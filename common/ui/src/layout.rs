//! Rows, columns and surfaces that follow the direction of the language.

mod grid;

use iced::widget::{Column, Container, Row, Scrollable, Space as Gap, column, container, scrollable};
use iced::{Border, Element, Length, Padding};

use crate::Ui;
use crate::theme::{Contrast, Radius, Space, Tone};

pub use grid::Grid;

/// A list of elements from things of different types.
#[macro_export]
macro_rules! items {
    ($($item:expr),* $(,)?) => {
        vec![$($crate::Element::from($item)),*]
    };
}

/// How wide the content of a kiosk's screen gets, in logical pixels: longer lines are hard to follow.
const READING_WIDTH: f32 = 1100.0;

impl Ui {
    /// Things side by side, from where lines start.
    pub fn row<'a, Message: 'a>(
        &self,
        items: impl IntoIterator<Item = Element<'a, Message>>,
    ) -> Row<'a, Message> {
        let mut items: Vec<_> = items.into_iter().collect();
        if self.is_rtl() {
            items.reverse();
        }
        Row::with_children(items).spacing(self.space(Space::M)).align_y(iced::Alignment::Center)
    }

    /// Things below each other, at the side where lines start.
    pub fn column<'a, Message: 'a>(
        &self,
        items: impl IntoIterator<Item = Element<'a, Message>>,
    ) -> Column<'a, Message> {
        Column::with_children(items).spacing(self.space(Space::M)).align_x(self.start())
    }

    /// Empty room that pushes what follows to the far side of its row.
    pub fn push_apart<'a, Message: 'a>(&self) -> Element<'a, Message> {
        Gap::new().width(Length::Fill).into()
    }

    /// Empty room of one distance, both ways.
    pub fn gap<'a, Message: 'a>(&self, space: Space) -> Element<'a, Message> {
        let size = self.space(space);
        Gap::new().width(size).height(size).into()
    }

    /// A surface that holds things that belong together.
    pub fn card<'a, Message: 'a>(&self, content: impl Into<Element<'a, Message>>) -> Container<'a, Message> {
        let palette = self.palette();
        self.surface(content, palette.surface, palette.text, palette.line)
    }

    /// A card in a tone, to stand out.
    pub fn tinted_card<'a, Message: 'a>(
        &self,
        tone: Tone,
        content: impl Into<Element<'a, Message>>,
    ) -> Container<'a, Message> {
        let colours = self.tone(tone);
        let edge = match self.comfort.contrast {
            Contrast::Normal => colours.soft,
            Contrast::High => colours.solid,
        };
        self.surface(content, colours.soft, colours.on_soft, edge)
    }

    fn surface<'a, Message: 'a>(
        self,
        content: impl Into<Element<'a, Message>>,
        fill: iced::Color,
        text: iced::Color,
        edge: iced::Color,
    ) -> Container<'a, Message> {
        let border = Border { color: edge, width: 1.0, radius: self.radius(Radius::L).into() };
        container(content).padding(self.space(Space::L)).style(move |_theme| container::Style {
            background: Some(fill.into()),
            text_color: Some(text),
            border,
            ..container::Style::default()
        })
    }

    /// The frame of a screen: header and footer stay, the content scrolls if it must.
    pub fn screen_frame<'a, Message: 'a>(
        &self,
        header: impl Into<Element<'a, Message>>,
        content: impl Into<Element<'a, Message>>,
        footer: impl Into<Element<'a, Message>>,
    ) -> Element<'a, Message> {
        let content = container(content).padding(self.space(Space::L)).width(Length::Fill);
        let middle = self.scroll_in_margin(content).height(Length::Fill);
        self.root(column![self.bar(header), middle, self.bar(footer)])
    }

    /// The frame of a kiosk's step: one thing at a time, in the middle, no wider than can be read.
    pub fn centered_frame<'a, Message: 'a>(
        &self,
        header: impl Into<Element<'a, Message>>,
        content: impl Into<Element<'a, Message>>,
        footer: impl Into<Element<'a, Message>>,
    ) -> Element<'a, Message> {
        let sides = Padding::from([self.space(Space::M), self.space(Space::L)]);
        let content = container(content).max_width(READING_WIDTH).padding(sides);
        let scrolled = self.scroll_in_margin(container(content).center_x(Length::Fill));
        let middle = container(scrolled).center_y(Length::Fill);
        self.root(column![self.bar(header), middle, self.bar(footer)])
    }

    /// The header or the footer of a frame.
    fn bar<'a, Message: 'a>(self, content: impl Into<Element<'a, Message>>) -> Container<'a, Message> {
        let padding = Padding::from([self.space(Space::M), self.space(Space::L)]);
        container(content).width(Length::Fill).padding(padding)
    }

    /// Content that may be higher than its place; the bar, when it shows, has room of its own beside it.
    pub fn scroll<'a, Message: 'a>(
        &self,
        content: impl Into<Element<'a, Message>>,
    ) -> Scrollable<'a, Message> {
        self.scroll_in_margin(content).spacing(0)
    }

    /// Content whose own margin is wider than the bar: nothing moves when that shows.
    fn scroll_in_margin<'a, Message: 'a>(
        self,
        content: impl Into<Element<'a, Message>>,
    ) -> Scrollable<'a, Message> {
        let palette = self.palette();
        let pill = Border { radius: self.radius(Radius::Pill).into(), ..Border::default() };
        let width = self.space(Space::S);
        let bar =
            scrollable::Scrollbar::new().width(width).scroller_width(width).margin(self.space(Space::Xs));
        scrollable(content).direction(scrollable::Direction::Vertical(bar)).style(move |theme, status| {
            let mut style = scrollable::default(theme, status);
            style.container = container::Style::default();
            style.vertical_rail.background = Some(palette.sunken.into());
            style.vertical_rail.border = pill;
            style.vertical_rail.scroller.background = palette.edge.into();
            style.vertical_rail.scroller.border = pill;
            style
        })
    }

    /// Things in a list, with a hairline between them.
    pub fn list<'a, Message: 'a>(
        &self,
        items: impl IntoIterator<Item = Element<'a, Message>>,
    ) -> Element<'a, Message> {
        let mut rows = Vec::new();
        for item in items {
            if !rows.is_empty() {
                rows.push(self.hairline());
            }
            rows.push(container(item).width(Length::Fill).padding([self.space(Space::S), 0.0]).into());
        }
        Column::with_children(rows).width(Length::Fill).align_x(self.start()).into()
    }

    /// A thin line that only decorates.
    pub fn hairline<'a, Message: 'a>(&self) -> Element<'a, Message> {
        let line = self.palette().line;
        container(Gap::new().width(Length::Fill).height(1))
            .style(move |_theme| container::Style {
                background: Some(line.into()),
                ..container::Style::default()
            })
            .into()
    }
}
