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

#[cfg(test)]
mod tests {
    use rstest::rstest;

    use super::*;
    use crate::facts::EntryFacts;
    use crate::policy::{Policy, Scope};
    use crate::units::Minutes;

    fn tariff(cents: i64, free: u32, categories: &[&str], tags: &[&str]) -> Tariff {
        let names = |names: &[&str]| names.iter().map(|&name| name.to_owned()).collect();
        let scope = Scope { categories: names(categories), tags: names(tags) };
        Tariff { cents_per_quarter_hour: Cents(cents), free_minutes: Minutes(free), scope }
    }

    #[rstest]
    #[case(0, 0, 0)]
    #[case(0, 1, 50)]
    #[case(0, 900, 50)]
    #[case(0, 901, 100)]
    #[case(0, 3600, 200)]
    #[case(30, 1800, 0)]
    #[case(30, 1801, 50)]
    #[case(30, 2700, 50)]
    #[case(30, 2701, 100)]
    #[case(0, -5, 0)]
    fn each_quarter_that_has_begun_costs(#[case] free: u32, #[case] seconds: i64, #[case] cents: i64) {
        assert_eq!(tariff(50, free, &[], &[]).price(seconds), Cents(cents));
    }

    #[test]
    fn the_first_that_fits_applies() {
        let tariffs =
            vec![tariff(100, 0, &["ticket"], &["colour-printing"]), tariff(50, 0, &["ticket", "club"], &[])];
        let rules = Rules::new(Policy { tariffs, ..Policy::default() }).unwrap();
        let price = |visitor: &VisitorFacts, tags: &[&str]| {
            let tags = tags.iter().map(|&tag| tag.to_owned()).collect();
            let station = StationFacts { tags, ..StationFacts::default() };
            applies(&rules, visitor, &station).map(|tariff| tariff.cents_per_quarter_hour.0)
        };
        let expires = "2026-03-11T00:00:00Z".parse().unwrap();
        let ticket = EntryFacts::Ticket { carried: Minutes(60), left: Minutes(60), expires };
        let ticket = VisitorFacts { entry: ticket, ..VisitorFacts::default() };
        assert_eq!(price(&ticket, &["colour-printing", "accessible"]), Some(100));
        assert_eq!(price(&ticket, &["accessible"]), Some(50));
        assert_eq!(price(&VisitorFacts::default(), &[]), None, "members use it free of charge");
        let club = VisitorFacts { groups: vec!["club".to_owned()], ..VisitorFacts::default() };
        assert_eq!(price(&club, &[]), Some(50));
    }
}
