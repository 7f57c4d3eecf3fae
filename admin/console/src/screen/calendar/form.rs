//! A booking that is being made or put elsewhere. What is held is decided by the hub; this only writes down what is wanted.

use epn_rules::units::Minutes;
use epn_wire::calendar::{
    BookingRow, LongestAsked, LongestBooking, MoveBooking, NewBooking, Place, Repeat, RepeatEvery,
};
use epn_wire::console::VisitorRow;
use epn_wire::planning::PlaceAsked;
use jiff::civil::{Date, DateTime, Time};

use crate::client::Failure;
use crate::dates::{parse_date, parse_time, written, written_time};
use crate::intent::Intent;
use crate::screen::find;

/// The longest words on a booking, in characters (`NewBooking::label`).
pub const LONGEST_LABEL: usize = 80;
/// How often a booking is repeated at most, and at least (`Repeat::count`).
pub const REPEATS: std::ops::RangeInclusive<u16> = 2..=60;
/// The longest booking, in minutes: a day.
const LONGEST: u32 = 24 * 60;

/// A booking being written.
#[derive(Clone)]
pub struct Form {
    pub moving: Option<BookingRow>,
    pub places: Vec<PlaceAsked>,
    pub day: String,
    pub time: String,
    pub minutes: u32,
    /// By how much a plus or a minus changes the length.
    pub grain: u32,
    pub visitor: Option<VisitorRow>,
    pub find: find::State,
    pub label: String,
    pub repeat: Option<RepeatEvery>,
    pub count: u16,
    /// How long it could be, once the hub said so.
    pub longest: Option<LongestBooking>,
    pub refused: Option<Failure>,
    pub reason: String,
    pub under_way: bool,
}

impl std::fmt::Debug for Form {
    /// No names.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Booking(…)")
    }
}

#[derive(Clone)]
pub enum Message {
    PlacePressed(PlaceAsked),
    DayTyped(String),
    TimeTyped(String),
    Longer,
    Shorter,
    Find(find::Message),
    VisitorDropped,
    LabelTyped(String),
    RepeatChosen(Option<RepeatEvery>),
    More,
    Fewer,
    ReasonTyped(String),
    Submitted,
    Cancelled,
}

impl std::fmt::Debug for Message {
    /// No names.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Booking")
    }
}

/// What the form asks its parent to do.
#[derive(Debug)]
pub enum Action {
    Do(Intent<Message>),
    Book(NewBooking),
    Move(BookingRow, MoveBooking),
    Cancel,
}

/// What is still missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    Place,
    Day,
    Time,
    Who,
    LabelTooLong,
}

impl Form {
    /// A new booking of these places.
    pub fn new(
        places: Vec<PlaceAsked>,
        date: Option<Date>,
        time: Option<Time>,
        minutes: u32,
        grain: u32,
    ) -> Self {
        Self {
            moving: None,
            places,
            day: date.map(written).unwrap_or_default(),
            time: time.map(written_time).unwrap_or_default(),
            minutes,
            grain: grain.max(1),
            visitor: None,
            find: find::State::default(),
            label: String::new(),
            repeat: None,
            count: *REPEATS.start(),
            longest: None,
            refused: None,
            reason: String::new(),
            under_way: false,
        }
    }

    /// Where a booking that exists is to go.
    pub fn moving(booking: BookingRow, place: PlaceAsked, from: DateTime, minutes: u32, grain: u32) -> Self {
        let new = Self::new(vec![place], Some(from.date()), Some(from.time()), minutes, grain);
        Self { moving: Some(booking), ..new }
    }

