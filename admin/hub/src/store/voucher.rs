//! Vouchers that were handed in.

use epn_rules::id::ReceiptId;
use jiff::civil::Date;
use rusqlite::{Connection, params};

use super::codec::Columns as _;
use super::{StoreError, Tx, chain};

/// A voucher that is handed in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Voucher {
    pub issuer: String,
    /// As it is compared: letters and digits alone, in capitals.
    pub serial: String,
    /// Its last day.
    pub expires: Option<Date>,
}

impl Voucher {
    /// What its transaction holds of it.
    pub fn seal(&self) -> String {
        let expires = self.expires.map(|day| day.to_string());
        chain::seal([Some(self.issuer.as_str()), Some(self.serial.as_str()), expires.as_deref()])
    }
}

/// Whether this one was handed in before.
pub fn is_seen(connection: &Connection, voucher: &Voucher) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM voucher WHERE issuer = ?1 AND serial = ?2")?
        .exists([&voucher.issuer, &voucher.serial])?)
}

/// It was handed in, for a transaction.
pub fn insert(tx: &Tx<'_>, voucher: &Voucher, entry: i64) -> Result<(), StoreError> {
    let Voucher { issuer, serial, expires } = voucher;
    tx.prepare_cached("INSERT INTO voucher (issuer, serial, entry, expires) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![issuer, serial, entry, expires.map(|day| day.to_string())])?;
    Ok(())
}

/// Whether it is the one that a receipt is for.
pub fn is_of(connection: &Connection, receipt: ReceiptId, voucher: &Voucher) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached(
            "SELECT 1 FROM voucher JOIN receipt ON receipt.entry = voucher.entry
             WHERE receipt.id = ?1 AND issuer = ?2 AND serial = ?3",
        )?
        .exists([&receipt.to_string(), &voucher.issuer, &voucher.serial])?)
}

/// The first transaction whose voucher is not the one that was handed in. Those of before vouchers were sealed say nothing.
pub fn first_other(connection: &Connection) -> Result<Option<i64>, StoreError> {
    let mut statement = connection.prepare(
        "SELECT seq, json_extract(detail, '$.voucher') AS seal, issuer, serial, expires
         FROM voucher JOIN ledger ON ledger.seq = voucher.entry WHERE seal IS NOT NULL ORDER BY seq",
    )?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (issuer, serial) = (row.raw::<String>("issuer")?, row.raw::<String>("serial")?);
        let expires = row.raw::<Option<String>>("expires")?;
        if row.raw::<String>("seal")? != chain::seal([Some(&*issuer), Some(&*serial), expires.as_deref()]) {
            return Ok(Some(row.raw("seq")?));
        }
    }
    Ok(None)
}
