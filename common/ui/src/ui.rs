//! The context that every widget of the kit is made from.

use iced::theme::{self, Base as _};
use iced::{Alignment, Theme};

use crate::Tone;
use crate::theme::{Comfort, Density, Direction, Palette, Radius, Space, TextRole, ToneColours, iced_theme};

/// What a screen needs to know to draw: how dense the program is, what the person set, which way the language runs.
/// Small and copied freely; its methods, spread over the modules of this crate, make the widgets.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Ui {
    pub density: Density,
    pub comfort: Comfort,
    pub direction: Direction,
}

impl Ui {
    /// For the visitor's screen.
    pub fn kiosk() -> Self {
        Self { density: Density::Kiosk, comfort: Comfort::default(), direction: Direction::Ltr }
    }

    /// For the mediator's screen.
    pub fn console() -> Self {
        Self { density: Density::Console, comfort: Comfort::default(), direction: Direction::Ltr }
    }

    /// The same, for a person's comfort.
    #[must_use]
    pub const fn with_comfort(self, comfort: Comfort) -> Self {
        Self { comfort, ..self }
    }

    /// The same, for a language that runs this way.
    #[must_use]
    pub const fn with_direction(self, direction: Direction) -> Self {
        Self { direction, ..self }
    }

    /// The iced theme to run the program with.
    pub fn theme(&self) -> Theme {
        iced_theme(self.comfort.contrast)
    }

    /// The window's ground. On every other `turn` it is another colour, by less than can be shown: then all of the window is
    /// drawn anew. Where only what changed is drawn, a row of pixels can stay behind of what had its edge between two.
    pub fn ground(&self, turn: bool) -> theme::Style {
        let style = self.theme().base();
        let red = style.background_color.r + if turn { 1e-4 } else { 0.0 };
        let background_color = iced::Color { r: red, ..style.background_color };
        theme::Style { background_color, ..style }
    }

    /// Colours by meaning. For widgets of the kit; a screen uses [`Tone`]s.
    pub(crate) const fn palette(self) -> &'static Palette {
        Palette::of(self.comfort.contrast)
    }

    pub(crate) const fn tone(self, tone: Tone) -> &'static ToneColours {
        self.palette().tone(tone)
    }

    /// Font size of a role, in logical pixels, at the person's text scale.
    pub const fn text_size(&self, role: TextRole) -> f32 {
        role.size(self.density) * self.comfort.text_scale.factor()
    }

    /// A distance, in logical pixels.
    pub const fn space(&self, space: Space) -> f32 {
        space.size(self.density)
    }

    /// A corner's radius, in logical pixels.
    pub const fn radius(&self, radius: Radius) -> f32 {
        radius.size(self.density)
    }

    /// The width of the thick ring around the focused widget and of its gap, in logical pixels.
    pub(crate) const fn ring(self) -> (f32, f32) {
        match self.density {
            Density::Kiosk => (5.0, 3.0),
            Density::Console => (3.0, 2.0),
        }
    }

    /// The side at which lines start.
    pub const fn start(&self) -> Alignment {
        match self.direction {
            Direction::Ltr => Alignment::Start,
            Direction::Rtl => Alignment::End,
        }
    }

    /// The side at which lines end.
    pub const fn end(&self) -> Alignment {
        match self.direction {
            Direction::Ltr => Alignment::End,
            Direction::Rtl => Alignment::Start,
        }
    }

    pub(crate) const fn is_rtl(self) -> bool {
        matches!(self.direction, Direction::Rtl)
    }
}
