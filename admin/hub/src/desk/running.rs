//! What a mediator does with whoever sits at a station.

use std::sync::Arc;

use epn_rules::id::{SessionId, StaffId, StationId};
use epn_rules::session::{EndCause, Phase};
use epn_wire::station::Command;
use serde_json::json;

use super::{By, DeskError, at_the_desk};
use crate::hub::Hub;
use crate::name;
use crate::store::session;

/// The longest message to a visitor, in characters.
pub const LONGEST_MESSAGE: usize = 280;

/// Ends the session on a station. One that does not answer ends it when it returns; its holder is free at once.
pub async fn end(hub: &Arc<Hub>, by: impl Into<By>, station: StationId) -> Result<(), DeskError> {
    let by = by.into();
    at_the_desk(hub, move |case| {
        let seat = case.hub.live.seat(station).ok_or(DeskError::NotFound("station"))?;
        let session = session::open_on(case.tx, station)?.ok_or(DeskError::NotNow("nobody is at it"))?;
        if !seat.is_online() {
            session::set_released(case.tx, session.id, case.now)?;
        }
        case.command(station, Command::End { session: session.id, cause: EndCause::EndedByStaff })?;
        Ok(case.audit(by, "ended", &session.id, &json!({}))?)
    })
    .await
}

/// Lets whoever sat at a station back to their session, which waits behind the lock: which one that is. The station does
/// it by itself, by a right that names the session.
pub async fn let_back(hub: &Arc<Hub>, by: impl Into<By>, station: StationId) -> Result<SessionId, DeskError> {
    let by = by.into();
    at_the_desk(hub, move |case| {
        let seat = case.seat_that_answers(station)?;
        let session = session::open_on(case.tx, station)?.ok_or(DeskError::NotNow("nobody is at it"))?;
        if seat.state.phase != Phase::Paused {
            return Err(DeskError::NotNow("no session waits on it"));
        }
        case.audit(by, "let-back", &session.id, &json!({}))?;
        Ok(session.id)
    })
    .await
}

/// Records that a technician is given a console of a station's machine.
pub async fn maintain(hub: &Arc<Hub>, by: impl Into<By>, station: StationId) -> Result<(), DeskError> {
    let by = by.into();
    at_the_desk(hub, move |case| Ok(case.audit(by, "maintained", &station, &json!({}))?)).await
}

/// Shows a message to whoever sits at a station.
pub async fn message(hub: &Arc<Hub>, by: StaffId, station: StationId, text: String) -> Result<(), DeskError> {
    let text = text.trim().to_owned();
    if text.is_empty() || !name::are_fit(&text, LONGEST_MESSAGE) {
        let what = format!("a message has 1 to {LONGEST_MESSAGE} characters that can be read");
        return Err(DeskError::BadRequest(what));
    }
    at_the_desk(hub, move |case| {
        case.seat_that_answers(station)?;
        case.command(station, Command::Message { text })?;
        Ok(case.audit(by, "message", &station, &json!({}))?)
    })
    .await
}

/// The visitor's call was answered.
pub async fn help_answered(hub: &Arc<Hub>, by: StaffId, station: StationId) -> Result<(), DeskError> {
    at_the_desk(hub, move |case| {
        case.seat_that_answers(station)?;
        case.command(station, Command::HelpAnswered)?;
        Ok(case.audit(by, "help-answered", &station, &json!({}))?)
    })
    .await
}
