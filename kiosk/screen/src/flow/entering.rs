//! The steps of an entry: how the visitor comes in, what they type, and another try.

use epn_wire::kiosk::{KioskIntent, KioskView};
use epn_wire::station::Entry;
use epn_words::Lang;

use super::step::{Accepted, Entering, Step, Way};
use super::{Flow, Reaction};
use crate::screen::{code, entry, member, no_account};

impl Flow {
    pub(super) fn start(&mut self, view: &KioskView, lang: Lang) -> Reaction {
        if view.site.charter_texts.values().all(Vec::is_empty) {
            return self.accept(view, lang);
        }
        self.step = Step::Charter;
        Reaction::Nothing
    }

    pub(super) fn accept(&mut self, view: &KioskView, lang: Lang) -> Reaction {
        self.scan.clear();
        let accepted = Accepted { version: view.site.charter.clone(), lang };
        self.step = Step::Entering { accepted, at: Entering::Choice };
        Reaction::Nothing
    }

    pub(super) fn choose(&mut self, message: entry::Message) -> Reaction {
        self.enter(match message {
            entry::Message::ByTicket => Entering::first(Way::Ticket),
            entry::Message::ByNumber => Entering::first(Way::Member),
            entry::Message::WithoutAccount => Entering::first(Way::NoAccount),
            entry::Message::ForgotCode => Entering::Forgot,
        })
    }

    pub(super) fn ticket(&mut self, message: code::Message) -> Reaction {
        let Some(Entering::Ticket(state)) = self.step.entering() else { return Reaction::Nothing };
        match state.update(message) {
            code::Action::None => Reaction::Nothing,
            code::Action::Focus(id) => Reaction::Focus(id),
            code::Action::Entered(code) => self.known(Entry::Ticket { code }),
        }
    }

    pub(super) fn member(&mut self, message: member::Message) -> Reaction {
        let Some(Entering::Member(state)) = self.step.entering() else { return Reaction::Nothing };
        match state.update(message) {
            member::Action::None => Reaction::Nothing,
            member::Action::Focus(id) => Reaction::Focus(id),
            member::Action::ForgotCode => self.enter(Entering::Forgot),
            member::Action::LogIn(entry) => self.known(entry),
        }
    }

    /// What was typed is nowhere kept but where it is needed.
    pub(super) fn known(&mut self, entry: Entry) -> Reaction {
        self.scan.clear();
        self.step.known(entry)
    }

    pub(super) fn picture(&mut self, message: no_account::Message) -> Reaction {
        let Some(Entering::Picture(state)) = self.step.entering() else { return Reaction::Nothing };
        match state.update(message) {
            no_account::Action::None => Reaction::Nothing,
            no_account::Action::LogIn(entry) => self.step.known(entry),
        }
    }

    /// Tries again with the same kind of entry; the charter is asked again only if it changed meanwhile.
    pub(super) fn retry(&mut self, view: &KioskView) -> Reaction {
        self.step.retry(&view.site.charter);
        self.dismiss_answer()
    }

    pub(super) fn forgot_after_answer(&mut self) -> Reaction {
        self.step.forgot();
        self.dismiss_answer()
    }

    pub(super) fn leave_answer(&mut self) -> Reaction {
        self.step = Step::None;
        self.dismiss_answer()
    }

    pub(super) fn dismiss_answer(&mut self) -> Reaction {
        self.answer_read = true;
        Reaction::Say(KioskIntent::Dismiss)
    }
}