    /// The field to write in first.
    pub fn first_field(&self) -> &'static str {
        if self.moving.is_some() { "booking-day" } else { "booking-who-query" }
    }

    pub fn update(&mut self, message: Message) -> Action {
        match message {
            Message::PlacePressed(place) => self.press_place(place),
            Message::DayTyped(day) => self.day = day,
            Message::TimeTyped(time) => self.time = time,
            Message::Longer => self.minutes = (self.minutes + self.grain).min(LONGEST),
            Message::Shorter => self.minutes = self.minutes.saturating_sub(self.grain).max(self.grain),
            Message::Find(message) => return self.find(message),
            Message::VisitorDropped => {
                self.visitor = None;
                return Action::Do(Intent::focus("booking-who-query"));
            }
            Message::LabelTyped(label) => self.label = label,
            Message::RepeatChosen(repeat) => self.repeat = repeat,
            Message::More => self.count = (self.count + 1).min(*REPEATS.end()),
            Message::Fewer => self.count = self.count.saturating_sub(1).max(*REPEATS.start()),
            Message::ReasonTyped(reason) => self.reason = reason,
            Message::Submitted => return self.submit(),
            Message::Cancelled => return Action::Cancel,
        }
        Action::Do(Intent::None)
    }

    /// Several places may be held at once; a booking that moves has one.
    fn press_place(&mut self, place: PlaceAsked) {
        if self.moving.is_some() {
            self.places = vec![place];
        } else if let Some(index) = self.places.iter().position(|chosen| *chosen == place) {
            self.places.remove(index);
        } else {
            self.places.push(place);
        }
    }

    fn find(&mut self, message: find::Message) -> Action {
        match self.find.update(message) {
            find::Action::Do(intent) => Action::Do(intent.map(Message::Find)),
            find::Action::Chosen(visitor) => {
                self.visitor = Some(visitor);
                Action::Do(Intent::focus("booking-go"))
            }
        }
    }

    /// When it begins, if day and time are written.
    pub fn from(&self) -> Result<DateTime, Missing> {
        let date = parse_date(&self.day).ok_or(Missing::Day)?;
        Ok(date.to_datetime(parse_time(&self.time).ok_or(Missing::Time)?))
    }

    /// What is missing first, if anything.
    pub fn missing(&self) -> Option<Missing> {
        if self.places.is_empty() {
            return Some(Missing::Place);
        }
        if let Err(missing) = self.from() {
            return Some(missing);
        }
        if self.moving.is_some() {
            return None;
        }
        if self.label.trim().chars().count() > LONGEST_LABEL {
            return Some(Missing::LabelTooLong);
        }
        (self.visitor.is_none() && self.label.trim().is_empty()).then_some(Missing::Who)
    }

    /// What the hub is asked, once the form says it, to tell how long the booking could be. One that is repeated has a
    /// limit on each of its days, and one that moves stands in its own way: of these it is not asked.
    pub fn longest_asked(&self) -> Option<LongestAsked> {
        let is_one = self.moving.is_none() && self.repeat.is_none();
        let from = self.from().ok().filter(|_| is_one && self.missing().is_none())?;
        let visitor = self.visitor.as_ref().map(|visitor| visitor.id);
        Some(LongestAsked { places: self.places.clone(), from, visitor })
    }

    /// The hub says how long it could be. What was changed meanwhile is another question.
    pub fn take_longest(&mut self, asked: &LongestAsked, longest: LongestBooking) {
        if self.longest_asked().as_ref() == Some(asked) {
            self.longest = Some(longest);
        }
    }

    fn reason(&self) -> Option<String> {
        let reason = self.reason.trim();
        (!reason.is_empty() && self.refused.is_some()).then(|| reason.to_owned())
    }

    fn submit(&mut self) -> Action {
        let nothing = Action::Do(Intent::None);
        let (false, None, Ok(from)) = (self.under_way, self.missing(), self.from()) else { return nothing };
        let (minutes, reason) = (Minutes(self.minutes), self.reason());
        self.under_way = true;
        match (&self.moving, self.places.first()) {
            (Some(booking), Some(place)) => {
                Action::Move(booking.clone(), MoveBooking { place: place.clone(), from, minutes, reason })
            }
            (Some(_), None) => nothing,
            (None, _) => Action::Book(NewBooking {
                places: self.places.clone(),
                from,
                minutes,
                visitor: self.visitor.as_ref().map(|visitor| visitor.id),
                label: self.label.trim().to_owned(),
                repeat: self.repeat.map(|every| Repeat { every, count: self.count }),
                reason,
            }),
        }
    }

    /// The hub refused: why stands in the form, where a reason can be given.
    pub fn refuse(&mut self, failure: Failure) {
        self.under_way = false;
        self.refused = Some(failure);
    }
}

/// A place as it is asked for.
pub fn asked(place: Place) -> PlaceAsked {
    match place {
        Place::Station { id } => PlaceAsked::Station { id: Some(id.to_string()) },
        Place::Equipment { id } => PlaceAsked::Equipment { id: id.to_string() },
    }
}

#[cfg(test)]
mod tests {
    use jiff::civil::{date, time};

    use super::*;
    use crate::testing::fixtures;

    fn form() -> Form {
        let place = PlaceAsked::Tag { tag: "interview".to_owned() };
        Form::new(vec![place], Some(date(2026, 3, 11)), Some(time(10, 15, 0, 0)), 60, 15)
    }

    #[test]
    fn what_is_missing_is_said_one_after_the_other() {
        let mut form = Form { day: String::new(), time: String::new(), ..form() };
        assert_eq!(form.missing(), Some(Missing::Day));
        form.update(Message::DayTyped("11/03/2026".to_owned()));
        assert_eq!(form.missing(), Some(Missing::Time));
        form.update(Message::TimeTyped("10h15".to_owned()));
        assert_eq!(form.missing(), Some(Missing::Who));
        form.update(Message::LabelTyped("x".repeat(81)));
        assert_eq!(form.missing(), Some(Missing::LabelTooLong));
        form.update(Message::LabelTyped("Classe".to_owned()));
        assert_eq!(form.missing(), None);
        form.update(Message::PlacePressed(PlaceAsked::Tag { tag: "interview".to_owned() }));
        assert_eq!(form.missing(), Some(Missing::Place), "pressed again it is not asked for");
        assert!(matches!(form.update(Message::Submitted), Action::Do(Intent::None)));
    }

    #[test]
    fn a_reason_is_sent_only_after_a_refusal() {
        let mut form = Form { label: "Classe".to_owned(), reason: "déjà promis".to_owned(), ..form() };
        let Action::Book(booking) = form.update(Message::Submitted) else { panic!("it is complete") };
        assert_eq!(booking.reason, None);
        assert!(matches!(form.update(Message::Submitted), Action::Do(Intent::None)), "not twice");
        form.refuse(Failure::TimedOut);
        let Action::Book(booking) = form.update(Message::Submitted) else { panic!("it may be tried again") };
        assert_eq!(booking.reason.as_deref(), Some("déjà promis"));
    }

    #[test]
    fn a_booking_that_moves_has_one_place() {
        let row = fixtures::bookings()[0].clone();
        let from = date(2026, 3, 10).to_datetime(time(14, 0, 0, 0));
        let mut form = Form::moving(row.clone(), asked(row.place), from, 30, 15);
        let other = asked(Place::Station { id: fixtures::station(8) });
        form.update(Message::PlacePressed(other.clone()));
        form.update(Message::Longer);
        let Action::Move(moved, to) = form.update(Message::Submitted) else { panic!("it moves") };
        assert_eq!((moved.id, to.place, to.from, to.minutes), (row.id, other, from, Minutes(45)));
    }
}
