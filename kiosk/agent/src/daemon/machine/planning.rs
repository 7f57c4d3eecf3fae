//! Bookings and the queue: the agent only says whose session asks, bounds what passes, and shows the answer.

use epn_rules::id::RequestId;
use epn_wire::framing;
use epn_wire::kiosk::PlanningShown;
use epn_wire::planning::{PlanningAnswer, PlanningAsk, Who};
use epn_wire::station::{FromStation, Reply, Request};

use super::Machine;
use super::step::{Stage, Step};
use super::turn::Turn;

/// Questions in one go, and the time after which there is one more, in milliseconds of the machine: faster than anybody
/// reads the answers.
const BURST: u64 = 5;
const ONE_MORE_MS: u64 = 1_000;

/// The longest answer that is passed on, in bytes of JSON: the view around it must fit in a frame as well.
const LONGEST_ANSWER: usize = framing::LONGEST / 2;

/// What was asked last.
#[derive(Debug, Default)]
pub(super) struct Planning {
    asked: Asked,
    /// When nothing of the burst will be spent any more.
    rested_ms: u64,
}

#[derive(Debug, Default)]
enum Asked {
    #[default]
    Nothing,
    Waiting {
        id: RequestId,
        gives_up_ms: u64,
    },
    Answered(Box<PlanningAnswer>),
}

impl Planning {
    /// What the screen shows of it.
    pub fn shown(&self) -> Option<PlanningShown> {
        match &self.asked {
            Asked::Nothing => None,
            Asked::Waiting { .. } => Some(PlanningShown::Asking),
            Asked::Answered(answer) => Some(PlanningShown::Answer { answer: answer.clone() }),
        }
    }

    /// When the answer is not waited for any more.
    pub fn gives_up_ms(&self) -> Option<u64> {
        match self.asked {
            Asked::Waiting { gives_up_ms, .. } => Some(gives_up_ms),
            _ => None,
        }
    }

    /// Nobody looks at it any more.
    pub fn forget(&mut self) {
        self.asked = Asked::Nothing;
    }

    /// Whether this is the question that waits.
    pub fn is_waiting_for(&self, asked: RequestId) -> bool {
        matches!(self.asked, Asked::Waiting { id, .. } if id == asked)
    }

    fn answer(&mut self, answer: PlanningAnswer) {
        self.asked = Asked::Answered(Box::new(answer));
    }

    /// Takes one question of the burst, if there is one left.
    fn may_ask(&mut self, now: u64) -> bool {
        let rested = self.rested_ms.max(now).saturating_add(ONE_MORE_MS);
        let may = rested <= now.saturating_add(BURST * ONE_MORE_MS);
        if may {
            self.rested_ms = rested;
        }
        may
    }
}

impl Machine {
    /// Somebody asks about bookings or the queue.
    pub(super) fn plan(&mut self, who: Who, ask: PlanningAsk, turn: &mut Turn<'_>) {
        if self.planning.gives_up_ms().is_some() {
            return;
        }
        let Some(who) = self.who_asks(who) else {
            return self.planning.answer(PlanningAnswer::NotRecognised { wait_seconds: 0 });
        };
        if !self.hub.answers() {
            return self.planning.answer(PlanningAnswer::NoHub);
        }
        if !self.planning.may_ask(turn.now()) {
            return self.planning.answer(PlanningAnswer::Throttled { wait_seconds: 1 });
        }
        let Some((id, _)) = turn.question() else { return };
        let gives_up_ms = turn.now().saturating_add(self.fixed.hub_timeout_ms);
        self.planning.asked = Asked::Waiting { id, gives_up_ms };
        turn.say(FromStation::Request { id, request: Request::Plan { who, ask } });
    }

    /// Whoever works here is told by their session, which no screen may name; whoever stands before the lock of a free
    /// station by what they log in with. An answer is never shown in somebody else's session, nor before its lock.
    fn who_asks(&self, who: Who) -> Option<Who> {
        match (who, &self.step) {
            (
                Who::Here,
                Step::Running { stage: Stage::Active | Stage::StillThere(_) | Stage::Grace, session },
            ) => Some(Who::Session { session: session.id() }),
            (who @ Who::Entry { .. }, Step::Locked { .. } | Step::OutOfService { .. }) => Some(who),
            _ => None,
        }
    }

    /// The hub answered the question that waits.
    pub(super) fn planned(&mut self, reply: Reply) {
        let answer = match reply {
            Reply::Planned { answer } if fits_in_a_view(&answer) => *answer,
            _ => PlanningAnswer::NoHub,
        };
        self.planning.answer(answer);
    }

    /// Nobody answered in time, or the hub is lost.
    pub(super) fn give_up_planning(&mut self) {
        if self.planning.gives_up_ms().is_some() {
            self.planning.answer(PlanningAnswer::NoHub);
        }
    }
}

fn fits_in_a_view(answer: &PlanningAnswer) -> bool {
    serde_json::to_vec(answer).is_ok_and(|text| text.len() <= LONGEST_ANSWER)
}
