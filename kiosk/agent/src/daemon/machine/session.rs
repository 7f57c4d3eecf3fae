//! A session's time: what is used, what is left, when to ask for more, when to warn. All moments are milliseconds of
//! the boot-time clock; lengths of site time pass through the pace.

use epn_rules::ending::{self, Ahead, Warning, Warnings};
use epn_rules::id::{RequestId, SessionId};
use epn_rules::units::Minutes;
use epn_wire::kiosk::{MoreTimeAnswer, ResumeWith, TimeShown};
use epn_wire::lease::Lease;
use epn_wire::secret::Secret;
use jiff::Timestamp;

use super::countdown::Countdown;
use super::front::Facing;
use super::grant::{About, Ask, Granted};
use super::opener::{Opener, Tried, WayBack};
use super::presence::Presence;
use crate::daemon::pace::Pace;

const MINUTE_MS: u64 = 60_000;

/// How long before the end the agent asks by itself, in site time: early enough to warn at 10 minutes if the answer is no.
/// What is granted for less is asked about at once.
const ASK_BEFORE_MS: u64 = 11 * MINUTE_MS;

/// How long after no answer it asks again, in site time.
const ASK_AGAIN_MS: u64 = 2 * MINUTE_MS;

/// An extension shorter than this, in site time, is the end.
const LEAST_EXTENSION_MS: u64 = MINUTE_MS;

/// How long before the end the work goes out of sight, in milliseconds of the machine: more than an old PC takes to change
/// terminals (0.2 s under emulation).
const LAST_MOMENT_MS: u64 = 1000;

/// A session that a verified lease opened.
#[derive(Clone, Debug)]
pub struct Session {
    granted: Granted,
    opener: Opener,
    /// The digits that resume it, where what opened it is no secret.
    way_back: Option<WayBack>,
    pace: Pace,
    /// When its program ran; nothing is used before.
    started_ms: Option<u64>,
    /// Whole minutes of use that the journal knows of.
    marked: u32,
    pub(super) asks: Vec<Ask>,
    by_itself: ByItself,
    warnings: Warnings,
    pub(super) warning: Option<Minutes>,
    pub(super) more_time: Option<MoreTimeAnswer>,
    /// How often the visitor paused it.
    pub(super) pauses_taken: u8,
    pub(super) presence: Presence,
    pub(super) facing: Facing,
}

/// Whether the session goes on by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum ByItself {
    /// As far as is known: the hub is asked at this moment.
    Yes { ask_ms: u64 },
    /// Nobody answered, so that the end counts as real; the hub is asked again at this moment.
    Unknown { ask_ms: u64 },
    /// No: the end is real.
    No,
}

impl Session {
    /// Opens a session. `digits` are random bits.
    pub(super) fn open(granted: Granted, opener: Opener, digits: u32, now: u64, pace: Pace) -> Self {
        let way_back = matches!(opener, Opener::Picture).then(|| WayBack::of(digits)).flatten();
        let mut session = Self {
            granted,
            opener,
            way_back,
            pace,
            started_ms: None,
            marked: 0,
            asks: Vec::new(),
            by_itself: ByItself::No,
            warnings: Warnings::default(),
            warning: None,
            more_time: None,
            pauses_taken: 0,
            presence: Presence::default(),
            facing: Facing::Work,
        };
        session.plan(now);
        session
    }

    /// Puts a later lease in place of the present one, and says whether it moved the end.
    pub(super) fn extend(&mut self, granted: Granted, now: u64) -> bool {
        let before = self.granted.ends_ms();
        self.granted = granted;
        let moved = self.granted.ends_ms();
        self.warning = None;
        self.plan(now);
        if moved < before.saturating_add(self.pace.machine_ms(LEAST_EXTENSION_MS)) {
            self.by_itself = ByItself::No;
        }
        moved != before
    }

    /// Plans the question for more time.
    fn plan(&mut self, now: u64) {
        self.by_itself = if self.lease().extends_by_itself {
            let lead = self.pace.machine_ms_after(ASK_BEFORE_MS);
            ByItself::Yes { ask_ms: self.granted.ends_ms().saturating_sub(lead).max(now + 1) }
        } else {
            ByItself::No
        };
    }

    /// The lease it runs under.
    pub fn lease(&self) -> &Lease {
        self.granted.lease()
    }

    /// Its id.
    pub fn id(&self) -> SessionId {
        self.lease().session
    }

    pub(super) fn start(&mut self, now: u64) {
        self.started_ms = Some(now);
        self.presence.shows(now);
    }

