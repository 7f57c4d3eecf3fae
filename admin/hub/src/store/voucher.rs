//! Vouchers that were handed in.

use jiff::civil::Date;
use rusqlite::{Connection, params};

use super::{StoreError, Tx};

/// Whether this one was handed in before.
pub fn is_seen(connection: &Connection, issuer: &str, serial: &str) -> Result<bool, StoreError> {
    Ok(connection
        .prepare_cached("SELECT 1 FROM voucher WHERE issuer = ?1 AND serial = ?2")?
        .exists([issuer, serial])?)
}

/// It was handed in, for a transaction.
pub fn insert(
    tx: &Tx<'_>,
    issuer: &str,
    serial: &str,
    entry: i64,
    expires: Option<Date>,
) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT INTO voucher (issuer, serial, entry, expires) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![issuer, serial, entry, expires.map(|day| day.to_string())])?;
    Ok(())
}
