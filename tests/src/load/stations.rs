//! Signs of life of many stations.

use std::time::{Duration, Instant};

use anyhow::Result;
use epn_wire::station::{FromStation, Ping, ToStation};
use tokio::task::JoinSet;
use tokio::time::{MissedTickBehavior, interval_at, timeout};

use super::cli::Common;
use super::measure::{Figures, Measure};
use super::station::SimulatedStation;

/// An answer that takes longer is an error.
const LATE: Duration = Duration::from_secs(5);

/// Pairs and connects all stations.
///
/// # Errors
/// One cannot be paired or connected.
pub async fn join(common: &Common) -> Result<Vec<SimulatedStation>> {
    let mut joined = Vec::new();
    for n in 0..common.count {
        joined.push(SimulatedStation::join(&common.hub, &common.data, n).await?);
    }
    Ok(joined)
}

/// Lets each station give a sign of life at every interval, evenly spread.
///
/// # Errors
/// A station's task broke.
pub async fn run(joined: Vec<SimulatedStation>, interval: Duration, lasts: Duration) -> Result<Figures> {
    let count = f64::from(u32::try_from(joined.len())?);
    let start = Instant::now();
    let mut tasks = JoinSet::new();
    for (n, station) in (0u32..).zip(joined) {
        let offset = interval.mul_f64(f64::from(n) / count);
        tasks.spawn(signs_of_life(station, start + offset, interval, start + lasts));
    }
    let mut all = Measure::default();
    while let Some(one) = tasks.join_next().await {
        all.merge(one?);
    }
    Ok(all.figures(start.elapsed()))
}

async fn signs_of_life(
    mut station: SimulatedStation,
    first: Instant,
    interval: Duration,
    end: Instant,
) -> Measure {
    let mut measure = Measure::default();
    let mut ticks = interval_at(first.into(), interval);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    for n in 1.. {
        ticks.tick().await;
        let sent = Instant::now();
        if sent >= end {
            break;
        }
        match timeout(LATE, ping(&mut station, n)).await {
            Ok(Ok(())) => measure.answered(sent.elapsed()),
            _ => measure.failed(),
        }
    }
    measure
}

async fn ping(station: &mut SimulatedStation, n: u64) -> Result<()> {
    station.say(&FromStation::Ping(Ping { n, health: None })).await?;
    station.hear(|said| matches!(said, ToStation::Pong { n: back, .. } if back == n).then_some(())).await
}
