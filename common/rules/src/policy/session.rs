//! How long a session lasts, and what may happen to it meanwhile.

use serde::{Deserialize, Serialize};

use crate::units::Minutes;

/// How a session's length is made.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SessionRules {
    /// The longest time granted at once.
    pub longest: Minutes,
    /// Extensions come in pieces of this length; a grant shorter than this is only given when nothing longer is possible.
    pub granularity: Minutes,
    /// Whether a session goes on by itself, past [`Self::longest`], while nobody waits.
    pub extend_while_nobody_waits: bool,
    /// Minutes to close one's work once the time is up (the screen says so; they are not counted as use).
    pub grace: Minutes,
    /// The least time worth starting a session for.
    #[serde(default = "SessionRules::shortest_default")]
    pub shortest: Minutes,
    /// Sessions end so long before the room closes, to leave time to tidy up.
    #[serde(default)]
    pub end_before_closing: Minutes,
}

impl Default for SessionRules {
    fn default() -> Self {
        Self {
            longest: Minutes(60),
            granularity: Minutes(15),
            extend_while_nobody_waits: true,
            grace: Minutes(5),
            shortest: Self::shortest_default(),
            end_before_closing: Minutes::ZERO,
        }
    }
}

impl SessionRules {
    pub(crate) fn shortest_default() -> Minutes {
        Minutes(5)
    }
}

/// A pause: the screen is locked, the session waits, its time still runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct PauseRules {
    /// After so long the session ends.
    pub longest: Minutes,
    /// How often in one session; 0 for never.
    pub times: u8,
}

impl Default for PauseRules {
    fn default() -> Self {
        Self { longest: Minutes(10), times: 2 }
    }
}

/// A session that nobody seems to use: no input, no sound, no camera.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LeftAlone {
    /// After so long the screen asks whether somebody is there, then locks; 0 for never.
    pub ask_after: Minutes,
    /// So long after that the session ends; until then it can be resumed.
    pub end_after: Minutes,
}

impl Default for LeftAlone {
    fn default() -> Self {
        Self { ask_after: Minutes(10), end_after: Minutes(15) }
    }
}
