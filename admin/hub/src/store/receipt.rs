//! Receipts, numbered without gaps. What one is for and how much, its transaction says.

use epn_rules::id::{PurseId, ReceiptId};
use epn_rules::units::Cents;
use epn_wire::money::{Means, ReceiptKind, ReceiptShown};
use jiff::civil::Date;
use rusqlite::{Connection, Params, Row, params};

use super::codec::{Columns as _, number};
use super::{StoreError, Tx};

/// A receipt, and what a list of the site's own holds beside it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The civil day of its moment.
    pub day: Date,
    pub receipt: ReceiptShown,
    /// Who issued the voucher that paid.
    pub issuer: Option<String>,
}

fn listed(row: &Row<'_>) -> rusqlite::Result<Listed> {
    let means: Means = row.word("account")?;
    let kind = match row.raw::<String>("kind")?.as_str() {
        "refund" => ReceiptKind::Refund,
        _ => ReceiptKind::TopUp,
    };
    let receipt = ReceiptShown {
        id: row.parsed("id")?,
        number: row.number("number")?,
        at: row.moment("at")?,
        kind,
        means,
        amount: Cents(row.raw::<i64>("cents")?.saturating_abs()),
        purse: row.parsed("purse")?,
    };
    Ok(Listed { day: row.parsed("day")?, receipt, issuer: row.raw("issuer")? })
}

fn many(connection: &Connection, rest: &str, values: impl Params) -> Result<Vec<Listed>, StoreError> {
    let sql = format!(
        "SELECT receipt.number, receipt.id, at, day, kind, purse, account, cents, issuer FROM receipt
         JOIN ledger ON ledger.seq = receipt.entry
         JOIN posting ON posting.entry = receipt.entry AND account IN ('cash', 'card', 'cheque', 'voucher')
         LEFT JOIN voucher ON voucher.entry = receipt.entry
         WHERE {rest}"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(values, listed)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

fn shown(listed: Vec<Listed>) -> Vec<ReceiptShown> {
    listed.into_iter().map(|listed| listed.receipt).collect()
}

/// The number of the next one.
pub fn next_number(connection: &Connection) -> Result<u64, StoreError> {
    Ok(connection
        .prepare_cached("SELECT coalesce(max(number), 0) + 1 AS next FROM receipt")?
        .query_row([], |row| row.number("next"))?)
}

/// The next receipt, for a transaction.
pub fn insert(tx: &Tx<'_>, at: u64, id: ReceiptId, entry: i64) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT INTO receipt (number, id, entry) VALUES (?1, ?2, ?3)")?.execute(params![
        number(at)?,
        id.to_string(),
        entry
    ])?;
    Ok(())
}

/// One receipt.
pub fn get(connection: &Connection, id: ReceiptId) -> Result<Option<ReceiptShown>, StoreError> {
    Ok(shown(many(connection, "receipt.id = ?1", [id.to_string()])?).pop())
}

/// The newest receipts of a purse, at most so many, the newest first.
pub fn of_purse(connection: &Connection, purse: PurseId, most: u32) -> Result<Vec<ReceiptShown>, StoreError> {
    let rest = "purse = ?1 ORDER BY receipt.number DESC LIMIT ?2";
    Ok(shown(many(connection, rest, params![purse.to_string(), most])?))
}

/// Those whose transactions came after one and before another, or up to the last; in order.
pub fn between(
    connection: &Connection,
    after: i64,
    before: Option<i64>,
) -> Result<Vec<ReceiptShown>, StoreError> {
    let rest = "receipt.entry > ?1 AND (?2 IS NULL OR receipt.entry < ?2) ORDER BY receipt.number";
    Ok(shown(many(connection, rest, params![after, before])?))
}

/// Those of some civil days, both ends included, in order.
pub fn of_days(connection: &Connection, from: Date, to: Date) -> Result<Vec<Listed>, StoreError> {
    many(
        connection,
        "day BETWEEN ?1 AND ?2 ORDER BY receipt.number",
        params![from.to_string(), to.to_string()],
    )
}
