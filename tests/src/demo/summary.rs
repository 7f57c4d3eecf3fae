//! What the day came to: counted from the agents' journals and held against the hub's database.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use epn_rules::session::EndCause;
use epn_wire::report::ResetReport;
use epn_wire::station::{EventRecord, StationEvent};
use rusqlite::{Connection, OpenFlags, Row};
use serde::Serialize;

/// `summary.json`.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Summary {
    pub sessions_started: u64,
    pub sessions_ended_by_cause: BTreeMap<String, u64>,
    /// Site minutes of use, each session rounded down.
    pub minutes_by_category: BTreeMap<String, u64>,
    pub refusals_by_reason: BTreeMap<String, u64>,
    /// How the day's bookings stand in the end.
    pub bookings_by_state: BTreeMap<String, u64>,
    /// Why those who waited wait no more.
    pub queue_left_by: BTreeMap<String, u64>,
    pub resets: Resets,
    pub events: Events,
    pub prints: Prints,
    /// `ok`, or what `epn-hub check` found.
    pub hub_check: String,
    /// Visits, desk work and mishaps that came to something else than the day has it.
    pub surprises: Vec<String>,
    /// The same of a first run that this machine did not keep up with.
    pub too_fast: Vec<String>,
    /// Parts of the screens' script that did not come off, and why; and every picture that is missing.
    pub pictures_missed: Vec<String>,
}

impl Summary {
    /// Nothing lost, nothing doubled, nothing left, nothing unexpected.
    pub fn is_good(&self) -> bool {
        self.is_exact() && self.surprises.is_empty()
    }

    /// Whatever the day came to, every count of it adds up.
    pub fn is_exact(&self) -> bool {
        let Resets { count, proved, leftovers, .. } = self.resets;
        self.hub_check == "ok"
            && (self.events.lost, self.events.duplicates, leftovers) == (0, 0, 0)
            && count == proved
            && self.prints.discrepancies == 0
    }
}

/// Every reset of the day, in machine milliseconds.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Resets {
    pub count: u64,
    pub proved: u64,
    pub leftovers: u64,
    pub ms_p50: u64,
    pub ms_max: u64,
}

/// What was printed.
#[derive(Clone, Debug, Default, Serialize)]
pub struct Prints {
    /// They waited for their visitor's word, or for a mediator's look.
    pub held: u64,
    /// Something of them came out.
    pub printed: u64,
    /// What was taken for them from purses.
    pub debit_cents: u64,
    /// Sides that the hub says came out.
    pub sides: u64,
    /// What `epn-hub check` finds wrong, and whether the printer put out another number of sides.
    pub discrepancies: u64,
}

/// The agents' journals against the hub's database.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Events {
    /// In the journals.
    pub sent: u64,
    /// In the database.
    pub stored: u64,
    /// In the database more than once.
    pub duplicates: u64,
    /// In a journal, not in the database.
    pub lost: u64,
}

/// One event's place: station's journal epoch and number.
type Key = (String, u64);

/// Counts the stations' journals, each in its folder, against the database of the hub in `hub`.
///
/// # Errors
/// A database cannot be read.
pub fn count(journals: &[(String, PathBuf)], hub: &Path) -> Result<Summary> {
    let mut summary = Summary::default();
    let mut sent = BTreeSet::new();
    let mut reports = Vec::new();
    for (_, journal) in journals {
        for (key, event) in journal_events(journal)? {
            sent.insert(key);
            tally(&mut summary, event, &mut reports)?;
        }
    }
    let stored = stored_keys(hub)?;
    summary.events = compare(&sent, &stored);
    summary.resets = resets(&reports);
    let hub = open(&hub.join("hub.db"))?;
    summary.minutes_by_category = sums(
        &hub,
        "SELECT category, sum(seconds / 60) FROM session WHERE ended IS NOT NULL GROUP BY category",
    )?;
    summary.bookings_by_state = sums(&hub, "SELECT state, count(*) FROM booking GROUP BY state")?;
    summary.prints = prints(&hub)?;
    summary.queue_left_by =
        sums(&hub, "SELECT why, count(*) FROM queue_entry WHERE gone IS NOT NULL GROUP BY why")?;
    Ok(summary)
}

fn tally(summary: &mut Summary, event: StationEvent, reports: &mut Vec<ResetReport>) -> Result<()> {
    match event {
        StationEvent::SessionStarted { .. } => summary.sessions_started += 1,
        StationEvent::SessionEnded { cause, .. } => {
            *summary.sessions_ended_by_cause.entry(cause_name(cause)?).or_default() += 1;
        }
        StationEvent::Reset { report, .. } => reports.push(report),
        _ => {}
    }
    Ok(())
}

