//! Bookings and the queue, step by step: who asks, what the hub said, and what is chosen from it. What identifies the
//! visitor lives as long as this does, and no longer.

mod booking;
#[cfg(test)]
mod tests;

use std::fmt;

use epn_rules::people::AgeBand;
use epn_wire::kiosk::{KioskIntent, LogInAnswer};
use epn_wire::planning::{BookingShown, PlanningAnswer, PlanningAsk, Queued, Who};
use epn_wire::station::Entry;

pub use booking::{Booking, Choosing, Day};

use super::step::{Entering, Purpose, Way};
use super::{Screen, plan};
use crate::screen::plan::Message;

/// What a visitor wants.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Goal {
    /// A booking: to make one, or to see or cancel one's own.
    Book,
    /// To wait for a station without one.
    Queue,
}

/// What comes of a step.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome {
    GoesOn,
    Say(KioskIntent),
    /// There is nothing more to do.
    Over,
}

impl Outcome {
    pub(super) fn is_over(&self) -> bool {
        *self == Self::Over
    }
}

/// Where the visitor is. `Debug` says nothing of who it is.
pub(super) enum Planning {
    /// Says who they are.
    Who { goal: Goal, at: Entering },
    /// Has said so.
    Known { goal: Goal, who: Who, stage: Box<Stage> },
}

/// What went before a question to the hub.
#[derive(Debug, Default)]
pub(super) enum Before {
    #[default]
    Nothing,
    /// A booking that is being chosen, and goes on afterwards.
    Booking(Box<Booking>),
    /// Something was done; one's own bookings are looked at next.
    Done,
}

/// What is done once it is known who asks.
#[derive(Debug)]
pub(super) enum Stage {
    /// The hub is asked.
    Asking(Before),
    Booking(Booking),
    /// In the queue; `leaving`: really?
    Queued {
        queued: Queued,
        leaving: bool,
    },
    Done(Done),
    /// Not done; a booking that is being chosen can go on.
    Refused {
        answer: LogInAnswer,
        before: Option<Booking>,
    },
}

/// It is done.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Done {
    Booked(BookingShown),
    Cancelled,
    /// The booking was gone already.
    Gone,
    LeftQueue,
}

impl fmt::Debug for Planning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Who { goal, at } => f.debug_struct("Who").field("goal", goal).field("at", at).finish(),
            Self::Known { goal, stage, .. } => {
                f.debug_struct("Known").field("goal", goal).field("stage", stage).finish_non_exhaustive()
            }
        }
    }
}

impl Planning {
    /// Somebody at the lock screen.
    pub(super) fn of_somebody(goal: Goal) -> Self {
        Self::Who { goal, at: Entering::Choice }
    }

    /// Whoever works here wants to book, and what to ask for that.
    pub(super) fn of_whoever_works_here() -> (Self, KioskIntent) {
        let who = Who::Here;
        let intent = KioskIntent::Plan { who: who.clone(), ask: PlanningAsk::Overview };
        (Self::Known { goal: Goal::Book, who, stage: Box::new(Stage::Asking(Before::Nothing)) }, intent)
    }

    pub(super) fn is_of_session(&self) -> bool {
        matches!(self, Self::Known { who: Who::Here, .. })
    }

    pub(super) fn entering(&mut self) -> Option<&mut Entering> {
        match self {
            Self::Who { at, .. } => Some(at),
            Self::Known { .. } => None,
        }
    }

