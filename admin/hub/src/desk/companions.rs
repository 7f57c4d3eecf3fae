//! How many people sit with a visitor.

use std::sync::Arc;

use epn_rules::id::{StaffId, StationId};
use serde_json::json;

use super::{DeskError, at_the_desk};
use crate::counts::event::{Companions, record};
use crate::grant::Case;
use crate::hub::Hub;
use crate::store::session;

/// So many sit with the visitor of a station now.
pub async fn companions(
    hub: &Arc<Hub>,
    by: StaffId,
    station: StationId,
    companions: u8,
) -> Result<(), DeskError> {
    at_the_desk(hub, move |case| {
        case.check_companions(companions)?;
        if case.hub.live.seat(station).is_none() {
            return Err(DeskError::NotFound("station"));
        }
        let session = session::open_on(case.tx, station)?.ok_or(DeskError::NotNow("nobody is at it"))?;
        session::set_companions(case.tx, session.id, companions)?;
        let (calendar, event) = (case.policy.rules.calendar(), Companions { companions });
        record(case.tx, calendar, case.now, Some(station), Some(session.id), &event)?;
        let hub = Arc::clone(case.hub);
        case.tx.after_commit(move || hub.live.set_companions(station, session.id, companions));
        Ok(case.audit(by, "companions", &session.id, &json!({ "companions": companions }))?)
    })
    .await
}

impl Case<'_> {
    /// No more than the policy allows.
    pub(super) fn check_companions(&self, companions: u8) -> Result<(), DeskError> {
        let most = self.policy.rules.policy().companions;
        if companions > most {
            return Err(DeskError::BadRequest(format!("at most {most} people sit with a visitor")));
        }
        Ok(())
    }
}
