//! Connections of whoever is not known yet: few from one address, and not many from all.

use std::collections::HashMap;
use std::net::{IpAddr, Ipv6Addr};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

/// Who is connected and has not shown a registered certificate.
#[derive(Debug)]
pub(super) struct Newcomers {
    from_all: usize,
    from_one: usize,
    here: Mutex<HashMap<IpAddr, usize>>,
}

/// The place of one newcomer, free again when it is dropped.
#[derive(Debug)]
pub(crate) struct Place {
    newcomers: Arc<Newcomers>,
    source: IpAddr,
}

impl Newcomers {
    /// So many at most from all addresses together, and from one.
    pub(super) fn new(from_all: usize, from_one: usize) -> Arc<Self> {
        Arc::new(Self { from_all, from_one, here: Mutex::default() })
    }

    /// A place for a connection from `address`, if there is one left.
    pub(super) fn enter(self: &Arc<Self>, address: IpAddr) -> Option<Place> {
        let source = source(address);
        let mut here = self.here();
        if here.values().sum::<usize>() >= self.from_all {
            return None;
        }
        let from_here = here.entry(source).or_default();
        if *from_here >= self.from_one {
            return None;
        }
        *from_here += 1;
        Some(Place { newcomers: Arc::clone(self), source })
    }

    fn here(&self) -> MutexGuard<'_, HashMap<IpAddr, usize>> {
        self.here.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Drop for Place {
    fn drop(&mut self) {
        let mut here = self.newcomers.here();
        if let Some(count) = here.get_mut(&self.source) {
            *count -= 1;
            if *count == 0 {
                here.remove(&self.source);
            }
        }
    }
}

/// What counts as one address: with version 6, one machine has all those of a network of 64 bits (RFC 4291, 2.5.1).
pub(crate) fn source(address: IpAddr) -> IpAddr {
    match address.to_canonical() {
        IpAddr::V6(address) => IpAddr::V6(Ipv6Addr::from_bits(address.to_bits() & !u128::from(u64::MAX))),
        version_4 @ IpAddr::V4(_) => version_4,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn enter(newcomers: &Arc<Newcomers>, address: &str) -> Option<Place> {
        newcomers.enter(address.parse().unwrap())
    }

    #[test]
    fn one_address_has_few_places_and_leaves_the_others_theirs() {
        let newcomers = Newcomers::new(3, 2);
        let held: Vec<_> = (0..2).map(|_| enter(&newcomers, "10.0.0.1").unwrap()).collect();
        assert!(enter(&newcomers, "10.0.0.1").is_none());
        assert!(enter(&newcomers, "::ffff:10.0.0.1").is_none());
        assert!(enter(&newcomers, "10.0.0.2").is_some());
        drop(held);
        assert!(enter(&newcomers, "10.0.0.1").is_some());
    }

    #[test]
    fn all_addresses_together_have_so_many() {
        let newcomers = Newcomers::new(2, 2);
        let held = [enter(&newcomers, "10.0.0.1").unwrap(), enter(&newcomers, "10.0.0.2").unwrap()];
        assert!(enter(&newcomers, "10.0.0.3").is_none());
        drop(held);
        assert!(enter(&newcomers, "10.0.0.3").is_some());
        assert!(newcomers.here().is_empty());
    }

    #[test]
    fn a_network_of_version_6_counts_as_one_address() {
        let newcomers = Newcomers::new(9, 1);
        let _held = enter(&newcomers, "2001:db8::1").unwrap();
        assert!(enter(&newcomers, "2001:db8::ffff:1").is_none());
        assert!(enter(&newcomers, "2001:db8:0:1::1").is_some());
    }
}
