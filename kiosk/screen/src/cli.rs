//! The command line.

use std::path::PathBuf;

use clap::Parser;
use epn_ui::{Comfort, Contrast, TextScale, WindowSize};
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
    pub scale: Option<TextScale>,
    /// How strongly text stands out: normal, high
    #[arg(long, value_name = "CONTRAST", default_value = "normal")]
    pub contrast: Contrast,
    /// A window of this size at the top left of the screen, instead of the full screen
    #[arg(long, value_name = "WIDTHxHEIGHT")]
    pub windowed: Option<WindowSize>,
}

impl Options {
    /// What the screen comes back to after each visitor.
    pub(crate) fn comfort(&self) -> Comfort {
        Comfort { text_scale: self.scale.unwrap_or_default(), contrast: self.contrast }
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
    fn an_unknown_language_is_refused_with_those_that_exist() {
        let error = parse(&["--lang", "tlh"]).expect_err("no Klingon yet").to_string();
        assert!(error.contains("fr, en"), "{error}");
    }
}
