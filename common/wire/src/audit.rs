//! How well a station is locked down, item by item. `epn-agent check --json` prints a whole one; what a station tells the hub
//! leaves out the items that hold ([`Audit::in_short`]).

use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

/// The most items that are told or kept.
const MOST_ITEMS: usize = 64;
/// The longest text of an item, in characters.
const LONGEST_TEXT: usize = 120;

/// What an audit of the lockdown found.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Audit {
    /// How many items hold.
    pub held: u32,
    /// How many fall short: missing or different.
    pub short: u32,
    /// How many cannot be read on this machine.
    pub untested: u32,
    pub items: Vec<AuditItem>,
}

/// One item of the lockdown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct AuditItem {
    /// Stays the same over versions; `sysrq`, `visitor-groups` … A newer station may know more of them.
    pub id: String,
    /// In English, for a technician.
    pub what: String,
    pub verdict: Verdict,
    pub expected: String,
    /// What was read, or why nothing could be; none where there is simply nothing.
    pub found: Option<String>,
}

/// How an item stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum Verdict {
    /// As it has to be.
    Held,
    /// Not there.
    Missing,
    /// There, but otherwise.
    Different,
    /// Cannot be read on this machine.
    Untested,
}

impl Verdict {
    /// Whether it is less than it has to be.
    pub fn falls_short(self) -> bool {
        matches!(self, Self::Missing | Self::Different)
    }
}

impl Audit {
    /// Counts the items.
    pub fn of(items: Vec<AuditItem>) -> Self {
        let count = |wanted: fn(Verdict) -> bool| {
            u32::try_from(items.iter().filter(|item| wanted(item.verdict)).count()).unwrap_or(u32::MAX)
        };
        let held = count(|verdict| verdict == Verdict::Held);
        let untested = count(|verdict| verdict == Verdict::Untested);
        Self { held, short: count(Verdict::falls_short), untested, items }
    }

    /// The same without the items that hold, and no longer than a message may be.
    #[must_use]
    pub fn in_short(mut self) -> Self {
        self.items.retain(|item| item.verdict != Verdict::Held);
        self.items.truncate(MOST_ITEMS);
        for item in &mut self.items {
            for text in [&mut item.id, &mut item.what, &mut item.expected].into_iter().chain(&mut item.found)
            {
                if let Some((end, _)) = text.char_indices().nth(LONGEST_TEXT) {
                    text.truncate(end);
                }
            }
        }
        self
    }

    /// The items that fall short.
    pub fn shortfalls(&self) -> impl Iterator<Item = &AuditItem> {
        self.items.iter().filter(|item| item.verdict.falls_short())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// In bytes, as JSON.
    const LONGEST_LETTER: usize = 6;

    fn item(id: &str, verdict: Verdict) -> AuditItem {
        AuditItem {
            id: id.to_owned(),
            what: "é".repeat(5000),
            verdict,
            expected: "é".repeat(LONGEST_TEXT),
            // Six bytes each in a message.
            found: Some("\u{1}".repeat(5000)),
        }
    }

    #[test]
    fn what_is_told_is_counted_whole_and_bounded() {
        let verdicts = [Verdict::Held, Verdict::Missing, Verdict::Different, Verdict::Untested];
        let items: Vec<_> = (0..1000).flat_map(|_| verdicts).map(|verdict| item("sysrq", verdict)).collect();
        let audit = Audit::of(items).in_short();
        assert_eq!((audit.held, audit.short, audit.untested), (1000, 2000, 1000));
        assert_eq!(audit.items.len(), MOST_ITEMS);
        assert!(audit.items.iter().all(|item| item.verdict != Verdict::Held));
        assert!(audit.items.iter().all(|item| item.found.as_ref().unwrap().chars().count() == LONGEST_TEXT));
        assert!(audit.items.iter().all(|item| item.what.chars().count() == LONGEST_TEXT));
        // It fits into one message of the stream, whatever the letters, beside all else.
        const { assert!(MOST_ITEMS * 4 * LONGEST_TEXT * LONGEST_LETTER < crate::framing::LONGEST * 3 / 4) };
        let text = serde_json::to_string(&audit).unwrap();
        assert_eq!(serde_json::from_str::<Audit>(&text).unwrap(), audit);
    }
}
