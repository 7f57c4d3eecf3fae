//! Telling stations and consoles of prints, whenever something of them changed.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use epn_rules::id::{PrintJobId, PrinterId, SessionId, StationId};
use epn_wire::print_desk::PrintQueue;
use epn_wire::printing::{PrinterTrouble, SessionPrinting};
use epn_wire::station::ToStation;
use tokio::sync::watch;

use super::shown::{Scene, queue_of};
use crate::hub::Hub;
use crate::live::LinkId;
use crate::printing::send::{Known, Standing};
use crate::store::StoreError;
use crate::store::printer::Printer;

/// Changes that come closer together than this are told together.
const TOGETHER: Duration = Duration::from_millis(50);
/// How long to wait after the store failed.
const AGAIN: Duration = Duration::from_secs(1);

/// The prints, for those who wait for a change of them.
#[derive(Debug)]
pub struct Prints {
    /// Counts up when a print, a printer or a purse changed.
    changed: watch::Sender<u64>,
    /// Counts up when a document arrived whole.
    arrivals: watch::Sender<u64>,
    queue: watch::Sender<Option<Arc<PrintQueue>>>,
    /// What the printers said of themselves last.
    known: Mutex<BTreeMap<PrinterId, Known>>,
    /// How many pages the documents that are being counted say that they have.
    estimates: Mutex<BTreeMap<PrintJobId, u32>>,
}

impl Default for Prints {
    fn default() -> Self {
        Self {
            changed: watch::Sender::new(0),
            arrivals: watch::Sender::new(0),
            queue: watch::Sender::new(None),
            known: Mutex::default(),
            estimates: Mutex::default(),
        }
    }
}

impl Prints {
    /// A print, a printer or a purse changed, durably.
    pub fn tell(&self) {
        self.changed.send_modify(|changes| *changes = changes.wrapping_add(1));
    }

    /// Told whenever a print, a printer or a purse changed.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    /// A document arrived whole, durably.
    pub fn arrived(&self) {
        self.arrivals.send_modify(|arrivals| *arrivals = arrivals.wrapping_add(1));
    }

    /// Told whenever a document arrived whole.
    pub fn arrivals(&self) -> watch::Receiver<u64> {
        self.arrivals.subscribe()
    }

    /// The print queue, now and at each change. `None` only before the first.
    pub fn subscribe(&self) -> watch::Receiver<Option<Arc<PrintQueue>>> {
        let receiver = self.queue.subscribe();
        // The queue is not kept up to date while nobody looks.
        self.tell();
        receiver
    }

    /// A printer said how it is.
    pub fn set_known(&self, printer: PrinterId, known: Known) {
        if self.known(printer) != known {
            self.all_known().insert(printer, known);
            self.tell();
        }
    }

    /// It is asked no more.
    pub fn forget(&self, printer: PrinterId) {
        self.all_known().remove(&printer);
    }

    /// What it said of itself last.
    pub fn known(&self, printer: PrinterId) -> Known {
        self.all_known().get(&printer).cloned().unwrap_or_default()
    }

    /// What keeps it from printing, as it last said.
    pub fn trouble(&self, printer: PrinterId) -> Option<PrinterTrouble> {
        self.known(printer).trouble
    }

    /// Whether somebody looks at the printers.
    pub fn is_looked_at(&self) -> bool {
        self.queue.receiver_count() > 0
    }

    /// How a printer stands for whoever comes next.
    pub fn standing(&self, printer: &Printer, sides_ahead: u32, waiting: usize) -> Standing {
        Standing::of(self.known(printer.id), printer.paused, sides_ahead, waiting)
    }

    /// So many pages are printed of a document that is being counted, as it says itself.
    pub fn set_estimate(&self, print: PrintJobId, pages: u32) {
        self.all_estimates().insert(print, pages);
        self.tell();
    }

    /// How many pages are printed of it, as far as that is known while it is counted.
    pub fn estimate(&self, print: PrintJobId) -> Option<u32> {
        self.all_estimates().get(&print).copied()
    }

    /// It is counted, or never will be.
    pub fn forget_estimate(&self, print: PrintJobId) {
        self.all_estimates().remove(&print);
    }

