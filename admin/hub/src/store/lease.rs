//! The leases that were signed.

use epn_wire::lease::Lease;
use jiff::Timestamp;
use rusqlite::params;

use super::codec::ms;
use super::{StoreError, Tx};

/// Records a lease before it leaves.
pub fn insert(tx: &Tx<'_>, lease: &Lease, signed: Timestamp) -> Result<(), StoreError> {
    tx.prepare_cached(
        "INSERT INTO lease (id, session, policy, signed, seconds) VALUES (?1, ?2, ?3, ?4, ?5)",
    )?
    .execute(params![
        lease.id.to_string(),
        lease.session.to_string(),
        lease.policy.to_string(),
        ms(signed),
        lease.seconds
    ])?;
    Ok(())
}
