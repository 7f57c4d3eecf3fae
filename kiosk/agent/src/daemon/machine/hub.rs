//! What the hub says: the site, its time, answers and commands.

use epn_rules::id::{CommandId, RequestId};
use epn_rules::session::EndCause;
use epn_wire::lease::SignedLease;
use epn_wire::station::{
    Command, FromStation, OLDEST, OutOfService, Outcome, Reply, SiteView, StationEvent, ToStation, VERSION,
    Welcome,
};
use jiff::{SignedDuration, Timestamp};

use super::Machine;
use super::grant::Ask;
use super::step::Step;
use super::turn::{SiteTime, Turn, Write};
use crate::daemon::pace::Pace;

const MINUTE_MS: i64 = 60_000;

/// A wall clock that is off by less than this, in seconds of the machine, is right enough.
const CLOCK_TOLERANCE_S: i64 = 120;

/// Refused leases are noted once in so many milliseconds of the machine.
const REFUSAL_NOTED_EVERY_MS: u64 = 5_000;

/// The longest text of a mediator that is kept and shown, in characters: a view must fit in a frame.
const LONGEST_TEXT: usize = 2_000;

/// What is known of the hub and from it.
#[derive(Debug)]
pub(super) struct Hub {
    welcomed: bool,
    pub site: SiteView,
    time: Option<SiteTime>,
    /// The last log-in or claim whose answer came too late or never.
    pub lapsed: Option<Ask>,
    refusal_noted_ms: Option<u64>,
    clock_off_s: i64,
}

impl Hub {
    pub fn new(site: SiteView, time: Option<SiteTime>) -> Self {
        Self { welcomed: false, site, time, lapsed: None, refusal_noted_ms: None, clock_off_s: 0 }
    }

    /// Whether the hub can be asked.
    pub fn answers(&self) -> bool {
        self.welcomed
    }

    /// Site time at a moment of the boot-time clock, if the hub was heard since boot.
    pub fn site_at(&self, boot_ms: u64, pace: Pace) -> Option<Timestamp> {
        let known = self.time?;
        let since = i64::try_from(boot_ms).ok()?.checked_sub(i64::try_from(known.boot_ms).ok()?)?;
        let passed = i64::try_from(pace.site_ms(since.unsigned_abs())).ok()?;
        known.at.checked_add(SignedDuration::from_millis(passed.checked_mul(since.signum())?)).ok()
    }

    /// When the next minute of site time begins.
    pub fn next_minute(&self, now: u64, pace: Pace) -> Option<u64> {
        let past = self.site_at(now, pace)?.as_millisecond().rem_euclid(MINUTE_MS);
        let wait = u64::try_from(MINUTE_MS - past).ok()?;
        Some(now.saturating_add(pace.machine_ms_after(wait).max(1)))
    }

    pub fn may_note_refusal(&mut self, now: u64) -> bool {
        let due =
            self.refusal_noted_ms.is_none_or(|noted| now >= noted.saturating_add(REFUSAL_NOTED_EVERY_MS));
        if due {
            self.refusal_noted_ms = Some(now);
        }
        due
    }
}

impl Machine {
    /// The hub cannot be asked any more.
    pub(super) fn hub_lost(&mut self, turn: &mut Turn<'_>) {
        self.hub.welcomed = false;
        self.no_answer(turn);
        self.give_up_planning();
        self.give_up_printing();
        self.give_up_scanning(true, turn.now());
        self.usb_unanswered();
        self.staff_unanswered();
        self.give_up_asks(true, turn);
    }

    pub(super) fn hub_says(&mut self, message: ToStation, turn: &mut Turn<'_>) {
        match message {
            ToStation::Welcome(welcome) => self.welcomed(*welcome, turn),
            ToStation::Rejected { .. } => self.hub_lost(turn),
            ToStation::Pong { now, .. } => self.hear_time(now, turn),
            ToStation::Reply { id, reply } => self.replied(id, reply, turn),
            ToStation::Command { id, command } => self.command(id, command, turn),
            ToStation::Site(site) => self.site_changed(*site, turn),
            ToStation::Printing(told) => self.hear_printing(told),
            ToStation::Ack { .. } | ToStation::Resend { .. } => {}
        }
    }

    fn welcomed(&mut self, welcome: Welcome, turn: &mut Turn<'_>) {
        if !(OLDEST..=VERSION).contains(&welcome.version) {
            return self.hub_lost(turn);
        }
        self.hub.welcomed = true;
        self.hear_time(welcome.now, turn);
        turn.journal([Write::SiteTime(SiteTime { boot_ms: turn.now(), at: welcome.now })]);
        self.compare_clocks(welcome.now, turn);
        self.site_changed(welcome.site, turn);
        let note = match welcome.out_of_service {
            Some(OutOfService::Staff { note }) => Some(shortened(&note)),
            _ => None,
        };
        self.staff_wants(note, turn);
        let now = turn.now();
        if let Some(session) = self.step.session_mut() {
            session.hub_is_back(now);
        }
    }

