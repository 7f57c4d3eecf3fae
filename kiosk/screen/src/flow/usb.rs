//! A USB key at the lock screen: its documents, and the way to say whose credit pays for one. What is on the key, and what became of
//! it, is the agent's to say.

use epn_rules::id::PrintJobId;
use epn_wire::kiosk::{KioskIntent, KioskView, Scene};
use epn_wire::station::Entry;
use epn_wire::usb::UsbWish;

use super::printing::Printing;
use super::step::{Entering, Step};
use super::{Flow, Reaction, place};
use crate::screen::usb::Message;

/// Says whose credit pays for a print.
#[derive(Debug)]
pub(super) struct Paying {
    pub job: PrintJobId,
    pub at: Entering,
}

impl Paying {
    fn of(job: PrintJobId) -> Self {
        Self { job, at: Entering::Choice }
    }

    /// The print that is to be paid.
    pub fn print(&self) -> Step {
        Step::Printing(Printing::Print { job: self.job, printer: None })
    }

    /// One step back; to the print, where nothing was said yet.
    pub fn back(&mut self) -> Option<Step> {
        match self.at.before() {
            Some(before) => {
                self.at = before;
                None
            }
            None => Some(self.print()),
        }
    }

    /// It is said: the agent passes it on, and nothing is kept.
    pub fn known(&self, entry: Entry) -> (Step, Reaction) {
        let ask = epn_wire::printing::PrintAsk::PayWith { job: self.job, entry };
        (self.print(), Reaction::Say(KioskIntent::Print { ask }))
    }
}

/// The documents of a key, where nothing else is half done.
pub(super) fn documents(view: &KioskView) -> Option<place::Screen<'_>> {
    let shown = view.usb.as_ref()?;
    let prints = view.printing.as_ref().map_or(0, |shown| shown.printing.prints.len());
    Some(place::Screen::Usb { shown, prints })
}

impl Flow {
    /// Takes in what the visitor does.
    pub(super) fn usb(&mut self, message: Message) -> Reaction {
        match message {
            Message::Chosen(file) => say(UsbWish::Print { file }),
            Message::Stopped => say(UsbWish::Stop),
            Message::Understood => say(UsbWish::Read),
            Message::PrintsWanted => self.open_prints(),
            Message::Over => self.leave_key(),
        }
    }

    /// *Terminer*, or nobody is there any more.
    pub(super) fn leave_key(&mut self) -> Reaction {
        let _ = self.go_to_lock();
        say(UsbWish::Over)
    }

    /// *Payer avec mon ticket ou mon numéro*.
    pub(super) fn pay(&mut self, job: PrintJobId) -> Reaction {
        self.step = Step::Paying(Paying::of(job));
        Reaction::Nothing
    }

    /// A document that was just taken from the key is looked at. Without a key, nothing of it is.
    pub(super) fn follow_key(&mut self, view: &KioskView) {
        let is_here = matches!(view.scene, Scene::Locked { .. }) && view.usb.is_some();
        let newest = view.printing.as_ref().filter(|_| is_here);
        let newest = newest.and_then(|shown| shown.printing.prints.first()).map(|print| print.id);
        let is_new = newest.is_some() && self.key_print != newest;
        self.key_print = newest;
        if let (true, Some(job), Step::None) = (is_new, newest, &self.step) {
            self.step = Step::Printing(Printing::Print { job, printer: None });
        }
        if newest.is_none() && matches!(self.step, Step::Paying(_)) {
            self.step = Step::None;
        }
    }
}

fn say(wish: UsbWish) -> Reaction {
    Reaction::Say(KioskIntent::Usb { wish })
}
