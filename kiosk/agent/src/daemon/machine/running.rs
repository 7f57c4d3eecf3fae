//! While a visitor works.

use epn_rules::ending::Warning;
use epn_rules::session::{EndCause, Phase};
use epn_wire::kiosk::{LogInAnswer, MoreTimeAnswer};
use epn_wire::station::{FromStation, Reply, Request, StationEvent};

use super::Machine;
use super::grant::{About, Ask, Granted};
use super::step::{Past, Removal, Stage, Step};
use super::turn::{Effect, Turn, Write};
use crate::session::golden::Digest;

/// A session that fails within this time of the machine did not start.
const DID_NOT_START_MS: u64 = 3_000;

/// After so many failed starts in a row the station is out of service.
pub(super) const TOO_MANY_FAILED_STARTS: u8 = 3;

impl Machine {
    /// The session's program runs.
    pub(super) fn started(&mut self, golden: Option<Digest>, turn: &mut Turn<'_>) {
        let Step::Running { stage: stage @ Stage::Starting, session } = &mut self.step else { return };
        *stage = Stage::Active;
        session.start(turn.now());
        let lease = session.lease();
        let event = StationEvent::SessionStarted {
            session: lease.session,
            lease: lease.id,
            category: lease.category,
            policy: lease.policy,
        };
        let over_ms = session.grace_ends_ms();
        turn.journal([Write::Step(Phase::Active), Write::Golden(golden), Write::Event(event)]);
        turn.order(Effect::Guard { over_ms });
    }

    /// The session's program does not run.
    pub(super) fn not_started(&mut self, turn: &mut Turn<'_>) {
        if let Step::Running { stage: Stage::Starting, .. } = &self.step {
            self.did_not_start(turn);
        }
    }

    /// The session's program ended by itself.
    pub(super) fn exited(&mut self, clean: bool, turn: &mut Turn<'_>) {
        let Step::Running { session, .. } = &self.step else { return };
        if clean {
            self.failed_starts = 0;
            self.end(EndCause::VisitorLeft, turn);
        } else if session.ran_ms(turn.now()) < DID_NOT_START_MS {
            self.did_not_start(turn);
        } else {
            self.failed_starts = 0;
            self.end(EndCause::StationFault, turn);
        }
    }

    fn did_not_start(&mut self, turn: &mut Turn<'_>) {
        self.failed_starts = self.failed_starts.saturating_add(1);
        self.end(EndCause::StationFault, turn);
        if let Step::Removing { past, .. } = &mut self.step {
            past.answer = Some(LogInAnswer::DidNotStart);
        }
    }

    /// The visitor leaves; not somebody else, before the lock of a session that waits.
    pub(super) fn visitor_leaves(&mut self, turn: &mut Turn<'_>) {
        if !self.step.is_paused() {
            self.end(EndCause::VisitorLeft, turn);
        }
    }

    /// Ends the session, if there is one: recorded first, then killed.
    pub(super) fn end(&mut self, cause: EndCause, turn: &mut Turn<'_>) {
        let Step::Running { stage, session } = &self.step else { return };
        let id = session.id();
        // Whoever leaves or is away past their time has used all of it.
        let past = turn.now() >= session.ends_ms() && *stage != Stage::Starting;
        let over = past && matches!(cause, EndCause::VisitorLeft | EndCause::Idle);
        let cause = if over { session.lease().ends } else { cause };
        let seconds = session.used_seconds(turn.now());
        let ended = StationEvent::SessionEnded { session: id, cause, seconds };
        turn.journal([Write::Step(Phase::Ending), Write::Event(ended), Write::SessionOver]);
        turn.order(Effect::Kill);
        self.message = None;
        self.lang = None;
        self.planning.forget();
        self.printing.forget();
        self.scanning.forget();
        self.call(false, turn);
        let past = Past { session: Some(id), answer: None, since_ms: turn.now(), failed: 0 };
        self.step = Step::Removing { stage: Removal::Ending, past };
    }

    /// The visitor asks for more time.
    pub(super) fn visitor_asks_more(&mut self, turn: &mut Turn<'_>) {
        let answers = self.hub.answers();
        let Step::Running { stage, session } = &mut self.step else { return };
        if matches!(stage, Stage::Paused(_)) {
            return;
        }
        if !answers {
            session.more_time = Some(MoreTimeAnswer::NoHub);
        } else if !session
            .asks
            .iter()
            .any(|ask| matches!(ask.about, About::MoreTime { by_itself: false, .. }))
        {
            session.more_time = Some(MoreTimeAnswer::Asking);
            self.ask_more(false, turn);
        }
    }

