//! A session that waits behind the lock: until when, and who tried to open it.

use super::countdown::Countdown;

/// The longest wait after a wrong try, in seconds of the machine: whoever is entitled can always come back.
const LONGEST_WAIT_S: u32 = 30;

/// A pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pause {
    /// Nobody was there; else the visitor asked for it.
    pub left_alone: bool,
    /// The session ends when this is over.
    pub rest: Countdown,
    wrong: Option<Wrong>,
}

/// Wrong tries in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Wrong {
    times: u32,
    /// When the next try is looked at.
    again_ms: u64,
}

impl Wrong {
    /// Seconds of the machine between this try and the next: 2, 4, 8, 16, 30, 30 …
    fn wait_s(self) -> u32 {
        2_u32.saturating_pow(self.times).min(LONGEST_WAIT_S)
    }
}

impl Pause {
    pub fn new(left_alone: bool, rest: Countdown) -> Self {
        Self { left_alone, rest, wrong: None }
    }

    /// Whether a try is looked at now.
    pub fn may_try(&self, now: u64) -> bool {
        self.wrong.is_none_or(|wrong| now >= wrong.again_ms)
    }

    /// A try was wrong.
    pub fn was_wrong(&mut self, now: u64) {
        let times = self.wrong.map_or(0, |wrong| wrong.times).saturating_add(1);
        let mut wrong = Wrong { times, again_ms: now };
        wrong.again_ms = now.saturating_add(u64::from(wrong.wait_s()) * 1000);
        self.wrong = Some(wrong);
    }

    /// The wait to tell after a wrong try; 0 once it is over.
    pub fn told_wait_s(&self, now: u64) -> Option<u32> {
        self.wrong.map(|wrong| if now < wrong.again_ms { wrong.wait_s() } else { 0 })
    }

    /// When the next try is looked at, if that is yet to come.
    pub fn next_try_ms(&self, now: u64) -> Option<u64> {
        self.wrong.map(|wrong| wrong.again_ms).filter(|again| *again > now)
    }
}
