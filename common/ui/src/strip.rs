//! A strip along the edge of a screen, beside other programs: one line that says how something stands.

use iced::widget::container;
use iced::{Element, Length, Padding};

use crate::Ui;
use crate::theme::{Space, TextRole, Tone};

/// How much a strip stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Emphasis {
    /// As little as the background.
    #[default]
    None,
    /// Softly, in a tone.
    Soft(Tone),
    /// As strongly as can be.
    Strong(Tone),
}

impl Ui {
    /// The whole window of a strip, with things side by side.
    pub fn strip<'a, Message: 'a>(
        &self,
        emphasis: Emphasis,
        items: impl IntoIterator<Item = Element<'a, Message>>,
    ) -> Element<'a, Message> {
        let palette = self.palette();
        let (fill, text) = match emphasis {
            Emphasis::None => (palette.surface, palette.text),
            Emphasis::Soft(tone) => (self.tone(tone).soft, self.tone(tone).on_soft),
            Emphasis::Strong(tone) => (self.tone(tone).solid, self.tone(tone).on_solid),
        };
        let sides = Padding::from([self.strip_margin(), self.space(Space::M)]);
        let row = container(self.row(items).width(Length::Fill))
            .padding(sides)
            .width(Length::Fill)
            .center_y(Length::Fill)
            .style(move |_theme| container::Style {
                background: Some(fill.into()),
                text_color: Some(text),
                ..container::Style::default()
            });
        self.root(row)
    }

    /// How high the window of a strip is, in logical pixels: one button with its ring.
    pub fn strip_height(&self) -> f32 {
        let line = self.text_size(TextRole::Label) * TextRole::Label.line_height();
        line + self.button_padding().y() + 2.0 * self.strip_margin()
    }

    /// The room of the ring around a button.
    fn strip_margin(self) -> f32 {
        let (width, gap) = self.ring();
        width + gap
    }
}
