//! A bar chart, with its figures in words for those who do not see it.

use iced::advanced::text::Alignment;
use iced::alignment::Vertical;
use iced::widget::Id;
use iced::widget::canvas::{self, Canvas, Frame, Geometry, Path};
use iced::{Element, Length, Point, Rectangle, Renderer, Size, Theme, border, mouse};

use crate::described::{Described, Inside};
use crate::outline::{Node, Role};
use crate::theme::{TextRole, Tone};
use crate::{Ui, fonts};

/// One bar.
#[derive(Clone, Debug, PartialEq)]
pub struct Bar {
    /// Under it.
    pub label: String,
    /// Its height; negative or not a number counts as 0.
    pub value: f32,
    /// The value in words, above it.
    pub shown: String,
}

impl Ui {
    /// Bars side by side, the highest as high as the chart.
    pub fn bar_chart<'a, Message: 'a>(
        &self,
        id: impl Into<Id>,
        label: impl Into<String>,
        tone: Tone,
        bars: Vec<Bar>,
    ) -> Element<'a, Message> {
        let figures: Vec<_> = bars.iter().map(|bar| format!("{}: {}", bar.label, bar.shown)).collect();
        let node = Node { detail: Some(figures.join(", ")), ..Node::new(Role::Chart, label) };
        let height = self.text_size(TextRole::Caption) * 14.0;
        let chart = Canvas::new(Chart { ui: *self, tone, bars }).width(Length::Fill).height(height);
        Described { id: id.into(), node: Some(node), inside: Inside::Text, content: chart.into() }.into()
    }
}

struct Chart {
    ui: Ui,
    tone: Tone,
    bars: Vec<Bar>,
}

/// The widest bar, in logical pixels: few bars stay bars.
const WIDEST: f32 = 72.0;

impl<Message> canvas::Program<Message> for Chart {
    type State = ();

    fn draw(
        &self,
        _state: &(),
        renderer: &Renderer,
        _theme: &Theme,
        bounds: Rectangle,
        _cursor: mouse::Cursor,
    ) -> Vec<Geometry> {
        let mut frame = Frame::new(renderer, bounds.size());
        let text_size = self.ui.text_size(TextRole::Caption);
        let line = text_size * 1.6;
        let highest = self.bars.iter().map(|bar| bar.value).fold(0.0_f32, f32::max);
        let slot = bounds.width / (self.bars.len().max(1) as f32);
        let width = (slot * 0.62).min(WIDEST);
        let room = (bounds.height - 2.0 * line).max(0.0);
        let base = bounds.height - line;
        let palette = self.ui.palette();
        frame.fill_rectangle(Point::new(0.0, base), Size::new(bounds.width, 1.0), palette.edge);
        for (index, bar) in self.bars.iter().enumerate() {
            let place = if self.ui.is_rtl() { self.bars.len() - 1 - index } else { index };
            let centre = slot * (place as f32 + 0.5);
            let share = if highest > 0.0 { bar.value.max(0.0) / highest } else { 0.0 };
            let height = room * share;
            let corner = Point::new(centre - width / 2.0, base - height);
            let radius = border::top(width.min(height) * 0.16);
            let shape = Path::rounded_rectangle(corner, Size::new(width, height), radius);
            frame.fill(&shape, self.ui.tone(self.tone).solid);
            frame.fill_text(word(
                &bar.shown,
                Point::new(centre, base - height - line / 2.0),
                text_size,
                palette.text,
            ));
            frame.fill_text(word(
                &bar.label,
                Point::new(centre, base + line / 2.0 + 2.0),
                text_size,
                palette.muted,
            ));
        }
        vec![frame.into_geometry()]
    }
}

fn word(content: &str, position: Point, size: f32, color: iced::Color) -> canvas::Text {
    canvas::Text {
        content: content.to_owned(),
        position,
        color,
        size: size.into(),
        font: fonts::DEFAULT,
        align_x: Alignment::Center,
        align_y: Vertical::Center,
        ..canvas::Text::default()
    }
}
