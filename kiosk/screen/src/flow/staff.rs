//! A member of staff at the screen: card, code, and the quick actions while the agent says that they are open.

use std::fmt;

use epn_rules::id::StationId;
use epn_rules::long_code::{RecoveryCode, StaffCard};
use epn_rules::member_number::MemberNumber;
use epn_rules::pin::{PIN_LENGTH, Pin};
use epn_ui::keys::{CodeEvent, CodeInput, Press};
use epn_wire::kiosk::{KioskIntent, KioskView};
use epn_wire::secret::Secret;
use epn_wire::staff::{NotOpened, QuickReason, StaffAct, StaffActed, StaffPanel, StaffShown};

use super::step::Step;
use super::{Flow, Reaction};
use crate::screen::staff::{self as shown, Message, NUMBER_DIGITS};

/// What is half done. What is typed is not for logs.
pub(super) enum Staff {
    /// The card's code, typed or scanned.
    Card { code: CodeInput, is_wrong: bool },
    /// The PIN that belongs to it.
    Pin { card: Secret, pin: Secret, is_short: bool },
    /// Both were sent.
    Sent,
    /// The agent shows what came of it.
    Panel(Choosing),
}

/// What is chosen among the quick actions.
#[derive(Default)]
pub enum Choosing {
    #[default]
    Act,
    /// Where the session goes on.
    Station,
    /// Who gets a new PIN.
    Number { number: String, is_wrong: bool },
    /// Is the end meant?
    End,
}

impl fmt::Debug for Staff {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Card { .. } => "Staff::Card(…)",
            Self::Pin { .. } => "Staff::Pin(…)",
            Self::Sent => "Staff::Sent",
            Self::Panel(_) => "Staff::Panel(…)",
        })
    }
}

impl fmt::Debug for Choosing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Choosing(…)")
    }
}

/// What is shown, with what it is drawn from.
#[derive(Clone, Copy, Debug)]
pub enum Screen<'a> {
    Card {
        code: &'a CodeInput,
        is_wrong: bool,
    },
    Pin {
        pin: &'a Secret,
        is_short: bool,
    },
    Asking,
    NotOpened(NotOpened),
    Acts(&'a StaffPanel),
    Stations(&'a StaffPanel),
    Number {
        panel: &'a StaffPanel,
        number: &'a str,
        is_wrong: bool,
    },
    End(&'a StaffPanel),
    /// What became of an action.
    Told {
        panel: &'a StaffPanel,
        acted: &'a StaffActed,
    },
}

/// Which of them it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    Card,
    Pin,
    Asking,
    NotOpened,
    Acts,
    Stations,
    Number,
    End,
    Told,
    NewPin,
}

impl Place {
    /// Its stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Card => "staff-card",
            Self::Pin => "staff-pin",
            Self::Asking => "staff-asking",
            Self::NotOpened => "staff-not-opened",
            Self::Acts => "staff-acts",
            Self::Stations => "staff-stations",
            Self::Number => "staff-number",
            Self::End => "staff-end",
            Self::Told => "staff-told",
            Self::NewPin => "staff-new-pin",
        }
    }
}

impl<'a> Screen<'a> {
    pub fn place(&self) -> Place {
        match self {
            Self::Card { .. } => Place::Card,
            Self::Pin { .. } => Place::Pin,
            Self::Asking | Self::Told { acted: StaffActed::Asking, .. } => Place::Asking,
            Self::NotOpened(_) => Place::NotOpened,
            Self::Acts(_) => Place::Acts,
            Self::Stations(_) => Place::Stations,
            Self::Number { .. } => Place::Number,
            Self::End(_) => Place::End,
            Self::Told { acted: StaffActed::NewPin { .. }, .. } => Place::NewPin,
            Self::Told { .. } => Place::Told,
        }
    }

    /// Whether what is typed here is a secret.
    pub fn holds_secret(&self) -> bool {
        matches!(self, Self::Card { .. } | Self::Pin { .. })
    }

    /// Whether it waits for somebody to read it: what the agent shows for half a minute it takes away itself.
    pub fn waits(&self) -> bool {
        matches!(self, Self::NotOpened(_))
    }

    pub fn has_back(&self) -> bool {
        matches!(self.place(), Place::Card | Place::Pin | Place::Stations | Place::Number | Place::End)
    }

    fn of_panel(panel: &'a StaffPanel, choosing: &'a Choosing) -> Self {
        match (&panel.acted, choosing) {
            (Some(acted), _) => Self::Told { panel, acted },
            (None, Choosing::Act) => Self::Acts(panel),
            (None, Choosing::Station) => Self::Stations(panel),
            (None, Choosing::Number { number, is_wrong }) => {
                Self::Number { panel, number, is_wrong: *is_wrong }
            }
            (None, Choosing::End) => Self::End(panel),
        }
    }
}

fn first() -> Staff {
    Staff::Card { code: CodeInput::default(), is_wrong: false }
}

