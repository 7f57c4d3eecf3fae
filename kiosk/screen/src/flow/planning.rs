//! Bookings and the queue, step by step: who asks, what the hub said, and what is chosen from it. What identifies the
//! visitor lives as long as this does, and no longer.

#[cfg(test)]
mod tests;

use epn_rules::decision::DayHours;
use epn_rules::id::BookingId;
use epn_rules::people::AgeBand;
use epn_rules::units::Minutes;
use epn_wire::kiosk::{KioskIntent, LogInAnswer};
use epn_wire::planning::{
    BookingShown, DayOffered, Overview, PlaceAsked, PlaceOffered, PlanningAnswer, PlanningAsk, Queued, Start,
    Who,
};
use epn_wire::station::Entry;
use jiff::civil::Date;

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

/// Where the visitor is.
#[derive(Debug)]
pub(super) enum Planning {
    /// Says who they are.
    Who { goal: Goal, at: Entering },
    /// Has said so.
    Known { goal: Goal, who: Who, stage: Box<Stage> },
}

/// What is done once it is known who asks.
#[derive(Debug)]
pub(super) enum Stage {
    /// The hub is asked; a booking that is being chosen goes on afterwards.
    Asking(Option<Booking>),
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

/// A slot being chosen from what the hub offers.
#[derive(Clone, Debug)]
pub struct Booking {
    overview: Overview,
    /// Which of the places: 0 is the station that shows this.
    place: usize,
    at: Choosing,
}

/// What is chosen so far.
#[derive(Clone, Debug)]
pub enum Choosing {
    /// Nothing; this page of the days is shown.
    Day {
        page: usize,
    },
    Time(Day),
    Length(Day, Start),
    Confirm(Day, Start, Minutes),
    /// Looks at their own bookings instead.
    Mine,
    /// One of them is to go: is it meant?
    Cancel(BookingShown),
}

/// A day and its starts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Day {
    pub date: Date,
    pub hours: DayHours,
    pub starts: Vec<Start>,
}

/// How many days are shown at once.
const DAYS: usize = 8;

impl Booking {
    fn new(overview: Overview) -> Self {
        Self { overview, place: 0, at: Choosing::Day { page: 0 } }
    }

    pub fn at(&self) -> &Choosing {
        &self.at
    }

    pub fn overview(&self) -> &Overview {
        &self.overview
    }

    /// Which place is chosen: 0 is the station that shows this, the others follow in the overview's order.
    pub fn place(&self) -> usize {
        self.place
    }

    /// The place that is chosen, if it is not the station that shows this.
    pub fn other_place(&self) -> Option<&PlaceOffered> {
        self.overview.places.get(self.place.checked_sub(1)?)
    }

    fn asked(&self) -> PlaceAsked {
        self.other_place().map_or(PlaceAsked::Station { id: None }, |place| place.place.clone())
    }

    /// The days of one page.
    pub fn days(&self, page: usize) -> &[DayOffered] {
        self.overview.days.chunks(DAYS).nth(page).unwrap_or_default()
    }

    /// How many pages of days there are.
    pub fn pages(&self) -> usize {
        self.overview.days.len().div_ceil(DAYS).max(1)
    }

