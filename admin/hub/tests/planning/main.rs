//! Who waits, what is held, and what it costs: over the station stream, against a real hub.

#![cfg(test)]

#[path = "../common/mod.rs"]
mod common;
mod counted;
mod desk;
mod held;
mod queue;
mod why;

use common::{FakeStation, TestHub};
use epn_hub::desk::new_visitor;
use epn_hub::live::room_view;
use epn_hub::store::StoreError;
use epn_rules::decision::{Decision, Refusal};
use epn_rules::people::AgeBand;
use epn_rules::session::{EndCause, Phase};
use epn_wire::console::{NewVisitor, VisitorCreated};
use epn_wire::lease::Lease;
use epn_wire::planning::Who;
use epn_wire::station::{Entry, Reply, StationEvent};
use rusqlite::Params;

const AGE: AgeBand = AgeBand::VingtCinqTrenteNeuf;

/// Somebody without an account, by their picture.
fn nobody(picture: &str) -> Entry {
    Entry::NoAccount { age: AGE, picture: picture.to_owned() }
}

fn of(member: &VisitorCreated) -> Entry {
    Entry::Member { number: member.number.clone(), pin: member.pin.clone() }
}

fn asks(entry: Entry) -> Who {
    Who::Entry { entry }
}

async fn member(hub: &TestHub, picture: &str) -> VisitorCreated {
    let new =
        NewVisitor { birth_year: Some(1960), picture: Some(picture.to_owned()), ..NewVisitor::default() };
    new_visitor(&hub.hub, hub.staff(), new).await.unwrap()
}

/// A station that said that it is free.
async fn free_station(hub: &TestHub, name: &str) -> FakeStation {
    let mut station = hub.station(name).await;
    station.state(Phase::Locked, None).await;
    station
}

/// Logs in; the session runs.
async fn sits_down(station: &mut FakeStation, entry: Entry) -> Lease {
    let (nonce, reply) = station.log_in(entry).await;
    let lease = station.lease(nonce, reply);
    station.started(&lease).await;
    station.state(Phase::Active, Some(lease.session)).await;
    lease
}

/// The session ends, and everything was erased.
async fn gets_up(station: &mut FakeStation, lease: &Lease, seconds: u32) {
    let ended = StationEvent::SessionEnded { session: lease.session, cause: EndCause::VisitorLeft, seconds };
    station.report(ended).await;
    station.state(Phase::Locked, None).await;
}

/// Which stations consoles show as kept for somebody, in order.
fn kept(hub: &TestHub) -> Vec<bool> {
    room_view(&hub.hub).stations.into_iter().map(|tile| tile.kept).collect()
}

fn refusals(reply: Reply) -> Vec<Refusal> {
    match reply {
        Reply::Refused { decision } => because(decision),
        other => panic!("not refused: {other:?}"),
    }
}

fn because(decision: Decision) -> Vec<Refusal> {
    match decision {
        Decision::Refused { because, .. } => because,
        granted @ Decision::Granted { .. } => panic!("granted: {granted:?}"),
    }
}

/// Writes into the database as no program does, so that a test need not wait.
async fn put(hub: &TestHub, sql: &'static str, values: impl Params + Send + 'static) {
    let written = hub.hub.store.writer.run::<_, StoreError, _>(move |tx| Ok(tx.execute(sql, values)?));
    assert!(written.await.unwrap() > 0, "{sql}");
    hub.hub.live.replan();
}

fn one<T: rusqlite::types::FromSql>(hub: &TestHub, sql: &str) -> T {
    let read =
        hub.hub.store.readers.read_now::<_, StoreError>(|c| Ok(c.query_row(sql, [], |row| row.get(0))?));
    read.unwrap()
}
