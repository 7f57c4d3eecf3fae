//! A member of staff at the screen. The hub looks at the card and decides what is done with it; the agent keeps the right
//! that it gave, counts the half minute, and does by itself only what the hub signed.

use epn_rules::id::{RequestId, SessionId};
use epn_wire::framing;
use epn_wire::lease::Expected;
use epn_wire::right::{RightTo, SignedRight};
use epn_wire::secret::Secret;
use epn_wire::staff::{
    NotOpened, OPEN_SECONDS, StaffAct, StaffActed, StaffAnswer, StaffAsk, StaffOpened, StaffPanel, StaffShown,
};
use epn_wire::station::{FromStation, MaintenanceBy, Reply, Request};

use super::Machine;
use super::grant::{About, Ask};
use super::turn::Turn;

/// The half minute, in milliseconds of the machine. A new PIN is shown as long, whenever it came.
const OPEN_MS: u64 = OPEN_SECONDS as u64 * 1_000;

/// The longest answer that is passed on, in bytes of JSON: the view around it must fit in a frame as well.
const LONGEST_ANSWER: usize = framing::LONGEST / 4;

/// Whether a member of staff is at the screen.
#[derive(Debug, Default)]
pub(super) enum Staff {
    #[default]
    Nobody,
    /// The hub looks at a card.
    Asking(Ask),
    /// It opened nothing.
    NotOpened(NotOpened),
    Open(Box<Open>),
}

/// The quick actions are open.
#[derive(Debug)]
pub(super) struct Open {
    opened: StaffOpened,
    /// When the right ends, and when the screen closes.
    right_over_ms: u64,
    over_ms: u64,
    doing: Doing,
}

#[derive(Debug)]
enum Doing {
    Nothing,
    Asking { ask: Ask, act: StaffAct },
    Told(StaffActed),
}

impl Open {
    fn new(opened: StaffOpened, left_ms: u64) -> Self {
        let over_ms = left_ms.saturating_add(OPEN_MS);
        Self { opened, right_over_ms: over_ms, over_ms, doing: Doing::Nothing }
    }

    fn seconds_left(&self, now: u64) -> u64 {
        self.over_ms.saturating_sub(now).div_ceil(1_000)
    }

    /// When another number is shown, or it is over.
    fn next_ms(&self, now: u64) -> u64 {
        self.over_ms.saturating_sub(self.seconds_left(now).saturating_sub(1) * 1_000)
    }

    fn tell(&mut self, acted: StaffActed) {
        self.doing = Doing::Told(acted);
    }

    fn panel(&self, now: u64) -> StaffPanel {
        let StaffOpened { name, role, minutes, free, .. } = self.opened.clone();
        let acted = match &self.doing {
            Doing::Nothing => None,
            Doing::Asking { .. } => Some(StaffActed::Asking),
            Doing::Told(acted) => Some(acted.clone()),
        };
        let seconds_left = u32::try_from(self.seconds_left(now)).unwrap_or(u32::MAX);
        StaffPanel { name, role, seconds_left, minutes, free, acted }
    }
}

impl Staff {
    /// What the screen shows of it.
    pub fn shown(&self, now: u64) -> Option<StaffShown> {
        match self {
            Self::Nobody => None,
            Self::Asking(_) => Some(StaffShown::Asking),
            Self::NotOpened(why) => Some(StaffShown::NotOpened { why: *why }),
            Self::Open(open) => Some(StaffShown::Open(open.panel(now))),
        }
    }

    fn ask(&self) -> Option<&Ask> {
        match self {
            Self::Asking(ask) => Some(ask),
            Self::Open(open) => match &open.doing {
                Doing::Asking { ask, .. } => Some(ask),
                Doing::Nothing | Doing::Told(_) => None,
            },
            Self::Nobody | Self::NotOpened(_) => None,
        }
    }

    /// Whether the hub is asked something.
    pub fn is_asking(&self) -> bool {
        self.ask().is_some()
    }

