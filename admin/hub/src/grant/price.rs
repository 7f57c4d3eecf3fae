//! What a session costs.

use epn_rules::policy::Tariff;
use epn_rules::units::Cents;
use jiff::Timestamp;
use rusqlite::Connection;

use crate::store::session::Session;
use crate::store::{StoreError, session};

/// What the sessions that this one goes on from had used by a moment, in seconds.
pub fn earlier_seconds(connection: &Connection, session: &Session, at: Timestamp) -> Result<u32, StoreError> {
    let mut used = 0_u32;
    let mut before = session.moved_from;
    while let Some(id) = before {
        let Some(earlier) = session::get(connection, id)? else { break };
        used = used.saturating_add(earlier.used_by(at));
        before = earlier.moved_from;
    }
    Ok(used)
}

/// The price of so many seconds, after those of the sessions that it goes on from: a move costs nothing more.
pub fn price(tariff: &Tariff, earlier: u32, seconds: u32) -> Cents {
    let (before, all) = (i64::from(earlier), i64::from(earlier) + i64::from(seconds));
    Cents(tariff.price(all).0.saturating_sub(tariff.price(before).0))
}
