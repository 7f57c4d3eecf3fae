//! The sessions of a day.

use std::collections::BTreeMap;
use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use epn_rules::id::StationId;
use epn_rules::units::Minutes;
use epn_wire::console::{ApiError, SessionRow};
use epn_wire::report::ResetReport;
use epn_wire::station::LastReset;
use jiff::civil::Date;
use serde::Deserialize;

use super::access::SignedIn;
use super::ask::Asked;
use super::{REPORTS, Refused};
use crate::hub::Hub;
use crate::store::session::Session;
use crate::store::{StoreError, session, station};

/// The day that is asked for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Day {
    date: Date,
}

/// The sessions of a day, in the order in which they were granted.
#[utoipa::path(get, path = "/sessions", tag = REPORTS, params(
    ("date" = String, Query, description = "A civil day of the site, such as 2026-03-10.")),
    responses((status = 200, description = "Those that ended and those that run.", body = [SessionRow]),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn sessions(
    State(hub): State<Arc<Hub>>,
    _: SignedIn,
    Asked(Day { date }): Asked<Day>,
) -> Result<Json<Vec<SessionRow>>, Refused> {
    let read = hub.store.readers.read::<_, StoreError, _>(move |connection| {
        let stations = station::all(connection)?.into_iter().map(|station| (station.id, station.name));
        Ok((stations.collect::<BTreeMap<StationId, String>>(), session::of_day(connection, date)?))
    });
    let (stations, sessions) = read.await?;
    let name = |station: &StationId| stations.get(station).cloned().unwrap_or_default();
    // Who only printed from a USB key had none.
    let sessions = sessions.into_iter().filter(|session| !session.is_visit());
    Ok(Json(sessions.map(|session| row(name(&session.station), session)).collect()))
}

fn row(station: String, session: Session) -> SessionRow {
    let started = session.started.unwrap_or(session.granted);
    let ended = session.end.map(|end| end.at);
    SessionRow {
        id: session.id,
        station,
        alias: session.alias,
        category: session.category,
        started,
        ended,
        minutes: session.end.map(|end| Minutes::from_seconds_floor(i64::from(end.seconds))),
        cause: session.end.map(|end| end.cause),
        reset: session.reset.map(|report| in_short(&report)),
        companions: session.companions,
        price: session.price,
    }
}

fn in_short(report: &ResetReport) -> LastReset {
    LastReset {
        proved: report.proved,
        leftovers: report.leftovers.iter().map(|leftover| leftover.count).sum(),
        not_applicable: u32::try_from(report.not_applicable().count()).unwrap_or(u32::MAX),
        ms: report.ms,
        at: None,
    }
}
