//! A slot being chosen from what the hub offers, and one's own bookings beside it.

use epn_rules::decision::{DayHours, Decision};
use epn_rules::id::BookingId;
use epn_rules::units::Minutes;
use epn_wire::planning::{BookingShown, DayOffered, Overview, PlaceAsked, PlaceOffered, PlanningAsk, Start};
use jiff::civil::Date;

use crate::screen::plan::Message;

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
    /// The lengths on offer; where there are none, the overview's.
    pub lengths: Vec<Minutes>,
    /// Why there is no start, if there is none and the hub says so.
    pub refused: Option<Decision>,
}

/// How many days are shown at once.
const DAYS: usize = 8;

impl Booking {
    /// From the first day on, at the station that shows this.
    pub(super) fn new(overview: Overview) -> Self {
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

    /// The lengths on offer that fit from a start of a day, and the longest possible.
    pub fn lengths(&self, day: &Day, start: Start) -> Vec<Minutes> {
        let on_offer = if day.lengths.is_empty() { &self.overview.lengths } else { &day.lengths };
        let fitting = on_offer.iter().copied().filter(|length| *length < start.longest);
        fitting.chain([start.longest]).collect()
    }

    /// From the first day on once more.
    pub(super) fn afresh(self) -> Self {
        Self { at: Choosing::Day { page: 0 }, ..self }
    }

    /// With the starts of the day that was chosen.
    pub(super) fn with_day(self, day: Day) -> Self {
        Self { at: Choosing::Time(day), ..self }
    }

    /// To one's own bookings.
    pub(super) fn show_mine(&mut self) {
        self.at = Choosing::Mine;
    }

    /// One step back; false if this was the first.
    pub(super) fn back(&mut self) -> bool {
        let first = Choosing::Day { page: 0 };
        self.at = match std::mem::replace(&mut self.at, first.clone()) {
            Choosing::Day { .. } => return false,
            Choosing::Time(_) | Choosing::Mine => first,
            Choosing::Length(day, _) => Choosing::Time(day),
            Choosing::Confirm(day, start, _) => Choosing::Length(day, start),
            Choosing::Cancel(_) => Choosing::Mine,
        };
        true
    }

    /// Takes in what the visitor does: what to ask for it, if the hub must be asked.
    pub(super) fn update(&mut self, message: Message) -> Option<PlanningAsk> {
        match message {
            Message::DayChosen(date) => return Some(PlanningAsk::Starts { place: self.asked(), date }),
            Message::Confirmed => return self.wanted(),
            Message::CancelConfirmed => return self.unwanted(),
            _ => {}
        }
        let at = std::mem::replace(&mut self.at, Choosing::Day { page: 0 });
        self.at = match (at, message) {
            (Choosing::Day { page }, Message::PlaceChosen(place)) => {
                self.place = place.min(self.overview.places.len());
                Choosing::Day { page }
            }
            (Choosing::Day { page }, Message::OtherDays) => Choosing::Day { page: (page + 1) % self.pages() },
            (Choosing::Time(day), Message::TimeChosen(start)) => Choosing::Length(day, start),
            (Choosing::Length(day, start), Message::LengthChosen(length)) => {
                Choosing::Confirm(day, start, length)
            }
            (Choosing::Mine, Message::CancelWanted(id)) => {
                self.its(id).map_or(Choosing::Mine, Choosing::Cancel)
            }
            (Choosing::Cancel(_), Message::BookingKept) => Choosing::Mine,
            (_, Message::BookWanted) => Choosing::Day { page: 0 },
            (same, _) => same,
        };
        None
    }

    fn its(&self, booking: BookingId) -> Option<BookingShown> {
        self.overview.bookings.iter().find(|shown| shown.id == booking).cloned()
    }

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
