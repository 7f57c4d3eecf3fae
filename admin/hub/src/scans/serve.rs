//! What stations ask about scans, and what the mediator decides about them.

use std::sync::Arc;

use epn_rules::id::{ScanId, SessionId, StationId};
use epn_rules::scan::WhyStaff;
use epn_wire::scanning::{LONGEST_PART, ScanAnswer, ScanAsk, ScanPart};
use serde_json::json;

use super::desk::Held;
use super::keep::{Kept, Owner};
use super::{blocking, forget, tell};
use crate::desk::{By, DeskError};
use crate::hub::Hub;
use crate::store::{StoreError, audit};

/// Answers a station that asks for the session on it.
pub async fn answer(hub: &Arc<Hub>, station: StationId, session: SessionId, ask: ScanAsk) -> ScanAnswer {
    if hub.live.seat_of(session) != Some(station) {
        return ScanAnswer::Gone;
    }
    match ask {
        ScanAsk::Want => want(hub, session),
        ScanAsk::NoLonger => {
            if hub.scans.desk().withdraw(session) {
                tell(hub);
            }
            ScanAnswer::Noted
        }
        ScanAsk::Part { scan, from } if is_of(hub, scan, session) => {
            let part = blocking(hub, move |hub| hub.scans.keep.part(scan, from, LONGEST_PART)).await;
            match part {
                Some(Ok(bytes)) => ScanAnswer::Part { bytes: ScanPart::new(bytes) },
                Some(Err(error)) => {
                    tracing::error!(%error, "a scan cannot be read");
                    ScanAnswer::Gone
                }
                None => ScanAnswer::Gone,
            }
        }
        ScanAsk::Taken { scan } if is_of(hub, scan, session) => {
            blocking(hub, move |hub| forget(&hub.scans.keep, &mut hub.scans.desk(), scan)).await;
            tell(hub);
            ScanAnswer::Noted
        }
        ScanAsk::NotTaken { scan } if is_of(hub, scan, session) => {
            give(hub, scan, Some(session), Owner::Staff { why: WhyStaff::NotTaken }).await;
            ScanAnswer::Noted
        }
        ScanAsk::Part { .. } | ScanAsk::Taken { .. } | ScanAsk::NotTaken { .. } => ScanAnswer::Gone,
    }
}

fn want(hub: &Hub, session: SessionId) -> ScanAnswer {
    let mut desk = hub.scans.desk();
    if !hub.scans.is_on || desk.trouble().is_some() {
        return ScanAnswer::NoScanner;
    }
    desk.press(session, hub.scans.now(), &hub.clock);
    drop(desk);
    tell(hub);
    ScanAnswer::Wanted
}

fn is_of(hub: &Hub, scan: ScanId, session: SessionId) -> bool {
    let desk = hub.scans.desk();
    desk.get(scan).and_then(Held::session).is_some_and(|(_, of)| of == session)
}

/// Gives a scan another owner, durably before anybody hears of it, if it is still that of a session, or of none: of two who give
/// it to somebody, the second finds it gone. Whether it was given.
async fn give(hub: &Arc<Hub>, scan: ScanId, from: Option<SessionId>, owner: Owner) -> bool {
    let given = blocking(hub, move |hub| {
        let mut desk = hub.scans.desk();
        let is_from = |held: &&Held| held.session().map(|(_, of)| of) == from;
        let Some(held) = desk.get(scan).filter(is_from) else { return false };
        if let Owner::Session { station, session } = owner
            && hub.live.seat_of(session) != Some(station)
        {
            return false;
        }
        let kept = Kept { owner, at: hub.clock.now(), ..held.kept.clone() };
        if let Err(error) = hub.scans.keep.write(&kept) {
            tracing::error!(%error, "it cannot be noted whose a scan is");
            return false;
        }
        desk.hold(kept, hub.scans.now(), &hub.clock);
        true
    });
    let given = given.await.unwrap_or(false);
    tell(hub);
    given
}

/// A mediator says whose a scan is.
pub async fn assign(hub: &Arc<Hub>, by: By, scan: ScanId, session: SessionId) -> Result<(), DeskError> {
    let number = waiting(hub, scan)?;
    let station =
        hub.live.seat_of(session).ok_or(DeskError::NotNow("the session to which the scan goes is over"))?;
    record(hub, by, "scan-assigned", scan, number).await?;
    let given = give(hub, scan, None, Owner::Session { station, session }).await;
    if given { Ok(()) } else { Err(DeskError::NotFound("scan")) }
}

/// A mediator has a scan deleted.
pub async fn delete(hub: &Arc<Hub>, by: By, scan: ScanId) -> Result<(), DeskError> {
    let number = waiting(hub, scan)?;
    record(hub, by, "scan-deleted", scan, number).await?;
    let deleted = blocking(hub, move |hub| {
        let mut desk = hub.scans.desk();
        let waits = desk.get(scan).is_some_and(|held| held.session().is_none());
        if waits {
            forget(&hub.scans.keep, &mut desk, scan);
        }
        waits
    });
    let deleted = deleted.await.unwrap_or(false);
    tell(hub);
    if deleted { Ok(()) } else { Err(DeskError::NotFound("scan")) }
}

/// The number of a scan that waits for a mediator.
fn waiting(hub: &Hub, scan: ScanId) -> Result<u32, DeskError> {
    let desk = hub.scans.desk();
    let held = desk.get(scan).filter(|held| held.session().is_none());
    held.map(|held| held.kept.number).ok_or(DeskError::NotFound("scan"))
}

async fn record(
    hub: &Arc<Hub>,
    by: By,
    what: &'static str,
    scan: ScanId,
    number: u32,
) -> Result<(), StoreError> {
    let now = hub.clock.now();
    let detail = json!({ "number": number });
    hub.store.writer.run(move |tx| audit::insert(tx, now, by, what, Some(&scan.to_string()), &detail)).await
}