    /// Whether this is the question that waits.
    pub fn is_waiting_for(&self, id: RequestId) -> bool {
        self.ask().is_some_and(|ask| ask.id == id)
    }

    /// The next moment at which something is to be done or shown.
    pub fn next_ms(&self, now: u64) -> Option<u64> {
        let tick = match self {
            Self::Open(open) => Some(open.next_ms(now)),
            _ => None,
        };
        self.ask().map(|ask| ask.gives_up_ms).into_iter().chain(tick).min()
    }
}

impl Machine {
    /// Somebody holds a card before the scanner and types its code.
    pub(super) fn staff_card(&mut self, card: Secret, pin: Secret, turn: &mut Turn<'_>) {
        if self.staff_desk.is_asking() {
            return;
        }
        if !self.hub.answers() {
            self.staff_desk = Staff::NotOpened(NotOpened::NoHub);
            return;
        }
        if let Some(ask) = self.ask_for_staff(StaffAsk::Open { card, pin }, turn) {
            self.staff_desk = Staff::Asking(ask);
        }
    }

    /// They press one of the quick actions.
    pub(super) fn staff_acts(&mut self, act: StaffAct, turn: &mut Turn<'_>) {
        let answers = self.hub.answers();
        let Staff::Open(open) = &mut self.staff_desk else { return };
        if matches!(open.doing, Doing::Asking { .. }) {
            return;
        }
        if !answers {
            return open.tell(StaffActed::NoHub);
        }
        let pass = open.opened.pass;
        let Some(ask) = self.ask_for_staff(StaffAsk::Act { pass, act: act.clone() }, turn) else { return };
        if let Staff::Open(open) = &mut self.staff_desk {
            open.doing = Doing::Asking { ask, act };
        }
    }

    /// What was told was read. Past the half minute there is nothing more to do.
    pub(super) fn staff_read(&mut self, turn: &mut Turn<'_>) {
        let Staff::Open(open) = &mut self.staff_desk else { return };
        if matches!(open.doing, Doing::Told(_)) {
            open.doing = Doing::Nothing;
            if turn.now() >= open.right_over_ms {
                self.staff_leaves(turn);
            }
        }
    }

    /// They are done, or nobody looks any more: what the card opened is closed.
    pub(super) fn staff_leaves(&mut self, turn: &mut Turn<'_>) {
        if let Staff::Open(open) = std::mem::take(&mut self.staff_desk)
            && self.hub.answers()
        {
            let pass = open.opened.pass;
            // Nobody waits for what becomes of that.
            self.ask_for_staff(StaffAsk::Close { pass }, turn);
        }
    }

    fn ask_for_staff(&self, ask: StaffAsk, turn: &mut Turn<'_>) -> Option<Ask> {
        let (question, nonce, boot) = self.question(About::Staff, turn)?;
        let request = Request::Staff { ask, nonce, boot };
        turn.say(FromStation::Request { id: question.id, request });
        Some(question)
    }

    /// The hub answered the question that waits.
    pub(super) fn staff_answered(&mut self, reply: Reply, turn: &mut Turn<'_>) {
        let answer = match reply {
            Reply::Staff { answer } if fits_in_a_view(&answer) => *answer,
            _ => return self.staff_unanswered(),
        };
        match &mut self.staff_desk {
            Staff::Asking(ask) => {
                let left_ms = ask.left_ms;
                self.staff_desk = match answer {
                    StaffAnswer::Opened(opened) => Staff::Open(Box::new(Open::new(opened, left_ms))),
                    StaffAnswer::NotRecognised { wait_seconds } => {
                        Staff::NotOpened(NotOpened::NotRecognised { wait_seconds })
                    }
                    StaffAnswer::Throttled { wait_seconds } => {
                        Staff::NotOpened(NotOpened::Throttled { wait_seconds })
                    }
                    _ => Staff::NotOpened(NotOpened::NoHub),
                };
            }
            Staff::Open(open) => match std::mem::replace(&mut open.doing, Doing::Nothing) {
                Doing::Asking { ask, act } => self.staff_acted(&ask, act, answer, turn),
                before => open.doing = before,
            },
            Staff::Nobody | Staff::NotOpened(_) => {}
        }
    }