    /// How long its program ran, in milliseconds of the machine.
    pub(super) fn ran_ms(&self, now: u64) -> u64 {
        self.started_ms.map_or(0, |started| now.saturating_sub(started))
    }

    /// When the granted time ends.
    pub(super) fn ends_ms(&self) -> u64 {
        self.granted.ends_ms()
    }

    /// When the time to close one's work ends.
    pub(super) fn grace_ends_ms(&self) -> u64 {
        let grace = u64::from(self.lease().grace.0) * MINUTE_MS;
        self.ends_ms().saturating_add(self.pace.machine_ms(grace))
    }

    /// From when on the work is out of sight, if it has a terminal of its own: a moment before all of its time is over.
    pub(super) fn last_moment_ms(&self) -> u64 {
        self.grace_ends_ms().saturating_sub(LAST_MOMENT_MS)
    }

    /// Site time left, in milliseconds.
    fn left_ms(&self, now: u64) -> u64 {
        self.pace.site_ms(self.ends_ms().saturating_sub(now))
    }

    /// Seconds of site time left.
    pub(super) fn left_seconds(&self, now: u64) -> u32 {
        seconds(self.left_ms(now))
    }

    /// Seconds of site time used; the grace does not count.
    pub(super) fn used_seconds(&self, now: u64) -> u32 {
        let used = self.started_ms.map_or(0, |started| now.min(self.ends_ms()).saturating_sub(started));
        seconds(self.pace.site_ms(used))
    }

    /// Seconds of grace left, in steps that a screen can show.
    pub(super) fn grace_seconds_left(&self, now: u64) -> u32 {
        self.grace().seconds_left(now, self.pace)
    }

    /// The used seconds to keep, once for each minute of use.
    pub(super) fn mark(&mut self, now: u64) -> Option<u32> {
        let used = self.used_seconds(now);
        (used / 60 > self.marked).then(|| {
            self.marked = used / 60;
            used
        })
    }

    /// Whether the hub is to be asked now whether the session goes on; `reachable` if it can be.
    pub(super) fn wants_more(&mut self, now: u64, reachable: bool) -> bool {
        let (ByItself::Yes { ask_ms } | ByItself::Unknown { ask_ms }) = self.by_itself else { return false };
        if now < ask_ms || self.asks.iter().any(|ask| matches!(ask.about, About::MoreTime { .. })) {
            return false;
        }
        if !reachable {
            self.nobody_answered(now);
        }
        reachable
    }

    /// The end counts as real until somebody says otherwise.
    pub(super) fn nobody_answered(&mut self, now: u64) {
        if self.by_itself != ByItself::No {
            let again = self.pace.machine_ms_after(ASK_AGAIN_MS).max(1);
            self.by_itself = ByItself::Unknown { ask_ms: now.saturating_add(again) };
        }
    }

    /// The hub can be reached again: what nobody answered is asked at once.
    pub(super) fn hub_is_back(&mut self, now: u64) {
        if matches!(self.by_itself, ByItself::Unknown { .. }) {
            self.by_itself = ByItself::Unknown { ask_ms: now };
        }
    }

    /// The hub said no.
    pub(super) fn does_not_go_on(&mut self) {
        self.by_itself = ByItself::No;
    }

    /// Shows the warning that is due, if the end is real.
    pub(super) fn warn(&mut self, now: u64) -> Option<Warning> {
        let left = Minutes(minutes(self.left_ms(now)));
        let due = self.warnings.due(self.ahead(now))?;
        self.warning = Some(due.minutes().min(left));
        Some(due)
    }

    fn ahead(&self, now: u64) -> Ahead {
        let seconds_left = self.left_ms(now).div_ceil(1000);
        Ahead { seconds_left: i64::try_from(seconds_left).unwrap_or(i64::MAX), goes_on: self.goes_on() }
    }

    /// Whether it goes on by itself as far as is known.
    pub(super) fn goes_on(&self) -> bool {
        matches!(self.by_itself, ByItself::Yes { .. })
    }

    /// Time as the visitor is told it; `until` is the end in site time. While somebody waits nothing is extended, so that
    /// the time granted so far is what there is.
    pub(super) fn shown(&self, now: u64, until: Option<Timestamp>, somebody_waits: bool) -> TimeShown {
        let ahead = self.ahead(now);
        let goes_on = ahead.goes_on && !somebody_waits;
        match ending::time_shown(Ahead { goes_on, ..ahead }) {
            ending::TimeShown::NobodyWaits => TimeShown::NobodyWaits,
            ending::TimeShown::Left(minutes) => TimeShown::Left { minutes, until },
        }
    }

