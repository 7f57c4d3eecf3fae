//! The calendar: a day by station and equipment, or a week, drawn on with the pointer or by keyboard.

mod axis;
mod booking;
mod equipment;
mod form;
mod form_view;
mod plan;
mod view;

use epn_rules::id::BookingId;
use epn_rules::units::Minutes;
use epn_ui::Planned;
use epn_wire::calendar::{BookingRow, CalendarView, LongestAsked, LongestBooking, MoveBooking, Place};
use epn_wire::console::PolicyView;
use jiff::ToSpan as _;
use jiff::civil::{Date, DateTime};

use crate::client::{Failure, api};
use crate::ctx::Ctx;
use crate::intent::Intent;
use crate::notice::Notice;

use booking::Asked;
use form::{Form, asked};
use plan::{Plan, Source};

pub use plan::Scale;

/// What stands beside the calendar.
#[derive(Debug, Default)]
enum Side {
    #[default]
    Nothing,
    Form(Box<Form>),
    Booking {
        id: BookingId,
        asked: Asked,
        under_way: bool,
    },
    Equipment(equipment::State),
}

/// What the rules say about slots: how finely the calendar is drawn, and how long a new booking is at first.
#[derive(Clone, Copy, Debug)]
struct Slots {
    grain: Minutes,
    usual: Minutes,
}

impl Default for Slots {
    fn default() -> Self {
        Self { grain: Minutes(15), usual: Minutes(60) }
    }
}

#[derive(Debug, Default)]
pub struct State {
    scale: Scale,
    /// The day that is shown, or one of the week; none until the site's clock is known.
    date: Option<Date>,
    /// The place whose week is shown; all of them if none.
    place: Option<Place>,
    calendar: Option<CalendarView>,
    slots: Slots,
    /// The keyboard's minute of the day.
    minute: u32,
    asked: bool,
    side: Side,
}

#[derive(Clone, Debug)]
pub enum Message {
    RulesLoaded(Result<Box<PolicyView>, Failure>),
    Loaded(Date, Date, Result<CalendarView, Failure>),
    ScaleChosen(Scale),
    DayChosen(Date),
    PlaceChosen(Option<Place>),
    Planned(Planned),
    NewPressed,
    EquipmentPressed,
    SideClosed,
    Form(form::Message),
    LongestLoaded(LongestAsked, Result<LongestBooking, Failure>),
    Booked(Result<Vec<BookingRow>, Failure>),
    Moved(Box<BookingRow>, MoveBooking, Result<BookingRow, Failure>),
    MovePressed,
    CancelPressed,
    CancelDropped,
    CancelConfirmed { and_later: bool },
    Cancelled(Result<(), Failure>),
    Equipment(equipment::Message),
}

impl State {
    /// Shows today the first time, what was shown the last time after that.
    pub fn enter(&mut self, now: Option<DateTime>) -> Intent<Message> {
        if self.date.is_none() {
            self.date = now.map(DateTime::date);
            self.minute = now.map_or(0, |now| u32::from(now.hour().unsigned_abs()) * 60);
        }
        let rules = Intent::Ask(api::policy().then(|rules| Message::RulesLoaded(rules.map(Box::new))));
        Intent::All(vec![rules, self.load(), Intent::focus("calendar-new")])
    }

    /// Asks again, unless an answer is on its way.
    pub fn refresh(&mut self) -> Intent<Message> {
        if self.asked { Intent::None } else { self.load() }
    }

