//! Sizes and distances, in logical pixels.

/// How tightly a program is laid out: a kiosk is read standing at 60 cm and touched; a console is worked with all day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Density {
    Kiosk,
    Console,
}

impl Density {
    const fn pick(self, kiosk: f32, console: f32) -> f32 {
        match self {
            Self::Kiosk => kiosk,
            Self::Console => console,
        }
    }
}

/// What a text is for; its size follows.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum TextRole {
    /// One number or name that fills the screen: time left, site name.
    Display,
    /// The instruction or the name of the screen. On a kiosk its capital H is 7.3 mm high on a 22-inch full-HD
    /// screen (EN 301 549 §5.1.4: 0.7° at 60 cm; this font's capitals are 0.668 em).
    Title,
    /// The name of a card or a part.
    Heading,
    Body,
    /// On buttons, fields and badges.
    Label,
    /// Details that nobody must read.
    Caption,
}

impl TextRole {
    /// Font size before the person's text scale.
    pub const fn size(self, density: Density) -> f32 {
        let (kiosk, console) = match self {
            Self::Display => (68.0, 36.0),
            Self::Title => (44.0, 26.0),
            Self::Heading => (30.0, 19.0),
            Self::Body | Self::Label => (24.0, 16.0),
            Self::Caption => (19.0, 14.0),
        };
        density.pick(kiosk, console)
    }

    /// Height of a line, as a factor of the size.
    pub const fn line_height(self) -> f32 {
        match self {
            Self::Display | Self::Title => 1.15,
            Self::Heading | Self::Label => 1.25,
            Self::Body | Self::Caption => 1.4,
        }
    }
}

/// Distances between and inside things.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Space {
    Xs,
    S,
    M,
    L,
    Xl,
    Xxl,
}

impl Space {
    /// In logical pixels.
    pub const fn size(self, density: Density) -> f32 {
        let (kiosk, console) = match self {
            Self::Xs => (6.0, 4.0),
            Self::S => (12.0, 8.0),
            Self::M => (20.0, 14.0),
            Self::L => (32.0, 20.0),
            Self::Xl => (48.0, 32.0),
            Self::Xxl => (72.0, 48.0),
        };
        density.pick(kiosk, console)
    }
}

/// How round corners are.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Radius {
    /// Fields, small buttons.
    S,
    /// Buttons, tiles.
    M,
    /// Cards.
    L,
    /// Badges, bars: as round as can be.
    Pill,
}

impl Radius {
    /// In logical pixels.
    pub const fn size(self, density: Density) -> f32 {
        let (kiosk, console) = match self {
            Self::S => (12.0, 8.0),
            Self::M => (18.0, 10.0),
            Self::L => (28.0, 16.0),
            Self::Pill => (999.0, 999.0),
        };
        density.pick(kiosk, console)
    }
}
