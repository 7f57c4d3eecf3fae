//! How well a station is locked down, a line a point.

use epn_ui::{Icon, Tone};
use epn_wire::audit::Audit;

use super::Phrases;

impl Phrases {
    /// How many points hold; each that does not; how many only a person can look at.
    pub fn lockdown(&self, audit: &Audit) -> Vec<(Icon, Tone, String)> {
        let tone = if audit.short > 0 { Tone::Danger } else { Tone::Success };
        let held = (Icon::Lock, tone, self.shared.lockdown_held(audit));
        let short =
            audit.shortfalls().map(|item| (Icon::Alert, Tone::Danger, self.shared.lockdown_short(item)));
        let untested = self.shared.lockdown_untested(audit).map(|words| (Icon::Lock, Tone::Neutral, words));
        std::iter::once(held).chain(short).chain(untested).collect()
    }
}