    /// What stands beside the calendar, for the window's title; another word while there is no calendar yet.
    pub fn part(&self) -> &'static str {
        match &self.side {
            Side::Nothing if self.calendar.is_none() => "calendar-awaited",
            Side::Nothing => "calendar",
            Side::Form(form) if form.moving.is_some() => "booking-move",
            Side::Form(_) => "booking-new",
            Side::Booking { .. } => "booking",
            Side::Equipment(_) => "equipment",
        }
    }

    /// The days that are shown, both ends included.
    fn span(&self) -> Option<(Date, Date)> {
        let date = self.date?;
        match self.scale {
            Scale::Day => Some((date, date)),
            Scale::Week => {
                let since = i32::from(date.weekday().to_monday_zero_offset());
                let monday = date.checked_sub(since.days()).ok()?;
                Some((monday, monday.checked_add(6.days()).ok()?))
            }
        }
    }

    fn load(&mut self) -> Intent<Message> {
        let Some((from, to)) = self.span() else { return Intent::None };
        self.asked = true;
        Intent::Ask(api::calendar(from, to).then(move |view| Message::Loaded(from, to, view)))
    }

    /// A week instead of a day, and back.
    pub fn turn_further(&mut self) -> Intent<Message> {
        self.scale = match self.scale {
            Scale::Day => Scale::Week,
            Scale::Week => Scale::Day,
        };
        self.turn()
    }

    /// Other days: what is known of these says nothing of them.
    fn turn(&mut self) -> Intent<Message> {
        self.calendar = None;
        self.load()
    }

    pub fn update(&mut self, message: Message, ctx: &Ctx<'_>) -> Intent<Message> {
        match message {
            Message::RulesLoaded(outcome) => self.rules_loaded(outcome),
            Message::Loaded(from, to, outcome) => self.loaded((from, to), outcome),
            Message::ScaleChosen(scale) => {
                self.scale = scale;
                self.turn()
            }
            Message::DayChosen(date) => {
                self.date = Some(date);
                self.turn()
            }
            Message::PlaceChosen(place) => {
                self.place = place;
                Intent::None
            }
            Message::Planned(planned) => self.planned(planned, ctx),
            Message::NewPressed => {
                self.open_form(Form::new(Vec::new(), self.date, None, self.slots.usual.0, self.slots.grain.0))
            }
            Message::EquipmentPressed => {
                let (equipment, intent) = equipment::State::enter();
                self.side = Side::Equipment(equipment);
                intent.map(Message::Equipment)
            }
            Message::SideClosed => self.close_side(),
            Message::Form(message) => self.form(message),
            Message::LongestLoaded(asked, outcome) => self.longest_loaded(&asked, outcome),
            Message::Booked(outcome) => self.booked(outcome),
            Message::Moved(booking, to, outcome) => self.moved(*booking, to, outcome),
            Message::Equipment(message) => self.equipment(message),
            message => self.booking(message, ctx),
        }
    }

    fn rules_loaded(&mut self, outcome: Result<Box<PolicyView>, Failure>) -> Intent<Message> {
        match outcome {
            Ok(view) => {
                let slots = view.policy.slots;
                self.slots = Slots { grain: slots.granularity, usual: slots.longest.min(Minutes(60)) };
                Intent::None
            }
            Err(failure) => Intent::Failed(failure),
        }
    }

    fn loaded(&mut self, span: (Date, Date), outcome: Result<CalendarView, Failure>) -> Intent<Message> {
        // An answer about days that were left meanwhile says nothing about these.
        if self.span() != Some(span) {
            return Intent::None;
        }
        self.asked = false;
        match outcome {
            Ok(view) => {
                self.calendar = Some(view);
                Intent::None
            }
            Err(failure) => Intent::Failed(failure),
        }
    }

    fn planned(&mut self, planned: Planned, ctx: &Ctx<'_>) -> Intent<Message> {
        let Some(calendar) = &self.calendar else { return Intent::None };
        let plan = Plan::new(ctx, calendar, self.scale, self.place, self.slots.grain);
        match planned {
            Planned::Went { slot } => {
                self.minute = plan.axis.minute(slot);
                Intent::None
            }
            Planned::Drawn { row, slot, slots } => {
                let Some(lane) = plan.lanes.get(row) else { return Intent::None };
                let grain = plan.axis.grain().0;
                let drawn = u32::try_from(slots).unwrap_or(1) * grain;
                // One slot is a press: as long as bookings usually are.
                let minutes = if slots > 1 { drawn } else { self.slots.usual.0.max(drawn) };
                let places = lane.place.map(asked).into_iter().collect();
                let time = plan.axis.time(slot);
                let form = Form::new(places, Some(lane.date), Some(time), minutes, grain);
                self.minute = plan.axis.minute(slot);
                self.open_form(form)
            }
            Planned::Pressed { block } => match plan.sources.get(block) {
                Some((_, Source::Booking(booking))) => {
                    let id = booking.id;
                    self.show_booking(id)
                }
                _ => Intent::None,
            },
            Planned::Moved { block, row, slot } => {
                let (Some((_, Source::Booking(booking))), Some(lane)) =
                    (plan.sources.get(block), plan.lanes.get(row))
                else {
                    return Intent::None;
                };
                let from = lane.date.to_datetime(plan.axis.time(slot));
                let to = MoveBooking {
                    place: asked(lane.place.unwrap_or(booking.place)),
                    from,
                    minutes: length(booking),
                    reason: None,
                };
                move_to((*booking).clone(), to)
            }
        }
    }

    fn show_booking(&mut self, id: BookingId) -> Intent<Message> {
        self.side = Side::Booking { id, asked: Asked::Nothing, under_way: false };
        Intent::focus("side-close")
    }

    fn open_form(&mut self, form: Form) -> Intent<Message> {
        let first = form.first_field();
        self.side = Side::Form(Box::new(form));
        Intent::focus(first)
    }

    /// The focus goes back into the calendar.
    pub fn close_side(&mut self) -> Intent<Message> {
        match std::mem::take(&mut self.side) {
            Side::Nothing => Intent::None,
            _ => Intent::focus("calendar-new"),
        }
    }

    fn form(&mut self, message: form::Message) -> Intent<Message> {
        let Side::Form(form) = &mut self.side else { return Intent::None };
        let before = form.longest_asked();
        let action = form.update(message);
        let longest = ask_longest(form, before.as_ref());
        let intent = match action {
            form::Action::Do(intent) => intent.map(Message::Form),
            form::Action::Book(booking) => Intent::Ask(api::book(&booking).then(Message::Booked)),
            form::Action::Move(booking, to) => move_to(booking, to),
            form::Action::Cancel => self.close_side(),
        };
        match longest {
            Some(longest) => Intent::All(vec![intent, longest]),
            None => intent,
        }
    }

    /// An older hub does not know it: then nothing is said.
    fn longest_loaded(
        &mut self,
        asked: &LongestAsked,
        outcome: Result<LongestBooking, Failure>,
    ) -> Intent<Message> {
        match (&mut self.side, outcome) {
            (_, Err(failure)) if failure.is_signed_out() => return Intent::Failed(failure),
            (Side::Form(form), Ok(longest)) => form.take_longest(asked, longest),
            _ => {}
        }
        Intent::None
    }

    fn booked(&mut self, outcome: Result<Vec<BookingRow>, Failure>) -> Intent<Message> {
        match outcome {
            Ok(rows) => {
                self.side = Side::Nothing;
                let told = Intent::Tell(Notice::Booked { count: rows.len() });
                Intent::All(vec![self.load(), told, Intent::focus("calendar-new")])
            }
            Err(failure) => self.refused(failure),
        }
    }

    fn moved(
        &mut self,
        booking: BookingRow,
        to: MoveBooking,
        outcome: Result<BookingRow, Failure>,
    ) -> Intent<Message> {
        match outcome {
            Ok(row) => {
                self.side = Side::Nothing;
                let told = Intent::Tell(Notice::BookingMoved { place: row.name, from: row.from });
                Intent::All(vec![self.load(), told, Intent::focus("calendar-new")])
            }
            Err(failure) if failure.is_signed_out() => Intent::Failed(failure),
            Err(failure) => {
                if !matches!(&self.side, Side::Form(form) if form.moving.is_some()) {
                    let form = Form::moving(booking, to.place, to.from, to.minutes.0, self.slots.grain.0);
                    self.side = Side::Form(Box::new(form));
                }
                self.refused(failure)
            }
        }
    }

    /// Why it was refused stands in the form, and what can be done about it.
    fn refused(&mut self, failure: Failure) -> Intent<Message> {
        match &mut self.side {
            Side::Form(form) if !failure.is_signed_out() => {
                form.refuse(failure);
                Intent::focus("booking-reason")
            }
            _ => Intent::Failed(failure),
        }
    }

    /// What is pressed beside the calendar about one booking.
    fn booking(&mut self, message: Message, ctx: &Ctx<'_>) -> Intent<Message> {
        let Side::Booking { id, asked, under_way } = &mut self.side else { return Intent::None };
        let id = *id;
        match message {
            Message::MovePressed => {
                let Some(booking) = find(self.calendar.as_ref(), id).cloned() else { return Intent::None };
                let from = ctx.reader.civil(booking.from);
                let (place, minutes) = (form::asked(booking.place), length(&booking).0);
                self.open_form(Form::moving(booking, place, from, minutes, self.slots.grain.0))
            }
            Message::CancelPressed => {
                *asked = Asked::Cancel;
                Intent::focus("booking-keep")
            }
            Message::CancelDropped => {
                *asked = Asked::Nothing;
                Intent::focus("booking-give-up")
            }
            Message::CancelConfirmed { and_later } if !*under_way => {
                *under_way = true;
                Intent::Ask(api::cancel_booking(id, and_later).then(Message::Cancelled))
            }
            Message::Cancelled(Ok(())) => {
                self.side = Side::Nothing;
                let told = Intent::Tell(Notice::BookingCancelled);
                Intent::All(vec![self.load(), told, Intent::focus("calendar-new")])
            }
            Message::Cancelled(Err(failure)) => {
                *under_way = false;
                Intent::Failed(failure)
            }
            _ => Intent::None,
        }
    }

    /// A changed list of equipment changes the calendar's rows.
    fn equipment(&mut self, message: equipment::Message) -> Intent<Message> {
        let Side::Equipment(equipment) = &mut self.side else { return Intent::None };
        let is_changed =
            matches!(message, equipment::Message::Made(Ok(_)) | equipment::Message::Retired(_, Ok(())));
        let intent = equipment.update(message).map(Message::Equipment);
        if is_changed { Intent::All(vec![intent, self.load()]) } else { intent }
    }
}

/// Asks how long the booking could be, where something else than before is to be booked.
fn ask_longest(form: &mut Form, before: Option<&LongestAsked>) -> Option<Intent<Message>> {
    let asked = form.longest_asked();
    if asked.as_ref() == before {
        return None;
    }
    form.longest = None;
    let asked = asked?;
    let question = api::longest_booking(&asked);
    Some(Intent::Ask(question.then(move |outcome| Message::LongestLoaded(asked, outcome))))
}

fn find(calendar: Option<&CalendarView>, id: BookingId) -> Option<&BookingRow> {
    calendar?.bookings.iter().find(|booking| booking.id == id)
}

fn length(booking: &BookingRow) -> Minutes {
    Minutes::from_seconds_floor(booking.until.duration_since(booking.from).as_secs())
}

fn move_to(booking: BookingRow, to: MoveBooking) -> Intent<Message> {
    let question = api::move_booking(booking.id, &to);
    Intent::Ask(question.then(move |outcome| Message::Moved(Box::new(booking), to, outcome)))
}
