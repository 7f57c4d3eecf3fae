//! Hiding small cells of a table that leaves the site, so that no total gives one back.
//!
//! The table is a tree: cells, totals of cells, totals of totals. A count from 1 to `least - 1` is hidden (primary). Who
//! reads the table can subtract: what is shown under a total, from that total, leaves the sum of what is hidden there.
//! That sum must not tell a hidden count, so further counts are hidden beside it (complementary), the smallest first,
//! until there are at least two and each of them could, for all the reader knows, be `least` or more. Where a total has
//! nothing left to hide under it, it is hidden itself.
//!
//! Zeroes are shown: they are nobody. So a reader knows of a hidden count that it is at least 1, which is reckoned with.
//! Each count stands under one total only, so these conditions, total by total, are all that subtracting can tell.

/// The smallest count that is shown, if nothing else is said: the site's default for what leaves it.
pub const LEAST_SHOWN: u64 = 5;

/// A count, or a total of counts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Node {
    pub(super) value: u64,
    pub(super) is_hidden: bool,
    /// None for a count.
    pub(super) parts: Vec<Node>,
}

impl Node {
    /// One count.
    pub(super) fn count(value: u64) -> Self {
        Self { value, is_hidden: false, parts: Vec::new() }
    }

    /// The total of some parts.
    pub(super) fn total(parts: Vec<Node>) -> Self {
        Self { value: parts.iter().map(|part| part.value).sum(), is_hidden: false, parts }
    }

    /// Hides what must not be shown, from the counts up.
    pub(super) fn suppress(&mut self, least: u64) {
        self.parts.iter_mut().for_each(|part| part.suppress(least));
        if (1..least).contains(&self.value) {
            self.is_hidden = true;
            return;
        }
        while !self.exposed().is_safe(least) {
            let Some(part) = self.smallest_shown() else {
                self.is_hidden = true;
                return;
            };
            part.hide();
        }
    }

    /// The hidden counts whose sum a reader learns if this total is shown.
    fn exposed(&self) -> Exposed {
        let mut exposed = Exposed::default();
        self.parts.iter().filter(|part| part.is_hidden).for_each(|part| part.add_to(&mut exposed));
        exposed
    }

    fn add_to(&self, exposed: &mut Exposed) {
        if self.parts.is_empty() {
            exposed.counts += 1;
            exposed.sum += self.value;
        } else {
            self.parts.iter().filter(|part| part.is_hidden).for_each(|part| part.add_to(exposed));
        }
    }

    fn smallest_shown(&mut self) -> Option<&mut Node> {
        let shown = self.parts.iter_mut().filter(|part| !part.is_hidden && part.value > 0);
        shown.min_by_key(|part| part.value)
    }

    /// Hides it; a total whose parts were all shown could be added up, so one of them goes with it.
    fn hide(&mut self) {
        self.is_hidden = true;
        if self.parts.iter().all(|part| !part.is_hidden)
            && let Some(part) = self.smallest_shown()
        {
            part.hide();
        }
    }
}

/// Hidden counts whose sum is known.
#[derive(Clone, Copy, Debug, Default)]
struct Exposed {
    counts: u64,
    sum: u64,
}

impl Exposed {
    /// Whether each of them could be `least` or more while the others are 1, and none is known.
    fn is_safe(self, least: u64) -> bool {
        self.counts == 0 || (self.counts > 1 && self.sum >= least + self.counts - 1)
    }
}
