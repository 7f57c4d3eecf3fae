//! The documents that arrive from phones and those that wait to be fetched: how many, how big, from whom, until when. In memory
//! alone, under the keyed hashes of their codes; the bytes lie where the print that one may become looks for them.

use std::collections::HashMap;
use std::hash::{BuildHasher as _, RandomState};
use std::net::IpAddr;
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use epn_rules::id::PrintJobId;
use epn_wire::printing::PhonePage;
use jiff::Timestamp;
use tokio::sync::watch;
use ulid::Ulid;

use super::LARGEST;
use super::pace::{Ahead, Pace};
use crate::hub::Hub;
use crate::policies::sleep_until;
use crate::printing::document;
use crate::printing::life::Arrived;
use crate::tls::source;

/// So many documents wait or arrive, from all phones together; and so many bytes, of which one that arrives may have the most.
const MOST: usize = 64;
const MOST_BYTES: u64 = 512 * 1024 * 1024;
/// So many from one address. Behind some routers all phones of a room have one.
const MOST_FROM_ONE: usize = 16;

/// How often documents are sent from all phones together, and from one address.
const ALL: Pace = Pace { at_once: 40, every: Duration::from_secs(3) };
const EACH: Pace = Pace { at_once: 12, every: Duration::from_secs(15) };

/// The keyed hash of a code.
pub type CodeHash = [u8; 32];

/// Why no document is taken now.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NoPlace {
    /// This address sends too often.
    TooOften,
    /// Too many arrive or wait.
    Full,
}

/// A document that waits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Waiting {
    /// The print that it may become, after which its file is named already.
    pub id: PrintJobId,
    pub arrived: Arrived,
    /// When it goes, in site time.
    pub until: Timestamp,
    from: Source,
}

/// Whoever sent something, to be compared with, not to be known.
type Source = u64;

/// All of them, and where the page is served.
#[derive(Debug)]
pub struct Phones {
    page: OnceLock<PhonePage>,
    now: Mutex<Now>,
    changed: watch::Sender<()>,
    /// Addresses are only compared.
    sources: RandomState,
}

#[derive(Debug, Default)]
struct Now {
    waiting: HashMap<CodeHash, Waiting>,
    /// How many arrive, from each.
    arriving: HashMap<Source, usize>,
    all: Option<Ahead>,
    each: HashMap<Source, Ahead>,
}

impl Default for Phones {
    fn default() -> Self {
        Self {
            page: OnceLock::new(),
            now: Mutex::default(),
            changed: watch::Sender::new(()),
            sources: RandomState::new(),
        }
    }
}

impl Phones {
    /// The page is served, at this address if visitors can be told one.
    pub(super) fn serves(&self, page: PhonePage) {
        // Served once in the life of a hub.
        let _ = self.page.set(page);
    }

    /// The page, if it is served.
    pub fn page(&self) -> Option<PhonePage> {
        self.page.get().cloned()
    }

