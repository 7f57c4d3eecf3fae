//! The visitor's prints and money: where in them the visitor is, and when they show themselves. What they are is the
//! agent's to say.

use epn_rules::id::{PrintJobId, PrinterId};
use epn_wire::kiosk::{Front, KioskIntent, KioskView, Scene};
use epn_wire::printing::{
    PrintAnswer, PrintAsked, PrintOffer, PrintShown, PrintStage, PrintingShown, SessionPrinting,
};
use iced::widget::Id;

use super::step::Step;
use super::{Flow, Reaction, place};
use crate::screen::printing::{self as shown, Message, phone};
use crate::screen::{code, parts, session};

/// Where the visitor is.
#[derive(Debug)]
pub(super) enum Printing {
    Prints,
    /// One of them, and the printer that was chosen for it.
    Print {
        job: PrintJobId,
        printer: Option<PrinterId>,
    },
    Purse {
        page: usize,
    },
    /// The code of a document is typed.
    Phone(phone::State),
}

/// What is shown, with what it is drawn from.
#[derive(Clone, Copy, Debug)]
pub enum Screen<'a> {
    Prints(&'a PrintingShown),
    Print {
        shown: &'a PrintingShown,
        print: &'a PrintShown,
        /// Where it would come out.
        offer: Option<&'a PrintOffer>,
        /// Whoever printed it from a USB key lacks credit, and may have some elsewhere.
        pays: bool,
    },
    Purse {
        shown: &'a PrintingShown,
        /// Of the receipts.
        page: usize,
    },
    Phone {
        shown: &'a PrintingShown,
        state: &'a phone::State,
    },
}

/// Which of them it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// `answered`: there is something to read.
    Prints {
        answered: bool,
    },
    /// `asks`: it waits for its visitor's word.
    Print {
        job: PrintJobId,
        asks: bool,
        pays: bool,
        answered: bool,
    },
    Purse,
    Phone {
        answered: bool,
    },
}

impl Place {
    /// Its stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Prints { .. } => "prints",
            Self::Print { .. } => "print",
            Self::Purse => "purse",
            Self::Phone { .. } => "phone",
        }
    }
}

impl Printing {
    /// One step back; none if there is none.
    pub(super) fn before(&self) -> Option<Self> {
        match self {
            Self::Prints => None,
            Self::Print { .. } | Self::Purse { .. } | Self::Phone(_) => Some(Self::Prints),
        }
    }

    /// The code of a document is typed.
    fn type_code(&mut self, message: code::Message) -> Reaction {
        let Self::Phone(state) = self else { return Reaction::Nothing };
        match state.update(message) {
            phone::Action::None => Reaction::Nothing,
            phone::Action::Focus(id) => Reaction::Focus(id),
            phone::Action::Ask(ask) => Reaction::Say(KioskIntent::Print { ask }),
        }
    }

    /// A print that is not among those told any more is looked for in the list.
    fn screen<'a>(&'a self, shown: &'a PrintingShown, from_key: bool) -> Screen<'a> {
        match self {
            Self::Prints => Screen::Prints(shown),
            Self::Print { job, printer } => {
                match shown.printing.prints.iter().find(|print| print.id == *job) {
                    Some(print) => {
                        let offer = offer(print, *printer);
                        let pays = from_key && offer.is_some_and(|offer| offer.after.is_none());
                        Screen::Print { shown, print, offer, pays }
                    }
                    None => Screen::Prints(shown),
                }
            }
            Self::Purse { page } => Screen::Purse { shown, page: *page },
            Self::Phone(state) => Screen::Phone { shown, state },
        }
    }
}

/// The printer that was chosen, else the cheapest that can print now.
fn offer(print: &PrintShown, printer: Option<PrinterId>) -> Option<&PrintOffer> {
    let chosen = print.offers.iter().find(|offer| Some(offer.printer) == printer);
    let ready = || print.offers.iter().find(|offer| offer.wait.is_some());
    chosen.or_else(ready).or_else(|| print.offers.first())
}

impl Screen<'_> {
    pub fn place(&self) -> Place {
        match self {
            Self::Prints(shown) => Place::Prints { answered: shown::to_read(shown, None).is_some() },
            Self::Print { shown, print, pays, .. } => Place::Print {
                job: print.id,
                asks: print.stage == PrintStage::Held,
                pays: *pays,
                answered: shown::to_read(shown, Some(print.id)).is_some(),
            },
            Self::Purse { .. } => Place::Purse,
            Self::Phone { shown, .. } => Place::Phone { answered: shown::to_read(shown, None).is_some() },
        }
    }

    /// The widget that the focus begins on.
    pub fn main_action(&self, front: Front) -> Id {
        match self {
            Self::Prints(shown) => shown::first_action(shown, front),
            Self::Print { shown, print, pays, .. } => shown::print_action(shown, print, *pays, front).into(),
            Self::Purse { .. } => parts::way_out_id(front).into(),
            Self::Phone { shown, .. } => phone::first_action(shown).into(),
        }
    }
}

/// What of the prints was shown already.
#[derive(Debug, Default)]
pub(super) struct Noticed {
    front: Front,
    /// *Menu* was pressed, and nothing could be shown yet.
    opened: bool,
    stages: Vec<(PrintJobId, PrintStage)>,
    /// The answer that was read, while the agent does not yet say that it knows.
    read: Option<PrintAsked>,
}

impl Noticed {
    fn knows(&self, print: &PrintShown) -> bool {
        self.stages.iter().any(|(id, stage)| *id == print.id && *stage == print.stage)
    }

