//! Documents that are printed, up to where the hub holds them for their visitors.

use std::time::{Duration, Instant};

use anyhow::Result;
use epn_wire::peer::connect_printer;
use hyper::body::Bytes;
use tokio::task::JoinSet;
use tokio::time::timeout;

use super::cli::Common;
use super::logins::without_account;
use super::measure::{Figures, Measure};
use super::station::SimulatedStation;
use super::stations;
use crate::prints::client::{Client, cancel_all, print_job};
use crate::prints::{A4, document};

/// An answer that takes longer is an error.
const LATE: Duration = Duration::from_secs(30);
/// After so many prints a station takes back those that wait: more than a thousand are not held for one visitor.
const HELD: u64 = 500;

/// Lets each station print one document after the other.
///
/// # Errors
/// A station cannot be paired or connected, or its visitor is not let in.
pub async fn run(common: &Common, bytes: usize) -> Result<Figures> {
    let print = print_job(&document(1, A4, bytes), 1)?;
    let cancel = cancel_all()?;
    let mut queues = Vec::new();
    for mut station in stations::join(common).await? {
        station.enter(without_account()).await?;
        queues.push(Queue::open(station, &common.hub).await?);
    }
    let start = Instant::now();
    let mut tasks = JoinSet::new();
    for queue in queues {
        tasks.spawn(print_on(queue, print.clone(), cancel.clone(), start + common.duration()));
    }
    let mut all = Measure::default();
    while let Some(one) = tasks.join_next().await {
        all.merge(one?);
    }
    Ok(all.figures(start.elapsed()))
}

/// A station's connection to the printer. The station itself stays connected.
struct Queue {
    client: Client,
    _station: SimulatedStation,
}

impl Queue {
    async fn open(station: SimulatedStation, hub: &str) -> Result<Self> {
        let client = Client::over(connect_printer(&station.identity, hub).await?).await?;
        Ok(Self { client, _station: station })
    }
}

async fn print_on(mut queue: Queue, print: Bytes, cancel: Bytes, end: Instant) -> Measure {
    let mut measure = Measure::default();
    for printed in 1u64.. {
        let sent = Instant::now();
        if sent >= end {
            break;
        }
        let Ok(Ok(())) = timeout(LATE, queue.client.ask(print.clone())).await else {
            measure.failed();
            break;
        };
        measure.answered(sent.elapsed());
        if printed.is_multiple_of(HELD) && queue.client.ask(cancel.clone()).await.is_err() {
            measure.failed();
            break;
        }
    }
    measure
}
