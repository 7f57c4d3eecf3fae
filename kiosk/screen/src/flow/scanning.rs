//! The visitor's scans: when their screen is shown. What came is the agent's to say.

use epn_wire::kiosk::{KioskIntent, KioskView};

use super::step::Step;
use super::{Flow, Reaction, place};
use crate::screen::scanning::Message;

impl Flow {
    /// The screen, if the visitor looks at it and the room has a scanner.
    pub(super) fn scanning_screen<'a>(&self, view: &'a KioskView) -> Option<place::Screen<'a>> {
        let (Step::Scanning, Some(shown)) = (&self.step, &view.scanning) else { return None };
        Some(place::Screen::Scanning { shown, front: view.front })
    }

    /// *Je vais numériser*: said at once, with what to do now.
    pub(super) fn open_scanning(&mut self) -> Reaction {
        self.session.stay();
        self.step = Step::Scanning;
        Reaction::Say(KioskIntent::Scan { wanted: true })
    }

    /// Takes in what the visitor does.
    pub(super) fn scanning(&mut self, message: Message) -> Reaction {
        match message {
            Message::Wanted => Reaction::Say(KioskIntent::Scan { wanted: true }),
            Message::Stopped => Reaction::Say(KioskIntent::Scan { wanted: false }),
            Message::Understood => Reaction::Say(KioskIntent::ScanRead),
            Message::WorkWanted => Reaction::Say(KioskIntent::BackToSession),
            Message::SessionWanted => {
                self.step = Step::None;
                Reaction::Nothing
            }
        }
    }

    /// Where there is no scanner any more, there is nothing to show of it.
    pub(super) fn follow_scans(&mut self, view: &KioskView) {
        if view.scanning.is_none() && matches!(self.step, Step::Scanning) {
            self.step = Step::None;
        }
    }
}
