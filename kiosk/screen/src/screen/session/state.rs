//! What the session's screen keeps between two views.

use epn_rules::units::Minutes;
use epn_wire::kiosk::{KioskIntent, TimeShown};

use super::Message;
use crate::flow::{Reaction, Screen, minutes_left};

/// Whether the visitor is leaving, and how full the bar once was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State {
    leaving: Leaving,
    longest: Minutes,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Leaving {
    #[default]
    No,
    /// *Terminer* was pressed once.
    Asked,
    /// It was confirmed; the agent has not answered yet.
    Sent,
}

impl State {
    /// The most time that was left since the session was first seen: the bar's full length.
    pub fn longest(self) -> Minutes {
        self.longest
    }

    /// The screen that leaving takes one to, if one is leaving.
    pub fn screen(self) -> Option<Screen<'static>> {
        match self.leaving {
            Leaving::No => None,
            Leaving::Asked => Some(Screen::Leaving),
            Leaving::Sent => Some(Screen::Ending),
        }
    }

    /// A new view of the running session.
    pub fn follow(&mut self, time: TimeShown) {
        self.forget_leaving_sent();
        self.longest = minutes_left(time).map_or(Minutes::ZERO, |left| left.max(self.longest));
    }

    /// The agent still shows a session: it did not hear that it was to end.
    pub fn forget_leaving_sent(&mut self) {
        if self.leaving == Leaving::Sent {
            self.leaving = Leaving::No;
        }
    }

    /// Whoever was leaving is not any more.
    pub fn stay(&mut self) {
        self.leaving = Leaving::No;
    }

    /// Takes in what the visitor does.
    pub fn update(&mut self, message: Message) -> Reaction {
        match message {
            Message::MoreTimeWanted => Reaction::Say(KioskIntent::AskMoreTime),
            Message::Understood => Reaction::Say(KioskIntent::Dismiss),
            Message::BackWanted => Reaction::Say(KioskIntent::BackToSession),
            Message::PauseWanted => Reaction::Say(KioskIntent::Pause),
            // The flow's own: it leads away from the session's screen.
            Message::BookWanted => Reaction::Nothing,
            Message::LeaveWanted => self.become_leaving(Leaving::Asked),
            Message::Stay => self.become_leaving(Leaving::No),
            Message::LeaveConfirmed => {
                self.leaving = Leaving::Sent;
                Reaction::Say(KioskIntent::Leave)
            }
        }
    }

    fn become_leaving(&mut self, leaving: Leaving) -> Reaction {
        self.leaving = leaving;
        Reaction::Nothing
    }
}
