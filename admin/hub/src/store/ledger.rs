//! The ledger: transactions of several postings that sum to nothing, append-only and hash-chained.

mod row;

use std::collections::BTreeMap;

use epn_rules::id::{PrintJobId, PurseId, StaffId};
use epn_rules::purse::{AllowancePeriod, Parts};
use epn_rules::units::Cents;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension as _, Row, params};
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};

pub use row::{first_broken, first_other_reason};

use self::row::Text;
use super::chain::{GENESIS, Hash};
use super::codec::{Columns as _, json, ms, word};
use super::{StoreError, Tx};

/// Where money is, or comes from. Of the site's own, more than nothing is what it earned or owes, less what it has or gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Account {
    /// A purse's: paid in, free to spend.
    Paid,
    /// A purse's: what is left of its free allowance.
    Free,
    /// A purse's: held for prints that are not settled.
    Reserve,
    Cash,
    Card,
    Cheque,
    Voucher,
    /// What prints earned: paid for with money.
    Revenue,
    /// What was given as free allowance, less what lapsed of it.
    Allowance,
    /// Prints that the free allowance paid for.
    Given,
    /// What a mediator gave back for prints.
    Goodwill,
}

/// What a transaction is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Kind {
    TopUp,
    Refund,
    Allowance,
    AllowanceOver,
    Reserve,
    Settle,
    Adjust,
    Close,
}

/// What a transaction adds to each account; none is there with nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Postings(BTreeMap<Account, Cents>);

impl Postings {
    /// Those of these that are not nothing.
    pub fn new(postings: impl IntoIterator<Item = (Account, Cents)>) -> Self {
        Self(postings.into_iter().filter(|(_, cents)| *cents != Cents(0)).collect())
    }

    /// So much moves from one account to another.
    pub fn moved(cents: Cents, from: Account, to: Account) -> Self {
        Self::new([(from, Cents(-cents.0)), (to, cents)])
    }

    /// What is added to an account.
    pub fn to(&self, account: Account) -> Cents {
        self.0.get(&account).copied().unwrap_or_default()
    }
}

/// A mediator's words, with the salt of their digest.
#[derive(Clone, Debug)]
pub struct Reason {
    pub salt: [u8; 16],
    pub text: String,
}

impl Reason {
    /// What the chain holds of it.
    fn digest(&self) -> Hash {
        Sha256::new_with_prefix(self.salt).chain_update(&self.text).finalize().into()
    }
}

/// A transaction to append.
#[derive(Clone, Debug)]
pub struct NewEntry<D> {
    pub at: Timestamp,
    /// The civil day of `at`.
    pub day: Date,
    pub kind: Kind,
    /// Nothing is appended twice under one key.
    pub key: String,
    pub purse: Option<PurseId>,
    pub job: Option<PrintJobId>,
    /// Of the allowance that it is about, or that it takes from.
    pub period: Option<AllowancePeriod>,
    pub staff: Option<StaffId>,
    /// What else belongs to it; no name.
    pub detail: D,
    pub reason: Option<Reason>,
    pub postings: Postings,
}

/// A transaction.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    pub seq: i64,
    pub at: Timestamp,
    pub kind: Kind,
    pub purse: Option<PurseId>,
    pub job: Option<PrintJobId>,
    pub period: Option<AllowancePeriod>,
    detail: String,
    /// A mediator's words, unless they were erased.
    pub reason: Option<String>,
    pub postings: Postings,
}

impl Entry {
    /// What else belongs to it.
    pub fn detail<T: DeserializeOwned>(&self) -> Result<T, StoreError> {
        serde_json::from_str(&self.detail).map_err(|e| StoreError::Value(e.to_string().into()))
    }
}

/// What a purse holds.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Balance {
    /// What can be spent.
    pub parts: Parts,
    /// Held for prints that are not settled.
    pub reserved: Cents,
}

