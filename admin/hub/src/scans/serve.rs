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
            give(hub, scan, Owner::Staff { why: WhyStaff::NotTaken }).await;
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

/// Gives a scan another owner, durably before anybody hears of it. Whether there is such a scan.
async fn give(hub: &Arc<Hub>, scan: ScanId, owner: Owner) -> bool {
    let given = blocking(hub, move |hub| {
        let mut desk = hub.scans.desk();
        let Some(held) = desk.get(scan) else { return false };
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
    let given = give(hub, scan, Owner::Session { station, session }).await;
    if given { Ok(()) } else { Err(DeskError::NotFound("scan")) }
}

/// A mediator has a scan deleted.
pub async fn delete(hub: &Arc<Hub>, by: By, scan: ScanId) -> Result<(), DeskError> {
    let number = waiting(hub, scan)?;
    record(hub, by, "scan-deleted", scan, number).await?;
    blocking(hub, move |hub| forget(&hub.scans.keep, &mut hub.scans.desk(), scan)).await;
    tell(hub);
    Ok(())
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
