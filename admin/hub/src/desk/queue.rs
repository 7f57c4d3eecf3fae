//! The queue, at the desk.

use std::sync::Arc;

use epn_rules::id::{QueueId, StaffId, StationId};
use epn_rules::people::PICTURES;
use epn_wire::calendar::{JoinQueue, QueueRow};
use serde_json::json;

use super::{DeskError, at_the_desk, random_picture};
use crate::grant::{Case, Entrant};
use crate::hub::Hub;
use crate::live::{Plan, queue_rows};
use crate::queue::{self, Joined, QueueError};
use crate::store::{StoreError, visitor};

/// Those who wait, in order.
pub async fn queue(hub: &Arc<Hub>) -> Result<Vec<QueueRow>, StoreError> {
    let (policy, now) = (hub.policies.now(), hub.clock.now());
    let seats = hub.live.seats();
    hub.store
        .readers
        .read(move |connection| {
            let plan = Plan::read(connection, policy.rules.calendar(), now)?;
            Ok(queue_rows(&plan, &seats, &policy.rules, now))
        })
        .await
}

/// Somebody joins.
pub async fn join_queue(hub: &Arc<Hub>, by: StaffId, new: JoinQueue) -> Result<QueueRow, DeskError> {
    let picture = match new.picture {
        None => random_picture()?.to_owned(),
        Some(picture) if PICTURES.contains(&picture.as_str()) => picture,
        Some(_) => return Err(DeskError::BadRequest("there is no such picture".to_owned())),
    };
    at_the_desk(hub, move |case| {
        let entrant = match new.visitor {
            Some(id) => Entrant::Member(visitor::get(case.tx, id)?.ok_or(DeskError::NotFound("visitor"))?),
            None => Entrant::NoAccount { age: new.age, picture },
        };
        match queue::join(case, &entrant)? {
            Joined::Waits(id) => {
                case.audit(by, "queued", &id, &json!({}))?;
                case.queue_row(id)?.ok_or(DeskError::NotFound("person in the queue"))
            }
            Joined::Refused(decision) => Err(DeskError::Refused(decision)),
        }
    })
    .await
}

/// Calls somebody to a station now.
pub async fn call_from_queue(
    hub: &Arc<Hub>,
    by: StaffId,
    id: QueueId,
    station: StationId,
) -> Result<(), DeskError> {
    at_the_desk(hub, move |case| {
        case.seat_that_answers(station)?;
        queue::call_to(case, id, station)?;
        Ok(case.audit(by, "called", &id, &json!({ "station": station }))?)
    })
    .await
}

/// Takes somebody off the queue.
pub async fn remove_from_queue(hub: &Arc<Hub>, by: StaffId, id: QueueId) -> Result<(), DeskError> {
    at_the_desk(hub, move |case| {
        if !queue::remove(case, id)? {
            return Err(DeskError::NotFound("person in the queue"));
        }
        Ok(case.audit(by, "unqueued", &id, &json!({}))?)
    })
    .await
}

impl From<QueueError> for DeskError {
    fn from(error: QueueError) -> Self {
        match error {
            QueueError::NotWaiting => Self::NotFound("person in the queue"),
            QueueError::NotNow => Self::NotNow("it is not free"),
            QueueError::Refused(decision) => Self::Refused(decision),
            QueueError::Store(error) => error.into(),
        }
    }
}

impl Case<'_> {
    /// Somebody's place, as it is in this transaction.
    pub(crate) fn queue_row(&self, id: QueueId) -> Result<Option<QueueRow>, StoreError> {
        let rules = &self.policy.rules;
        let plan = Plan::read(self.tx, rules.calendar(), self.now)?;
        let rows = queue_rows(&plan, &self.hub.live.seats(), rules, self.now);
        Ok(rows.into_iter().find(|row| row.id == id))
    }
}
