//! From the lock screen to a session: a visitor's log-in, or a mediator's offer.

use epn_rules::id::{BootId, CommandId, SessionId};
use epn_rules::session::Phase;
use epn_wire::kiosk::LogInAnswer;
use epn_wire::lease::{Nonce, SignedLease};
use epn_wire::station::{Acceptance, Entry, FromStation, Outcome, Reply, Request, StationEvent};

use super::Machine;
use super::grant::{About, Ask, Granted};
use super::opener::Opener;
use super::session::Session;
use super::step::{Stage, Step};
use super::turn::{Effect, Turn, Write};

impl Machine {
    /// A visitor wants to start.
    pub(super) fn log_in(&mut self, entry: Entry, charter: String, lang: String, turn: &mut Turn<'_>) {
        if !matches!(self.step, Step::Locked { .. }) {
            return;
        }
        if !self.hub.answers() {
            self.step = Step::Locked { answer: Some(LogInAnswer::NoHub) };
            return;
        }
        let Some((ask, nonce, boot)) = self.question(About::LogIn, turn) else { return };
        self.lang = Some(lang.clone());
        let acceptance = Acceptance { charter, lang };
        let opener = Opener::of(&entry, nonce);
        self.authenticate(ask, opener, Request::LogIn { entry, acceptance, nonce, boot }, turn);
    }

    /// A mediator opens this station for somebody.
    pub(super) fn claim(&mut self, offer: CommandId, session: SessionId, turn: &mut Turn<'_>) {
        // Whoever is let in this way has not said yet what they read.
        self.lang = None;
        let about = About::Claim { offer, session };
        let Some((ask, nonce, boot)) = self.question(about, turn) else { return };
        self.authenticate(ask, Opener::Picture, Request::Claim { offer, nonce, boot }, turn);
    }

    /// A question that leaves now.
    pub(super) fn question(&self, about: About, turn: &mut Turn<'_>) -> Option<(Ask, Nonce, BootId)> {
        let (id, nonce) = turn.question()?;
        let left_ms = turn.now();
        let gives_up_ms = left_ms.saturating_add(self.fixed.hub_timeout_ms);
        Some((Ask { id, nonce, left_ms, gives_up_ms, about }, nonce, self.fixed.trust.boot))
    }

    fn authenticate(&mut self, ask: Ask, opener: Opener, request: Request, turn: &mut Turn<'_>) {
        // Whoever asked about bookings is done with them, or gone.
        self.planning.forget();
        turn.journal([Write::Step(Phase::Authenticating)]);
        turn.say(FromStation::Request { id: ask.id, request });
        self.step = Step::Authenticating { ask, opener };
    }

    /// The hub decided about the log-in or claim.
    pub(super) fn decided(&mut self, ask: &Ask, opener: Opener, reply: Reply, turn: &mut Turn<'_>) {
        let answer = match reply {
            Reply::Lease { lease } => match self.usable(ask, &lease, turn) {
                Some(granted) => return self.open(ask, opener, granted, turn),
                None => LogInAnswer::NoHub,
            },
            Reply::Refused { decision } => LogInAnswer::Refused { decision },
            Reply::NotRecognised { wait_seconds } => LogInAnswer::NotRecognised { wait_seconds },
            Reply::Throttled { wait_seconds } => LogInAnswer::Throttled { wait_seconds },
            Reply::NothingOffered
            | Reply::Planned { .. }
            | Reply::Staff { .. }
            | Reply::Printed { .. }
            | Reply::Scanned { .. }
            | Reply::Usb { .. } => LogInAnswer::NoHub,
            Reply::Trouble => return self.lock_after(ask, LogInAnswer::NoHub, turn),
        };
        Self::claim_is_settled(ask, turn);
        self.lock_after(ask, answer, turn);
    }

    /// Nobody answered in time, or the hub was lost meanwhile.
    pub(super) fn no_answer(&mut self, turn: &mut Turn<'_>) {
        let Step::Authenticating { ask, .. } = &self.step else { return };
        let ask = ask.clone();
        self.lock_after(&ask, LogInAnswer::NoHub, turn);
        self.hub.lapsed = Some(ask);
    }

    /// Back to the lock; whoever typed something is told what became of it.
    fn lock_after(&mut self, ask: &Ask, answer: LogInAnswer, turn: &mut Turn<'_>) {
        self.settle((ask.about == About::LogIn).then_some(answer), turn);
    }

    fn open(&mut self, ask: &Ask, opener: Opener, granted: Granted, turn: &mut Turn<'_>) {
        let session = Session::open(granted, opener, turn.digits(), turn.now(), self.fixed.pace);
        turn.journal([Write::Step(Phase::Starting), Write::SessionOpens(session.id())]);
        turn.order(Effect::Start);
        Self::claim_is_settled(ask, turn);
        self.step = Step::Running { stage: Stage::Starting, session: Box::new(session) };
    }

    /// An offer that was answered needs no repeating.
    pub(super) fn claim_is_settled(ask: &Ask, turn: &mut Turn<'_>) {
        if let About::Claim { offer, .. } = ask.about {
            Self::command_done(offer, Outcome::Done, turn);
        }
    }

    /// The right that a lease gives; one that gives none is noted for the security log.
    pub(super) fn usable(&mut self, ask: &Ask, lease: &SignedLease, turn: &mut Turn<'_>) -> Option<Granted> {
        match ask.verify(lease, &self.fixed.trust, self.fixed.pace) {
            Ok(granted) => Some(granted),
            Err(why) => {
                self.lease_refused(why.to_string(), turn);
                None
            }
        }
    }

    /// Notes a refused lease, not more often than the journal can bear.
    pub(super) fn lease_refused(&mut self, why: String, turn: &mut Turn<'_>) {
        if self.hub.may_note_refusal(turn.now()) {
            turn.event(StationEvent::LeaseRefused { why });
        }
    }
}
