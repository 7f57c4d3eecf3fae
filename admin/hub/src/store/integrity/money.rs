//! What must hold of money beside its chain.

use rusqlite::Connection;

use super::first_bad;
use crate::store::{StoreError, day_close, ledger, voucher};

/// Everything that is wrong, the first bad row of each kind.
pub(super) fn problems(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut problems = Vec::new();
    if let Some((row, what)) = ledger::first_broken(connection)? {
        problems.push(format!("ledger, row {row}: {what}"));
    }
    if let Some(row) = ledger::first_other_reason(connection)? {
        problems.push(format!("ledger_reason {row}: it is not the reason that was given"));
    }
    if let Some(row) = voucher::first_other(connection)? {
        problems.push(format!("ledger {row}: its voucher is not the one that was handed in"));
    }
    problems.extend(first_bad(connection, &RULES)?);
    match first_other_close(connection) {
        Ok(problem) => problems.extend(problem),
        // What cannot be read was changed, and is named already.
        Err(StoreError::Value(_)) if !problems.is_empty() => {}
        Err(error) => return Err(error),
    }
    Ok(problems)
}

/// The first close whose figures are not those of what it closes.
fn first_other_close(connection: &Connection) -> Result<Option<String>, StoreError> {
    let (mut after, mut number) = (0, 1);
    for day_close::Listed { entry, close, .. } in day_close::all(connection)? {
        if close.number != number {
            return Ok(Some(format!("day_close {number}: it is missing")));
        }
        let mut should =
            day_close::figures(connection, number, close.counted, &close.note, after, Some(entry))?;
        let said = ledger::by_key(connection, &format!("close:{number}"))?;
        let said: Option<day_close::Figures> = said.map(|said| said.detail()).transpose()?;
        if said.as_ref().is_some_and(|said| said.note.is_none()) {
            // It was closed before notes were sealed.
            should.note = None;
        }
        if said != Some(should) {
            return Ok(Some(format!("day_close {number}: its figures are not those of what it closes")));
        }
        (after, number) = (entry, number + 1);
    }
    Ok(None)
}

/// Queries that name the first row that breaks a rule.
const RULES: [(&str, &str); 12] = [
    (
        "it does not sum to nothing",
        "SELECT 'ledger ' || entry AS bad FROM posting GROUP BY entry HAVING sum(cents) <> 0 ORDER BY entry LIMIT 1",
    ),
    (
        "it holds less than nothing",
        "SELECT 'purse ' || purse AS bad FROM ledger JOIN posting ON posting.entry = ledger.seq
         WHERE account IN ('paid', 'free', 'reserve') GROUP BY purse, account HAVING sum(cents) < 0
         ORDER BY purse LIMIT 1",
    ),
    (
        "it was not opened at the moment of its first transaction",
        "SELECT 'purse ' || p.id AS bad FROM purse p
         JOIN ledger l ON l.seq = (SELECT min(seq) FROM ledger WHERE purse = p.id)
         WHERE p.opened <> l.at AND p.id IN (SELECT purse FROM purse_holder)
         ORDER BY p.id LIMIT 1",
    ),
    (
        "it moves money of a purse, but is of none",
        "SELECT 'ledger ' || seq AS bad FROM ledger
         WHERE purse IS NULL AND EXISTS (SELECT 1 FROM posting WHERE entry = seq) ORDER BY seq LIMIT 1",
    ),
    (
        "no such receipt went before it",
        "SELECT 'receipt ' || number AS bad FROM receipt r
         WHERE number > 1 AND NOT EXISTS (SELECT 1 FROM receipt q WHERE q.number = r.number - 1)
         ORDER BY number LIMIT 1",
    ),
    (
        "its receipt is not the one that it names, or there is none",
        "SELECT 'ledger ' || seq AS bad FROM ledger
         LEFT JOIN receipt ON receipt.entry = seq
         WHERE kind IN ('top-up', 'refund') AND (number IS NULL OR number IS NOT json_extract(detail, '$.receipt')
             OR key IS NOT (CASE kind WHEN 'top-up' THEN 'topup:' ELSE 'refund:' END) || receipt.id)
         ORDER BY seq LIMIT 1",
    ),
    (
        "it is a receipt for something that needs none, or of no means of payment",
        "SELECT 'receipt ' || number AS bad FROM receipt JOIN ledger ON ledger.seq = receipt.entry
         WHERE kind NOT IN ('top-up', 'refund') OR 1 <> (SELECT count(*) FROM posting
             WHERE entry = seq AND account IN ('cash', 'card', 'cheque', 'voucher'))
         ORDER BY number LIMIT 1",
    ),
    (
        "a voucher paid, and there is none; or there is one, and it did not pay",
        "SELECT 'ledger ' || seq AS bad FROM ledger
         WHERE EXISTS (SELECT 1 FROM voucher WHERE entry = seq)
            <> EXISTS (SELECT 1 FROM posting WHERE entry = seq AND account = 'voucher')
         ORDER BY seq LIMIT 1",
    ),
    (
        "what was reserved for it is not what was freed, or it was settled without a reservation",
        "SELECT 'print ' || job AS bad FROM ledger l JOIN posting ON posting.entry = l.seq AND account = 'reserve'
         WHERE job IS NOT NULL GROUP BY job
         HAVING sum(cents) < 0 OR (sum(cents) > 0 AND EXISTS (SELECT 1 FROM ledger s WHERE s.key = l.job || ':settle'))
         ORDER BY job LIMIT 1",
    ),
    (
        "the security log tells of it, and it is not there",
        "SELECT 'receipt ' || json_extract(detail, '$.number') AS bad FROM audit
         WHERE what IN ('top-up', 'refund') AND NOT EXISTS (SELECT 1 FROM receipt WHERE receipt.id = about)
         UNION ALL SELECT 'receipt ' || json_extract(detail, '$.receipt') FROM audit
         WHERE what = 'print-paid' AND json_extract(detail, '$.receipt') > (SELECT coalesce(max(number), 0) FROM receipt)
         LIMIT 1",
    ),
    (
        "the security log tells of it, and it is not there",
        "SELECT 'day_close ' || about AS bad FROM audit
         WHERE what = 'cash-closed' AND NOT EXISTS (SELECT 1 FROM day_close WHERE number = CAST(about AS INTEGER))
         ORDER BY seq LIMIT 1",
    ),
    (
        "there is no close for it",
        "SELECT 'ledger ' || seq AS bad FROM ledger
         WHERE (kind = 'close') <> EXISTS (SELECT 1 FROM day_close WHERE entry = seq)
         ORDER BY seq LIMIT 1",
    ),
];
