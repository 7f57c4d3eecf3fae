//! The ledger: payments from many desks at once, each durable before it is answered.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use epn_rules::id::{PurseId, ReceiptId};
use epn_rules::units::Cents;
use epn_wire::money::{CashDay, Means, PurseHolder, ReceiptShown, TopUp};
use hyper::{Method, StatusCode};
use tokio::task::JoinSet;
use ulid::Ulid;

use crate::demo::run::Room;
use crate::desk::{Desk, Line};
use crate::load::measure::Measure;

/// How many pay at the same time, each into a purse of their own, and for how long.
const PAYING: usize = 128;
const LASTING: Duration = Duration::from_secs(10);
/// What each pays, each time.
const AMOUNT: Cents = Cents(1);

/// Pays, checks that nothing was lost, and prints the line.
pub(super) async fn measure(room: &Room) -> Result<()> {
    let desk = &room.desk;
    let before = taken(desk).await?;
    let mut payers = Vec::new();
    for _ in 0..PAYING {
        let mut line = desk.connect().await?;
        let purse = pay(&mut line, None).await?;
        payers.push((line, purse));
    }
    let start = Instant::now();
    let mut tasks = JoinSet::new();
    for (line, purse) in payers {
        tasks.spawn(keep_paying(line, purse, start + LASTING));
    }
    let mut all = Measure::default();
    while let Some(one) = tasks.join_next().await {
        all.merge(one?);
    }
    let figures = all.figures(start.elapsed());
    let paid = taken(desk).await?.0 - before.0;
    let first = i64::try_from(PAYING)?;
    let said = i64::try_from(figures.requests - figures.errors)?;
    ensure!(paid == (first + said) * AMOUNT.0, "{said} payments were answered, {paid} cents were taken");
    println!(
        "| payments into {PAYING} purses at once, each on disk before its answer | {} a second, {} errors, p99 {} ms |",
        figures.rate_per_s, figures.errors, figures.p99_ms
    );
    Ok(())
}

/// What the desk took in cash since the last close.
async fn taken(desk: &Desk) -> Result<Cents> {
    let day: CashDay = desk.get("/cash").await?;
    let cash = day.totals.iter().find(|total| total.means == Means::Cash);
    Ok(cash.map(|total| total.taken).unwrap_or_default())
}

async fn keep_paying(mut line: Line, purse: PurseId, end: Instant) -> Measure {
    let mut measure = Measure::default();
    while Instant::now() < end {
        let sent = Instant::now();
        if pay(&mut line, Some(purse)).await.is_err() {
            measure.failed();
            break;
        }
        measure.answered(sent.elapsed());
    }
    measure
}

/// One payment; into which purse.
async fn pay(line: &mut Line, purse: Option<PurseId>) -> Result<PurseId> {
    let holder = purse.map(|id| PurseHolder::Purse { id });
    let id = ReceiptId(Ulid::new());
    let new = TopUp { id, holder, amount: AMOUNT, means: Means::Cash, voucher: None };
    let (status, answer) = line.call(Method::POST, "/cash/top-up", serde_json::to_vec(&new)?).await?;
    ensure!(status == StatusCode::CREATED, "a payment was answered {status}");
    let receipt: ReceiptShown = serde_json::from_slice(&answer).context("no receipt")?;
    Ok(receipt.purse)
}
