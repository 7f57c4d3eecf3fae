//! Who may come in, and how.

use serde::{Deserialize, Serialize};

use crate::units::Minutes;

/// Who may enter without an account.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct NoAccount {
    /// Whether anybody may enter with an age, the charter and a picture.
    pub allowed: bool,
}

impl Default for NoAccount {
    /// Allowed: the default in a village.
    fn default() -> Self {
        Self { allowed: true }
    }
}

/// Ages that matter, in completed years.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Ages {
    /// Below this nobody uses a station, even with a guardian; 0 for no such rule.
    pub minimum: u8,
    /// Below this a guardian comes along.
    pub accompanied_under: u8,
    /// Below this a guardian's authorisation is recorded; the site's choice.
    pub authorisation_under: u8,
    /// Below this a guardian consents to data as well (15 in France: *Informatique et libertés*, art. 45).
    pub consent_under: u8,
    /// Stations with the tag [`CHILDREN`] are for those below this age and for nobody else; 0 for everybody.
    pub children_under: u8,
}

/// The tag of stations for children.
pub const CHILDREN: &str = "children";
/// The tag of stations from which people talk to somebody elsewhere, with a camera.
pub const INTERVIEW: &str = "interview";

impl Default for Ages {
    fn default() -> Self {
        Self {
            minimum: 0,
            accompanied_under: 12,
            authorisation_under: 18,
            consent_under: 15,
            children_under: 0,
        }
    }
}

/// Tickets for anonymous visits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct TicketRules {
    /// Minutes on a new ticket, if the desk does not say otherwise.
    pub minutes: Minutes,
    /// Days during which it can be used, the day of issue included.
    pub valid_days: u16,
}

impl Default for TicketRules {
    fn default() -> Self {
        Self { minutes: Minutes(60), valid_days: 1 }
    }
}
