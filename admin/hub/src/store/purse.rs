//! Purses, and apart from them whose they are.

use epn_rules::id::PurseId;
use epn_wire::money::PurseHolder;
use jiff::Timestamp;
use rusqlite::{Connection, OptionalExtension as _, params};

use super::codec::{Columns as _, ms};
use super::{StoreError, Tx};

/// A new purse, of somebody or of nobody who is known.
pub fn insert(
    tx: &Tx<'_>,
    id: PurseId,
    holder: Option<PurseHolder>,
    opened: Timestamp,
) -> Result<(), StoreError> {
    tx.prepare_cached("INSERT INTO purse (id, opened) VALUES (?1, ?2)")?
        .execute(params![id.to_string(), ms(opened)])?;
    let Some((column, of)) = holder.and_then(column) else { return Ok(()) };
    tx.prepare_cached(&format!("INSERT INTO purse_holder (purse, {column}) VALUES (?1, ?2)"))?
        .execute(params![id.to_string(), of])?;
    Ok(())
}

/// The purse of somebody, if they have one; an anonymous one, if it is there.
pub fn of(connection: &Connection, holder: PurseHolder) -> Result<Option<PurseId>, StoreError> {
    let (sql, id) = match (holder, column(holder)) {
        (_, Some((column, id))) => (format!("SELECT purse AS id FROM purse_holder WHERE {column} = ?1"), id),
        (PurseHolder::Purse { id }, None) => {
            ("SELECT id FROM purse WHERE id = ?1".to_owned(), id.to_string())
        }
        (_, None) => return Ok(None),
    };
    Ok(connection.prepare_cached(&sql)?.query_row([id], |row| row.parsed("id")).optional()?)
}

/// Whose purse it is, unless it is anonymous or they were erased.
pub fn holder(connection: &Connection, id: PurseId) -> Result<Option<PurseHolder>, StoreError> {
    let found = connection
        .prepare_cached("SELECT visitor, ticket, session FROM purse_holder WHERE purse = ?1")?
        .query_row([id.to_string()], |row| {
            let visitor = row.parsed_if_any("visitor")?.map(|id| PurseHolder::Visitor { id });
            let ticket = row.parsed_if_any("ticket")?.map(|id| PurseHolder::Ticket { id });
            let session = row.parsed_if_any("session")?.map(|id| PurseHolder::Session { id });
            Ok(visitor.or(ticket).or(session))
        })
        .optional()?;
    Ok(found.flatten())
}

/// In which column a holder stands, and as what.
fn column(holder: PurseHolder) -> Option<(&'static str, String)> {
    match holder {
        PurseHolder::Visitor { id } => Some(("visitor", id.to_string())),
        PurseHolder::Ticket { id } => Some(("ticket", id.to_string())),
        PurseHolder::Session { id } => Some(("session", id.to_string())),
        PurseHolder::Purse { .. } => None,
    }
}
