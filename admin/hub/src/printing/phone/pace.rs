//! How often something may happen: a few times at once, then once in a while.

use std::time::{Duration, Instant};

/// A pace, which whoever waited may be ahead of by a few.
#[derive(Clone, Copy, Debug)]
pub struct Pace {
    /// So many at once.
    pub at_once: u32,
    /// Then one in so long, of machine time.
    pub every: Duration,
}

/// How far ahead of its pace somebody is: until then.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Ahead(Instant);

impl Ahead {
    /// Whether the pace has caught up with them: as if they had never been there.
    pub fn is_over(self, now: Instant) -> bool {
        self.0 <= now
    }
}

impl Pace {
    /// How far ahead somebody is after once more; none if that is too far.
    pub fn once_more(self, ahead: Option<Ahead>, now: Instant) -> Option<Ahead> {
        let from = ahead.map_or(now, |ahead| ahead.0.max(now));
        let most = self.every * self.at_once.saturating_sub(1);
        (from.duration_since(now) <= most).then(|| Ahead(from + self.every))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_at_once_and_then_one_in_so_long() {
        let pace = Pace { at_once: 3, every: Duration::from_secs(10) };
        let start = Instant::now();
        let mut ahead = None;
        for _ in 0..3 {
            ahead = pace.once_more(ahead, start);
            assert!(ahead.is_some());
        }
        assert_eq!(pace.once_more(ahead, start), None);
        let next = start + Duration::from_secs(10);
        assert_eq!(pace.once_more(ahead, start + Duration::from_millis(9_999)), None);
        ahead = pace.once_more(ahead, next);
        assert!(ahead.is_some());
        assert_eq!(pace.once_more(ahead, next), None, "one, not three");
        let later = start + Duration::from_mins(10);
        assert!(ahead.unwrap().is_over(later));
        for _ in 0..3 {
            ahead = pace.once_more(ahead, later);
            assert!(ahead.is_some(), "whoever waited long may be a few ahead again, and no more");
        }
        assert_eq!(pace.once_more(ahead, later), None);
    }
}
