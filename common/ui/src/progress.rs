//! Bars: time left, a share of something. And the mark of a switch.

use iced::widget::{Id, Space as Gap, container, row};
use iced::{Border, Element, Length, Padding};

use crate::Ui;
use crate::described::{Described, Inside};
use crate::outline::{Node, Role};
use crate::theme::{Radius, TextRole, Tone};

/// How much of a span is left, as a bar that empties towards where lines end.
#[derive(Clone, Debug)]
pub struct TimeBar {
    ui: Ui,
    id: Id,
    label: String,
    share: f32,
    tone: Tone,
    height: f32,
}

impl Ui {
    /// A bar, `share` of it filled (0 to 1); the label says in words what it shows.
    pub fn time_bar(&self, id: impl Into<Id>, label: impl Into<String>, share: f32) -> TimeBar {
        let share = if share.is_finite() { share.clamp(0.0, 1.0) } else { 0.0 };
        let height = self.text_size(TextRole::Body) * 0.6;
        TimeBar { ui: *self, id: id.into(), label: label.into(), share, tone: Tone::Primary, height }
    }

    /// The mark of a switch: a pill whose knob is at one end or the other.
    pub(crate) fn switch_mark<'a, Message: 'a>(self, is_on: bool) -> Element<'a, Message> {
        let palette = self.palette();
        let height = self.text_size(TextRole::Label) * 1.1;
        let inset = height * 0.14;
        let knob_size = height - 2.0 * inset;
        let (track, edge) = if is_on {
            (palette.primary.solid, palette.primary.solid)
        } else {
            (palette.surface, palette.edge)
        };
        let knob_fill = if is_on { palette.primary.on_solid } else { palette.edge };
        let pill = self.radius(Radius::Pill);
        let knob =
            container(Gap::new().width(knob_size).height(knob_size)).style(move |_theme| container::Style {
                background: Some(knob_fill.into()),
                border: Border { radius: pill.into(), ..Border::default() },
                ..container::Style::default()
            });
        let apart = Gap::new().width(Length::Fill);
        let at_end = is_on != self.is_rtl();
        let content = if at_end { row![apart, knob] } else { row![knob, apart] };
        container(content)
            .width(height * 1.8)
            .padding(Padding::new(inset))
            .style(move |_theme| container::Style {
                background: Some(track.into()),
                border: Border { color: edge, width: 1.5, radius: pill.into() },
                ..container::Style::default()
            })
            .into()
    }
}

impl TimeBar {
    #[must_use]
    pub fn tone(mut self, tone: Tone) -> Self {
        self.tone = tone;
        self
    }

    /// Half as high, for tiles and rows.
    #[must_use]
    pub fn thin(mut self) -> Self {
        self.height *= 0.5;
        self
    }
}

/// Shares are laid out in thousandths.
const PARTS: f32 = 1000.0;

impl<'a, Message: 'a> From<TimeBar> for Element<'a, Message> {
    fn from(bar: TimeBar) -> Self {
        let ui = bar.ui;
        let pill = Border { radius: ui.radius(Radius::Pill).into(), ..Border::default() };
        let fill = ui.tone(bar.tone).solid;
        let track = ui.palette().sunken;
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "0 to 1000")]
        let filled = (bar.share * PARTS).round() as u16;
        let full = container(Gap::new().width(Length::Fill).height(bar.height))
            .width(Length::FillPortion(filled))
            .style(move |_theme| container::Style {
                background: Some(fill.into()),
                border: pill,
                ..container::Style::default()
            });
        let rest = Gap::new().width(Length::FillPortion(1000 - filled)).height(bar.height);
        // A share of nothing is no share: it would take all the room.
        let parts = match filled {
            0 => vec![rest.into()],
            1000 => vec![full.into()],
            _ => vec![full.into(), rest.into()],
        };
        let content = container(ui.row(parts).spacing(0)).width(Length::Fill).style(move |_theme| {
            container::Style { background: Some(track.into()), border: pill, ..container::Style::default() }
        });
        let node = Node::new(Role::Progress, bar.label);
        Described { id: bar.id, node: Some(node), inside: Inside::Text, content: content.into() }.into()
    }
}
