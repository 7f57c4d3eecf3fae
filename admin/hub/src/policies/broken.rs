//! Which bookings a changed policy would break.

use epn_rules::booking::broken_by;
use epn_rules::decision::Refusal;
use epn_wire::console::BrokenBooking;
use jiff::Timestamp;
use rusqlite::Connection;

use super::{InForce, Timeline};
use crate::store::StoreError;
use crate::store::booking::{self, Named};

/// A booking that a changed policy breaks, and why.
#[derive(Clone, Debug)]
pub struct Broken {
    pub booking: Named,
    pub why: Refusal,
}

impl From<Broken> for BrokenBooking {
    fn from(broken: Broken) -> Self {
        Self { booking: broken.booking.into(), why: broken.why }
    }
}

/// The bookings to come that `new` breaks on days on which it applies, as it stands in `after`. What the policy of
/// `before` breaks too was kept then, and is not asked about again.
pub fn broken(
    connection: &Connection,
    before: &Timeline,
    after: &Timeline,
    new: &InForce,
    now: Timestamp,
) -> Result<Vec<Broken>, StoreError> {
    let held = booking::held_from(connection, new.since.max(now))?;
    let broken = held.into_iter().filter_map(|named| {
        let (day, span) = (named.booking.day, named.booking.span);
        let applies = after.on(day).id == new.id;
        let why = broken_by(&new.rules, span).filter(|_| applies)?;
        let was_broken = broken_by(&before.on(day).rules, span).is_some();
        (!was_broken).then_some(Broken { booking: named, why })
    });
    Ok(broken.collect())
}
