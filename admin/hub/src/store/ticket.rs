//! Tickets for anonymous visits, known by a keyed hash of their code.

use epn_rules::id::{StaffId, TicketId};
use epn_rules::people::{AgeBand, Alias};
use epn_rules::units::Minutes;
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::{Connection, OptionalExtension as _, Row, params};

use super::codec::{Columns as _, ms, word};
use super::{StoreError, Tx};

/// A ticket.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Ticket {
    pub id: TicketId,
    /// What it carried when new.
    pub minutes: Minutes,
    /// The first moment at which it opens nothing more.
    pub expires: Timestamp,
    pub alias: Alias,
    pub age: AgeBand,
}

fn ticket(row: &Row<'_>) -> rusqlite::Result<Ticket> {
    Ok(Ticket {
        id: row.parsed("id")?,
        minutes: Minutes(row.raw("minutes")?),
        expires: row.moment("expires")?,
        alias: Alias { picture: row.raw("picture")?, ordinal: row.raw("ordinal")? },
        age: row.word("age")?,
    })
}

/// Issues a ticket; `code` is the keyed hash of its code, `day` the civil day of issue.
pub fn insert(
    tx: &Tx<'_>,
    ticket: &Ticket,
    code: &[u8; 32],
    issued: Timestamp,
    day: Date,
    by: Option<StaffId>,
) -> Result<(), StoreError> {
    tx.execute(
        "INSERT INTO ticket (id, code, minutes, expires, picture, ordinal, age, issued, day, staff)
         VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10)",
        params![
            ticket.id.to_string(),
            code,
            ticket.minutes.0,
            ms(ticket.expires),
            ticket.alias.picture,
            ticket.alias.ordinal,
            word(ticket.age)?,
            ms(issued),
            day.to_string(),
            by.map(|staff| staff.to_string())
        ],
    )?;
    Ok(())
}

/// The ticket with this hashed code.
pub fn by_code(connection: &Connection, code: &[u8; 32]) -> Result<Option<Ticket>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT id, minutes, expires, picture, ordinal, age FROM ticket WHERE code = ?1")?
        .query_row([code], ticket)
        .optional()?)
}

/// One ticket.
pub fn get(connection: &Connection, id: TicketId) -> Result<Option<Ticket>, StoreError> {
    Ok(connection
        .prepare_cached("SELECT id, minutes, expires, picture, ordinal, age FROM ticket WHERE id = ?1")?
        .query_row([id.to_string()], ticket)
        .optional()?)
}