/// Why the sessions of one station ended, in order.
///
/// # Errors
/// Its journal cannot be read.
pub fn causes(journal: &Path) -> Result<Vec<String>> {
    let events = journal_events(journal)?.into_iter();
    events
        .filter_map(|(_, event)| match event {
            StationEvent::SessionEnded { cause, .. } => Some(cause_name(cause)),
            _ => None,
        })
        .collect()
}

/// A cause as the wire writes it.
///
/// # Errors
/// Never for the causes of today: each is a word.
pub fn cause_name(cause: EndCause) -> Result<String> {
    let name = serde_json::to_value(cause)?;
    Ok(name.as_str().context("an end cause is a word")?.to_owned())
}

fn journal_events(folder: &Path) -> Result<Vec<(Key, StationEvent)>> {
    let db = open(&folder.join("journal.db"))?;
    let epoch: String = db.query_row("SELECT epoch FROM standing", [], |row| row.get(0))?;
    let mut rows = db.prepare("SELECT body FROM event ORDER BY number")?;
    let bodies = rows.query_map([], |row| row.get::<_, String>(0))?;
    bodies
        .map(|body| {
            let record: EventRecord = serde_json::from_str(&body?)?;
            Ok(((epoch.clone(), record.number), record.event))
        })
        .collect()
}

fn stored_keys(hub: &Path) -> Result<Vec<Key>> {
    let db = open(&hub.join("hub.db"))?;
    let mut rows = db.prepare("SELECT epoch, number FROM usage_event WHERE number IS NOT NULL")?;
    let keys = rows.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?;
    Ok(keys.collect::<Result<_, _>>()?)
}

fn compare(sent: &BTreeSet<Key>, stored: &[Key]) -> Events {
    let once: BTreeSet<&Key> = stored.iter().collect();
    let count = |n: usize| u64::try_from(n).unwrap_or(u64::MAX);
    Events {
        sent: count(sent.len()),
        stored: count(stored.len()),
        duplicates: count(stored.len() - once.len()),
        lost: count(sent.iter().filter(|key| !once.contains(key)).count()),
    }
}

fn resets(reports: &[ResetReport]) -> Resets {
    let mut ms: Vec<u64> = reports.iter().map(|report| report.ms).collect();
    ms.sort_unstable();
    let count = |wanted: fn(&ResetReport) -> bool| reports.iter().filter(|r| wanted(r)).count() as u64;
    Resets {
        count: count(|_| true),
        proved: count(|report| report.proved),
        leftovers: reports.iter().flat_map(|r| &r.leftovers).map(|left| u64::from(left.count)).sum(),
        ms_p50: ms.get(ms.len().div_ceil(2).saturating_sub(1)).copied().unwrap_or(0),
        ms_max: ms.last().copied().unwrap_or(0),
    }
}

fn prints(hub: &Connection) -> Result<Prints> {
    let query = "SELECT (SELECT count(DISTINCT job) FROM print_step WHERE state IN ('held', 'to-check')),
        count(*) FILTER (WHERE impressions > 0), coalesce(sum(charged), 0), coalesce(sum(impressions), 0)
        FROM print_job";
    let number = |row: &Row<'_>, column| Ok::<_, rusqlite::Error>(row.get::<_, i64>(column)?.unsigned_abs());
    Ok(hub.query_row(query, [], |row| {
        Ok(Prints {
            held: number(row, 0)?,
            printed: number(row, 1)?,
            debit_cents: number(row, 2)?,
            sides: number(row, 3)?,
            discrepancies: 0,
        })
    })?)
}

/// A number for each name, as `query` has them.
fn sums(hub: &Connection, query: &str) -> Result<BTreeMap<String, u64>> {
    let mut rows = hub.prepare(query)?;
    let sums = rows.query_map([], |row| Ok((row.get(0)?, row.get::<_, i64>(1)?.unsigned_abs())))?;
    Ok(sums.collect::<Result<_, _>>()?)
}

fn open(path: &Path) -> Result<Connection> {
    Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)
        .with_context(|| format!("opening the database {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lost_and_doubled_events_are_counted() {
        let key = |n: u64| ("epoch".to_owned(), n);
        let sent = BTreeSet::from([key(1), key(2), key(3)]);
        let found = compare(&sent, &[key(1), key(3), key(3)]);
        assert_eq!(found, Events { sent: 3, stored: 3, duplicates: 1, lost: 1 });
    }
}