    /// The lengths that fit from a start; the longest possible where none on offer does.
    pub fn lengths(&self, start: Start) -> Vec<Minutes> {
        let fitting: Vec<_> =
            self.overview.lengths.iter().copied().filter(|length| *length <= start.longest).collect();
        if fitting.is_empty() { vec![start.longest] } else { fitting }
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
        (Self::Known { goal: Goal::Book, who, stage: Box::new(Stage::Asking(None)) }, intent)
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
        *self = Self::Known { goal, who: who.clone(), stage: Box::new(Stage::Asking(None)) };
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
        if let Stage::Asking(booking) = stage.as_mut() {
            let booking = booking.take();
            **stage = stage_after(answer.clone(), booking);
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
        let (next, ask) = match (std::mem::replace(stage.as_mut(), Stage::Asking(None)), message) {
            (Stage::Booking(booking), message) => choose(booking, message),
            (Stage::Queued { queued, .. }, Message::LeaveQueueWanted) => {
                (Stage::Queued { queued, leaving: true }, None)
            }
            (Stage::Queued { queued, .. }, Message::StayInQueue) => {
                (Stage::Queued { queued, leaving: false }, None)
            }
            (Stage::Queued { leaving: true, .. }, Message::LeaveQueueConfirmed) => {
                (Stage::Asking(None), Some(PlanningAsk::LeaveQueue))
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
                booking.at = Choosing::Mine;
                Outcome::GoesOn
            }
            Stage::Done(_) => {
                **stage = Stage::Asking(None);
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
                **stage = Stage::Booking(Booking { at: Choosing::Day { page: 0 }, ..booking });
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
                Stage::Booking(booking) => booking.back(),
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

impl Booking {
    fn back(&mut self) -> Outcome {
        let first = Choosing::Day { page: 0 };
        let before = match std::mem::replace(&mut self.at, first.clone()) {
            Choosing::Day { .. } => return Outcome::Over,
            Choosing::Time(_) | Choosing::Mine => first,
            Choosing::Length(day, _) => Choosing::Time(day),
            Choosing::Confirm(day, start, _) => Choosing::Length(day, start),
            Choosing::Cancel(_) => Choosing::Mine,
        };
        self.at = before;
        Outcome::GoesOn
    }

    fn its(&self, booking: BookingId) -> Option<BookingShown> {
        self.overview.bookings.iter().find(|shown| shown.id == booking).cloned()
    }
}

/// The next choice, or what to ask for it.
fn choose(mut booking: Booking, message: Message) -> (Stage, Option<PlanningAsk>) {
    let page = match booking.at {
        Choosing::Day { page } => page,
        _ => 0,
    };
    let ask = match message {
        Message::DayChosen(date) => Some(PlanningAsk::Starts { place: booking.asked(), date }),
        Message::Confirmed => booking.wanted(),
        Message::CancelConfirmed => booking.unwanted(),
        _ => None,
    };
    if let Some(ask) = ask {
        return (Stage::Asking(Some(booking)), Some(ask));
    }
    booking.at = match (booking.at.clone(), message) {
        (Choosing::Day { .. }, Message::PlaceChosen(place)) => {
            booking.place = place.min(booking.overview.places.len());
            Choosing::Day { page }
        }
        (Choosing::Day { .. }, Message::OtherDays) => Choosing::Day { page: (page + 1) % booking.pages() },
        (Choosing::Time(day), Message::TimeChosen(start)) => Choosing::Length(day, start),
        (Choosing::Length(day, start), Message::LengthChosen(length)) => {
            Choosing::Confirm(day, start, length)
        }
        (Choosing::Mine, Message::CancelWanted(id)) => {
            booking.its(id).map_or(Choosing::Mine, Choosing::Cancel)
        }
        (Choosing::Cancel(_), Message::BookingKept) => Choosing::Mine,
        (_, Message::BookWanted) => Choosing::Day { page: 0 },
        (same, _) => same,
    };
    (Stage::Booking(booking), None)
}

impl Booking {
    /// The slot that was chosen, to be held.
    fn wanted(&self) -> Option<PlanningAsk> {
        let Choosing::Confirm(_, start, minutes) = &self.at else { return None };
        Some(PlanningAsk::Book { place: self.asked(), from: start.from, minutes: *minutes })
    }

    /// The booking that was chosen to go.
    fn unwanted(&self) -> Option<PlanningAsk> {
        let Choosing::Cancel(shown) = &self.at else { return None };
        Some(PlanningAsk::Cancel { booking: shown.id })
    }
}

fn stage_after(answer: PlanningAnswer, booking: Option<Booking>) -> Stage {
    let refused = |answer, before| Stage::Refused { answer, before };
    match answer {
        PlanningAnswer::Overview(overview) => Stage::Booking(Booking::new(overview)),
        PlanningAnswer::Starts { date, hours, starts } => match booking {
            Some(booking) => {
                Stage::Booking(Booking { at: Choosing::Time(Day { date, hours, starts }), ..booking })
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
