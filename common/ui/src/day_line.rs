//! A part of a day as a line: what is taken of it, what is free, and the hours along it.

use iced::widget::{Id, Space as Gap, container, text};
use iced::{Alignment, Border, Color, Element, Length};

use crate::Ui;
use crate::described::{Described, Inside};
use crate::outline::{Node, Role};
use crate::theme::{Radius, TextRole};

/// How a stretch of a day stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Stretch {
    Free,
    Taken,
    /// The room is not open then.
    Closed,
}

impl Ui {
    /// Stretches in order, each with its length in minutes; the label says in words what they show. What is free is
    /// light with an edge, what is taken dark, what is closed a mere thread: colour is not needed to tell them apart.
    pub fn day_line<'a, Message: 'a>(
        &self,
        id: impl Into<Id>,
        label: impl Into<String>,
        stretches: impl IntoIterator<Item = (u16, Stretch)>,
    ) -> Element<'a, Message> {
        let height = self.text_size(TextRole::Caption);
        let drawn = stretches
            .into_iter()
            .filter(|(minutes, _)| *minutes > 0)
            .map(|(minutes, stretch)| self.stretch(minutes, stretch, height));
        let line = self.row(drawn).spacing(2).height(height).align_y(Alignment::Center).width(Length::Fill);
        let node = Node::new(Role::Chart, label);
        Described { id: id.into(), node: Some(node), inside: Inside::Text, content: line.into() }.into()
    }

    /// The hours along a line: each with the minutes until the next, from where the line starts. Silent: the lines'
    /// labels say the hours that matter.
    pub fn day_scale<'a, Message: 'a>(
        &self,
        hours: impl IntoIterator<Item = (u16, String)>,
    ) -> Element<'a, Message> {
        let muted = self.palette().muted;
        let hours = hours.into_iter().filter(|(minutes, _)| *minutes > 0).map(|(minutes, hour)| {
            let hour = self.plain(TextRole::Caption, hour).color(muted).wrapping(text::Wrapping::None);
            container(hour).width(Length::FillPortion(minutes)).align_x(self.start()).clip(true).into()
        });
        self.row(hours).spacing(0).width(Length::Fill).into()
    }

    fn stretch<'a, Message: 'a>(self, minutes: u16, stretch: Stretch, height: f32) -> Element<'a, Message> {
        let palette = self.palette();
        let (fill, edge, height) = match stretch {
            Stretch::Free => (palette.success.soft, palette.success.solid, height),
            Stretch::Taken => (palette.neutral.solid, palette.neutral.solid, height),
            Stretch::Closed => (palette.edge, Color::TRANSPARENT, height * 0.12),
        };
        let border = Border { color: edge, width: 1.5, radius: (self.radius(Radius::S) * 0.4).into() };
        container(Gap::new().width(Length::Fill).height(height))
            .width(Length::FillPortion(minutes))
            .style(move |_theme| container::Style {
                background: Some(fill.into()),
                border,
                ..container::Style::default()
            })
            .into()
    }
}
