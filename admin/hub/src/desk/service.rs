//! Taking a station out of service, and putting it back.

use std::sync::Arc;

use epn_rules::id::{StaffId, StationId};
use epn_wire::console::Service;
use epn_wire::station::Command;
use serde_json::json;

use super::{DeskError, at_the_desk};
use crate::hub::Hub;
use crate::name;
use crate::store::station;

/// The longest note, in characters.
const LONGEST_NOTE: usize = 200;

/// Takes a station out of service, or puts it back. It need not answer: it is told when it returns.
pub async fn service(
    hub: &Arc<Hub>,
    by: StaffId,
    station: StationId,
    service: Service,
) -> Result<(), DeskError> {
    let Service { in_service, note } = service;
    if !name::are_fit(&note, LONGEST_NOTE) {
        let what = format!("a note has at most {LONGEST_NOTE} characters that can be read");
        return Err(DeskError::BadRequest(what));
    }
    at_the_desk(hub, move |case| {
        let out = (!in_service).then(|| note.clone());
        if !station::set_service(case.tx, station, out.as_deref())? {
            return Err(DeskError::NotFound("station"));
        }
        let command = if in_service { Command::InService } else { Command::OutOfService { note } };
        case.command(station, command)?;
        let what = if in_service { "in-service" } else { "out-of-service" };
        case.audit(by, what, &station, &json!({}))?;
        let hub = Arc::clone(case.hub);
        case.tx.after_commit(move || hub.live.set_service(station, out));
        Ok(())
    })
    .await
}
