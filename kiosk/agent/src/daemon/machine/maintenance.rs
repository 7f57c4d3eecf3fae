//! A technician's console of the machine: by their card, which the hub looked at, or by the station's recovery code. For a
//! limited time, only while nobody's session is here, journalled at both ends; afterwards the station is reset and proved
//! before the lock, since root was on it.

use epn_rules::long_code::RecoveryCode;
use epn_rules::session::Phase;
use epn_wire::secret::Secret;
use epn_wire::staff::NotOpened;
use epn_wire::station::{MaintenanceBy, StationEvent};

use super::Machine;
use super::staff::Staff;
use super::step::Step;
use super::turn::{Effect, Turn, Write};

/// How long a console stays open, in milliseconds of the machine.
pub const OPEN_MS: u64 = 15 * 60_000;

/// The longest wait after a wrong code, in seconds of the machine.
const LONGEST_WAIT_S: u32 = 300;

/// Wrong recovery codes in a row; a restart does not forgive them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Tries {
    times: u32,
    /// When the next is looked at.
    again_ms: u64,
}

impl Tries {
    /// So many were wrong before the agent was started: the wait begins anew.
    pub fn kept(times: u32, now: u64) -> Self {
        Self { times, again_ms: now.saturating_add(u64::from(wait_s(times)) * 1_000) }
    }

    /// Seconds until the next is looked at.
    fn wait_s(self, now: u64) -> Option<u32> {
        let left = self.again_ms.saturating_sub(now).div_ceil(1_000);
        u32::try_from(left).ok().filter(|left| *left > 0)
    }
}

/// Seconds after so many wrong codes: none, 2, 4, 8 … 300.
fn wait_s(times: u32) -> u32 {
    if times == 0 { 0 } else { 2_u32.saturating_pow(times).min(LONGEST_WAIT_S) }
}

impl Machine {
    /// Somebody types the station's recovery code.
    pub(super) fn recover(&mut self, code: &Secret, turn: &mut Turn<'_>) {
        if self.staff_desk.is_asking() {
            return;
        }
        self.staff_desk = match self.look_at(code, turn).and_then(|()| {
            self.can_be_maintained()?;
            self.maintain(MaintenanceBy::RecoveryCode, turn);
            Ok(())
        }) {
            Ok(()) => Staff::Nobody,
            Err(why) => Staff::NotOpened(why),
        };
    }

    fn look_at(&mut self, code: &Secret, turn: &mut Turn<'_>) -> Result<(), NotOpened> {
        if let Some(wait_seconds) = self.recovery_tries.wait_s(turn.now()) {
            return Err(NotOpened::Throttled { wait_seconds });
        }
        let code = code.reveal().parse::<RecoveryCode>().ok();
        let known = self.fixed.recovery.as_ref();
        if code.is_some_and(|code| known.is_some_and(|recovery| recovery.is_of(&code))) {
            if std::mem::take(&mut self.recovery_tries) != Tries::default() {
                turn.journal([Write::RecoveryTries(0)]);
            }
            return Ok(());
        }
        let times = self.recovery_tries.times.saturating_add(1);
        self.recovery_tries = Tries::kept(times, turn.now());
        turn.journal([Write::RecoveryTries(times), Write::Event(StationEvent::RecoveryRefused { times })]);
        Err(NotOpened::NotRecognised { wait_seconds: wait_s(times) })
    }

    /// Why no console can be opened now, if none can.
    pub(super) fn can_be_maintained(&self) -> Result<(), NotOpened> {
        if !self.fixed.own_terminal {
            return Err(NotOpened::NoTerminal);
        }
        match &self.step {
            Step::Locked { .. } | Step::OutOfService { .. } if !self.stopping => Ok(()),
            _ => Err(NotOpened::NotFree),
        }
    }

    /// Opens a console, where [`Self::can_be_maintained`].
    pub(super) fn maintain(&mut self, by: MaintenanceBy, turn: &mut Turn<'_>) {
        self.planning.forget();
        let started = StationEvent::MaintenanceStarted { by };
        turn.journal([Write::Step(Phase::OutOfService), Write::Event(started)]);
        turn.order(Effect::OpenConsole);
        self.step = Step::Maintenance { over_ms: turn.now().saturating_add(OPEN_MS) };
    }

    /// The console is closed: the technician left it, or it could not be opened.
    pub(super) fn console_closed(&mut self, turn: &mut Turn<'_>) {
        self.end_maintenance(true, turn);
    }

    /// Its time is over.
    pub(super) fn keep_maintenance_time(&mut self, turn: &mut Turn<'_>) {
        if matches!(self.step, Step::Maintenance { over_ms } if turn.now() >= over_ms) {
            self.end_maintenance(false, turn);
        }
    }

    /// Closes the console, and looks for whatever is left as after a session.
    pub(super) fn end_maintenance(&mut self, in_time: bool, turn: &mut Turn<'_>) {
        if !matches!(self.step, Step::Maintenance { .. }) {
            return;
        }
        turn.event(StationEvent::MaintenanceEnded { in_time });
        turn.order(Effect::CloseConsole);
        self.failed_starts = 0;
        self.remove_again(None, 0, turn);
    }
}