    /// Another terminal may be seen now.
    fn look(&mut self, front: Front, is_grace_new: bool) {
        let before = std::mem::replace(&mut self.front, front);
        let opened = before == Front::Session && front == Front::Kiosk;
        // What is announced comes first.
        self.opened = (self.opened || opened) && front == Front::Kiosk && !is_grace_new;
    }

    fn note(&mut self, printing: &SessionPrinting) {
        let news = printing.prints.iter().filter(|print| is_news(print));
        self.stages = news.map(|print| (print.id, print.stage.clone())).collect();
    }
}

/// Whether its visitor has to be told.
fn is_news(print: &PrintShown) -> bool {
    print.stage == PrintStage::Held || print.stage.went_wrong()
}

/// Whether it is why somebody opens the kiosk.
fn is_wanted(print: &PrintShown) -> bool {
    matches!(print.stage, PrintStage::Arriving { .. } | PrintStage::Held)
}

impl Flow {
    /// The prints or the money, if the visitor looks at them and the agent tells of any.
    pub(super) fn printing_screen<'a>(&'a self, view: &'a KioskView) -> Option<place::Screen<'a>> {
        let (Step::Printing(at), Some(shown)) = (&self.step, &view.printing) else { return None };
        let from_key = matches!(view.scene, Scene::Locked { .. });
        Some(place::Screen::Printing { screen: at.screen(shown, from_key), front: view.front })
    }

    /// *Mes impressions*.
    pub(super) fn open_prints(&mut self) -> Reaction {
        self.session.stay();
        self.step = Step::Printing(Printing::Prints);
        Reaction::Nothing
    }

    /// Takes in what the visitor does.
    pub(super) fn printing(&mut self, message: Message, view: &KioskView) -> Reaction {
        let Step::Printing(at) = &mut self.step else { return Reaction::Nothing };
        match message {
            Message::PhoneWanted => {
                if let Some(page) = view.printing.as_ref().and_then(|shown| shown.printing.phone.as_ref()) {
                    *at = Printing::Phone(phone::State::new(page));
                }
            }
            Message::Code(message) => return at.type_code(message),
            Message::PrintChosen(job) => *at = Printing::Print { job, printer: None },
            Message::PrinterChosen(chosen) => {
                if let Printing::Print { printer, .. } = at {
                    *printer = Some(chosen);
                }
            }
            Message::PurseWanted => *at = Printing::Purse { page: 0 },
            Message::PageWanted(page) => *at = Printing::Purse { page },
            Message::PayWanted(job) => return self.pay(job),
            Message::Decided(ask) => return Reaction::Say(KioskIntent::Print { ask }),
            Message::Understood => return Reaction::Say(KioskIntent::PrintRead),
            Message::WorkWanted => return Reaction::Say(KioskIntent::BackToSession),
            Message::SessionWanted => self.step = Step::None,
        }
        Reaction::Nothing
    }

    /// A print that waits for its visitor's word, or went wrong, shows itself where the kiosk is seen and nothing else is
    /// under way; and whenever *Menu* is pressed while one waits.
    pub(super) fn follow_prints(&mut self, view: &KioskView, is_grace_new: bool) -> Reaction {
        self.prints.look(view.front, is_grace_new);
        let Some(shown) = &view.printing else {
            self.prints = Noticed { front: view.front, ..Noticed::default() };
            if matches!(self.step, Step::Printing(_)) {
                self.step = Step::None;
            }
            return Reaction::Nothing;
        };
        if view.front != Front::Session {
            self.show_prints(view, &shown.printing, is_grace_new);
        }
        self.hear_print(shown.asked.as_ref())
    }

    fn show_prints(&mut self, view: &KioskView, printing: &SessionPrinting, is_grace_new: bool) {
        if self.may_show_prints(view) && !is_grace_new {
            let opened = std::mem::take(&mut self.prints.opened);
            let is_due = |print: &&PrintShown| {
                (is_news(print) && !self.prints.knows(print)) || (opened && is_wanted(print))
            };
            let due: Vec<_> = printing.prints.iter().filter(is_due).map(|print| print.id).collect();
            match due[..] {
                [] => {}
                [job] => self.step = Step::Printing(Printing::Print { job, printer: None }),
                _ => self.step = Step::Printing(Printing::Prints),
            }
        }
        if matches!(self.step, Step::Printing(_)) {
            self.prints.note(printing);
        }
    }

    /// Whether nothing else is half done, and nothing else is to be read.
    fn may_show_prints(&self, view: &KioskView) -> bool {
        let is_calm = match &view.scene {
            Scene::Active(active) => !session::has_news(active),
            Scene::Grace { .. } => true,
            _ => false,
        };
        is_calm && view.message.is_none() && matches!(self.step, Step::None) && self.session.is_idle()
    }

    /// What was done as wished shows in how the print stands, and need not be read. A document that was fetched is looked at.
    fn hear_print(&mut self, asked: Option<&PrintAsked>) -> Reaction {
        let done = asked.filter(|asked| asked.answer.as_ref().is_some_and(shown::is_done));
        if self.prints.read.as_ref() == done {
            return Reaction::Nothing;
        }
        self.prints.read = done.cloned();
        let Some(done) = done else { return Reaction::Nothing };
        if let (Some(PrintAnswer::Fetched { job }), Step::Printing(at @ Printing::Phone(_))) =
            (&done.answer, &mut self.step)
        {
            *at = Printing::Print { job: *job, printer: None };
        }
        Reaction::Say(KioskIntent::PrintRead)
    }
}
