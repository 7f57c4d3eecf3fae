//! Presences without a station.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use epn_wire::console::ApiError;
use epn_wire::passage::NewPassage;

use super::access::SignedIn;
use super::ask::Body;
use super::{DESK, Refused};
use crate::counts::event::{self, Passage};
use crate::hub::Hub;
use crate::store::StoreError;

/// Count somebody who came without using a station.
#[utoipa::path(post, path = "/passages", tag = DESK, request_body = NewPassage,
    responses((status = 204, description = "Counted."), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn count(
    State(hub): State<Arc<Hub>>,
    _: SignedIn,
    Body(NewPassage { purpose, age }): Body<NewPassage>,
) -> Result<StatusCode, Refused> {
    let for_tx = Arc::clone(&hub);
    hub.store
        .writer
        .run::<_, StoreError, _>(move |tx| {
            let hub = for_tx;
            let policy = hub.policies.inside(tx)?;
            let calendar = policy.rules.calendar();
            event::record(tx, calendar, hub.clock.now(), None, None, &Passage { purpose, age })?;
            tx.after_commit(move || hub.live.recount());
            Ok(())
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
