//! What both programs let one say on their command line about how they look.

use std::str::FromStr;

use iced::Size;

use crate::theme::{Contrast, TextScale};

/// The text is no factor that text can be enlarged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write a number from 1.0 to 2.0")]
pub struct NoScale;

impl FromStr for TextScale {
    type Err = NoScale;

    /// Reads a factor, and takes it up to the next scale.
    fn from_str(text: &str) -> Result<Self, NoScale> {
        let factor: f32 = text.parse().map_err(|_| NoScale)?;
        if !(1.0..=2.0).contains(&factor) {
            return Err(NoScale);
        }
        Self::ALL.into_iter().find(|scale| scale.factor() >= factor).ok_or(NoScale)
    }
}

/// The text is no contrast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write normal or high")]
pub struct NoContrast;

impl FromStr for Contrast {
    type Err = NoContrast;

    fn from_str(text: &str) -> Result<Self, NoContrast> {
        match text {
            "normal" => Ok(Self::Normal),
            "high" => Ok(Self::High),
            _ => Err(NoContrast),
        }
    }
}

/// A window's size, in logical pixels; neither is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WindowSize {
    pub width: u16,
    pub height: u16,
}

impl From<WindowSize> for Size {
    fn from(size: WindowSize) -> Self {
        Self::new(f32::from(size.width), f32::from(size.height))
    }
}

/// The text is no window size.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write two whole numbers with an x between them, such as 1024x768")]
pub struct NoWindowSize;

impl FromStr for WindowSize {
    type Err = NoWindowSize;

    fn from_str(text: &str) -> Result<Self, NoWindowSize> {
        let (width, height) = text.split_once('x').ok_or(NoWindowSize)?;
        let length = |text: &str| text.parse().ok().filter(|length| *length > 0).ok_or(NoWindowSize);
        Ok(Self { width: length(width)?, height: length(height)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_scale_is_taken_up_to_the_next_size_of_text() {
        let scale = |text: &str| text.parse::<TextScale>().ok();
        assert_eq!(scale("1"), Some(TextScale::Normal));
        assert_eq!(scale("1.1"), Some(TextScale::Large));
        assert_eq!(scale("1.5"), Some(TextScale::Larger));
        assert_eq!(scale("1.75"), Some(TextScale::Largest));
        assert_eq!(scale("2.0"), Some(TextScale::Largest));
        for wrong in ["0.5", "3", "NaN", "big"] {
            assert_eq!(scale(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_window_has_two_sides() {
        let window = |text: &str| text.parse::<WindowSize>().ok();
        assert_eq!(window("1024x768"), Some(WindowSize { width: 1024, height: 768 }));
        for wrong in ["1024", "x768", "0x768", "1024x768x2", "-1x5"] {
            assert_eq!(window(wrong), None, "{wrong}");
        }
    }
}