    fn ask_more(&mut self, by_itself: bool, turn: &mut Turn<'_>) {
        let Some(session) = self.step.session().map(super::Session::id) else { return };
        let about = About::MoreTime { session, by_itself };
        let Some((ask, nonce, boot)) = self.question(about, turn) else { return };
        let request = Request::MoreTime { session, by_itself, nonce, boot };
        turn.say(FromStation::Request { id: ask.id, request });
        if let Some(session) = self.step.session_mut() {
            session.asks.push(ask);
        }
    }

    /// A mediator extends the running session.
    pub(super) fn claim_extension(&mut self, offer: epn_rules::id::CommandId, turn: &mut Turn<'_>) {
        let Some(session) = self.step.session() else { return };
        let about = About::Claim { offer, session: session.id() };
        if session.asks.iter().any(|ask| ask.about == about) {
            return;
        }
        let Some((ask, nonce, boot)) = self.question(about, turn) else { return };
        turn.say(FromStation::Request { id: ask.id, request: Request::Claim { offer, nonce, boot } });
        if let Some(session) = self.step.session_mut() {
            session.asks.push(ask);
        }
    }

    /// The hub decided about more time.
    pub(super) fn more_time_decided(&mut self, ask: &Ask, reply: Reply, turn: &mut Turn<'_>) {
        match reply {
            Reply::Lease { lease } => match self.usable(ask, &lease, turn) {
                Some(granted) => self.extend(ask, granted, turn),
                None => self.no_more_time_answer(ask, turn),
            },
            Reply::Refused { decision } => {
                let Some(session) = self.step.session_mut() else { return };
                session.does_not_go_on();
                if about_visitor(ask) {
                    session.more_time = Some(MoreTimeAnswer::Refused { decision });
                }
            }
            Reply::NothingOffered => {}
            _ => return self.no_more_time_answer(ask, turn),
        }
        Self::claim_is_settled(ask, turn);
    }

    fn extend(&mut self, ask: &Ask, granted: Granted, turn: &mut Turn<'_>) {
        let lease = granted.lease().id;
        let Step::Running { stage, session } = &mut self.step else { return };
        let moved = session.extend(granted, turn.now());
        session.more_time = about_visitor(ask).then_some(MoreTimeAnswer::Granted);
        let mut writes = Vec::new();
        if moved {
            let by_itself = matches!(ask.about, About::MoreTime { by_itself: true, .. });
            let session = session.id();
            writes.push(Write::Event(StationEvent::SessionExtended { session, lease, by_itself }));
        }
        if *stage == Stage::Grace && session.ends_ms() > turn.now() {
            *stage = Stage::Active;
            writes.push(Write::Step(Phase::Active));
        }
        let over_ms = session.grace_ends_ms();
        turn.journal(writes);
        if moved {
            turn.order(Effect::Guard { over_ms });
            self.keep_last_moment(turn);
        }
    }

    /// Nobody answered, or with nothing of use.
    fn no_more_time_answer(&mut self, ask: &Ask, turn: &Turn<'_>) {
        let Some(session) = self.step.session_mut() else { return };
        if about_visitor(ask) {
            session.more_time = Some(MoreTimeAnswer::NoHub);
        } else {
            session.nobody_answered(turn.now());
        }
    }

    /// Gives up the questions that nobody answered in time; all of them if the hub is lost.
    pub(super) fn give_up_asks(&mut self, all: bool, turn: &Turn<'_>) {
        let Some(session) = self.step.session_mut() else { return };
        for ask in session.take_lapsed(turn.now(), all) {
            self.no_more_time_answer(&ask, turn);
        }
    }

    /// Marks, asks, warns and ends as the time goes.
    pub(super) fn keep_session_time(&mut self, turn: &mut Turn<'_>) {
        self.give_up_asks(false, turn);
        let (now, answers) = (turn.now(), self.hub.answers());
        let Step::Running { stage, session } = &mut self.step else { return };
        if *stage == Stage::Starting {
            return;
        }
        if let Some(used) = session.mark(now) {
            turn.journal([Write::SessionUsed(used)]);
        }
        if session.wants_more(now, answers) {
            self.ask_more(true, turn);
        }
        self.keep_presence(turn);
        let Step::Running { stage, session } = &mut self.step else { return };
        let warned = session.warn(now);
        let cause = session.lease().ends;
        if now >= session.grace_ends_ms() {
            self.end(cause, turn);
        } else if matches!(stage, Stage::Active | Stage::StillThere(_)) && now >= session.ends_ms() {
            *stage = Stage::Grace;
            session.warning = None;
            let used = session.used_seconds(now);
            turn.journal([Write::Step(Phase::Grace), Write::SessionUsed(used)]);
            self.announce(turn);
        } else if warned == Some(Warning::One) {
            self.announce(turn);
        }
        self.keep_notice(turn);
        self.keep_last_moment(turn);
    }
}

fn about_visitor(ask: &Ask) -> bool {
    matches!(ask.about, About::MoreTime { by_itself: false, .. })
}