/// Appends a transaction; its number.
pub fn append<D: Serialize>(tx: &Tx<'_>, new: &NewEntry<D>) -> Result<i64, StoreError> {
    let last = tx
        .prepare_cached("SELECT seq, hash FROM ledger ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.raw::<i64>("seq")?, row.raw::<Hash>("hash")?)))
        .optional()?;
    let (seq, before) = last.map_or((1, GENESIS), |(seq, hash)| (seq + 1, hash));
    let text = Text {
        seq,
        at: ms(new.at),
        day: new.day.to_string(),
        kind: word(new.kind)?,
        key: new.key.clone(),
        purse: new.purse.map(|id| id.to_string()),
        job: new.job.map(|id| id.to_string()),
        period: new.period.map(|period| period.to_string()),
        staff: new.staff.map(|id| id.to_string()),
        detail: json(&new.detail)?,
        reason: new.reason.as_ref().map(Reason::digest),
        postings: new
            .postings
            .0
            .iter()
            .map(|(account, cents)| Ok((word(account)?, cents.0)))
            .collect::<Result<_, rusqlite::Error>>()?,
    };
    text.write(tx, &before)?;
    if let Some(Reason { salt, text }) = &new.reason {
        tx.prepare_cached("INSERT INTO ledger_reason (entry, salt, reason) VALUES (?1, ?2, ?3)")?
            .execute(params![seq, salt, text])?;
    }
    Ok(seq)
}

const COLUMNS: &str = "ledger.seq, at, kind, purse, job, period, detail, reason.reason AS words";

fn entry(row: &Row<'_>) -> rusqlite::Result<Entry> {
    Ok(Entry {
        seq: row.raw("seq")?,
        at: row.moment("at")?,
        kind: row.word("kind")?,
        purse: row.parsed_if_any("purse")?,
        job: row.parsed_if_any("job")?,
        period: row.parsed_if_any("period")?,
        detail: row.raw("detail")?,
        reason: row.raw("words")?,
        postings: Postings::default(),
    })
}

fn many(
    connection: &Connection,
    rest: &str,
    values: impl rusqlite::Params,
) -> Result<Vec<Entry>, StoreError> {
    let sql = format!(
        "SELECT {COLUMNS} FROM ledger LEFT JOIN ledger_reason reason ON reason.entry = ledger.seq WHERE {rest}"
    );
    let mut statement = connection.prepare_cached(&sql)?;
    let mut entries = statement.query_map(values, entry)?.collect::<Result<Vec<_>, _>>()?;
    for entry in &mut entries {
        entry.postings = postings(connection, entry.seq)?;
    }
    Ok(entries)
}

fn postings(connection: &Connection, seq: i64) -> Result<Postings, StoreError> {
    let mut statement = connection.prepare_cached("SELECT account, cents FROM posting WHERE entry = ?1")?;
    let rows = statement.query_map([seq], |row| Ok((row.word("account")?, Cents(row.raw("cents")?))))?;
    Ok(Postings(rows.collect::<Result<_, _>>()?))
}

/// The transaction under a key.
pub fn by_key(connection: &Connection, key: &str) -> Result<Option<Entry>, StoreError> {
    Ok(many(connection, "key = ?1", [key])?.pop())
}

/// The transactions of a print, in order.
pub fn of_job(connection: &Connection, job: PrintJobId) -> Result<Vec<Entry>, StoreError> {
    many(connection, "job = ?1 ORDER BY ledger.seq", [job.to_string()])
}

/// The newest transactions of a purse, at most so many, the newest first.
pub fn of_purse(connection: &Connection, purse: PurseId, most: u32) -> Result<Vec<Entry>, StoreError> {
    many(connection, "purse = ?1 ORDER BY ledger.seq DESC LIMIT ?2", params![purse.to_string(), most])
}

/// All transactions of a purse, in order.
pub fn history(connection: &Connection, purse: PurseId) -> Result<Vec<Entry>, StoreError> {
    many(connection, "purse = ?1 ORDER BY ledger.seq", [purse.to_string()])
}

/// What a purse holds: the sum of all its postings.
pub fn balance(connection: &Connection, purse: PurseId) -> Result<Balance, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT account, sum(cents) AS cents FROM ledger JOIN posting ON posting.entry = ledger.seq
         WHERE purse = ?1 AND account IN ('paid', 'free', 'reserve') GROUP BY account",
    )?;
    let rows = statement
        .query_map([purse.to_string()], |row| Ok((row.word("account")?, Cents(row.raw("cents")?))))?;
    let sums = Postings(rows.collect::<Result<_, _>>()?);
    let parts = Parts { free: sums.to(Account::Free), paid: sums.to(Account::Paid) };
    Ok(Balance { parts, reserved: sums.to(Account::Reserve) })
}

/// The period of the last allowance that a purse was given.
pub fn last_allowance(
    connection: &Connection,
    purse: PurseId,
) -> Result<Option<AllowancePeriod>, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT period FROM ledger WHERE purse = ?1 AND kind = 'allowance' ORDER BY seq DESC LIMIT 1",
        )?
        .query_row([purse.to_string()], |row| row.parsed("period"))
        .optional()?)
}

/// What was added to an account after one transaction and before another, or up to the last.
pub fn added(
    connection: &Connection,
    account: Account,
    after: i64,
    before: Option<i64>,
) -> Result<Cents, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT coalesce(sum(cents), 0) AS cents FROM posting
             WHERE entry > ?1 AND (?2 IS NULL OR entry < ?2) AND account = ?3",
        )?
        .query_row(params![after, before, word(account)?], |row| Ok(Cents(row.raw("cents")?)))?)
}

/// What was added to an account for a print.
pub fn added_for(connection: &Connection, job: PrintJobId, account: Account) -> Result<Cents, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT coalesce(sum(cents), 0) AS cents FROM ledger JOIN posting ON posting.entry = ledger.seq
             WHERE job = ?1 AND account = ?2",
        )?
        .query_row(params![job.to_string(), word(account)?], |row| Ok(Cents(row.raw("cents")?)))?)
}

/// The first and the last civil day on which the desk took money, gave some back, or closed its day.
pub fn desk_days(connection: &Connection) -> Result<Option<(Date, Date)>, StoreError> {
    Ok(connection.query_row(
        "SELECT min(day) AS first, max(day) AS last FROM ledger WHERE kind IN ('top-up', 'refund', 'close')",
        [],
        |row| Ok(row.parsed_if_any("first")?.zip(row.parsed_if_any("last")?)),
    )?)
}
