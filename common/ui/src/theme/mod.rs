//! What the screens look like: colours, sizes and distances by meaning. A screen never holds a raw one.

mod palette;
mod scale;

pub use palette::{Palette, Tone, ToneColours, contrast_ratio};
pub use scale::{Density, Radius, Space, TextRole};

#[cfg(test)]
mod tests;

use iced::Theme;
use iced::theme;

/// How much larger than normal a person wants the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum TextScale {
    #[default]
    Normal,
    Large,
    Larger,
    Largest,
}

impl TextScale {
    /// Every scale, from the smallest.
    pub const ALL: [Self; 4] = [Self::Normal, Self::Large, Self::Larger, Self::Largest];

    /// The factor that font sizes are multiplied by.
    pub const fn factor(self) -> f32 {
        match self {
            Self::Normal => 1.0,
            Self::Large => 1.25,
            Self::Larger => 1.5,
            Self::Largest => 2.0,
        }
    }

    /// The next larger one; after the largest, the first again (one button goes round them all).
    #[must_use]
    pub const fn next(self) -> Self {
        match self {
            Self::Normal => Self::Large,
            Self::Large => Self::Larger,
            Self::Larger => Self::Largest,
            Self::Largest => Self::Normal,
        }
    }
}

/// How strongly text stands out.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Contrast {
    /// At least 4.5:1 (EN 301 549, WCAG 1.4.3).
    #[default]
    Normal,
    /// At least 7:1 (WCAG 1.4.6), light on black.
    High,
}

impl Contrast {
    /// The other one.
    #[must_use]
    pub const fn toggled(self) -> Self {
        match self {
            Self::Normal => Self::High,
            Self::High => Self::Normal,
        }
    }
}

/// What a person set for their eyes. Back to the default after each use (EN 301 549 §5.1.3.13).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Comfort {
    pub text_scale: TextScale,
    pub contrast: Contrast,
}

/// The way that lines and rows run.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Direction {
    #[default]
    Ltr,
    Rtl,
}

/// The iced theme that carries a palette: what iced draws by itself (window background, scroll bars) matches the kit.
pub(crate) fn iced_theme(contrast: Contrast) -> Theme {
    let palette = Palette::of(contrast);
    let name = match contrast {
        Contrast::Normal => "epn",
        Contrast::High => "epn-high-contrast",
    };
    Theme::custom(
        name,
        theme::Palette {
            background: palette.background,
            text: palette.text,
            primary: palette.primary.solid,
            success: palette.success.solid,
            warning: palette.warning.solid,
            danger: palette.danger.solid,
        },
    )
}