impl Flow {
    /// What is shown to a member of staff, if one is at the screen: before anything else.
    pub(super) fn staff_screen<'a>(&'a self, view: &'a KioskView) -> Option<Screen<'a>> {
        match (view.staff.as_ref().filter(|_| !self.staff_left), &self.step) {
            (Some(StaffShown::Asking), _) | (None, Step::Staff(Staff::Sent)) => Some(Screen::Asking),
            (Some(StaffShown::NotOpened { why }), _) => Some(Screen::NotOpened(*why)),
            (Some(StaffShown::Open(panel)), Step::Staff(Staff::Panel(choosing))) => {
                Some(Screen::of_panel(panel, choosing))
            }
            (Some(StaffShown::Open(panel)), _) => Some(Screen::of_panel(panel, &Choosing::Act)),
            (None, Step::Staff(Staff::Card { code, is_wrong })) => {
                Some(Screen::Card { code, is_wrong: *is_wrong })
            }
            (None, Step::Staff(Staff::Pin { pin, is_short, .. })) => {
                Some(Screen::Pin { pin, is_short: *is_short })
            }
            (None, _) => None,
        }
    }

    /// The agent says how it stands with the member of staff.
    pub(super) fn hear_staff(&mut self, shown: Option<&StaffShown>) {
        match shown {
            None => {
                self.staff_left = false;
                if matches!(self.step, Step::Staff(Staff::Panel(_))) {
                    self.step = Step::None;
                }
            }
            Some(shown) => {
                if matches!(shown, StaffShown::Asking) {
                    self.staff_left = false;
                }
                if !self.staff_left && !matches!(self.step, Step::Staff(Staff::Panel(_))) {
                    self.step = Step::Staff(Staff::Panel(Choosing::Act));
                }
            }
        }
    }

    /// *Pour l’équipe*.
    pub fn staff_wanted(&mut self) -> Reaction {
        self.scan.clear();
        self.step = Step::Staff(first());
        Reaction::Nothing
    }

    /// What becomes of a press if a scanner has just typed a staff card's code: the Enter that ends the scan is for no
    /// button.
    pub fn pressed_by_scanner(&mut self) -> Option<Reaction> {
        let code = self.scan.take_scanned(|code| code.parse::<StaffCard>().is_ok())?;
        Some(self.staff_card(code.as_str().to_owned().into()))
    }

    /// A card was scanned or typed; one that cannot be one is not sent: that would cost a try.
    pub(super) fn staff_card(&mut self, card: Secret) -> Reaction {
        if card.reveal().parse::<RecoveryCode>().is_ok() {
            self.step = Step::Staff(Staff::Sent);
            return Reaction::Say(KioskIntent::Recovery { code: card });
        }
        let is_card = card.reveal().parse::<StaffCard>().is_ok();
        self.step = Step::Staff(if is_card {
            Staff::Pin { card, pin: String::new().into(), is_short: false }
        } else {
            let mut code = CodeInput::default();
            card.reveal().chars().for_each(|character| code.push(character));
            Staff::Card { code, is_wrong: true }
        });
        if is_card { Reaction::Nothing } else { Reaction::Focus(shown::CARD) }
    }

    /// A member of staff does something.
    pub(super) fn staff(&mut self, message: Message, view: &KioskView) -> Reaction {
        match message {
            Message::Pressed(press) => self.staff_card_pressed(&press),
            Message::CardDone => self.staff_card_done(),
            Message::PinTyped(pin) => self.staff_pin_typed(pin),
            Message::Digit(digit) => self.staff_digit(digit),
            Message::Erased => self.staff_erased(),
            Message::PinDone => self.staff_pin_done(),
            Message::Retry => {
                self.staff_left = true;
                self.step = Step::Staff(first());
                Reaction::Say(KioskIntent::StaffClose)
            }
            Message::Close => self.staff_leaves(view),
            Message::Act(act) => Reaction::Say(KioskIntent::StaffAct { act }),
            Message::MoveWanted => self.staff_chooses(Choosing::Station),
            Message::StationChosen(to) => self.staff_moves(to),
            Message::EndWanted => self.staff_chooses(Choosing::End),
            Message::PinWanted => {
                self.staff_chooses(Choosing::Number { number: String::new(), is_wrong: false })
            }
            Message::NumberTyped(number) => self.staff_chooses(Choosing::Number { number, is_wrong: false }),
            Message::NumberDone => self.staff_number_done(),
            Message::Insist(reason) => staff_insists(view, reason),
            Message::Stay => self.staff_chooses(Choosing::Act),
            Message::Read => {
                self.staff_chooses(Choosing::Act);
                Reaction::Say(KioskIntent::StaffRead)
            }
        }
    }

    fn staff_chooses(&mut self, choosing: Choosing) -> Reaction {
        self.step = Step::Staff(Staff::Panel(choosing));
        Reaction::Nothing
    }

    fn staff_moves(&mut self, to: StationId) -> Reaction {
        self.staff_chooses(Choosing::Act);
        Reaction::Say(KioskIntent::StaffAct { act: StaffAct::Move { to } })
    }

