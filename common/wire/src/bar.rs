//! Between the agent and the strip in the visitor's session that shows the time left, over a Unix socket. The strip runs as
//! the visitor, so that anything may be at the other end: all that goes out is the time left, whether a print waits for
//! its visitor and how many scans came, and all that comes in is the wish to see the kiosk.

use epn_rules::units::Minutes;
use serde::{Deserialize, Serialize};

/// The longest frame that the agent reads from a strip, in bytes.
pub const LONGEST_INTENT: usize = 256;

/// What the strip shows: sent at each change, which is once a minute.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BarView {
    /// None while no visitor works.
    pub time: Option<BarTime>,
    /// What the kiosk has to tell of the visitor's prints, if anything.
    #[serde(default)]
    pub print: Option<BarPrint>,
    /// The language that its visitor reads, by its tag; none if that is not known.
    #[serde(default)]
    pub lang: Option<String>,
    /// How many scans came that the visitor was not told of at the kiosk.
    #[serde(default)]
    pub scans: u32,
}

/// Why a visitor should look at their prints, the more urgent last.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BarPrint {
    /// One does not come out, or not whole, and they have not looked since.
    Trouble,
    /// One waits for their word.
    ToConfirm,
}

/// The time left, as the visitor is told it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "time", rename_all = "kebab-case")]
pub enum BarTime {
    /// The session goes on by itself while nobody waits.
    NobodyWaits,
    /// So many minutes.
    Left { minutes: Minutes, urgency: Urgency },
    /// Time is up: this much is left to close one's work.
    Closing { seconds_left: u32 },
}

/// How near the end is, the mildest first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Urgency {
    Calm,
    /// Ten minutes or less.
    Soon,
    /// Five minutes or less.
    Near,
    /// The last minute.
    Last,
}

/// What the person at the strip wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "intent", rename_all = "kebab-case")]
pub enum BarIntent {
    /// *Menu*: show the kiosk, with the session's screen.
    ShowKiosk,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_the_one_wish_is_understood() {
        let wish = serde_json::to_string(&BarIntent::ShowKiosk).unwrap();
        assert!(wish.len() <= LONGEST_INTENT);
        assert_eq!(serde_json::from_str::<BarIntent>(&wish).unwrap(), BarIntent::ShowKiosk);
        for other in [r#"{"intent":"leave"}"#, r#"{"intent":"log-in"}"#, "{}", "null"] {
            assert!(serde_json::from_str::<BarIntent>(other).is_err(), "{other}");
        }
    }

    #[test]
    fn a_view_survives_the_way() {
        let left = BarTime::Left { minutes: Minutes(5), urgency: Urgency::Near };
        for time in
            [None, Some(BarTime::NobodyWaits), Some(left), Some(BarTime::Closing { seconds_left: 50 })]
        {
            for print in [None, Some(BarPrint::Trouble), Some(BarPrint::ToConfirm)] {
                let view = BarView { time, print, lang: Some("en".to_owned()), scans: 2 };
                let back: BarView = serde_json::from_str(&serde_json::to_string(&view).unwrap()).unwrap();
                assert_eq!(back, view);
            }
        }
    }

    #[test]
    fn a_view_without_a_word_of_prints_or_language_is_understood() {
        assert_eq!(serde_json::from_str::<BarView>(r#"{"time":null}"#).unwrap(), BarView::default());
    }
}
