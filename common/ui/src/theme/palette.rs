//! The two palettes. Every pair that a text can be drawn in is checked for contrast by a test.

#![expect(
    clippy::unreadable_literal,
    reason = "six hexadecimal digits, as every drawing program writes a colour"
)]

use iced::{Color, color};

use super::Contrast;

/// What a coloured thing says.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Tone {
    /// Says nothing in particular.
    #[default]
    Neutral,
    /// The room's own colour: the main action, information.
    Primary,
    /// The one accent: look here.
    Accent,
    /// It went well; free; healthy.
    Success,
    /// Soon; attention.
    Warning,
    /// Refused; broken; destroys something.
    Danger,
}

impl Tone {
    /// Every tone.
    pub const ALL: [Self; 6] =
        [Self::Neutral, Self::Primary, Self::Accent, Self::Success, Self::Warning, Self::Danger];
}

/// The colours of one tone.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ToneColours {
    /// A full surface: a main button.
    pub solid: Color,
    /// The same, under the pointer.
    pub solid_hover: Color,
    /// The same, pressed.
    pub solid_pressed: Color,
    /// Text on `solid` and its variants.
    pub on_solid: Color,
    /// A quiet surface: a banner, a badge.
    pub soft: Color,
    /// Text on `soft`.
    pub on_soft: Color,
    /// Text in this tone on the background or on a card.
    pub text: Color,
}

/// Colours by meaning.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Palette {
    /// Behind everything.
    pub background: Color,
    /// Cards, fields.
    pub surface: Color,
    /// A card under the pointer.
    pub surface_hover: Color,
    /// Tracks of bars, header rows, disabled controls.
    pub sunken: Color,
    /// Hairlines that only decorate.
    pub line: Color,
    /// Edges of controls (3:1, WCAG 1.4.11).
    pub edge: Color,
    pub text: Color,
    /// Less important, still readable.
    pub muted: Color,
    /// Text of what cannot be used now.
    pub disabled: Color,
    /// The ring around the focused widget (3:1).
    pub focus: Color,
    pub neutral: ToneColours,
    pub primary: ToneColours,
    pub accent: ToneColours,
    pub success: ToneColours,
    pub warning: ToneColours,
    pub danger: ToneColours,
    /// Disc and drawing of the alias pictures, dealt out in turn so that neighbours differ.
    pub pictures: [(Color, Color); 8],
}

impl Palette {
    /// The palette for a contrast.
    pub const fn of(contrast: Contrast) -> &'static Self {
        match contrast {
            Contrast::Normal => &NORMAL,
            Contrast::High => &HIGH,
        }
    }

    /// The colours of a tone.
    pub const fn tone(&self, tone: Tone) -> &ToneColours {
        match tone {
            Tone::Neutral => &self.neutral,
            Tone::Primary => &self.primary,
            Tone::Accent => &self.accent,
            Tone::Success => &self.success,
            Tone::Warning => &self.warning,
            Tone::Danger => &self.danger,
        }
    }
}

static NORMAL: Palette = Palette {
    background: color!(0xf7f4ee),
    surface: color!(0xffffff),
    surface_hover: color!(0xfbfaf6),
    sunken: color!(0xece7dc),
    line: color!(0xe0d9cb),
    edge: color!(0x868072),
    text: color!(0x182b30),
    muted: color!(0x536064),
    disabled: color!(0x616766),
    focus: color!(0xc24a16),
    neutral: ToneColours {
        solid: color!(0x3c4c52),
        solid_hover: color!(0x2e3c41),
        solid_pressed: color!(0x202b2f),
        on_solid: color!(0xffffff),
        soft: color!(0xeeeae1),
        on_soft: color!(0x334146),
        text: color!(0x182b30),
    },
    primary: ToneColours {
        solid: color!(0x0f5d63),
        solid_hover: color!(0x0b4b51),
        solid_pressed: color!(0x07383d),
        on_solid: color!(0xffffff),
        soft: color!(0xdcedec),
        on_soft: color!(0x0a4a4f),
        text: color!(0x0d585e),
    },
    accent: ToneColours {
        solid: color!(0xb2471a),
        solid_hover: color!(0x973911),
        solid_pressed: color!(0x7c2d0b),
        on_solid: color!(0xffffff),
        soft: color!(0xfce8dc),
        on_soft: color!(0x83330e),
        text: color!(0xa43e14),
    },
    success: ToneColours {
        solid: color!(0x1f6b41),
        solid_hover: color!(0x175633),
        solid_pressed: color!(0x104226),
        on_solid: color!(0xffffff),
        soft: color!(0xdff1e3),
        on_soft: color!(0x155330),
        text: color!(0x1b643b),
    },
    warning: ToneColours {
        solid: color!(0x8a5a00),
        solid_hover: color!(0x744b00),
        solid_pressed: color!(0x5d3c00),
        on_solid: color!(0xffffff),
        soft: color!(0xfdefc8),
        on_soft: color!(0x674500),
        text: color!(0x7c5100),
    },
    danger: ToneColours {
        solid: color!(0xad262c),
        solid_hover: color!(0x931d22),
        solid_pressed: color!(0x781519),
        on_solid: color!(0xffffff),
        soft: color!(0xfbe3e1),
        on_soft: color!(0x891b1f),
        text: color!(0xa22328),
    },
    pictures: [
        (color!(0xdcedec), color!(0x0a4a4f)),
        (color!(0xfce8dc), color!(0x83330e)),
        (color!(0xe6e3f6), color!(0x413486)),
        (color!(0xdff1e3), color!(0x155330)),
        (color!(0xfdefc8), color!(0x674500)),
        (color!(0xdde9f8), color!(0x1b467e)),
        (color!(0xfae1ea), color!(0x861f4c)),
        (color!(0xeeeae1), color!(0x4d402a)),
    ],
};

