//! Bookings that a change breaks: each is kept, moved or cancelled before the change can be put in force.

use epn_rules::decision::{Decision, Refusal};
use epn_rules::units::Minutes;
use epn_ui::{Element, Icon, Space, TextRole, Tone, items};
use epn_wire::calendar::{BookingRow, MoveBooking, Place};
use epn_wire::console::{BrokenBooking, Resolution, Resolved};
use epn_wire::planning::PlaceAsked;
use epn_words::Reader;
use iced::Length;

use crate::ctx::Ctx;
use crate::dates::{parse_date, parse_time, written, written_time};
use crate::words::{Phrases, say};

/// What is to become of one of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum What {
    Keep,
    Move,
    Cancel,
}

/// One booking, and what was chosen for it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    broken: BrokenBooking,
    what: Option<What>,
    day: String,
    time: String,
    minutes: String,
}

/// A part of where a booking is moved to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Part {
    Day,
    Time,
    Minutes,
}

#[derive(Clone, Debug)]
pub enum Message {
    Chosen(usize, What),
    Wrote(usize, Part, String),
}

impl Choice {
    pub fn new(broken: BrokenBooking, reader: &Reader) -> Self {
        let from = reader.civil(broken.booking.from);
        let length = broken.booking.until.duration_since(broken.booking.from).as_secs();
        Self {
            what: None,
            day: written(from.date()),
            time: written_time(from.time()),
            minutes: Minutes::from_seconds_floor(length).0.to_string(),
            broken,
        }
    }

    fn to(&self) -> Option<MoveBooking> {
        let from = parse_date(&self.day)?.to_datetime(parse_time(&self.time)?);
        let minutes = self.minutes.trim().parse().ok().filter(|minutes| *minutes > 0).map(Minutes)?;
        let place = match self.broken.booking.place {
            Place::Station { id } => PlaceAsked::Station { id: Some(id.to_string()) },
            Place::Equipment { id } => PlaceAsked::Equipment { id: id.to_string() },
        };
        Some(MoveBooking { place, from, minutes, reason: None })
    }

    /// What is told to the hub; none while nothing is chosen, or it is not known where to.
    pub fn resolution(&self) -> Option<Resolution> {
        let what = match self.what? {
            What::Keep => Resolved::Keep,
            What::Cancel => Resolved::Cancel,
            What::Move => Resolved::Move { to: self.to()? },
        };
        Some(Resolution { booking: self.broken.booking.id, what })
    }

    fn write(&mut self, part: Part, text: String) {
        match part {
            Part::Day => self.day = text,
            Part::Time => self.time = text,
            Part::Minutes => self.minutes = text,
        }
    }
}

/// Something was chosen or written.
pub fn update(choices: &mut [Choice], message: Message) {
    let (Message::Chosen(index, _) | Message::Wrote(index, ..)) = &message;
    let Some(choice) = choices.get_mut(*index) else { return };
    match message {
        Message::Chosen(_, what) => choice.what = Some(what),
        Message::Wrote(_, part, text) => choice.write(part, text),
    }
}

/// All that is told to the hub; none while something is not chosen.
pub fn resolutions(choices: &[Choice]) -> Option<Vec<Resolution>> {
    choices.iter().map(Choice::resolution).collect()
}

pub fn view<'a>(ctx: &Ctx<'a>, choices: &'a [Choice]) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let count = u32::try_from(choices.len()).unwrap_or(u32::MAX);
    let lead = ui.banner("broken", Tone::Warning, say!(phrases, "broken-lead", count = count));
    let rows = choices.iter().enumerate().map(|(index, choice)| row(ctx, index, choice));
    let content = ui.column(items![lead, ui.list(rows.collect::<Vec<_>>())]).width(Length::Fill);
    ui.card(content).width(Length::Fill).into()
}

fn row<'a>(ctx: &Ctx<'a>, index: usize, choice: &'a Choice) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let booking = &choice.broken.booking;
    let id = booking.id;
    let words = ui.column(items![
        ui.body(what(ctx, booking)).bold(),
        ui.caption(why(phrases, ctx.reader, &choice.broken.why)),
    ]);
    let button = |name: &str, words: String, what: What, icon: Icon| {
        ui.choice(
            format!("broken-{name}-{id}"),
            words,
            choice.what == Some(what),
            Message::Chosen(index, what),
        )
        .icon(icon)
        .sized(TextRole::Caption)
        .into()
    };
    let buttons = ui
        .row([
            button("keep", say!(phrases, "broken-keep"), What::Keep, Icon::Check),
            button("move", say!(phrases, "booking-move"), What::Move, Icon::Move),
            button("cancel", say!(phrases, "broken-cancel"), What::Cancel, Icon::Delete),
        ])
        .spacing(ui.space(Space::S))
        .wrap();
    let to = (choice.what == Some(What::Move)).then(|| to(ctx, index, choice));
    let parts = items![words.spacing(0.0), buttons].into_iter().chain(to);
    ui.column(parts).spacing(ui.space(Space::S)).width(Length::Fill).into()
}

fn to<'a>(ctx: &Ctx<'a>, index: usize, choice: &'a Choice) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let id = choice.broken.booking.id;
    let field = |name: &str, label: String, text: &'a str, part: Part, error: Option<String>| {
        ui.field(format!("broken-{name}-{id}"), label, text, move |text| Message::Wrote(index, part, text))
            .error(error)
            .into()
    };
    let wrong_day = parse_date(&choice.day).is_none().then(|| say!(phrases, "date-wrong"));
    let wrong_time = parse_time(&choice.time).is_none().then(|| say!(phrases, "time-wrong"));
    let is_number = choice.minutes.trim().parse::<u32>().is_ok_and(|minutes| minutes > 0);
    let wrong_minutes = (!is_number).then(|| say!(phrases, "number-wrong"));
    ui.grid(
        super::parts::FIELD,
        [
            field("day", say!(phrases, "column-day"), &choice.day, Part::Day, wrong_day),
            field("time", say!(phrases, "booking-time"), &choice.time, Part::Time, wrong_time),
            field("minutes", say!(phrases, "column-minutes"), &choice.minutes, Part::Minutes, wrong_minutes),
        ],
    )
    .into()
}

/// `Papillon, Poste 4, demain à 9 h 30`
fn what(ctx: &Ctx<'_>, booking: &BookingRow) -> String {
    let who = match &booking.alias {
        Some(alias) => ctx.phrases.shared.alias(alias),
        None => booking.label.clone(),
    };
    let moment = ctx.phrases.shared.moment(booking.from, ctx.reader);
    [who, booking.name.clone(), moment].join(", ")
}

/// The rule that it would break, as refusals are said everywhere.
fn why(phrases: &Phrases, reader: &Reader, why: &Refusal) -> String {
    let decision = Decision::Refused { because: vec![why.clone()], next: None };
    phrases.shared.decision(&decision, reader).into_iter().next().unwrap_or_default()
}
