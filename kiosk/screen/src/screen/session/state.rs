//! What the session's screen keeps between two views.

use epn_rules::units::Minutes;
use epn_wire::kiosk::{KioskIntent, TimeShown};
use epn_wire::secret::Secret;

use super::Message;
use crate::flow::{Reaction, Screen, minutes_left};

/// Whether the visitor is about to leave or to pause, and how full the bar once was.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct State {
    about_to: AboutTo,
    longest: Minutes,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum AboutTo {
    #[default]
    Nothing,
    /// *Terminer* was pressed once.
    Leave,
    /// It was confirmed; the agent has not answered yet.
    LeaveSent,
    /// *Pause* was pressed, and there are digits to tell first.
    Pause,
}

impl State {
    /// The most time that was left since the session was first seen: the bar's full length.
    pub fn longest(self) -> Minutes {
        self.longest
    }

    /// The screen that leaving or pausing takes one to. `way_back` are the digits that a pause is over with.
    pub fn screen(self, way_back: Option<&Secret>) -> Option<Screen<'_>> {
        match self.about_to {
            AboutTo::Nothing => None,
            AboutTo::Leave => Some(Screen::Leaving),
            AboutTo::LeaveSent => Some(Screen::Ending),
            AboutTo::Pause => way_back.map(Screen::Pausing),
        }
    }

    /// A new view of the running session.
    pub fn follow(&mut self, time: TimeShown) {
        self.forget_leaving_sent();
        self.longest = minutes_left(time).map_or(Minutes::ZERO, |left| left.max(self.longest));
    }

    /// The agent still shows a session: it did not hear that it was to end.
    pub fn forget_leaving_sent(&mut self) {
        if self.about_to == AboutTo::LeaveSent {
            self.about_to = AboutTo::Nothing;
        }
    }

    /// Whether the visitor is neither about to leave nor to pause.
    pub fn is_idle(self) -> bool {
        self.about_to == AboutTo::Nothing
    }

    /// Whoever was about to leave or to pause is not any more.
    pub fn stay(&mut self) {
        self.about_to = AboutTo::Nothing;
    }

    /// Tells the digits that a pause is over with, before it begins.
    pub fn tell_way_back(&mut self) {
        self.about_to = AboutTo::Pause;
    }

    /// Takes in what the visitor does.
    pub fn update(&mut self, message: Message) -> Reaction {
        match message {
            Message::MoreTimeWanted => Reaction::Say(KioskIntent::AskMoreTime),
            Message::Understood => Reaction::Say(KioskIntent::Dismiss),
            Message::BackWanted => Reaction::Say(KioskIntent::BackToSession),
            Message::PauseWanted | Message::PauseConfirmed => {
                self.stay();
                Reaction::Say(KioskIntent::Pause)
            }
            // The flow's own: they lead away from the session's screen.
            Message::BookWanted | Message::PrintsWanted | Message::ScanWanted => Reaction::Nothing,
            Message::LeaveWanted => self.become_about_to(AboutTo::Leave),
            Message::Stay => self.become_about_to(AboutTo::Nothing),
            Message::LeaveConfirmed => {
                self.about_to = AboutTo::LeaveSent;
                Reaction::Say(KioskIntent::Leave)
            }
        }
    }

    fn become_about_to(&mut self, about_to: AboutTo) -> Reaction {
        self.about_to = about_to;
        Reaction::Nothing
    }
}