    fn hear_time(&mut self, at: Timestamp, turn: &Turn<'_>) {
        self.hub.time = Some(SiteTime { boot_ms: turn.now(), at });
    }

    /// Reports a wall clock that is off; nothing else depends on it.
    fn compare_clocks(&mut self, at: Timestamp, turn: &mut Turn<'_>) {
        let off = turn.wall().as_second().saturating_sub(at.as_second());
        let machine = off / i64::try_from(self.fixed.pace.site_ms(1)).unwrap_or(1);
        let news = (machine - self.hub.clock_off_s).abs() > CLOCK_TOLERANCE_S;
        if machine.abs() > CLOCK_TOLERANCE_S && news {
            self.hub.clock_off_s = machine;
            turn.event(StationEvent::ClockWrong { off_seconds: machine });
        }
    }

    fn site_changed(&mut self, site: SiteView, turn: &mut Turn<'_>) {
        if self.hub.site != site {
            turn.journal([Write::Site(Box::new(site.clone()))]);
            self.hub.site = site;
        }
    }

    fn replied(&mut self, id: RequestId, reply: Reply, turn: &mut Turn<'_>) {
        if let Step::Authenticating { ask, opener } = &self.step
            && ask.id == id
        {
            let (ask, opener) = (ask.clone(), opener.clone());
            self.decided(&ask, opener, reply, turn);
        } else if self.planning.is_waiting_for(id) && !matches!(reply, Reply::Lease { .. }) {
            self.planned(reply);
        } else if self.printing.is_waiting_for(id) && !matches!(reply, Reply::Lease { .. }) {
            self.printed(reply);
        } else if self.scanning.is_waiting_for(id) && !matches!(reply, Reply::Lease { .. }) {
            self.scanned(id, reply, turn);
        } else if self.usb.is_waiting_for(id) && !matches!(reply, Reply::Lease { .. }) {
            self.usb_answered(&reply, turn);
        } else if self.staff_desk.is_waiting_for(id) && !matches!(reply, Reply::Lease { .. }) {
            self.staff_answered(reply, turn);
        } else if let Some(ask) = self.step.session_mut().and_then(|session| session.take_ask(id)) {
            self.more_time_decided(&ask, reply, turn);
        } else if let Reply::Lease { lease } = reply {
            self.unasked(id, &lease, turn);
        }
    }

    /// A lease that nobody waits for opens nothing. If it was granted in good faith but came too late, the hub is told
    /// that its session never was; anything else is noted.
    fn unasked(&mut self, id: RequestId, lease: &SignedLease, turn: &mut Turn<'_>) {
        match self.hub.lapsed.take_if(|ask| ask.id == id) {
            Some(ask) => {
                if let Some(late) = self.usable(&ask, lease, turn) {
                    let session = late.lease().session;
                    let cause = EndCause::StationFault;
                    turn.event(StationEvent::SessionEnded { session, cause, seconds: 0 });
                }
            }
            None => self.lease_refused("the lease answers no request".to_owned(), turn),
        }
    }

    fn command(&mut self, id: CommandId, command: Command, turn: &mut Turn<'_>) {
        let outcome = match command {
            Command::Offer { session } => return self.offered(id, session, turn),
            Command::End { session, cause } => {
                if self.step.session().is_some_and(|running| running.id() == session) {
                    self.end(cause, turn);
                }
                Outcome::Done
            }
            Command::Message { text } => self.show(&text, turn),
            Command::OutOfService { note } => {
                self.staff_wants(Some(shortened(&note)), turn);
                Outcome::Done
            }
            Command::InService => {
                self.back_in_service(turn);
                Outcome::Done
            }
            Command::HelpAnswered => {
                self.call(false, turn);
                Outcome::Done
            }
        };
        Self::command_done(id, outcome, turn);
    }

    fn offered(&mut self, id: CommandId, session: epn_rules::id::SessionId, turn: &mut Turn<'_>) {
        match &self.step {
            Step::Locked { .. } => self.claim(id, session, turn),
            Step::Running { session: running, .. } if running.id() == session => {
                self.claim_extension(id, turn);
            }
            Step::Authenticating { ask, .. } if ask.about == (super::About::Claim { offer: id, session }) => {
            }
            other => {
                let phase = other.phase();
                Self::command_done(id, Outcome::NotNow { phase }, turn);
            }
        }
    }

    /// Shows a message to whoever can see it.
    fn show(&mut self, text: &str, turn: &mut Turn<'_>) -> Outcome {
        match &self.step {
            Step::Removing { .. } | Step::OutOfService { .. } | Step::Maintenance { .. } => {
                Outcome::NotNow { phase: self.step.phase() }
            }
            _ => {
                self.message = Some(shortened(text));
                self.announce(turn);
                Outcome::Done
            }
        }
    }

    pub(super) fn command_done(id: CommandId, outcome: Outcome, turn: &mut Turn<'_>) {
        turn.journal([Write::Command(id, outcome.clone())]);
        turn.say(FromStation::Done { id, outcome });
    }
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST_TEXT).collect()
}
