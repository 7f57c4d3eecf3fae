//! The calendar: days, places, and what is on them.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse as _, Response};
use epn_rules::id::StationId;
use epn_wire::calendar::{CalendarView, ImportCalendar, ImportedCalendar};
use epn_wire::console::{ApiError, ErrorCode};
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::Connection;
use serde::Deserialize;

use super::access::SignedIn;
use super::ask::{Asked, Body};
use super::{CALENDAR, POLICY, Refused};
use crate::bookings;
use crate::hub::Hub;
use crate::ical::{self, CalendarError, Published, publish};
use crate::store::StoreError;

/// The most days at once.
const DAYS: i32 = 62;

/// The days that are asked for, both included.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Range {
    from: Date,
    to: Date,
}

/// Some days of the room: their hours, its places, what is booked and who was there.
#[utoipa::path(get, path = "/calendar", tag = CALENDAR, operation_id = "calendar", params(
    ("from" = String, Query, description = "The first day, such as 2026-03-09."),
    ("to" = String, Query, description = "The last day, included; at most 62 days.")),
    responses((status = 200, description = "The days in order.", body = CalendarView),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn calendar(
    State(hub): State<Arc<Hub>>,
    _: SignedIn,
    Asked(Range { from, to }): Asked<Range>,
) -> Result<Json<CalendarView>, Refused> {
    let days = from.until(to).map_or(i32::MAX, |span| span.get_days());
    if !(0..DAYS).contains(&days) {
        return Err(Refused::bad_request(format!("a calendar is of 1 to {DAYS} days, the first one first")));
    }
    let timeline = hub.policies.timeline();
    let read = move |connection: &Connection| bookings::calendar(connection, &timeline, from, to);
    Ok(Json(hub.store.readers.read::<_, StoreError, _>(read).await?))
}

/// Which calendar is asked for.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Which {
    what: What,
    #[serde(default)]
    station: Option<StationId>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum What {
    Room,
    Hours,
    Station,
}

/// A calendar for other programs, without any name: what is booked in the room or at a station, or the opening hours of a
/// year.
#[utoipa::path(get, path = "/calendar.ics", tag = CALENDAR, operation_id = "calendar_file", params(
    ("what" = String, Query, description = "`room`, `hours` or `station`."),
    ("station" = Option<String>, Query, description = "Which station, for `station`.")),
    responses((status = 200, description = "iCalendar.", body = String, content_type = "text/calendar"),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn file(
    State(hub): State<Arc<Hub>>,
    _: SignedIn,
    Asked(Which { what, station }): Asked<Which>,
) -> Result<Response, Refused> {
    let what = match (what, station) {
        (What::Room, None) => Published::Room,
        (What::Hours, None) => Published::Hours,
        (What::Station, Some(id)) => Published::Station(id),
        (What::Station, None) => return Err(Refused::bad_request("name the station: &station=ID")),
        (What::Room | What::Hours, Some(_)) => {
            return Err(Refused::bad_request("a station is named for what=station alone"));
        }
    };
    let (timeline, site, now) = (hub.policies.timeline(), hub.site.clone(), hub.clock.now());
    let read = move |connection: &Connection| publish(connection, &site, &timeline, what, now);
    let text = hub.store.readers.read::<_, StoreError, _>(read).await?;
    let text = text.ok_or_else(|| Refused::not_found("station"))?;
    Ok(([(CONTENT_TYPE, "text/calendar; charset=utf-8")], text).into_response())
}

/// Read an iCalendar file as closures or school holidays, and add its days to a draft of the policy; what they close is
/// told. Nothing is stored.
#[utoipa::path(post, path = "/policy/calendar", tag = POLICY, operation_id = "import_calendar", request_body = ImportCalendar,
    responses((status = 200, description = "The draft with the file's days.", body = ImportedCalendar),
        (status = "4XX", description = "The file cannot be used.", body = ApiError)))]
pub(super) async fn import(
    State(hub): State<Arc<Hub>>,
    _: SignedIn,
    Body(ImportCalendar { read: read_as, text, mut policy }): Body<ImportCalendar>,
) -> Result<Json<ImportedCalendar>, Refused> {
    let now = hub.clock.now();
    // A large file takes some time, and other calls do not wait for it.
    let read = tokio::task::spawn_blocking(move || {
        let unknown = || CalendarError::UnknownTimeZone(policy.timezone.clone());
        let zone = TimeZone::get(&policy.timezone).map_err(|_| unknown())?;
        let today = zone.to_datetime(now).date();
        let ical::Read { spans, left_out } = ical::read(&text, &zone, today)?;
        let before = policy.clone();
        let added = ical::add_to(&mut policy, &read_as, &spans)?;
        let closed = ical::closed_by(&before, &policy, today);
        Ok::<_, CalendarError>(ImportedCalendar { policy, added, left_out, closed })
    });
    let read = read.await.map_err(|_| Refused::new(ErrorCode::BadCalendar, "the file could not be read"))?;
    Ok(Json(read?))
}
