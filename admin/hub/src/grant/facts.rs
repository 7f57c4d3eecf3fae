//! What the rules are told, read from the database.

use epn_rules::calendar::Calendar;
use epn_rules::facts::{Busy, EntryFacts, Facts, Hold, StationFacts, VisitorFacts};
use epn_rules::id::{SessionId, StationId};
use epn_rules::people::Category;
use epn_rules::units::Minutes;
use epn_wire::calendar::Place;
use jiff::civil::Date;
use jiff::{SignedDuration, Timestamp};
use rusqlite::Connection;

use super::{Case, earlier_seconds, uses};
use crate::store::session::{Holder, Session};
use crate::store::{StoreError, booking, queue, session, station, ticket, visitor};

/// Seconds in a minute.
pub const SECONDS_OF_A_MINUTE: u32 = 60;

/// Who asks for a station, as far as it may be held for them.
#[derive(Clone, Copy, Debug)]
pub struct Claimant<'a> {
    pub holder: Holder,
    /// The picture that they are called by, if that is all that is known of them.
    pub picture: Option<&'a str>,
}

impl Claimant<'_> {
    /// Nobody for whom anything is held.
    pub const NOBODY: Self = Self { holder: Holder::Nobody, picture: None };

    /// Whether it is they who wait.
    pub fn is(self, waiting: &queue::Waiting) -> bool {
        match waiting.holder {
            Holder::Nobody => self.picture == Some(waiting.alias.picture.as_str()),
            known => self.holder == known,
        }
    }
}

/// A station as rules see it at a moment, asked for by somebody: what is held for them is no hindrance. A session counts
/// as busy until the station says that it ended.
pub fn station_facts(
    connection: &Connection,
    id: StationId,
    by: Claimant<'_>,
    at: Timestamp,
) -> Result<StationFacts, StoreError> {
    let station = station::get(connection, id)?;
    let in_service = station.as_ref().is_some_and(|station| station.out_of_service.is_none());
    let busy = session::open_on(connection, id)?.map(|session| Busy { until: Some(session.ends) });
    let (name, tags) = station.map_or_else(Default::default, |station| (station.name, station.tags));
    let holds = booking::holds(connection, Place::Station { id }, by.holder, at)?;
    let called = queue::called_to(connection, id)?.filter(|called| !by.is(called));
    let called = called.and_then(|called| called.call).map(|call| call.until);
    Ok(StationFacts { name, tags, in_service, busy, holds, called })
}

impl Session {
    /// The seconds that a session had used by a moment, whether it has ended or not.
    pub fn used_by(&self, moment: Timestamp) -> u32 {
        if let Some(end) = self.end {
            return end.seconds;
        }
        let until = moment.min(self.ends).min(self.released.unwrap_or(Timestamp::MAX));
        seconds_between(self.began(), until)
    }

    /// When its time began to run, as far as is known.
    pub fn began(&self) -> Timestamp {
        self.started.unwrap_or(self.granted)
    }

    /// Whether it keeps its holder from another session at this moment.
    pub fn holds_at(&self, moment: Timestamp) -> bool {
        self.end.is_none() && self.released.is_none() && moment < self.ends
    }
}

/// The whole seconds from one moment to another; none if that is not later.
pub fn seconds_between(from: Timestamp, to: Timestamp) -> u32 {
    u32::try_from(to.duration_since(from).as_secs().max(0)).unwrap_or(u32::MAX)
}

/// So many seconds later.
pub(super) fn seconds_after(moment: Timestamp, seconds: u32) -> Timestamp {
    moment.checked_add(SignedDuration::from_secs(i64::from(seconds))).unwrap_or(Timestamp::MAX)
}

/// The seconds that a holder has used on the civil day of a moment, up to that moment, in finished and running sessions.
pub fn used_today(
    connection: &Connection,
    calendar: &Calendar,
    holder: Holder,
    at: Timestamp,
) -> Result<u32, StoreError> {
    let day = calendar.date_of(at);
    used(connection, holder, at, Some((day, calendar.start_of(day))))
}

/// The seconds that a holder has ever used up to a moment.
fn used_ever(connection: &Connection, holder: Holder, at: Timestamp) -> Result<u32, StoreError> {
    used(connection, holder, at, None)
}

