//! What can be booked: stations, and equipment that is no PC.

use epn_rules::facts::StationFacts;
use epn_rules::id::StationId;
use epn_wire::calendar::Place;
use epn_wire::planning::PlaceAsked;
use rusqlite::Connection;

use super::BookingError;
use crate::grant::{Case, Claimant, station_facts};
use crate::store::equipment::Equipment;
use crate::store::session::Holder;
use crate::store::station::Station;
use crate::store::{StoreError, booking, equipment, session, station};

/// A station or a piece of equipment.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Spot {
    pub place: Place,
    pub name: String,
    pub tags: Vec<String>,
    pub in_service: bool,
}

impl From<Station> for Spot {
    fn from(station: Station) -> Self {
        Self {
            place: Place::Station { id: station.id },
            name: station.name,
            tags: station.tags,
            in_service: station.out_of_service.is_none(),
        }
    }
}

impl From<Equipment> for Spot {
    fn from(equipment: Equipment) -> Self {
        Self {
            place: Place::Equipment { id: equipment.id },
            name: equipment.name,
            tags: equipment.tags,
            in_service: equipment.retired.is_none(),
        }
    }
}

impl Spot {
    /// The spot of a place.
    pub(super) fn of(connection: &Connection, place: Place) -> Result<Option<Self>, StoreError> {
        Ok(match place {
            Place::Station { id } => station::get(connection, id)?.map(Self::from),
            Place::Equipment { id } => equipment::get(connection, id)?.map(Self::from),
        })
    }

    /// What the rules are told of it, for a slot of this holder.
    pub(super) fn facts(&self, case: &Case<'_>, holder: Holder) -> Result<StationFacts, StoreError> {
        match self.place {
            Place::Station { id } => {
                let mut facts = station_facts(case.tx, id, Claimant { holder, picture: None }, case.now)?;
                let sits = session::open_on(case.tx, id)?;
                if holder != Holder::Nobody && sits.is_some_and(|session| session.holder == holder) {
                    // They sit there themselves.
                    facts.busy = None;
                }
                Ok(facts)
            }
            Place::Equipment { .. } => Ok(StationFacts {
                name: self.name.clone(),
                tags: self.tags.clone(),
                in_service: self.in_service,
                holds: booking::holds(case.tx, self.place, holder, case.now)?,
                ..StationFacts::default()
            }),
        }
    }

    fn has(&self, tag: &str) -> bool {
        self.tags.iter().any(|own| own == tag)
    }
}

/// Every station and all equipment that can be booked, stations first, by name.
pub fn every_spot(connection: &Connection) -> Result<Vec<Spot>, StoreError> {
    let stations = station::all(connection)?.into_iter().map(Spot::from);
    let equipment = equipment::all(connection)?.into_iter().map(Spot::from);
    Ok(stations.chain(equipment).collect())
}

/// Where what is asked for could be: one place, or every one with the tag. `here` is the station that asks.
pub(super) fn spots(
    connection: &Connection,
    asked: &PlaceAsked,
    here: Option<StationId>,
) -> Result<Vec<Spot>, BookingError> {
    let place = match asked {
        PlaceAsked::Tag { tag } => {
            return Ok(every_spot(connection)?.into_iter().filter(|spot| spot.has(tag)).collect());
        }
        PlaceAsked::Station { id: None } => here.map(|id| Place::Station { id }),
        PlaceAsked::Station { id: Some(id) } => id.parse().ok().map(|id| Place::Station { id }),
        PlaceAsked::Equipment { id } => id.parse().ok().map(|id| Place::Equipment { id }),
    };
    let found = place.map(|place| Spot::of(connection, place)).transpose()?.flatten();
    Ok(vec![found.ok_or(BookingError::NotFound("station or equipment"))?])
}
