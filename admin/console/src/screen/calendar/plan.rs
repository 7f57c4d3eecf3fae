//! The calendar as rows and blocks: by place for a day, by day for a week.

use epn_rules::units::Minutes;
use epn_ui::{Icon, PlanBlock, PlanRow, Tone};
use epn_wire::calendar::{
    BookingRow, BookingState, CalendarDay, CalendarRow, CalendarSession, CalendarView, Place,
};
use jiff::Timestamp;
use jiff::civil::Date;

use super::axis::{Axis, minute_on, opening};
use crate::ctx::Ctx;
use crate::words::say;

/// How much is shown at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Scale {
    #[default]
    Day,
    Week,
}

/// What a row is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Lane {
    pub date: Date,
    /// None in a week of all places.
    pub place: Option<Place>,
}

/// What a block is of.
#[derive(Clone, Copy, Debug)]
pub enum Source<'a> {
    Booking(&'a BookingRow),
    Session(&'a CalendarSession),
}

impl Source<'_> {
    fn span(&self) -> (Timestamp, Timestamp) {
        match self {
            Self::Booking(booking) => (booking.from, booking.until),
            Self::Session(session) => (session.from, session.until),
        }
    }

    fn place(&self) -> Place {
        match self {
            Self::Booking(booking) => booking.place,
            Self::Session(session) => Place::Station { id: session.station },
        }
    }
}

/// The calendar as it is drawn.
pub struct Plan<'a> {
    pub axis: Axis,
    pub lanes: Vec<Lane>,
    view: &'a CalendarView,
    /// Each block's row and what it is of.
    pub sources: Vec<(usize, Source<'a>)>,
}

impl<'a> Plan<'a> {
    pub fn new(
        ctx: &Ctx<'_>,
        view: &'a CalendarView,
        scale: Scale,
        shown: Option<Place>,
        grain: Minutes,
    ) -> Self {
        let axis = Axis::of(view, grain, ctx.reader);
        let lanes: Vec<Lane> = match (scale, view.days.first()) {
            (Scale::Day, Some(day)) => {
                view.rows.iter().map(|row| Lane { date: day.date, place: Some(row.place) }).collect()
            }
            (Scale::Day, None) => Vec::new(),
            (Scale::Week, _) => view.days.iter().map(|day| Lane { date: day.date, place: shown }).collect(),
        };
        let bookings = view.bookings.iter().map(Source::Booking);
        let sessions = view.sessions.iter().filter(|session| !is_booked(view, session)).map(Source::Session);
        let sources = bookings
            .chain(sessions)
            .filter_map(|source| {
                let date = ctx.reader.civil(source.span().0).date();
                let is_of =
                    |lane: &Lane| lane.date == date && lane.place.is_none_or(|place| place == source.place());
                Some((lanes.iter().position(is_of)?, source))
            })
            .collect();
        Self { axis, lanes, view, sources }
    }

    /// The rows, each with what stands at the keyboard's minute of the day.
    pub fn rows(&self, ctx: &Ctx<'_>, minute: u32) -> Vec<PlanRow> {
        self.lanes.iter().enumerate().map(|(index, lane)| self.row(ctx, index, *lane, minute)).collect()
    }

    fn row(&self, ctx: &Ctx<'_>, index: usize, lane: Lane, minute: u32) -> PlanRow {
        let day = self.view.days.iter().find(|day| day.date == lane.date);
        let open: Vec<_> = day.into_iter().flat_map(opening).collect();
        let place = lane.place.and_then(|place| self.place(place));
        let (id, name, more) = if let (false, Some(place)) = (self.is_week(), place) {
            (place_id("row", place.place), place.name.clone(), tags(ctx, place))
        } else {
            let name = ctx.phrases.capital(ctx.phrases.shared.date(lane.date));
            (format!("row-{}", lane.date), name, day.and_then(closed_because))
        };
        let time = ctx.phrases.shared.time(self.axis.time(self.axis.slot(minute)));
        let at = self.at(ctx, index, minute, &open);
        let shaded = open.iter().map(|(from, to)| self.axis.along(*from)..self.axis.along(*to)).collect();
        PlanRow::new(id, name).more(more).open(shaded).at_cursor(say!(
            ctx.phrases,
            "calendar-cell",
            time = time,
            what = at
        ))
    }

    /// What stands on a row at a minute of the day.
    fn at(&self, ctx: &Ctx<'_>, row: usize, minute: u32, open: &[(u32, u32)]) -> String {
        let date = self.lanes.get(row).map(|lane| lane.date);
        let here = self.sources.iter().find(|(of, source)| {
            let (from, until) = source.span();
            let on = |moment| date.map_or(0, |date| minute_on(date, moment, ctx.reader));
            *of == row && (on(from)..on(until)).contains(&minute)
        });
        match here {
            Some((_, source)) => self.spoken(ctx, *source),
            None if open.iter().any(|(from, to)| (*from..*to).contains(&minute)) => {
                say!(ctx.phrases, "calendar-free")
            }
            None => say!(ctx.phrases, "closed"),
        }
    }

    /// The blocks, in the order of `sources`.
    pub fn blocks(&self, ctx: &Ctx<'_>, chosen: Option<epn_rules::id::BookingId>) -> Vec<PlanBlock> {
        self.sources.iter().map(|(row, source)| self.block(ctx, *row, *source, chosen)).collect()
    }

