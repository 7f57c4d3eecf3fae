//! What every view is drawn with.

use std::time::Duration;

use epn_ui::Ui;
use epn_words::Reader;

use crate::words::Phrases;

/// The look, the language, the site's clock, and what may be shown.
#[derive(Clone, Copy, Debug)]
pub struct Ctx<'a> {
    pub ui: Ui,
    pub phrases: &'a Phrases,
    /// Where and when the reader is, by the site's clock.
    pub reader: &'a Reader,
    /// Whether members' names may be shown now.
    pub names: bool,
    /// For how long the hub has been away, if it is: nothing can be ordered then.
    pub away: Option<Duration>,
}

impl Ctx<'_> {
    /// Whether the hub is away.
    pub fn is_away(&self) -> bool {
        self.away.is_some()
    }

    /// Why a control cannot be used now. While the hub is away a banner says so once, not every control again.
    pub fn blocked(&self, other: Option<String>) -> Option<String> {
        if self.is_away() { Some(String::new()) } else { other }
    }
}