    fn staff_acted(&mut self, ask: &Ask, act: StaffAct, answer: StaffAnswer, turn: &mut Turn<'_>) {
        let told = match answer {
            StaffAnswer::Done => return self.staff_leaves(turn),
            StaffAnswer::Right { right } => match self.use_right(ask, &right, turn) {
                Ok(()) => return self.staff_leaves(turn),
                Err(told) => told,
            },
            StaffAnswer::Over => {
                self.staff_desk = Staff::Nobody;
                return;
            }
            StaffAnswer::Refused { decision, may_insist } => {
                StaffActed::Refused { act, decision, may_insist }
            }
            StaffAnswer::NotNow => StaffActed::NotNow,
            StaffAnswer::NoMember => StaffActed::NoMember,
            StaffAnswer::NewPin { number, pin } => StaffActed::NewPin { number, pin },
            StaffAnswer::Opened(_) | StaffAnswer::NotRecognised { .. } | StaffAnswer::Throttled { .. } => {
                StaffActed::NoHub
            }
        };
        let Staff::Open(open) = &mut self.staff_desk else { return };
        if matches!(told, StaffActed::NewPin { .. }) {
            open.over_ms = open.over_ms.max(turn.now().saturating_add(OPEN_MS));
        }
        open.tell(told);
    }

    /// Does what the hub signed, if it is its answer to exactly this question; anything else is noted.
    fn use_right(&mut self, ask: &Ask, right: &SignedRight, turn: &mut Turn<'_>) -> Result<(), StaffActed> {
        let trust = &self.fixed.trust;
        let expected = Expected { station: trust.station, nonce: ask.nonce, boot: trust.boot };
        match right.verify(&trust.key, &expected) {
            Ok(RightTo::LetBack { session }) => self.let_back(session, turn),
            Ok(RightTo::Maintain) => {
                self.can_be_maintained().map_err(|why| match why {
                    NotOpened::NoTerminal => StaffActed::NoTerminal,
                    _ => StaffActed::NotNow,
                })?;
                self.maintain(MaintenanceBy::Card, turn);
            }
            Err(why) => self.lease_refused(why.to_string(), turn),
        }
        Ok(())
    }

    /// Whoever sat here comes back to their session, if it is the one that waits.
    fn let_back(&mut self, session: SessionId, turn: &mut Turn<'_>) {
        if self.step.is_paused() && self.step.session().is_some_and(|waits| waits.id() == session) {
            self.come_back(turn);
        }
    }

    /// Nobody answered, or with nothing of use.
    pub(super) fn staff_unanswered(&mut self) {
        match &mut self.staff_desk {
            Staff::Asking(_) => self.staff_desk = Staff::NotOpened(NotOpened::NoHub),
            Staff::Open(open) if matches!(open.doing, Doing::Asking { .. }) => open.tell(StaffActed::NoHub),
            _ => {}
        }
    }

    /// Closes the screen when its time is over, and gives up what nobody answered.
    pub(super) fn keep_staff_time(&mut self, turn: &mut Turn<'_>) {
        let now = turn.now();
        if self.staff_desk.ask().is_some_and(|ask| now >= ask.gives_up_ms) {
            self.staff_unanswered();
        }
        if matches!(&self.staff_desk, Staff::Open(open) if now >= open.over_ms) {
            self.staff_leaves(turn);
        }
    }
}

fn fits_in_a_view(answer: &StaffAnswer) -> bool {
    serde_json::to_vec(answer).is_ok_and(|text| text.len() <= LONGEST_ANSWER)
}