static HIGH: Palette = Palette {
    background: color!(0x000000),
    surface: color!(0x0c0c0c),
    surface_hover: color!(0x242424),
    sunken: color!(0x1c1c1c),
    line: color!(0x8c8c8c),
    edge: color!(0xffffff),
    text: color!(0xffffff),
    muted: color!(0xe0e0e0),
    disabled: color!(0xb8b8b8),
    focus: color!(0x5cd6ff),
    neutral: ToneColours {
        solid: color!(0xffffff),
        solid_hover: color!(0xe0e0e0),
        solid_pressed: color!(0xc8c8c8),
        on_solid: color!(0x000000),
        soft: color!(0x2a2a2a),
        on_soft: color!(0xffffff),
        text: color!(0xffffff),
    },
    primary: ToneColours {
        solid: color!(0xffdd33),
        solid_hover: color!(0xffea80),
        solid_pressed: color!(0xe0bd00),
        on_solid: color!(0x000000),
        soft: color!(0x332c00),
        on_soft: color!(0xffe666),
        text: color!(0xffdd33),
    },
    accent: ToneColours {
        solid: color!(0xffb380),
        solid_hover: color!(0xffcba8),
        solid_pressed: color!(0xe8955c),
        on_solid: color!(0x000000),
        soft: color!(0x361c0a),
        on_soft: color!(0xffc299),
        text: color!(0xffb380),
    },
    success: ToneColours {
        solid: color!(0x7df0a5),
        solid_hover: color!(0xa8f5c2),
        solid_pressed: color!(0x5cd086),
        on_solid: color!(0x000000),
        soft: color!(0x0a2b17),
        on_soft: color!(0x9cf5bb),
        text: color!(0x7df0a5),
    },
    warning: ToneColours {
        solid: color!(0xffc857),
        solid_hover: color!(0xffd98a),
        solid_pressed: color!(0xe6ac35),
        on_solid: color!(0x000000),
        soft: color!(0x332400),
        on_soft: color!(0xffd275),
        text: color!(0xffc857),
    },
    danger: ToneColours {
        solid: color!(0xffa39e),
        solid_hover: color!(0xffc0bd),
        solid_pressed: color!(0xf0847e),
        on_solid: color!(0x000000),
        soft: color!(0x3b0d0b),
        on_soft: color!(0xffb8b4),
        text: color!(0xffa39e),
    },
    pictures: [
        (color!(0x062f33), color!(0x9aecf2)),
        (color!(0x361c0a), color!(0xffc299)),
        (color!(0x241d4d), color!(0xcfc7ff)),
        (color!(0x0a2b17), color!(0x9cf5bb)),
        (color!(0x332400), color!(0xffd275)),
        (color!(0x0b2342), color!(0xb0d4ff)),
        (color!(0x3f0e24), color!(0xffb8d4)),
        (color!(0x2a2a2a), color!(0xffffff)),
    ],
};

/// The contrast of two opaque colours, 1 to 21 (WCAG 2.1, "contrast ratio").
pub fn contrast_ratio(one: Color, other: Color) -> f32 {
    let (one, other) = (luminance(one), luminance(other));
    (one.max(other) + 0.05) / (one.min(other) + 0.05)
}

/// Relative luminance (WCAG 2.1).
fn luminance(color: Color) -> f32 {
    let [red, green, blue, _] = color.into_linear();
    0.2126 * red + 0.7152 * green + 0.0722 * blue
}