    fn block(
        &self,
        ctx: &Ctx<'_>,
        row: usize,
        source: Source<'_>,
        chosen: Option<epn_rules::id::BookingId>,
    ) -> PlanBlock {
        let date = self.lanes.get(row).map_or(Date::ZERO, |lane| lane.date);
        let (from, until) = source.span();
        let along = |moment| self.axis.along(minute_on(date, moment, ctx.reader));
        let span = along(from)..along(until);
        let words = self.words(ctx, source);
        let spoken = self.spoken(ctx, source);
        match source {
            Source::Booking(booking) => {
                let (icon, tone) = booking_kind(booking.state);
                let picture = booking.alias.as_ref().map(|alias| alias.picture.as_str());
                let block = PlanBlock::new(booking_id(booking), row, span, words, spoken)
                    .kind(icon, tone)
                    .picture(picture)
                    .chosen(chosen == Some(booking.id));
                if booking.state == BookingState::Held { block.can_move() } else { block.can_press() }
            }
            Source::Session(session) => {
                let id = format!("session-{}-{}", session.station, session.from.as_second());
                let (icon, tone) = session_kind(session.running);
                PlanBlock::new(id, row, span, words, spoken)
                    .kind(icon, tone)
                    .picture(Some(&session.alias.picture))
            }
        }
    }

    /// What is drawn of a block, as far as it fits; a week of all places names the place first.
    fn words(&self, ctx: &Ctx<'_>, source: Source<'_>) -> String {
        let who = who(ctx, source);
        let is_of_all = self.lanes.first().is_some_and(|lane| lane.place.is_none());
        match self.place(source.place()).filter(|_| is_of_all) {
            Some(place) => format!("{} · {who}", place.name),
            None => who,
        }
    }

    /// All that a block shows, in words.
    pub fn spoken(&self, ctx: &Ctx<'_>, source: Source<'_>) -> String {
        let (from, until) = source.span();
        let span = say!(
            ctx.phrases,
            "from-until",
            from = ctx.phrases.shared.clock(from, ctx.reader),
            until = ctx.phrases.shared.clock(until, ctx.reader)
        );
        let place = self.place(source.place()).map(|place| place.name.clone());
        let kind = match source {
            Source::Booking(booking) => booking_words(ctx, booking.state),
            Source::Session(session) => session_words(ctx, session.running),
        };
        let parts = [Some(kind), Some(who(ctx, source)), place, Some(span)];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }

    fn place(&self, place: Place) -> Option<&'a CalendarRow> {
        self.view.rows.iter().find(|row| row.place == place)
    }

    fn is_week(&self) -> bool {
        self.view.days.len() > 1
    }
}

/// Whether a session is that of a booking which is drawn already.
fn is_booked(view: &CalendarView, session: &CalendarSession) -> bool {
    let place = Place::Station { id: session.station };
    view.bookings.iter().any(|booking| {
        booking.state == BookingState::Arrived
            && booking.place == place
            && booking.alias.as_ref() == Some(&session.alias)
            && booking.from < session.until
            && session.from < booking.until
    })
}

/// For whom or for what: the public name, the member's own name while names are shown.
fn who(ctx: &Ctx<'_>, source: Source<'_>) -> String {
    match source {
        Source::Booking(booking) => booking_who(ctx, booking),
        Source::Session(session) => ctx.phrases.shared.alias(&session.alias),
    }
}

/// For whom or for what a booking is.
pub fn booking_who(ctx: &Ctx<'_>, booking: &BookingRow) -> String {
    match (&booking.alias, booking.visitor_name.as_ref().filter(|_| ctx.names)) {
        (_, Some(name)) => name.clone(),
        (Some(alias), None) => ctx.phrases.shared.alias(alias),
        (None, None) => booking.label.clone(),
    }
}

fn tags(ctx: &Ctx<'_>, place: &CalendarRow) -> Option<String> {
    let tags = place.tags.iter().map(|tag| ctx.phrases.tag(tag)).collect::<Vec<_>>().join(" · ");
    (!tags.is_empty()).then_some(tags)
}

fn closed_because(day: &CalendarDay) -> Option<String> {
    day.hours.closure.clone().filter(|why| !why.is_empty())
}

/// The sign and tone of a booking.
pub fn booking_kind(state: BookingState) -> (Icon, Tone) {
    match state {
        BookingState::Held => (Icon::Calendar, Tone::Primary),
        BookingState::Arrived => (Icon::Check, Tone::Success),
        BookingState::Released | BookingState::Cancelled => (Icon::Close, Tone::Neutral),
    }
}

/// The sign and tone of a session.
pub fn session_kind(is_running: bool) -> (Icon, Tone) {
    if is_running { (Icon::User, Tone::Warning) } else { (Icon::History, Tone::Neutral) }
}

/// How a booking stands, in words.
pub fn booking_words(ctx: &Ctx<'_>, state: BookingState) -> String {
    match state {
        BookingState::Held => say!(ctx.phrases, "booking-held"),
        BookingState::Arrived => say!(ctx.phrases, "booking-arrived"),
        BookingState::Released => say!(ctx.phrases, "booking-released"),
        BookingState::Cancelled => say!(ctx.phrases, "booking-cancelled"),
    }
}

/// How a session stands, in words.
pub fn session_words(ctx: &Ctx<'_>, is_running: bool) -> String {
    if is_running { say!(ctx.phrases, "session-runs") } else { say!(ctx.phrases, "session-over") }
}

/// The id of a booking's block in the outline.
pub fn booking_id(booking: &BookingRow) -> String {
    format!("booking-{}", booking.id)
}

/// An id made of a place.
pub fn place_id(name: &str, place: Place) -> String {
    match place {
        Place::Station { id } => format!("{name}-{id}"),
        Place::Equipment { id } => format!("{name}-{id}"),
    }
}
