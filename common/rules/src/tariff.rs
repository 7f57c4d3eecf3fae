//! What the use of a station costs.

use crate::facts::{StationFacts, VisitorFacts};
use crate::policy::Tariff;
use crate::rules::Rules;
use crate::units::Cents;

/// A quarter of an hour, in seconds.
const QUARTER_HOUR: i64 = 15 * 60;

/// The tariff of this visitor on this station: the first that fits; `None` if the use is free.
pub fn applies<'r>(rules: &'r Rules, visitor: &VisitorFacts, station: &StationFacts) -> Option<&'r Tariff> {
    rules.policy().tariffs.iter().find(|tariff| tariff.scope.fits(visitor, &station.tags))
}

impl Tariff {
    /// The price of a session of so many seconds: each quarter of an hour that has begun after the free minutes.
    pub fn price(&self, seconds: i64) -> Cents {
        let paid = seconds.saturating_sub(self.free_minutes.seconds()).max(0);
        let quarters = paid / QUARTER_HOUR + i64::from(paid % QUARTER_HOUR > 0);
        Cents(self.cents_per_quarter_hour.0.saturating_mul(quarters))
    }
}
