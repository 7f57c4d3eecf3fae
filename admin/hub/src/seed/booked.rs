//! Invented bookings: those that members came to, some that they did not, and those of the next days.

use epn_rules::facts::Hold;
use epn_rules::id::{BookingId, PolicyId, SessionId, StationId};
use epn_rules::people::Alias;
use epn_rules::rules::Rules;
use epn_wire::calendar::{BookingState, Place};
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp, ToSpan as _};
use rand::Rng as _;
use ulid::Ulid;

use super::chance::Chance;
use super::day::openings;
use super::people::Members;
use super::{Wish, is_holiday};
use crate::store::booking::{Booking, Held};
use crate::store::session::Holder;
use crate::store::{StoreError, Tx, alias, booking, session};

/// Of a hundred sessions of members, so many were booked.
const BOOKED: u32 = 25;
/// Of a hundred stations, on so many days somebody booked and did not come.
const MISSED: u32 = 6;
/// Slots begin at a multiple of it.
const QUARTER: SignedDuration = SignedDuration::from_mins(15);
/// How long before its slot a booking was made.
const AHEAD: SignedDuration = SignedDuration::from_hours(20);
/// For so many days after the last one there are bookings.
const DAYS_AHEAD: i32 = 10;

/// Invents bookings, and counts them.
pub(super) struct Booker<'t> {
    tx: &'t Tx<'t>,
    policy: PolicyId,
    chance: Chance,
    pub(super) made: u32,
}

/// A session of a member, as far as a booking could have led to it.
pub(super) struct Came<'v> {
    pub(super) station: StationId,
    pub(super) session: SessionId,
    pub(super) holder: Holder,
    pub(super) alias: &'v Alias,
    pub(super) day: Date,
    pub(super) granted: Timestamp,
    pub(super) ended: Timestamp,
    /// From when the station was free.
    pub(super) free_from: Timestamp,
}

impl<'t> Booker<'t> {
    pub(super) fn new(tx: &'t Tx<'t>, seed: u64, policy: PolicyId) -> Self {
        Self { tx, policy, chance: Chance::of_people(seed, "bookings"), made: 0 }
    }

    /// Perhaps a booking that a session came of.
    pub(super) fn came(&mut self, came: &Came<'_>) -> Result<(), StoreError> {
        let from = came.granted.round((jiff::Unit::Minute, 1)).unwrap_or(came.granted);
        let quarter = QUARTER.as_secs();
        let from = from.checked_sub(SignedDuration::from_secs(from.as_second().rem_euclid(quarter)));
        let from = from.unwrap_or(came.granted).min(came.granted);
        let is_booked = came.holder != Holder::Nobody && self.chance.percent(BOOKED);
        if !is_booked || from < came.free_from || came.ended <= from {
            return Ok(());
        }
        let span = Hold { from, until: came.ended };
        let place = Place::Station { id: came.station };
        let mut booked = self.booking(place, came.holder, Some(came.alias.clone()), came.day, span);
        (booked.state, booked.session) = (BookingState::Arrived, Some(came.session));
        if self.hold(&booked)? {
            session::set_booking(self.tx, came.session, booked.id)?;
        }
        Ok(())
    }

    /// Perhaps bookings of a day that nobody came to.
    pub(super) fn missed(
        &mut self,
        rules: &Rules,
        day: Date,
        stations: &[StationId],
        members: &Members,
    ) -> Result<(), StoreError> {
        for station in stations {
            if self.chance.percent(MISSED)
                && let Some(span) = self.slot(rules, day)
                && let Some((holder, alias)) = self.member(members, day)?
            {
                let place = Place::Station { id: *station };
                let mut booked = self.booking(place, holder, Some(alias), day, span);
                booked.state = BookingState::Released;
                self.hold(&booked)?;
            }
        }
        Ok(())
    }

    /// Bookings of the days after the last one: each member has at most one.
    pub(super) fn ahead(
        &mut self,
        rules: &Rules,
        wish: Wish,
        stations: &[StationId],
        members: &Members,
    ) -> Result<(), StoreError> {
        let mut waiting = members.all().iter();
        let days = wish
            .until
            .series(1.day())
            .skip(1)
            .take_while(|day| day.since(wish.until).is_ok_and(|passed| passed.get_days() <= DAYS_AHEAD));
        for day in days.filter(|day| !is_holiday(*day)) {
            for station in stations {
                let Some(span) = self.slot(rules, day).filter(|_| self.chance.percent(60)) else { continue };
                let Some(member) = waiting.next() else { return Ok(()) };
                let alias = alias::next(self.tx, &member.picture, day)?;
                let place = Place::Station { id: *station };
                let mut booked = self.booking(place, Holder::Visitor(member.id), Some(alias), day, span);
                booked.made = rules.calendar().next_midnight(rules.calendar().start_of(wish.until));
                self.hold(&booked)?;
            }
        }
        Ok(())
    }

    /// An hour, or less, somewhere in the openings of a day.
    fn slot(&mut self, rules: &Rules, day: Date) -> Option<Hold> {
        let openings = openings(rules, day);
        let (opens, closes) = self.chance.one_of(&openings)?;
        let quarters = closes.duration_since(opens).as_secs() / QUARTER.as_secs();
        let from = self.chance.random_range(0..quarters.max(1));
        let long = self.chance.weighted(&[(4, 60), (2, 30), (3, 10)], 4);
        let at =
            |quarter: i64| opens.checked_add(SignedDuration::from_secs(QUARTER.as_secs() * quarter)).ok();
        let span = Hold { from: at(from)?, until: at(from + long)?.min(closes) };
        (span.from < span.until).then_some(span)
    }

    fn member(&mut self, members: &Members, day: Date) -> Result<Option<(Holder, Alias)>, StoreError> {
        let index = self.chance.random_range(0..members.all().len().max(1));
        let Some(member) = members.all().get(index) else { return Ok(None) };
        Ok(Some((Holder::Visitor(member.id), alias::next(self.tx, &member.picture, day)?)))
    }

    fn booking(
        &mut self,
        place: Place,
        holder: Holder,
        alias: Option<Alias>,
        day: Date,
        span: Hold,
    ) -> Booking {
        let made = span.from.checked_sub(AHEAD).unwrap_or(span.from);
        let id = Ulid::from_parts(made.as_millisecond().unsigned_abs(), self.chance.random());
        Booking {
            id: BookingId(id),
            place,
            tag: None,
            holder,
            alias,
            label: String::new(),
            series: None,
            policy: self.policy,
            day,
            span,
            state: BookingState::Held,
            made,
            staff: None,
            reason: None,
            session: None,
        }
    }

    fn hold(&mut self, booked: &Booking) -> Result<bool, StoreError> {
        let held = booking::insert(self.tx, booked)? == Held::Yes;
        self.made += u32::from(held);
        Ok(held)
    }
}
