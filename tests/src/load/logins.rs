//! Visitors who log in and leave at once.

use std::time::Instant;

use anyhow::Result;
use epn_rules::id::SessionId;
use epn_rules::people::AgeBand;
use epn_rules::session::EndCause;
use epn_wire::console::{NewVisitor, VisitorCreated};
use epn_wire::pairing::PeerKind;
use epn_wire::report::ResetReport;
use epn_wire::station::{Entry, StationEvent};
use tokio::task::JoinSet;
use ulid::Ulid;

use super::cli::Common;
use super::measure::{Figures, Measure};
use super::station::{SimulatedStation, pair};
use super::stations;
use crate::desk::Desk;
use crate::support::{built, run_to_end};

/// Lets one visitor after the other log in and leave at each station.
///
/// # Errors
/// A station cannot be paired or connected, or a member cannot be registered.
pub async fn run(common: &Common, no_account: bool) -> Result<Figures> {
    let joined = stations::join(common).await?;
    let entries = if no_account {
        vec![without_account(); joined.len()]
    } else {
        members(common, joined.len()).await?
    };
    let start = Instant::now();
    let mut tasks = JoinSet::new();
    for (station, entry) in joined.into_iter().zip(entries) {
        tasks.spawn(come_and_go(station, entry, start + common.duration()));
    }
    let mut all = Measure::default();
    while let Some(one) = tasks.join_next().await {
        all.merge(one?);
    }
    Ok(all.figures(start.elapsed()))
}

/// The picture of whoever comes without an account.
pub const PICTURE: &str = "moon";

/// Somebody without an account.
pub fn without_account() -> Entry {
    Entry::NoAccount { age: AgeBand::NonCommunique, picture: PICTURE.to_owned() }
}

/// Registers as many members as there are stations, through a console of its own.
async fn members(common: &Common, count: usize) -> Result<Vec<Entry>> {
    let (name, password) = (format!("load-{}", Ulid::new()), Ulid::new().to_string());
    let mut command = std::process::Command::new(built("epn-hub")?);
    command.args(["staff", "add", &name, "--role", "mediator", "--data"]).arg(&common.data);
    run_to_end(&mut command, password.as_bytes())?.ok()?;
    let identity = pair(&common.hub, &common.data, PeerKind::Console { name: name.clone() }).await?;
    let desk = Desk::sign_in(identity, &common.hub, &name, password.into()).await?;
    let mut entries = Vec::new();
    for _ in 0..count {
        let created: VisitorCreated = desk.post("/visitors", &NewVisitor::default()).await?;
        entries.push(Entry::Member { number: created.number, pin: created.pin });
    }
    Ok(entries)
}

async fn come_and_go(mut station: SimulatedStation, entry: Entry, end: Instant) -> Measure {
    let mut measure = Measure::default();
    while Instant::now() < end {
        let sent = Instant::now();
        let Ok(session) = once(&mut station, entry.clone()).await else {
            measure.failed();
            break;
        };
        measure.answered(sent.elapsed());
        // Nobody waits for this one but the next visitor.
        if reset(&mut station, session).await.is_err() {
            measure.failed();
            break;
        }
    }
    measure
}

/// One log-in and log-out, every event stored.
async fn once(station: &mut SimulatedStation, entry: Entry) -> Result<SessionId> {
    let session = station.enter(entry).await?;
    station.event(StationEvent::SessionEnded { session, cause: EndCause::VisitorLeft, seconds: 0 }).await?;
    Ok(session)
}

async fn reset(station: &mut SimulatedStation, session: SessionId) -> Result<()> {
    let report = ResetReport { proved: true, ..ResetReport::default() };
    station.event(StationEvent::Reset { session: Some(session), report }).await
}
