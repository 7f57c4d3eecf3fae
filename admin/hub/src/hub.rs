//! The open site: everything that serves it shares this.

use std::path::Path;
use std::sync::Arc;

use epn_wire::clock::SiteClock;
use tokio::sync::watch;

use crate::bookings::BookingsChanged;
use crate::charter::{Charter, Charters};
use crate::config::{Config, ConfigError};
use crate::folder::{Folder, FolderError};
use crate::hashing::{HashError, Hasher};
use crate::keys::{self, Fit, Keys, KeysError};
use crate::live::Live;
use crate::notices::Notices;
use crate::passes::Passes;
use crate::peers::Peers;
use crate::policies::Policies;
use crate::printing::count::Counter;
use crate::printing::intake::Intake;
use crate::printing::life::Prints;
use crate::printing::phone::Phones;
use crate::printing::usb::UsbDesks;
use crate::scans::Scans;
use crate::store::{Store, StoreError, site};
use crate::throttle::Throttle;

/// An open site. This process alone writes to its data folder.
#[derive(Debug)]
pub struct Hub {
    pub folder: Folder,
    pub config: Config,
    pub clock: SiteClock,
    pub store: Store,
    pub keys: Keys,
    pub site: site::Site,
    pub policies: Policies,
    /// Told when bookings changed.
    pub bookings: BookingsChanged,
    pub charters: Charters,
    pub notices: Notices,
    pub hasher: Hasher,
    pub throttle: Throttle,
    /// Who holds the quick actions of a station open.
    pub passes: Passes,
    pub peers: Peers,
    /// Counts the pages of documents.
    pub counter: Counter,
    /// The room in memory.
    pub live: Live,
    /// Told when prints changed, and what printers say of themselves.
    pub prints: Prints,
    /// What the room's scanner writes.
    pub scans: Scans,
    /// What the printer remembers between two requests.
    pub intake: Intake,
    /// The documents that were sent from phones.
    pub phones: Phones,
    /// The documents that arrive from USB keys.
    pub usb: UsbDesks,
    /// Turns true when the hub stops.
    pub stopping: watch::Sender<bool>,
}

/// The site could not be opened.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    #[error(transparent)]
    Folder(#[from] FolderError),
    #[error(transparent)]
    Config(#[from] ConfigError),
    #[error(transparent)]
    Store(#[from] StoreError),
    #[error(transparent)]
    Keys(#[from] KeysError),
    #[error(transparent)]
    Hash(#[from] HashError),
}

/// In whose thread the writer works.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WriterKind {
    /// One of its own: for the server.
    Thread,
    /// The caller's: for commands.
    Inline,
}

impl Hub {
    /// Opens the site in a data folder.
    pub fn open(data: &Path, clock: SiteClock, writer: WriterKind) -> Result<Arc<Self>, OpenError> {
        let folder = match writer {
            WriterKind::Thread => Folder::open_after_another(data)?,
            WriterKind::Inline => Folder::open(data)?,
        };
        let layout = folder.layout().clone();
        let config = Config::load(&layout.config())?;
        let keys = Keys::load(&layout.keys())?;
        let store = match writer {
            WriterKind::Thread => Store::open(&layout.database())?,
            WriterKind::Inline => Store::open_inline(&layout.database())?,
        };
        let hasher = Hasher::new(&config.hashing, keys.pepper.clone())?;
        let (site, policies, throttle, peers, live) = store.readers.read_now(|connection| {
            Ok::<_, StoreError>((
                site::get(connection)?,
                Policies::load(connection, clock)?,
                Throttle::load(connection)?,
                Peers::load(connection)?,
                Live::load(connection)?,
            ))
        })?;
        know_keys(&layout.keys(), &site, writer)?;
        let scans = Scans::new(config.scans.folder.is_some(), &layout);
        let charters = Charters::fixed(Charter::of_the_suite());
        Ok(Arc::new(Self {
            folder,
            config,
            clock,
            store,
            keys,
            site,
            policies,
            bookings: BookingsChanged::default(),
            charters,
            notices: Notices::default(),
            hasher,
            throttle,
            passes: Passes::default(),
            peers,
            counter: Counter::default(),
            live,
            prints: Prints::default(),
            scans,
            intake: Intake::new(clock.now()),
            phones: Phones::default(),
            usb: UsbDesks::default(),
            stopping: watch::Sender::new(false),
        }))
    }
}

/// Whether the keys are this site's. A server that follows one that did not note whose they are does so now.
fn know_keys(folder: &Path, site: &site::Site, writer: WriterKind) -> Result<(), KeysError> {
    if keys::fit(folder, site)? == Fit::Unknown
        && writer == WriterKind::Thread
        && let Err(error) = keys::note(folder, site.id)
    {
        tracing::warn!(%error, "it could not be noted whose the keys are; it is tried again at the next start");
    }
    Ok(())
}
