//! A transaction as it stands in its columns: what is written, and hashed.

use std::collections::BTreeMap;

use rusqlite::{Connection, Row, params};

use super::super::chain::{self, Hash, Link, Walk};
use super::super::codec::Columns as _;
use super::super::{StoreError, Tx};
use super::Reason;

/// The first transaction that the chain does not hold for, and what is wrong with it.
pub fn first_broken(connection: &Connection) -> Result<Option<(i64, &'static str)>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT seq, at, day, kind, key, purse, job, period, staff, detail, reason, before, hash
         FROM ledger ORDER BY seq",
    )?;
    let mut of_one =
        connection.prepare("SELECT account, cents FROM posting WHERE entry = ?1 ORDER BY account")?;
    let mut rows = statement.query([])?;
    let mut walk = Walk::new();
    while let Some(row) = rows.next()? {
        let mut text = Text::read(row)?;
        let read = |row: &Row<'_>| Ok((row.raw("account")?, row.raw("cents")?));
        text.postings = of_one.query_map([text.seq], read)?.collect::<Result<_, _>>()?;
        let link = Link { seq: text.seq, before: row.raw("before")?, hash: row.raw("hash")? };
        if let Some(broken) = walk.step(&link, |before| text.hash(before)) {
            return Ok(Some(broken));
        }
    }
    Ok(None)
}

/// The first transaction whose reason is not the one that was given.
pub fn first_other_reason(connection: &Connection) -> Result<Option<i64>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT seq, ledger.reason AS digest, salt, words.reason AS words
         FROM ledger_reason words JOIN ledger ON ledger.seq = words.entry ORDER BY seq",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let reason = Reason { salt: row.raw("salt")?, text: row.raw("words")? };
        if row.raw::<Option<Hash>>("digest")? != Some(reason.digest()) {
            return Ok(Some(row.raw("seq")?));
        }
    }
    Ok(None)
}

/// A transaction as it stands in its columns: what is hashed.
pub(super) struct Text {
    pub(super) seq: i64,
    pub(super) at: i64,
    pub(super) day: String,
    pub(super) kind: String,
    pub(super) key: String,
    pub(super) purse: Option<String>,
    pub(super) job: Option<String>,
    pub(super) period: Option<String>,
    pub(super) staff: Option<String>,
    pub(super) detail: String,
    pub(super) reason: Option<Hash>,
    /// By name of the account.
    pub(super) postings: BTreeMap<String, i64>,
}

impl Text {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            seq: row.raw("seq")?,
            at: row.raw("at")?,
            day: row.raw("day")?,
            kind: row.raw("kind")?,
            key: row.raw("key")?,
            purse: row.raw("purse")?,
            job: row.raw("job")?,
            period: row.raw("period")?,
            staff: row.raw("staff")?,
            detail: row.raw("detail")?,
            reason: row.raw("reason")?,
            postings: BTreeMap::new(),
        })
    }

    /// Postings first: their transaction seals them.
    pub(super) fn write(&self, tx: &Tx<'_>, before: &Hash) -> Result<(), StoreError> {
        let mut insert =
            tx.prepare_cached("INSERT INTO posting (entry, account, cents) VALUES (?1, ?2, ?3)")?;
        for (account, cents) in &self.postings {
            insert.execute(params![self.seq, account, cents])?;
        }
        tx.prepare_cached(
            "INSERT INTO ledger (seq, at, day, kind, key, purse, job, period, staff, detail, reason, before, hash)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)",
        )?
        .execute(params![
            self.seq,
            self.at,
            self.day,
            self.kind,
            self.key,
            self.purse,
            self.job,
            self.period,
            self.staff,
            self.detail,
            self.reason,
            before,
            self.hash(before)
        ])?;
        Ok(())
    }

    /// The hash of a row that follows another: over every column and every posting.
    fn hash(&self, before: &Hash) -> Hash {
        let (seq, at) = (self.seq.to_string(), self.at.to_string());
        let columns = [
            Some(&seq),
            Some(&at),
            Some(&self.day),
            Some(&self.kind),
            Some(&self.key),
            self.purse.as_ref(),
            self.job.as_ref(),
            self.period.as_ref(),
            self.staff.as_ref(),
            Some(&self.detail),
        ];
        let columns = columns.map(|column| column.map(String::as_bytes));
        let cents: Vec<_> = self.postings.iter().map(|(name, cents)| (name, cents.to_string())).collect();
        let postings = cents.iter().flat_map(|(name, cents)| [Some(name.as_bytes()), Some(cents.as_bytes())]);
        let reason = std::iter::once(self.reason.as_ref().map(<[u8; 32]>::as_slice));
        chain::hash(before, columns.into_iter().chain(reason).chain(postings))
    }
}