    pub(super) fn screen(&self) -> Screen<'_> {
        let (goal, who, stage) = match self {
            Self::Who { goal, at } => return at.screen(Purpose::Plan(*goal)),
            Self::Known { goal, who, stage } => (*goal, who, stage),
        };
        let holds_secret = matches!(who, Who::Entry { entry: Entry::Member { .. } | Entry::Ticket { .. } });
        let screen = match stage.as_ref() {
            Stage::Asking(_) => plan::Screen::Asking,
            Stage::Booking(booking) => plan::Screen::Booking(booking),
            Stage::Queued { queued, leaving: false } => plan::Screen::Queued(queued),
            Stage::Queued { leaving: true, .. } => plan::Screen::LeavingQueue,
            Stage::Done(done) => plan::Screen::Done(done),
            Stage::Refused { answer, before } => {
                plan::Screen::Refused { answer, goal, way: way(who), may_choose: before.is_some() }
            }
        };
        Screen::Plan { screen, holds_secret }
    }

    /// The visitor has said who they are: what to ask now.
    pub(super) fn known(&mut self, entry: Entry) -> KioskIntent {
        let goal = self.goal();
        let ask = match goal {
            Goal::Book => PlanningAsk::Overview,
            Goal::Queue => PlanningAsk::JoinQueue { age: age(&entry) },
        };
        let who = Who::Entry { entry };
        *self = Self::Known { goal, who: who.clone(), stage: Box::new(Stage::Asking(Before::Nothing)) };
        KioskIntent::Plan { who, ask }
    }

    fn goal(&self) -> Goal {
        match self {
            Self::Who { goal, .. } | Self::Known { goal, .. } => *goal,
        }
    }

    /// What became of what was asked. An answer that nobody waits for is nobody's.
    pub(super) fn hear(&mut self, answer: &PlanningAnswer) {
        let Self::Known { stage, .. } = self else { return };
        if let Stage::Asking(before) = stage.as_mut() {
            let before = std::mem::take(before);
            **stage = stage_after(answer.clone(), before);
        }
    }

    /// Takes in what the visitor does.
    pub(super) fn update(&mut self, message: Message) -> Outcome {
        match message {
            Message::Retry => return self.retry(),
            Message::Finished => return Outcome::Over,
            Message::MineWanted => return self.ask_for_mine(),
            _ => {}
        }
        let Self::Known { who, stage, .. } = self else { return Outcome::GoesOn };
        let (next, ask) = match (std::mem::replace(stage.as_mut(), Stage::Asking(Before::Nothing)), message) {
            (Stage::Booking(mut booking), message) => match booking.update(message) {
                Some(ask) => (Stage::Asking(Before::Booking(Box::new(booking))), Some(ask)),
                None => (Stage::Booking(booking), None),
            },
            (Stage::Queued { queued, .. }, Message::LeaveQueueWanted) => {
                (Stage::Queued { queued, leaving: true }, None)
            }
            (Stage::Queued { queued, .. }, Message::StayInQueue) => {
                (Stage::Queued { queued, leaving: false }, None)
            }
            (Stage::Queued { leaving: true, .. }, Message::LeaveQueueConfirmed) => {
                (Stage::Asking(Before::Nothing), Some(PlanningAsk::LeaveQueue))
            }
            (same, _) => (same, None),
        };
        **stage = next;
        match ask {
            Some(ask) => Outcome::Say(KioskIntent::Plan { who: who.clone(), ask }),
            None => Outcome::GoesOn,
        }
    }

    /// After something was done, the bookings are asked for afresh.
    fn ask_for_mine(&mut self) -> Outcome {
        let Self::Known { who, stage, .. } = self else { return Outcome::GoesOn };
        match stage.as_mut() {
            Stage::Booking(booking) => {
                booking.show_mine();
                Outcome::GoesOn
            }
            Stage::Done(_) => {
                **stage = Stage::Asking(Before::Done);
                Outcome::Say(KioskIntent::Plan { who: who.clone(), ask: PlanningAsk::Overview })
            }
            _ => Outcome::GoesOn,
        }
    }

    /// Another try: another slot where one was being chosen, else to say once more who one is.
    fn retry(&mut self) -> Outcome {
        let Self::Known { goal, who, stage } = self else { return Outcome::GoesOn };
        let Stage::Refused { before, .. } = stage.as_mut() else { return Outcome::GoesOn };
        match (before.take(), way(who)) {
            (Some(booking), _) => {
                **stage = Stage::Booking(booking.afresh());
                Outcome::GoesOn
            }
            (None, Some(way)) => {
                *self = Self::Who { goal: *goal, at: Entering::first(way) };
                Outcome::GoesOn
            }
            (None, None) => Outcome::Over,
        }
    }

    /// One step back.
    pub(super) fn back(&mut self) -> Outcome {
        match self {
            Self::Who { at, .. } => match at.before() {
                Some(before) => {
                    *at = before;
                    Outcome::GoesOn
                }
                None => Outcome::Over,
            },
            Self::Known { stage, .. } => match stage.as_mut() {
                Stage::Asking(_) => Outcome::GoesOn,
                Stage::Booking(booking) => {
                    if booking.back() {
                        Outcome::GoesOn
                    } else {
                        Outcome::Over
                    }
                }
                Stage::Queued { leaving: leaving @ true, .. } => {
                    *leaving = false;
                    Outcome::GoesOn
                }
                Stage::Refused { before: Some(_), .. } => self.retry(),
                Stage::Refused { before: None, .. } | Stage::Queued { .. } | Stage::Done(_) => Outcome::Over,
            },
        }
    }
}

fn stage_after(answer: PlanningAnswer, before: Before) -> Stage {
    let refused = |answer, before| Stage::Refused { answer, before };
    let wants_mine = matches!(before, Before::Done);
    let booking = match before {
        Before::Booking(booking) => Some(*booking),
        Before::Nothing | Before::Done => None,
    };
    match answer {
        PlanningAnswer::Overview(overview) => {
            let mut booking = Booking::new(overview);
            if wants_mine {
                booking.show_mine();
            }
            Stage::Booking(booking)
        }
        PlanningAnswer::Starts { date, hours, starts, lengths, refused: why } => match booking {
            Some(booking) => {
                Stage::Booking(booking.with_day(Day { date, hours, starts, lengths, refused: why }))
            }
            // Nobody asked for it: as good as no answer.
            None => refused(LogInAnswer::NoHub, None),
        },
        PlanningAnswer::Booked { booking } => Stage::Done(Done::Booked(booking)),
        PlanningAnswer::Cancelled => Stage::Done(Done::Cancelled),
        PlanningAnswer::Gone => Stage::Done(Done::Gone),
        PlanningAnswer::LeftQueue => Stage::Done(Done::LeftQueue),
        PlanningAnswer::Queued { queued } => Stage::Queued { queued, leaving: false },
        PlanningAnswer::Refused { decision } => refused(LogInAnswer::Refused { decision }, booking),
        PlanningAnswer::NotRecognised { wait_seconds } => {
            refused(LogInAnswer::NotRecognised { wait_seconds }, None)
        }
        PlanningAnswer::Throttled { wait_seconds } => refused(LogInAnswer::Throttled { wait_seconds }, None),
        PlanningAnswer::NoHub => refused(LogInAnswer::NoHub, booking),
    }
}

fn way(who: &Who) -> Option<Way> {
    match who {
        Who::Entry { entry } => Some(Way::of(entry)),
        Who::Session { .. } | Who::Here => None,
    }
}

fn age(entry: &Entry) -> AgeBand {
    match entry {
        Entry::NoAccount { age, .. } => *age,
        Entry::Ticket { .. } | Entry::Member { .. } => AgeBand::NonCommunique,
    }
}
