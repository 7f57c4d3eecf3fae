//! Pauses, and sessions that nobody seems to use. The lock is shown first, then the session stands still; its time runs on.

use epn_rules::session::{EndCause, Phase};
use epn_wire::kiosk::PausedView;
use epn_wire::station::StationEvent;

use super::Machine;
use super::countdown::Countdown;
use super::front::Facing;
use super::opener::Tried;
use super::pause::Pause;
use super::session::Session;
use super::step::{Stage, Step};
use super::turn::{Effect, Turn, Write};
use crate::session::Activity;

/// How long somebody is asked whether they are still there, in site time.
const STILL_THERE_MS: u64 = 60_000;

impl Machine {
    /// The visitor wants a pause.
    pub(super) fn visitor_pauses(&mut self, turn: &mut Turn<'_>) {
        let Step::Running { stage: Stage::Active | Stage::StillThere(_), session } = &mut self.step else {
            return;
        };
        if self.fixed.freezes && session.may_pause() {
            session.pauses_taken = session.pauses_taken.saturating_add(1);
            self.pause(false, turn);
        }
    }

    fn pause(&mut self, left_alone: bool, turn: &mut Turn<'_>) {
        let Step::Running { stage, session } = &mut self.step else { return };
        let lease = session.lease();
        let longest = if left_alone { lease.left_alone.end_after } else { lease.pause.longest };
        let rest = Countdown::of(u64::from(longest.0) * 60_000, turn.now(), self.fixed.pace);
        *stage = Stage::Paused(Pause::new(left_alone, rest, session.resume_with(left_alone)));
        // What they looked at is not for whoever stands before the lock.
        self.planning.forget();
        let event = StationEvent::SessionPaused { session: session.id(), left_alone };
        turn.journal([Write::Step(Phase::Paused), Write::Event(event)]);
        turn.order(Effect::Show);
        self.show_kiosk(Facing::Kiosk, turn);
        turn.order(Effect::Freeze);
    }

    /// Somebody wants back to the session that waits.
    pub(super) fn resume(&mut self, tried: &Tried, turn: &mut Turn<'_>) {
        let now = turn.now();
        let Step::Running { stage, session } = &mut self.step else { return };
        let Stage::Paused(pause) = stage else { return };
        if !pause.may_try(now) {
            return;
        }
        if !session.is_resumed_by(pause.resume, tried) {
            let times = pause.was_wrong(now);
            turn.order(Effect::NoteWrongTry { times });
            if pause.told_tries() > 0 {
                turn.event(StationEvent::WrongTries { session: session.id(), times });
            }
            return;
        }
        self.come_back(turn);
    }

    /// The session that waits goes on, or what is left of its grace.
    pub(super) fn come_back(&mut self, turn: &mut Turn<'_>) {
        let now = turn.now();
        let Step::Running { stage, session } = &mut self.step else { return };
        let over = now >= session.ends_ms();
        let (next, phase) = if over { (Stage::Grace, Phase::Grace) } else { (Stage::Active, Phase::Active) };
        *stage = next;
        session.is_back(now);
        let event = StationEvent::SessionResumed { session: session.id() };
        turn.journal([Write::Step(phase), Write::Event(event)]);
        turn.order(Effect::Thaw);
        self.show_session(turn);
    }

    /// How many wrong tries in a row the staff are told of.
    pub(super) fn wrong_tries(&self) -> u32 {
        match &self.step {
            Step::Running { stage: Stage::Paused(pause), .. } => pause.told_tries(),
            _ => 0,
        }
    }

    /// Behind the lock nothing may run on, and nothing stand still before it: without that there is no session.
    pub(super) fn not_steered(&mut self, turn: &mut Turn<'_>) {
        self.end(EndCause::StationFault, turn);
    }

    /// The session's screen tells whether there is input.
    pub(super) fn hear_activity(&mut self, activity: Activity, turn: &mut Turn<'_>) {
        let Step::Running { stage, session } = &mut self.step else { return };
        session.presence.hear(activity, turn.now());
        if matches!(stage, Stage::StillThere(_)) && session.presence.is_busy() {
            self.still_here(turn);
        }
    }

    /// *Je suis là.*
    pub(super) fn still_here(&mut self, turn: &mut Turn<'_>) {
        if let Step::Running { stage: stage @ Stage::StillThere(_), .. } = &mut self.step {
            *stage = Stage::Active;
            self.show_session(turn);
        }
    }

    /// Sound and cameras were looked at.
    pub(super) fn looked(&mut self, in_use: bool, turn: &mut Turn<'_>) {
        let (now, pace) = (turn.now(), self.fixed.pace);
        let Step::Running { stage, session } = &mut self.step else { return };
        let ask_after_ms = session.ask_after_ms();
        if session.presence.looked(in_use, now, ask_after_ms) && *stage == Stage::Active {
            *stage = Stage::StillThere(Countdown::of(STILL_THERE_MS, now, pace));
            self.show_kiosk(Facing::Kiosk, turn);
        }
    }

    /// Asks whether somebody is there, locks, ends: whatever is due.
    pub(super) fn keep_presence(&mut self, turn: &mut Turn<'_>) {
        let now = turn.now();
        let freezes = self.fixed.freezes;
        let Step::Running { stage, session } = &mut self.step else { return };
        match stage {
            Stage::Active if freezes && session.alone_due_ms().is_some_and(|due| now >= due) => {
                session.presence.look();
                turn.order(Effect::LookForUse);
            }
            Stage::StillThere(answer) if answer.is_over(now) => self.pause(true, turn),
            Stage::Paused(pause) if pause.rest.is_over(now) => self.end(EndCause::Idle, turn),
            _ => {}
        }
    }

    /// What is shown of a session that waits.
    pub(super) fn paused_view(&self, pause: &Pause, session: &Session, now: u64) -> PausedView {
        // Past its time only the grace is left, in which its visitor may still come back to close their work.
        let over_ms = pause.rest.over_ms.min(session.grace_ends_ms());
        PausedView {
            alias: session.lease().alias.clone(),
            left_alone: pause.left_alone,
            seconds_left: Countdown { over_ms }.seconds_left(now, self.fixed.pace),
            resume: pause.resume,
            wrong: pause.told_wait_s(now),
        }
    }

    /// The next moment of a session at which something is to be done or shown.
    pub(super) fn next_of_session(&self, stage: &Stage, session: &Session, now: u64) -> Option<u64> {
        let pace = self.fixed.pace;
        let running = || session.next_while_active(now);
        let notice = session.facing.until_ms();
        let last = Some(session.last_moment_ms()).filter(|at| self.fixed.own_terminal && *at > now);
        let next = match stage {
            Stage::Starting => None,
            Stage::Active => {
                let alone = session.alone_due_ms().filter(|_| self.fixed.freezes);
                alone.into_iter().chain([running()]).min()
            }
            Stage::StillThere(answer) => Some(running().min(answer.next_ms(now, pace))),
            Stage::Paused(pause) => {
                let session = if now < session.ends_ms() { running() } else { session.next_in_grace(now) };
                let pause = pause.next_told_ms(now).into_iter().chain([pause.rest.next_ms(now, pace)]).min();
                pause.into_iter().chain([session]).min()
            }
            Stage::Grace => Some(session.next_in_grace(now)),
        };
        next.into_iter().chain(notice).chain(last).min()
    }
}
