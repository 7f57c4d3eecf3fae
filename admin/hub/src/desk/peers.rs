//! Revoking a station or console: its certificate opens nothing from then on.

use std::sync::Arc;

use epn_rules::id::StaffId;
use epn_wire::pairing::PeerId;
use serde_json::json;

use super::{DeskError, at_the_desk};
use crate::hub::Hub;
use crate::store::{console, station};

/// Revokes a peer's certificate; a connection that stands ends. Its past stays.
pub async fn revoke(hub: &Arc<Hub>, by: StaffId, peer: PeerId) -> Result<(), DeskError> {
    at_the_desk(hub, move |case| {
        let (known, about) = match peer {
            PeerId::Station(id) => (station::revoke(case.tx, id)?, id.to_string()),
            PeerId::Console(id) => (console::revoke(case.tx, id)?, id.to_string()),
        };
        if !known {
            return Err(DeskError::NotFound("station or console"));
        }
        case.audit(by, "revoked", &about, &json!({}))?;
        let hub = Arc::clone(case.hub);
        case.tx.after_commit(move || {
            hub.peers.revoke(peer);
            if let PeerId::Station(id) = peer {
                hub.live.cut(id);
            }
        });
        Ok(())
    })
    .await
}