    fn staff_card_pressed(&mut self, press: &Press) -> Reaction {
        let Step::Staff(Staff::Card { code, is_wrong }) = &mut self.step else { return Reaction::Nothing };
        match code.press(press) {
            CodeEvent::Submitted(card) => self.staff_card(card.into()),
            CodeEvent::Changed => {
                *is_wrong = false;
                Reaction::Nothing
            }
            CodeEvent::Ignored => Reaction::Nothing,
        }
    }

    fn staff_card_done(&mut self) -> Reaction {
        let Step::Staff(Staff::Card { code, .. }) = &self.step else { return Reaction::Nothing };
        let card = Secret::from(code.text().to_owned());
        self.staff_card(card)
    }

    fn staff_pin_typed(&mut self, typed: Secret) -> Reaction {
        if let Step::Staff(Staff::Pin { pin, is_short, .. }) = &mut self.step {
            (*pin, *is_short) = (typed, false);
        }
        Reaction::Nothing
    }

    /// A key on the screen; the entry that it writes into has the focus, so that real keys can go on.
    fn staff_digit(&mut self, digit: u8) -> Reaction {
        let digit = char::from(b'0' + digit % 10);
        match &mut self.step {
            Step::Staff(Staff::Pin { pin, is_short, .. }) => {
                let mut typed = String::from(pin.clone());
                if typed.len() < *PIN_LENGTH.end() {
                    typed.push(digit);
                }
                (*pin, *is_short) = (typed.into(), false);
                Reaction::Focus(shown::PIN)
            }
            Step::Staff(Staff::Panel(Choosing::Number { number, is_wrong })) => {
                if number.len() < NUMBER_DIGITS {
                    number.push(digit);
                }
                *is_wrong = false;
                Reaction::Focus(shown::NUMBER)
            }
            _ => Reaction::Nothing,
        }
    }

    fn staff_erased(&mut self) -> Reaction {
        match &mut self.step {
            Step::Staff(Staff::Pin { pin, .. }) => {
                let mut typed = String::from(pin.clone());
                typed.pop();
                *pin = typed.into();
                Reaction::Focus(shown::PIN)
            }
            Step::Staff(Staff::Panel(Choosing::Number { number, .. })) => {
                number.pop();
                Reaction::Focus(shown::NUMBER)
            }
            _ => Reaction::Nothing,
        }
    }

    fn staff_pin_done(&mut self) -> Reaction {
        let Step::Staff(Staff::Pin { card, pin, is_short }) = &mut self.step else {
            return Reaction::Nothing;
        };
        if Pin::typed(pin.reveal()).is_err() {
            *is_short = true;
            return Reaction::Focus(shown::PIN);
        }
        let intent = KioskIntent::StaffCard { card: card.clone(), pin: pin.clone() };
        self.step = Step::Staff(Staff::Sent);
        Reaction::Say(intent)
    }

    fn staff_number_done(&mut self) -> Reaction {
        let Step::Staff(Staff::Panel(Choosing::Number { number, is_wrong })) = &mut self.step else {
            return Reaction::Nothing;
        };
        if number.parse::<MemberNumber>().is_err() {
            *is_wrong = true;
            return Reaction::Focus(shown::NUMBER);
        }
        let act = StaffAct::NewPin { number: Some(number.clone()) };
        Reaction::Say(KioskIntent::StaffAct { act })
    }

    /// One step back.
    pub(super) fn staff_back(&mut self, view: &KioskView) -> Reaction {
        match &self.step {
            Step::Staff(Staff::Pin { .. }) => {
                self.step = Step::Staff(first());
                Reaction::Nothing
            }
            Step::Staff(Staff::Panel(Choosing::Station | Choosing::Number { .. } | Choosing::End)) => {
                self.staff_chooses(Choosing::Act)
            }
            Step::Staff(Staff::Sent) => Reaction::Nothing,
            _ => self.staff_leaves(view),
        }
    }

    /// They are done, or gone.
    pub(super) fn staff_leaves(&mut self, view: &KioskView) -> Reaction {
        self.step = Step::None;
        if view.staff.is_none() {
            return Reaction::Nothing;
        }
        self.staff_left = true;
        Reaction::Say(KioskIntent::StaffClose)
    }
}

/// The same once more, with why.
fn staff_insists(view: &KioskView, reason: QuickReason) -> Reaction {
    let Some(StaffShown::Open(StaffPanel { acted: Some(StaffActed::Refused { act, .. }), .. })) = &view.staff
    else {
        return Reaction::Nothing;
    };
    let reason = Some(reason);
    let act = match act.clone() {
        StaffAct::Open { .. } => StaffAct::Open { reason },
        StaffAct::Extend { minutes, .. } => StaffAct::Extend { minutes, reason },
        _ => return Reaction::Nothing,
    };
    Reaction::Say(KioskIntent::StaffAct { act })
}
