//! Sizes and distances, in logical pixels.

/// How tightly a program is laid out: a kiosk is read standing at 60 cm and touched; a console is worked with all day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Density {
    Kiosk,
    Console,
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
        match (density, self) {
            (Density::Kiosk, Self::Display) => 68.0,
            (Density::Kiosk, Self::Title) => 44.0,
            (Density::Kiosk, Self::Heading) => 30.0,
            (Density::Kiosk, Self::Body | Self::Label) => 24.0,
            (Density::Kiosk, Self::Caption) => 19.0,
            (Density::Console, Self::Display) => 36.0,
            (Density::Console, Self::Title) => 26.0,
            (Density::Console, Self::Heading) => 19.0,
            (Density::Console, Self::Body | Self::Label) => 16.0,
            (Density::Console, Self::Caption) => 14.0,
        }
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
        match (density, self) {
            (Density::Kiosk, Self::Xs) => 6.0,
            (Density::Kiosk, Self::S) => 12.0,
            (Density::Kiosk, Self::M) => 20.0,
            (Density::Kiosk, Self::L) => 32.0,
            (Density::Kiosk, Self::Xl) => 48.0,
            (Density::Kiosk, Self::Xxl) => 72.0,
            (Density::Console, Self::Xs) => 4.0,
            (Density::Console, Self::S) => 8.0,
            (Density::Console, Self::M) => 14.0,
            (Density::Console, Self::L) => 20.0,
            (Density::Console, Self::Xl) => 32.0,
            (Density::Console, Self::Xxl) => 48.0,
        }
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
        match (density, self) {
            (Density::Kiosk, Self::S) => 12.0,
            (Density::Kiosk, Self::M) => 18.0,
            (Density::Kiosk, Self::L) => 28.0,
            (Density::Console, Self::S) => 8.0,
            (Density::Console, Self::M) => 10.0,
            (Density::Console, Self::L) => 16.0,
            (_, Self::Pill) => 999.0,
        }
    }
}
