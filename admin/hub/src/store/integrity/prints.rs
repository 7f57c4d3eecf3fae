//! What must hold of prints: their journal, their session, and what the ledger holds for them.

use rusqlite::Connection;

use super::{first_bad, journal, prices};
use crate::printing::life::State;
use crate::store::StoreError;
use crate::store::codec::word;

/// Everything that is wrong, the first bad row of each kind.
pub(super) fn problems(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut problems = first_bad(connection, &RULES)?;
    problems.extend(first_bad(connection, &of_states()?)?);
    problems.extend(journal::first_other(connection)?);
    problems.extend(prices::first_other(connection)?);
    Ok(problems)
}

/// The rules that speak of states, of which the type knows what they mean.
fn of_states() -> Result<[(&'static str, String); 2], StoreError> {
    let with_money = listed(State::holds_money)?;
    let counting_on = listed(|state| matches!(state, State::Sending | State::Printing))?;
    let held = format!(
        "SELECT 'print ' || id AS bad FROM print_job
         WHERE (state IN ({with_money}))
            <> (EXISTS (SELECT 1 FROM ledger WHERE key = print_job.id || ':reserve')
                AND NOT EXISTS (SELECT 1 FROM ledger WHERE key = print_job.id || ':settle'))
         ORDER BY ipp LIMIT 1"
    );
    // What comes out is kept as its printer says it, without a step.
    let last = format!(
        "SELECT 'print ' || id AS bad FROM print_job j
         WHERE NOT EXISTS (SELECT 1 FROM print_step s
             WHERE s.seq = (SELECT max(seq) FROM print_step WHERE job = j.id)
                 AND s.state = j.state AND s.at = j.since AND s.attempt = j.attempt
                 AND s.printer_job IS j.printer_job AND s.printer_uuid IS j.printer_uuid
                 AND (s.impressions = j.impressions OR j.state IN ({counting_on})))
         ORDER BY ipp LIMIT 1"
    );
    Ok([
        ("money is held for it though nothing is to come out, or none though something is", held),
        ("its journal does not end as it stands, or there is none", last),
    ])
}

/// The states of which something holds, as a list in SQL.
fn listed(holds: impl Fn(State) -> bool) -> Result<String, StoreError> {
    let words = State::ALL.into_iter().filter(|state| holds(*state)).map(word);
    let words = words.collect::<Result<Vec<_>, _>>()?;
    Ok(words.into_iter().map(|word| format!("'{word}'")).collect::<Vec<_>>().join(", "))
}

/// Queries that name the first row that breaks a rule.
const RULES: [(&str, &str); 7] = [
    (
        "there is no step before it",
        "SELECT 'print_step ' || seq AS bad FROM print_step s
         WHERE seq > 1 AND NOT EXISTS (SELECT 1 FROM print_step q WHERE q.seq = s.seq - 1)
         ORDER BY seq LIMIT 1",
    ),
    (
        "its journal does not tell of a step when its money moved",
        "SELECT 'print ' || j.id AS bad FROM print_job j
         JOIN ledger l ON l.job = j.id AND l.kind IN ('reserve', 'settle')
         WHERE NOT EXISTS (SELECT 1 FROM print_step s WHERE s.job = j.id AND s.at = l.at)
         ORDER BY ipp LIMIT 1",
    ),
    (
        "its document has a format and no length, or a length and no format",
        "SELECT 'print ' || id AS bad FROM print_job WHERE (format IS NULL) <> (bytes IS NULL) ORDER BY ipp LIMIT 1",
    ),
    (
        "its session was on another station, or its day is not that of its beginning",
        "SELECT 'print ' || j.id AS bad FROM print_job j JOIN session s ON s.id = j.session
         WHERE s.station <> j.station
            OR j.day NOT BETWEEN date(made / 1000, 'unixepoch', '-1 day') AND date(made / 1000, 'unixepoch', '+1 day')
         ORDER BY ipp LIMIT 1",
    ),
    (
        "what it says that it cost is not what was debited for it",
        "SELECT 'print ' || id AS bad FROM print_job
         WHERE coalesce(charged, 0) <> (SELECT coalesce(sum(cents), 0) FROM ledger JOIN posting ON posting.entry = ledger.seq
             WHERE key = print_job.id || ':settle' AND account IN ('revenue', 'given'))
         ORDER BY ipp LIMIT 1",
    ),
    (
        "people call it by another number than its transaction does",
        "SELECT 'print ' || id AS bad FROM print_job JOIN ledger ON ledger.key = print_job.id || ':settle'
         WHERE json_extract(ledger.detail, '$.number') IS NOT number
         ORDER BY ipp LIMIT 1",
    ),
    (
        "it is not the purse of those whose print it pays",
        "SELECT 'purse ' || l.purse AS bad
         FROM (SELECT *, json_extract(holder, '$.id') AS held_by FROM print_job) j
         JOIN ledger l ON l.key = j.id || ':reserve' LEFT JOIN purse_holder h ON h.purse = l.purse
         WHERE coalesce(h.visitor, h.ticket, h.session) IS NOT held_by
             AND (h.purse IS NOT NULL OR held_by IN (SELECT id FROM visitor UNION ALL SELECT id FROM ticket UNION ALL SELECT id FROM session))
         ORDER BY ipp LIMIT 1",
    ),
];
