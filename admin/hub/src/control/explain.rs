//! One decision about a member and a station that the site knows. Nothing is granted, nothing is recorded.

use std::sync::Arc;

use epn_rules::decide::decide;
use epn_rules::id::VisitorId;
use epn_rules::member_number::MemberNumber;
use jiff::Timestamp;
use rusqlite::Connection;

use super::Answer;
use crate::grant::{Case, Entrant, entrant_facts};
use crate::hub::Hub;
use crate::store::visitor::Visitor;
use crate::store::{StoreError, station, visitor};

/// Why nothing was explained.
#[derive(Debug, thiserror::Error)]
pub(super) enum ExplainError {
    #[error("there is no member with the number or identifier \"{0}\"")]
    NoVisitor(String),
    #[error("there is no station with the name or identifier \"{0}\"")]
    NoStation(String),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Decides for a member (by number or identifier) at a station (by name or identifier), at a moment or now.
pub(super) async fn explain(
    hub: &Arc<Hub>,
    visitor: String,
    station: String,
    at: Option<Timestamp>,
) -> Result<Answer, ExplainError> {
    let for_tx = Arc::clone(hub);
    // The facts are read where decisions are made, so that they are the very same.
    hub.store
        .writer
        .run(move |tx| {
            let mut case = Case::new(tx, &for_tx)?;
            case.now = at.unwrap_or(case.now);
            // A day is judged by the version of the policy that applies on it.
            case.policy = for_tx.policies.timeline_inside(tx)?.at(case.now);
            let member = find_visitor(tx, &visitor)?.ok_or(ExplainError::NoVisitor(visitor))?;
            let station = station::find(tx, &station)?.ok_or(ExplainError::NoStation(station))?;
            let facts = entrant_facts(&case, station.id, &Entrant::Member(member))?;
            Ok(Answer::Explained {
                decision: decide(&case.policy.rules, &facts),
                at: facts.at,
                timezone: case.policy.rules.policy().timezone.clone(),
            })
        })
        .await
}

fn find_visitor(connection: &Connection, named: &str) -> Result<Option<Visitor>, StoreError> {
    if let Ok(id) = named.parse::<VisitorId>() {
        return visitor::get(connection, id);
    }
    match named.parse::<MemberNumber>() {
        Ok(number) => Ok(visitor::by_number(connection, &number.to_string())?.map(|(member, _)| member)),
        Err(_) => Ok(None),
    }
}