    fn all_estimates(&self) -> MutexGuard<'_, BTreeMap<PrintJobId, u32>> {
        self.estimates.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn all_known(&self) -> MutexGuard<'_, BTreeMap<PrinterId, Known>> {
        self.known.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Publishes the print queue whenever it changed and somebody looks, for ever.
pub async fn publish_queue(hub: Arc<Hub>) {
    let mut changes = hub.prints.changes();
    while changes.changed().await.is_ok() {
        if hub.prints.queue.receiver_count() > 0 {
            match queue(&hub).await {
                Ok(queue) => {
                    hub.prints.queue.send_replace(Some(Arc::new(queue)));
                }
                Err(StoreError::Stopping) => return,
                Err(error) => tracing::error!(%error, "the print queue cannot be read"),
            }
        }
        tokio::time::sleep(TOGETHER).await;
    }
}

/// The print queue, the printers and the scanner, as of now.
pub async fn queue(hub: &Arc<Hub>) -> Result<PrintQueue, StoreError> {
    let (inside, policy, now) = (Arc::clone(hub), hub.policies.now(), hub.clock.now());
    let queue = hub.store.readers.read(move |c| queue_of(c, &inside.prints, &policy.rules, now)).await?;
    Ok(PrintQueue { scans: hub.scans.shown(), phone: hub.phones.page(), ..queue })
}

/// What a station was told last.
struct Told {
    link: LinkId,
    printing: SessionPrinting,
}

/// Tells each station how the prints of its session stand, whenever that changed, for ever: prints follow a session that
/// moves, and a station that connects again is told again.
pub async fn tell_stations(hub: Arc<Hub>) {
    let mut prints = hub.prints.changes();
    let mut policies = hub.policies.subscribe();
    let mut room = hub.live.changes();
    let mut told: BTreeMap<StationId, Told> = BTreeMap::new();
    let mut all = true;
    loop {
        room.mark_unchanged();
        let mut due = on_show(&hub);
        told.retain(|station, _| due.iter().any(|(known, ..)| known == station));
        if !all {
            due.retain(|(station, link, session)| {
                let before = told.get(station);
                before.is_none_or(|told| told.link != *link || told.printing.session != *session)
            });
        }
        match read(&hub, due).await {
            Ok(views) => views.into_iter().for_each(|view| tell(&hub, &mut told, view)),
            Err(StoreError::Stopping) => return,
            Err(error) => {
                tracing::error!(%error, "the prints of the sessions cannot be read; it is tried again");
                tokio::time::sleep(AGAIN).await;
                continue;
            }
        }
        tokio::time::sleep(TOGETHER).await;
        all = tokio::select! {
            biased;
            Ok(()) = prints.changed() => true,
            Ok(()) = policies.changed() => true,
            Ok(()) = room.changed() => false,
        };
    }
}

/// The sessions whose prints are shown where: those that run, and the visits with a USB key.
fn on_show(hub: &Hub) -> Vec<(StationId, LinkId, SessionId)> {
    let visits = hub.usb.visits().into_iter();
    let visits = visits.filter_map(|(station, visit)| Some((station, hub.live.free_link(station)?, visit)));
    hub.live.in_use().into_iter().chain(visits).collect()
}

type View = (StationId, LinkId, SessionPrinting);

async fn read(hub: &Arc<Hub>, due: Vec<(StationId, LinkId, SessionId)>) -> Result<Vec<View>, StoreError> {
    if due.is_empty() {
        return Ok(Vec::new());
    }
    let (inside, policy, now) = (Arc::clone(hub), hub.policies.now(), hub.clock.now());
    let views = move |connection: &rusqlite::Connection| {
        let scene = Scene::read(connection, &inside.prints, &policy.rules, now)?;
        let visits = inside.usb.visits();
        due.into_iter()
            .map(|(station, link, session)| {
                let scans = inside.scans.of(session);
                // Only in a session can the code of a document be typed.
                let is_visit = visits.contains(&(station, session));
                let shown = scene.session(session, inside.phones.page().filter(|_| !is_visit))?;
                Ok((station, link, SessionPrinting { scans, ..shown }))
            })
            .collect::<Result<_, StoreError>>()
    };
    hub.store.readers.read(views).await
}

fn tell(hub: &Hub, told: &mut BTreeMap<StationId, Told>, (station, link, printing): View) {
    let before = told.get(&station);
    if before.is_some_and(|told| told.link == link && told.printing == printing) {
        return;
    }
    if hub.live.send(station, ToStation::Printing(Box::new(printing.clone()))) {
        told.insert(station, Told { link, printing });
    }
}
