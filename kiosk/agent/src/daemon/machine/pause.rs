//! A session that waits behind the lock: until when, and who tried to open it.

use epn_wire::kiosk::ResumeWith;

use super::countdown::Countdown;

/// The longest wait after a wrong PIN or ticket, in seconds of the machine: whoever is entitled can always come back.
const LONGEST_WAIT_S: u32 = 30;

/// There are few pictures, and not many numbers of four digits, so that they could be tried one after the other: after so
/// many wrong ones, each wait is this long at least and twice as long as the one before, up to the longest, in seconds of
/// the machine.
const FEW: u32 = 3;
const WAIT_OF_FEW_S: u32 = 60;
const LONGEST_WAIT_OF_FEW_S: u32 = 300;

/// So many wrong tries in a row, and each further one, are told to the staff.
const TOLD_AFTER: u32 = 3;

/// A wait is told in steps of at most this, in seconds.
const LONGEST_STEP_S: u32 = 60;

/// A pause.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Pause {
    /// Nobody was there; else the visitor asked for it.
    pub left_alone: bool,
    /// The session ends when this is over.
    pub rest: Countdown,
    /// With what it is resumed.
    pub resume: ResumeWith,
    wrong: Option<Wrong>,
}

/// Wrong tries in a row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Wrong {
    times: u32,
    /// The wait after the last, in seconds of the machine.
    wait_s: u32,
    /// When the next try is looked at.
    again_ms: u64,
}

impl Wrong {
    fn step_s(self) -> u32 {
        self.wait_s.min(LONGEST_STEP_S)
    }

    fn step_ms(self) -> u64 {
        u64::from(self.step_s()) * 1000
    }

    fn steps_left(self, now: u64) -> u64 {
        self.again_ms.saturating_sub(now).div_ceil(self.step_ms().max(1))
    }
}

/// Seconds of the machine between the last of so many wrong tries and the next: 2, 4, 8, 16, 30, 30 …, and for digits or a
/// picture 2, 4, 60, 120, 240, 300, 300 …
fn wait_s(resume: ResumeWith, times: u32) -> u32 {
    match (resume, times.checked_sub(FEW)) {
        (ResumeWith::Picture | ResumeWith::Code, Some(more)) => {
            WAIT_OF_FEW_S.saturating_mul(2_u32.saturating_pow(more)).min(LONGEST_WAIT_OF_FEW_S)
        }
        _ => 2_u32.saturating_pow(times).min(LONGEST_WAIT_S),
    }
}

impl Pause {
    pub fn new(left_alone: bool, rest: Countdown, resume: ResumeWith) -> Self {
        Self { left_alone, rest, resume, wrong: None }
    }

    /// Whether a try is looked at now.
    pub fn may_try(&self, now: u64) -> bool {
        self.wrong.is_none_or(|wrong| now >= wrong.again_ms)
    }

    /// A try was wrong. Tells how many were in a row.
    pub fn was_wrong(&mut self, now: u64) -> u32 {
        let times = self.wrong.map_or(0, |wrong| wrong.times).saturating_add(1);
        let wait_s = wait_s(self.resume, times);
        let again_ms = now.saturating_add(u64::from(wait_s) * 1000);
        self.wrong = Some(Wrong { times, wait_s, again_ms });
        times
    }

    /// The wrong tries in a row that the staff are told of; 0 if they are few.
    pub fn told_tries(&self) -> u32 {
        self.wrong.map(|wrong| wrong.times).filter(|times| *times >= TOLD_AFTER).unwrap_or(0)
    }

    /// The wait to tell after a wrong try, in steps; 0 once it is over.
    pub fn told_wait_s(&self, now: u64) -> Option<u32> {
        let wrong = self.wrong?;
        let steps = u32::try_from(wrong.steps_left(now)).unwrap_or(u32::MAX);
        Some(steps.saturating_mul(wrong.step_s()))
    }

    /// When another wait is told, or none any more, if there is one now.
    pub fn next_told_ms(&self, now: u64) -> Option<u64> {
        let wrong = self.wrong?;
        let after = wrong.steps_left(now).checked_sub(1)?;
        Some(wrong.again_ms.saturating_sub(after * wrong.step_ms()))
    }
}