fn used(
    connection: &Connection,
    holder: Holder,
    at: Timestamp,
    since: Option<(Date, Timestamp)>,
) -> Result<u32, StoreError> {
    let mut used = session::settled_seconds(connection, holder, since.map(|(day, _)| day))?;
    for running in session::open_of(connection, holder)? {
        let began = running.began();
        let from = since.map_or(began, |(_, midnight)| began.max(midnight));
        let until = seconds_after(began, running.used_by(at));
        used = used.saturating_add(seconds_between(from, until));
    }
    Ok(used)
}

/// The name of another station where the holder has a session.
pub fn visitor_elsewhere(
    case: &Case<'_>,
    holder: Holder,
    except: Option<SessionId>,
) -> Result<Option<String>, StoreError> {
    let open = session::open_of(case.tx, holder)?;
    let held = open.iter().find(|session| session.holds_at(case.now) && Some(session.id) != except);
    match held {
        Some(held) => Ok(station::get(case.tx, held.station)?.map(|station| station.name)),
        None => Ok(None),
    }
}

impl Case<'_> {
    /// A ticket's minutes as they will be at a moment.
    pub(super) fn ticket_entry(
        &self,
        ticket: &ticket::Ticket,
        at: Timestamp,
    ) -> Result<EntryFacts, StoreError> {
        let used = used_ever(self.tx, Holder::Ticket(ticket.id), at)?;
        let carried = i64::from(ticket.minutes.0) * i64::from(SECONDS_OF_A_MINUTE);
        let left = Minutes::from_seconds_floor(carried - i64::from(used));
        Ok(EntryFacts::Ticket { carried: ticket.minutes, left, expires: ticket.expires })
    }

    /// The facts of a running session at the moment at which it would otherwise end.
    pub(super) fn running_facts(&self, session: &Session, at: Timestamp) -> Result<Facts, StoreError> {
        let by = Claimant { holder: session.holder, picture: None };
        let mut station = station_facts(self.tx, session.station, by, at)?;
        station.busy = None;
        let entry = match (session.category, session.holder) {
            (Category::Ticket, Holder::Ticket(id)) => match ticket::get(self.tx, id)? {
                Some(ticket) => self.ticket_entry(&ticket, at)?,
                None => EntryFacts::Ticket { carried: Minutes::ZERO, left: Minutes::ZERO, expires: at },
            },
            (Category::Ticket | Category::NoAccount, _) => EntryFacts::NoAccount,
            (Category::Member, _) => EntryFacts::Member,
            (Category::Staff, _) => EntryFacts::Staff { minutes: chosen(session) },
        };
        let visitor = VisitorFacts {
            entry,
            used_session: floor(self.chain_seconds(session, at)?),
            accompanied: true,
            authorised: true,
            groups: self.groups_of(session.holder)?,
            uses: uses(self.tx, &self.policy.rules, session.holder, at)?,
            booking: self.own_booking(session.holder, session.station, at)?,
            ..VisitorFacts::default()
        };
        Ok(Facts { at, visitor, station, waiting: queue::uncalled(self.tx)? })
    }

    /// A holder's own booking of a station that is not over at a moment: the one that runs, else the next.
    pub(super) fn own_booking(
        &self,
        holder: Holder,
        station: StationId,
        at: Timestamp,
    ) -> Result<Option<Hold>, StoreError> {
        let own = booking::of_holder_at(self.tx, holder, at)?;
        let here = own.iter().find(|booking| booking.place == Place::Station { id: station });
        Ok(here.map(|booking| booking.span))
    }

    /// The site's groups that a holder is in.
    pub(super) fn groups_of(&self, holder: Holder) -> Result<Vec<String>, StoreError> {
        match holder {
            Holder::Visitor(id) => {
                Ok(visitor::get(self.tx, id)?.map(|visitor| visitor.groups).unwrap_or_default())
            }
            Holder::Ticket(_) | Holder::Nobody => Ok(Vec::new()),
        }
    }

    /// What a session and those that it was moved from have used.
    fn chain_seconds(&self, session: &Session, at: Timestamp) -> Result<u32, StoreError> {
        Ok(session.used_by(at).saturating_add(earlier_seconds(self.tx, session, at)?))
    }
}

/// How long a mediator chose for a session: all that was granted so far.
fn chosen(session: &Session) -> Minutes {
    Minutes(seconds_between(session.began(), session.ends).div_ceil(SECONDS_OF_A_MINUTE))
}

/// The whole minutes in so many seconds.
pub fn floor(seconds: u32) -> Minutes {
    Minutes(seconds / SECONDS_OF_A_MINUTE)
}
