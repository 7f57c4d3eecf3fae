//! Days that were closed, numbered without gaps. Each closes what came after the one before.

use epn_rules::units::Cents;
use epn_wire::money::{DayClosed, Means, MeansTotal, ReceiptKind, ReceiptShown};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension as _, Params, Row, params};
use serde::{Deserialize, Serialize};

use super::codec::{Columns as _, number};
use super::ledger::{self, Account};
use super::{StoreError, Tx, chain, receipt};

/// The order in which means of payment are listed.
const MEANS: [Means; 4] = [Means::Cash, Means::Card, Means::Cheque, Means::Voucher];

/// What a close says: the detail of its transaction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Figures {
    pub number: u64,
    pub totals: Vec<MeansTotal>,
    pub first_receipt: Option<u64>,
    pub last_receipt: Option<u64>,
    pub revenue: Cents,
    /// What was counted in the drawer.
    pub counted: Cents,
    pub difference: Cents,
    /// The seal of what was noted beside; none of closes before notes were sealed.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub note: Option<String>,
}

/// The last close: its number, transaction and moment.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Last {
    pub number: u64,
    pub entry: i64,
    pub at: Timestamp,
}

/// A close with its day and transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Listed {
    /// The civil day of its moment.
    pub day: Date,
    pub entry: i64,
    pub close: DayClosed,
}

/// The last close, if there is one.
pub fn last(connection: &Connection) -> Result<Option<Last>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT number, entry, at FROM day_close JOIN ledger ON ledger.seq = day_close.entry
             ORDER BY number DESC LIMIT 1",
        )?
        .query_row([], |row| {
            Ok(Last { number: row.number("number")?, entry: row.raw("entry")?, at: row.moment("at")? })
        })
        .optional()?)
}

/// The next close, by a transaction.
pub fn insert(tx: &Tx<'_>, at: u64, entry: i64, note: &str) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT INTO day_close (number, entry, note) VALUES (?1, ?2, ?3)")?
        .execute(params![number(at)?, entry, note])?;
    Ok(())
}

fn listed(row: &Row<'_>) -> rusqlite::Result<Listed> {
    let figures: Figures = row.json("detail")?;
    let close = DayClosed {
        number: row.number("number")?,
        at: row.moment("at")?,
        staff: row.raw::<Option<String>>("name")?.unwrap_or_default(),
        totals: figures.totals,
        first_receipt: figures.first_receipt,
        last_receipt: figures.last_receipt,
        revenue: figures.revenue,
        counted: figures.counted,
        difference: figures.difference,
        note: row.raw("note")?,
    };
    Ok(Listed { day: row.parsed("day")?, entry: row.raw("entry")?, close })
}

fn many(connection: &Connection, rest: &str, values: impl Params) -> Result<Vec<Listed>, StoreError> {
    let sql = format!(
        "SELECT number, entry, note, at, day, detail, staff.name FROM day_close
         JOIN ledger ON ledger.seq = day_close.entry LEFT JOIN staff ON staff.id = ledger.staff {rest}"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let rows = statement.query_map(values, listed)?;
    Ok(rows.collect::<Result<_, _>>()?)
}

/// The newest closes, at most so many, the newest first.
pub fn newest(connection: &Connection, most: u32) -> Result<Vec<DayClosed>, StoreError> {
    let found = many(connection, "ORDER BY number DESC LIMIT ?1", [most])?;
    Ok(found.into_iter().map(|listed| listed.close).collect())
}

/// All closes, in order.
pub fn all(connection: &Connection) -> Result<Vec<Listed>, StoreError> {
    many(connection, "ORDER BY number", [])
}

/// The closes of some civil days, both ends included, in order.
pub fn of_days(connection: &Connection, from: Date, to: Date) -> Result<Vec<Listed>, StoreError> {
    many(connection, "WHERE day BETWEEN ?1 AND ?2 ORDER BY number", params![from.to_string(), to.to_string()])
}

/// The figures of the close that follows a transaction and comes before another, or is the next.
pub fn figures(
    connection: &Connection,
    number: u64,
    counted: Cents,
    note: &str,
    after: i64,
    before: Option<i64>,
) -> Result<Figures, StoreError> {
    let receipts = receipt::between(connection, after, before)?;
    let totals = totals(&receipts);
    let cash = totals.iter().find(|total| total.means == Means::Cash);
    let expected = cash.map_or(0, |cash| cash.taken.0 - cash.given_back.0);
    Ok(Figures {
        number,
        totals,
        first_receipt: receipts.first().map(|receipt| receipt.number),
        last_receipt: receipts.last().map(|receipt| receipt.number),
        revenue: ledger::added(connection, Account::Revenue, after, before)?,
        counted,
        difference: Cents(counted.0 - expected),
        note: Some(chain::seal([Some(note)])),
    })
}

/// What receipts add up to, by means of payment, those that occur.
pub fn totals(receipts: &[ReceiptShown]) -> Vec<MeansTotal> {
    let of = |means| {
        let mut total = MeansTotal { means, taken: Cents(0), given_back: Cents(0) };
        for receipt in receipts.iter().filter(|receipt| receipt.means == means) {
            match receipt.kind {
                ReceiptKind::TopUp => total.taken.0 += receipt.amount.0,
                ReceiptKind::Refund => total.given_back.0 += receipt.amount.0,
            }
        }
        total
    };
    let is_used = |total: &MeansTotal| total.taken != Cents(0) || total.given_back != Cents(0);
    MEANS.into_iter().map(of).filter(is_used).collect()
}
