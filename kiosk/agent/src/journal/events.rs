//! Numbered events.

use epn_rules::id::BootId;
use epn_wire::report::{ResetReport, StepOutcome};
use epn_wire::station::{EventRecord, StationEvent};
use jiff::Timestamp;
use rusqlite::{Connection, Transaction, params};

use super::{JournalError, from_json, signed, to_json, unsigned};

/// Kinds of leftovers that an event names; how many things there are in all is in its sum.
const NAMED_LEFTOVERS: usize = 64;

/// The longest explanation of a step, in characters.
const LONGEST_WHY: usize = 300;

/// When something was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// By the boot-time clock, in milliseconds.
    pub boot_ms: u64,
    /// In site time, if known.
    pub at: Option<Timestamp>,
}

/// Adds the event with this number.
pub(super) fn add(
    work: &Transaction<'_>,
    boot: BootId,
    stamp: Stamp,
    number: u64,
    event: &StationEvent,
) -> Result<(), JournalError> {
    let event = bounded(event.clone());
    let record = EventRecord { number, boot, boot_ms: stamp.boot_ms, at: stamp.at, event };
    put(work, &record)
}

fn put(work: &Transaction<'_>, record: &EventRecord) -> Result<(), JournalError> {
    work.prepare_cached("INSERT INTO event (number, body) VALUES (?1, ?2)")?
        .execute(params![signed(record.number), to_json(record)?])?;
    Ok(())
}

/// Events after `after`, in order: as many as fit in `bytes`, one at least.
pub(super) fn after(db: &Connection, after: u64, bytes: usize) -> Result<Vec<EventRecord>, JournalError> {
    let mut query = db.prepare_cached("SELECT body FROM event WHERE number > ?1 ORDER BY number")?;
    let mut rows = query.query([signed(after)])?;
    let (mut found, mut size) = (Vec::new(), 0);
    while let Some(row) = rows.next()? {
        let body: String = row.get(0)?;
        size += body.len() + 1;
        if size > bytes && !found.is_empty() {
            break;
        }
        found.push(from_json(&body)?);
    }
    Ok(found)
}

/// The number of the oldest event that is kept, if there is any.
pub(super) fn first(db: &Connection) -> Result<Option<u64>, JournalError> {
    let first: Option<i64> = db.query_row("SELECT min(number) FROM event", [], |row| row.get(0))?;
    Ok(first.map(unsigned))
}

/// Numbers the events after `stored` anew from 1, forgets the others, and returns the last number.
pub(super) fn renumber(work: &Transaction<'_>, stored: u64) -> Result<u64, JournalError> {
    let waiting = after(work, stored, usize::MAX)?;
    work.execute("DELETE FROM event", [])?;
    let mut number = 0;
    for mut record in waiting {
        number += 1;
        record.number = number;
        put(work, &record)?;
    }
    Ok(number)
}

/// An event that surely fits in a message, whatever a visitor left behind.
fn bounded(event: StationEvent) -> StationEvent {
    match event {
        StationEvent::Reset { session, report } => {
            StationEvent::Reset { session, report: bounded_report(report) }
        }
        StationEvent::LeaseRefused { why } => StationEvent::LeaseRefused { why: cut(&why) },
        other => other,
    }
}

fn bounded_report(mut report: ResetReport) -> ResetReport {
    let rest = report.leftovers.split_off(report.leftovers.len().min(NAMED_LEFTOVERS));
    if let (Some(last), false) = (report.leftovers.last_mut(), rest.is_empty()) {
        last.count = rest.iter().fold(last.count, |sum, more| sum.saturating_add(more.count));
    }
    for left in &mut report.leftovers {
        left.place = cut(&left.place);
    }
    for step in &mut report.steps {
        if let StepOutcome::NotApplicable { why } | StepOutcome::Failed { why } = &mut step.outcome {
            *why = cut(why);
        }
    }
    report
}

fn cut(text: &str) -> String {
    text.chars().take(LONGEST_WHY).collect()
}
