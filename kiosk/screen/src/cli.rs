//! The command line.

use std::path::PathBuf;
use std::str::FromStr;

use clap::{Parser, ValueEnum};
use epn_ui::{Comfort, Contrast, TextScale};
use epn_words::Lang;

const EXAMPLE: &str = "Examples:
  epn-kiosk --socket /run/epn/kiosk.sock --lang fr --scale 1.25
  epn-kiosk --socket /run/epn/kiosk.sock --display
  epn-kiosk --socket /run/epn/bar.sock --bar
  epn-kiosk --socket /run/epn/bar.sock --menu

Shows what the agent at the other end of the socket says, full screen, and goes on trying if there is no agent.";

/// How the kiosk is started.
#[derive(Clone, Debug, Parser)]
#[command(name = "epn-kiosk", version, about = "The visitor's screen of a station", after_help = EXAMPLE)]
pub struct Options {
    /// The agent's socket for its screen
    #[arg(long, value_name = "PATH")]
    pub socket: PathBuf,
    /// The language to start in, and to come back to after each visitor: fr, en
    #[arg(long, value_name = "LANG", default_value = "fr")]
    pub lang: Lang,
    /// For a screen on the wall: who is called where, who waits, what is free. Nothing can be pressed on it
    #[arg(long)]
    pub display: bool,
    /// For the visitor's own session, on the agent's other socket: a strip along the top of the screen with the time left and
    /// the way to the kiosk. As large as text is with a factor of 1.25, unless told
    #[arg(long, conflicts_with_all = ["display", "windowed"])]
    pub bar: bool,
    /// The same way to the kiosk for a shortcut of the keyboard: asks the agent to show it, and ends
    #[arg(long, conflicts_with_all = ["display", "windowed", "bar"])]
    pub menu: bool,
    /// How large text is, from 1.0 to 2.0 (taken up to the next of 1, 1.25, 1.5 and 2); if it is left out, 1.0, and on a
    /// display as large as fits
    #[arg(long, value_name = "FACTOR")]
    pub scale: Option<Scale>,
    /// How strongly text stands out
    #[arg(long, value_enum, default_value = "normal")]
    pub contrast: ContrastChoice,
    /// A window of this size at the top left of the screen, instead of the full screen
    #[arg(long, value_name = "WIDTHxHEIGHT")]
    pub windowed: Option<WindowSize>,
}

impl Options {
    /// What the screen comes back to after each visitor.
    pub(crate) fn comfort(&self) -> Comfort {
        let text_scale = self.scale.map_or(TextScale::Normal, |scale| scale.0);
        Comfort { text_scale, contrast: self.contrast.into() }
    }
}

/// How large text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Scale(TextScale);

/// The text is no factor that text can be enlarged by.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write a number from 1.0 to 2.0")]
pub struct NoScale;

impl FromStr for Scale {
    type Err = NoScale;

    fn from_str(text: &str) -> Result<Self, NoScale> {
        let factor: f32 = text.parse().map_err(|_| NoScale)?;
        if !(1.0..=2.0).contains(&factor) {
            return Err(NoScale);
        }
        TextScale::ALL.into_iter().find(|scale| scale.factor() >= factor).map(Self).ok_or(NoScale)
    }
}

/// How strongly text stands out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ContrastChoice {
    Normal,
    High,
}

impl From<ContrastChoice> for Contrast {
    fn from(choice: ContrastChoice) -> Self {
        match choice {
            ContrastChoice::Normal => Self::Normal,
            ContrastChoice::High => Self::High,
        }
    }
}

/// A window's size, in logical pixels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct WindowSize {
    pub width: u16,
    pub height: u16,
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

    fn parse(arguments: &[&str]) -> Result<Options, clap::Error> {
        Options::try_parse_from(["epn-kiosk", "--socket", "/run/epn/kiosk.sock"].iter().chain(arguments))
    }

    #[test]
    fn a_kiosk_is_french_full_screen_and_of_normal_size_unless_told() {
        let options = parse(&[]).expect("only the socket is needed");
        assert_eq!(options.lang, Lang::French);
        assert_eq!(options.comfort(), Comfort::default());
        assert_eq!(options.windowed, None);
    }

    #[test]
    fn a_scale_is_taken_up_to_the_next_size_of_text() {
        let scale = |text: &str| parse(&["--scale", text]).ok().and_then(|options| Some(options.scale?.0));
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
        let window = |text: &str| parse(&["--windowed", text]).ok().and_then(|options| options.windowed);
        assert_eq!(window("1024x768"), Some(WindowSize { width: 1024, height: 768 }));
        for wrong in ["1024", "x768", "0x768", "1024x768x2", "-1x5"] {
            assert_eq!(window(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn an_unknown_language_is_refused_with_those_that_exist() {
        let error = parse(&["--lang", "tlh"]).expect_err("no Klingon yet").to_string();
        assert!(error.contains("fr, en"), "{error}");
    }
}