    /// Takes away what is shown on top: the warning, else the answer.
    pub(super) fn dismiss(&mut self) {
        if self.warning.take().is_none() {
            self.more_time = None;
        }
    }

    /// Takes the question with this answer.
    pub(super) fn take_ask(&mut self, id: RequestId) -> Option<Ask> {
        let at = self.asks.iter().position(|ask| ask.id == id)?;
        Some(self.asks.swap_remove(at))
    }

    /// Takes the questions that nobody waits for any more; all of them if `all`.
    pub(super) fn take_lapsed(&mut self, now: u64, all: bool) -> Vec<Ask> {
        self.asks.extract_if(.., |ask| all || now >= ask.gives_up_ms).collect()
    }

    /// The next moment while the granted time runs at which something is to be done or shown.
    pub(super) fn next_while_active(&self, now: u64) -> u64 {
        let left = self.left_ms(now);
        let minute_shown = u64::from(minutes(left).saturating_sub(1)) * MINUTE_MS;
        let mut next = self.ends_ms().min(self.ends_ms().saturating_sub(self.pace.machine_ms(minute_shown)));
        if let Some(started) = self.started_ms {
            let used_mark = u64::from(self.marked + 1) * MINUTE_MS;
            next = next.min(started.saturating_add(self.pace.machine_ms_after(used_mark)));
        }
        next.min(self.next_ask())
    }

    /// The next moment of the grace at which something is to be done or shown.
    pub(super) fn next_in_grace(&self, now: u64) -> u64 {
        self.grace().next_ms(now, self.pace).min(self.next_ask())
    }

    fn grace(&self) -> Countdown {
        Countdown { over_ms: self.grace_ends_ms() }
    }

    /// Whether the visitor may pause once more.
    pub(super) fn may_pause(&self) -> bool {
        let rules = self.lease().pause;
        rules.longest > Minutes::ZERO && self.pauses_taken < rules.times
    }

    /// The digits to tell its visitor before a pause, if it takes any.
    pub(super) fn way_back(&self) -> Option<Secret> {
        self.way_back.as_ref().map(WayBack::told)
    }

    /// With what a pause is over: whoever is gone, and never asked for a pause before, was told no digits.
    pub(super) fn resume_with(&self, left_alone: bool) -> ResumeWith {
        let was_told = !left_alone || self.pauses_taken > 0;
        if self.way_back.is_some() && was_told { ResumeWith::Code } else { self.opener.asked_for() }
    }

    /// Whether this is what a pause is over with.
    pub(super) fn is_resumed_by(&self, with: ResumeWith, tried: &Tried) -> bool {
        match tried {
            Tried::Code(code) => {
                with == ResumeWith::Code && self.way_back.as_ref().is_some_and(|way| way.fits(code))
            }
            Tried::Entry(entry) => with != ResumeWith::Code && self.opener.fits(entry, &self.lease().alias),
        }
    }

    /// The visitor is back: what was to be told meanwhile is true now.
    pub(super) fn is_back(&mut self, now: u64) {
        self.presence.shows(now);
        let left = Minutes(minutes(self.left_ms(now)));
        self.warning = self.warning.map(|warning| warning.min(left)).filter(|left| *left > Minutes::ZERO);
    }

    /// After how long without input it is asked whether somebody is there, on the machine's clock; 0 for never.
    pub(super) fn ask_after_ms(&self) -> u64 {
        self.pace.machine_ms_after(u64::from(self.lease().left_alone.ask_after.0) * MINUTE_MS)
    }

    /// When it is to be looked whether somebody is there, if it stays quiet.
    pub(super) fn alone_due_ms(&self) -> Option<u64> {
        self.presence.due_ms(self.ask_after_ms())
    }

    fn next_ask(&self) -> u64 {
        let lapse = self.asks.iter().map(|ask| ask.gives_up_ms).min();
        let pending = self.asks.iter().any(|ask| matches!(ask.about, About::MoreTime { .. }));
        let ask = match self.by_itself {
            ByItself::Yes { ask_ms } | ByItself::Unknown { ask_ms } if !pending => Some(ask_ms),
            _ => None,
        };
        lapse.into_iter().chain(ask).min().unwrap_or(u64::MAX)
    }
}

fn minutes(ms: u64) -> u32 {
    u32::try_from(ms.div_ceil(MINUTE_MS)).unwrap_or(u32::MAX)
}

fn seconds(ms: u64) -> u32 {
    u32::try_from(ms / 1000).unwrap_or(u32::MAX)
}