    /// A place for one more document that arrives from `address`.
    pub(super) fn enter(&self, address: IpAddr, at: Instant) -> Result<Place<'_>, NoPlace> {
        let from = self.sources.hash_one(source(address));
        self.now().enter(from, at)?;
        Ok(Place { phones: self, from, id: PrintJobId(Ulid::new()) })
    }

    /// Takes out what waits with a code, so that nobody else does.
    pub(super) fn take(hub: &Arc<Hub>, code: CodeHash) -> Option<Taken> {
        let now = hub.clock.now();
        let mut phones = hub.phones.now();
        // What is overdue is swept, not given.
        phones.waiting.get(&code).filter(|waiting| now < waiting.until)?;
        let waiting = phones.waiting.remove(&code);
        Some(Taken { hub: Arc::clone(hub), code, waiting })
    }

    /// Those that nobody fetched in time; they wait no more.
    fn overdue(&self, now: Timestamp) -> Vec<PrintJobId> {
        let mut phones = self.now();
        phones.waiting.extract_if(|_, waiting| waiting.until <= now).map(|(_, waiting)| waiting.id).collect()
    }

    fn next_due(&self) -> Option<Timestamp> {
        self.now().waiting.values().map(|waiting| waiting.until).min()
    }

    fn put(&self, code: CodeHash, waiting: Waiting) -> bool {
        let mut phones = self.now();
        let is_new = !phones.waiting.contains_key(&code);
        if is_new {
            phones.waiting.insert(code, waiting);
        }
        drop(phones);
        self.changed.send_replace(());
        is_new
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Now {
    fn enter(&mut self, from: Source, at: Instant) -> Result<(), NoPlace> {
        self.each.retain(|_, ahead| !ahead.is_over(at));
        let each = EACH.once_more(self.each.get(&from).copied(), at).ok_or(NoPlace::TooOften)?;
        let all = ALL.once_more(self.all, at).ok_or(NoPlace::Full)?;
        let arriving: usize = self.arriving.values().sum();
        let arriving_from_one = self.arriving.get(&from).copied().unwrap_or(0);
        let waiting_from_one = self.waiting.values().filter(|waiting| waiting.from == from).count();
        let waits: u64 = self.waiting.values().map(|waiting| waiting.arrived.bytes).sum();
        let arrives = u64::try_from(arriving + 1).unwrap_or(u64::MAX).saturating_mul(LARGEST);
        let is_full = arriving + self.waiting.len() >= MOST
            || arriving_from_one + waiting_from_one >= MOST_FROM_ONE
            || waits.saturating_add(arrives) > MOST_BYTES;
        if is_full {
            return Err(NoPlace::Full);
        }
        self.all = Some(all);
        self.each.insert(from, each);
        *self.arriving.entry(from).or_default() += 1;
        Ok(())
    }

    fn leave(&mut self, from: Source) {
        if let Some(arriving) = self.arriving.get_mut(&from) {
            *arriving -= 1;
            if *arriving == 0 {
                self.arriving.remove(&from);
            }
        }
    }
}

/// The place of a document that arrives, free again when it is dropped.
#[derive(Debug)]
pub(super) struct Place<'p> {
    phones: &'p Phones,
    from: Source,
    /// What its file is named after.
    pub id: PrintJobId,
}

impl Place<'_> {
    /// The document is there whole, and waits under this code; not if another has the code already.
    pub fn wait(&self, code: CodeHash, arrived: Arrived, until: Timestamp) -> bool {
        self.phones.put(code, Waiting { id: self.id, arrived, until, from: self.from })
    }
}

impl Drop for Place<'_> {
    fn drop(&mut self) {
        self.phones.now().leave(self.from);
    }
}

/// A document that somebody fetches: it waits again if that comes to nothing.
#[derive(Debug)]
pub(super) struct Taken {
    hub: Arc<Hub>,
    code: CodeHash,
    waiting: Option<Waiting>,
}

impl Taken {
    pub fn waiting(&self) -> Option<Waiting> {
        self.waiting
    }

    /// It is a print now: its code is spent.
    pub fn fetched(mut self) {
        self.waiting = None;
    }
}

impl Drop for Taken {
    fn drop(&mut self) {
        if let Some(waiting) = self.waiting {
            self.hub.phones.put(self.code, waiting);
        }
    }
}

/// Deletes all documents that wait: a hub that ends forgets their codes, and may not be started again for days.
pub fn forget_all(hub: &Hub) {
    let waiting: Vec<_> = hub.phones.now().waiting.drain().map(|(_, waiting)| waiting.id).collect();
    for id in waiting {
        document::discard(hub.folder.layout(), id);
    }
}

/// Deletes documents whose time is over, for ever.
pub async fn forget_in_time(hub: Arc<Hub>) {
    let mut changes = hub.phones.changed.subscribe();
    loop {
        changes.mark_unchanged();
        for id in hub.phones.overdue(hub.clock.now()) {
            document::discard(hub.folder.layout(), id);
        }
        let next = hub.phones.next_due();
        tokio::select! {
            () = sleep_until(&hub, next) => {}
            Ok(()) = changes.changed() => {}
        }
    }
}

#[cfg(test)]
mod tests;
