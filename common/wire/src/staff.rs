//! A member of staff at a station's screen: a card and a code open a few quick actions there, for half a minute. It travels
//! from the kiosk to the agent, from there to the hub, which decides, and back the same way.

use epn_rules::decision::Decision;
use epn_rules::id::{StaffId, StationId};
use epn_rules::units::Minutes;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::console::StaffRole;
use crate::lease::Nonce;
use crate::right::SignedRight;
use crate::secret::Secret;

/// For how long the quick actions are open, in seconds of the machine's clock.
pub const OPEN_SECONDS: u32 = 30;

/// How many free stations are named at most.
pub const MOST_STATIONS: usize = 60;

/// What a member of staff asks of the hub.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "staff", rename_all = "kebab-case")]
pub enum StaffAsk {
    /// Open the quick actions.
    Open { card: Secret, pin: Secret },
    /// Do this, by the right that [`StaffOpened::pass`] gives.
    Act { pass: Nonce, act: StaffAct },
    /// The quick actions are closed: the right ends.
    Close { pass: Nonce },
}

/// A quick action, on the station at whose screen it is asked.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "act", rename_all = "kebab-case")]
pub enum StaffAct {
    /// A session for whoever is here, as long as a ticket's.
    Open { reason: Option<QuickReason> },
    /// More time for the running session, beyond its end.
    Extend { minutes: Minutes, reason: Option<QuickReason> },
    /// The session goes on at another station.
    Move { to: StationId },
    /// Whoever sat here comes back to their session, which waits behind the lock.
    LetBack,
    /// The session ends.
    End,
    /// A console of the machine, for a technician alone.
    Maintain,
    /// A new PIN: for the member of this number, or for the one who works here.
    NewPin { number: Option<String> },
}

/// Why although the rules refuse: a word to press, since nobody types a sentence in half a minute.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum QuickReason {
    /// An administrative matter that cannot wait.
    Urgent,
    /// A workshop or an interview.
    Workshop,
    /// Something of ours did not work.
    Fault,
    /// Any other.
    Other,
}

impl QuickReason {
    /// Every one, in the order in which they are shown.
    pub const ALL: [Self; 4] = [Self::Urgent, Self::Workshop, Self::Fault, Self::Other];

    /// The word that is recorded.
    pub fn word(self) -> &'static str {
        match self {
            Self::Urgent => "urgent",
            Self::Workshop => "workshop",
            Self::Fault => "fault",
            Self::Other => "other",
        }
    }
}

/// What the hub answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum StaffAnswer {
    /// Card and code are right.
    Opened(StaffOpened),
    /// They are not, or the card was revoked; wait this long before the next try.
    NotRecognised { wait_seconds: u32 },
    /// Too many wrong tries; wait this long.
    Throttled { wait_seconds: u32 },
    /// It is under way.
    Done,
    /// What the station does by itself: the right to it.
    Right { right: SignedRight },
    /// The rules refuse; `may_insist` if a reason overrules them.
    Refused { decision: Decision, may_insist: bool },
    /// The station, or the one it was to be moved to, is in no state for it.
    NotNow,
    /// There is no member of that number, or it is no member who works here.
    NoMember,
    /// The member's new PIN: said this once.
    NewPin { number: String, pin: Secret },
    /// The half minute is over, or there never was one.
    Over,
}

/// The quick actions are open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffOpened {
    /// The right to them: this station's, for [`OPEN_SECONDS`] of the machine's clock. It never leaves the agent.
    pub pass: Nonce,
    /// Whose card it is.
    pub name: String,
    pub role: StaffRole,
    /// How long a session is that is opened for whoever is here.
    pub minutes: Minutes,
    /// Where the session could go on.
    pub free: Vec<FreeStation>,
}

/// A station that is free now.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct FreeStation {
    pub id: StationId,
    pub name: String,
}

/// What the screen shows of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "shown", rename_all = "kebab-case")]
pub enum StaffShown {
    /// The hub is asked.
    Asking,
    /// Card and code opened nothing.
    NotOpened { why: NotOpened },
    /// The quick actions.
    Open(StaffPanel),
}

/// Why card and code opened nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "why", rename_all = "kebab-case")]
pub enum NotOpened {
    /// They are not right; wait this long before the next try.
    NotRecognised { wait_seconds: u32 },
    /// Too many wrong tries; wait this long.
    Throttled { wait_seconds: u32 },
    /// The hub does not answer, or could not look.
    NoHub,
    /// A session is on the station, or something of one: a technician waits until it is over.
    NotFree,
    /// This station has no terminal for a technician's console.
    NoTerminal,
}

/// The quick actions, for as long as they are open.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffPanel {
    pub name: String,
    pub role: StaffRole,
    /// They close when this is over.
    pub seconds_left: u32,
    pub minutes: Minutes,
    pub free: Vec<FreeStation>,
    /// What became of the last action, until [`crate::kiosk::KioskIntent::StaffRead`].
    pub acted: Option<StaffActed>,
}

/// What became of an action.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "acted", rename_all = "kebab-case")]
pub enum StaffActed {
    /// The hub is asked.
    Asking,
    /// The rules refuse this; `may_insist` if a reason overrules them.
    Refused { act: StaffAct, decision: Decision, may_insist: bool },
    /// The station is in no state for it.
    NotNow,
    /// This station has no terminal for a technician's console.
    NoTerminal,
    /// There is no such member.
    NoMember,
    /// The member's new PIN, for as long as it is shown.
    NewPin { number: String, pin: Secret },
    /// The hub does not answer, or could not decide; nothing changed.
    NoHub,
}

/// A member of staff, and whether they have a card.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StaffRow {
    #[schema(value_type = String)]
    pub id: StaffId,
    pub name: String,
    pub role: StaffRole,
    /// Whether it is the one who asks.
    pub me: bool,
    /// When their card was issued, if they have one.
    #[schema(value_type = Option<String>)]
    pub card: Option<Timestamp>,
}

/// A new card and its code: said this once, kept only as hashes. The card before it opens nothing any more.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct CardIssued {
    /// Whose it is.
    pub name: String,
    /// What is on the card.
    #[schema(value_type = String)]
    pub card: Secret,
    /// What is typed with it.
    #[schema(value_type = String)]
    pub pin: Secret,
    pub site: String,
}
