//! Which terminal is seen while a visitor's session runs, where it has one of its own: the work, or the kiosk. What
//! matters is told by the kiosk, whose terminal nothing of the visitor's can draw on.

use epn_wire::kiosk::{Front, KioskIntent};

use super::Machine;
use super::step::{Stage, Step};
use super::turn::{Effect, Turn};

/// How long something is announced to somebody who does nothing about it, in milliseconds of the machine: long enough to
/// be read twice.
const NOTICE_MS: u64 = 20_000;

/// What the visitor of a running session sees.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Facing {
    /// Their work.
    Work,
    /// The kiosk, until they go back.
    Kiosk,
    /// The kiosk, which has something to tell, until that was read, or this moment.
    Notice { until_ms: u64 },
    /// The kiosk: the time is all but over, and there is no way back to the work.
    LastMoment,
}

impl Facing {
    /// When the kiosk gives way to the work by itself.
    pub fn until_ms(self) -> Option<u64> {
        match self {
            Self::Notice { until_ms } => Some(until_ms),
            Self::Work | Self::Kiosk | Self::LastMoment => None,
        }
    }
}

impl Machine {
    /// *Menu*.
    pub(super) fn visitor_opens_kiosk(&mut self, turn: &mut Turn<'_>) {
        if !self.is_at_work() {
            return;
        }
        turn.order(Effect::Show);
        if let Some(session) = self.step.session_mut()
            && session.facing == Facing::Work
        {
            session.presence.shows(turn.now());
        }
        self.show_kiosk(Facing::Kiosk, turn);
    }

    /// *Revenir à mon travail*.
    pub(super) fn back_to_session(&mut self, turn: &mut Turn<'_>) {
        self.still_here(turn);
        if self.is_at_work() {
            self.show_session(turn);
        }
    }

    /// The work is out of sight a moment before its time is over, so that a terminal that is slow to change shows nothing
    /// after it. Whoever is given more time in that moment gets it back.
    pub(super) fn keep_last_moment(&mut self, turn: &mut Turn<'_>) {
        let Step::Running { session, .. } = &self.step else { return };
        let is_near = turn.now() >= session.last_moment_ms();
        match session.facing {
            Facing::LastMoment if !is_near => self.show_session(turn),
            Facing::Work | Facing::Kiosk | Facing::Notice { .. } if is_near => {
                self.show_kiosk(Facing::LastMoment, turn);
            }
            _ => {}
        }
    }

    /// Shows the kiosk for as long as it takes to read what is new there.
    pub(super) fn announce(&mut self, turn: &mut Turn<'_>) {
        if self.is_at_work() {
            turn.order(Effect::Show);
            let until_ms = turn.now().saturating_add(NOTICE_MS);
            self.show_kiosk(Facing::Notice { until_ms }, turn);
        }
    }

    /// Somebody does something at the kiosk: it does not vanish under their hands.
    pub(super) fn kiosk_is_used(&mut self, intent: &KioskIntent) {
        if let Step::Running { session, .. } = &mut self.step
            && matches!(session.facing, Facing::Notice { .. })
            && *intent != KioskIntent::Dismiss
        {
            session.facing = Facing::Kiosk;
        }
    }

    /// What was announced may have been read: then the work comes back.
    pub(super) fn notice_is_read(&mut self, turn: &mut Turn<'_>) {
        let Step::Running { session, .. } = &self.step else { return };
        let read = self.message.is_none() && session.warning.is_none();
        if read && matches!(session.facing, Facing::Notice { .. }) {
            self.show_session(turn);
        }
    }

    /// Nobody did anything about an announcement for its time.
    pub(super) fn keep_notice(&mut self, turn: &mut Turn<'_>) {
        let Step::Running { session, .. } = &self.step else { return };
        if session.facing.until_ms().is_some_and(|until| turn.now() >= until) {
            self.show_session(turn);
        }
    }

    /// Whether there is work that can be seen: a session that neither starts nor waits, and about which nothing is asked.
    pub(super) fn is_at_work(&self) -> bool {
        matches!(&self.step, Step::Running { stage: Stage::Active | Stage::Grace, .. })
    }

    /// Has the kiosk seen. Whoever opened it for themselves is not sent back from it by an announcement.
    pub(super) fn show_kiosk(&mut self, facing: Facing, turn: &mut Turn<'_>) {
        if !self.fixed.own_terminal {
            return;
        }
        let Step::Running { session, .. } = &mut self.step else { return };
        match session.facing {
            Facing::Work => turn.order(Effect::ShowKiosk),
            Facing::Kiosk if matches!(facing, Facing::Notice { .. }) => return,
            Facing::Kiosk | Facing::Notice { .. } | Facing::LastMoment => {}
        }
        session.facing = facing;
    }

    /// Has the work seen, if there is still time for it.
    pub(super) fn show_session(&mut self, turn: &mut Turn<'_>) {
        let Step::Running { session, .. } = &mut self.step else { return };
        if turn.now() >= session.last_moment_ms() {
            return;
        }
        if std::mem::replace(&mut session.facing, Facing::Work) != Facing::Work {
            turn.order(Effect::ShowSession);
        }
    }

    /// Which terminal is seen, for the screens.
    pub(super) fn front(&self) -> Front {
        match &self.step {
            Step::Running { stage, session } if self.fixed.own_terminal => match (stage, session.facing) {
                // While it starts, the session's terminal is seen as soon as there is something to see.
                (Stage::Starting | Stage::Paused(_), _) => Front::Shared,
                (_, Facing::Work) => Front::Session,
                (_, Facing::Kiosk | Facing::Notice { .. } | Facing::LastMoment) => Front::Kiosk,
            },
            _ => Front::Shared,
        }
    }
}
