//! A document arrives part by part, each answered before the next is sent: written as it comes, by a task of its own that ends, and
//! leaves nothing, when no part comes any more.

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use axum::body::Bytes;
use epn_rules::id::{PrintJobId, SessionId, StationId};
use epn_rules::print::prints_from_keys;
use epn_wire::usb::{LARGEST, UsbAnswer, UsbAsk, UsbRefusal};
use futures_util::stream;
use tokio::sync::mpsc::{Receiver, Sender, channel};
use tokio::task::JoinHandle;
use tokio::time::timeout;
use ulid::Ulid;

use super::visit::begin;
use crate::hub::Hub;
use crate::printing::DocumentFormat;
use crate::printing::document::{self, NotKept};
use crate::printing::life::Arrived;
use crate::store::StoreError;

/// How long the next part is waited for, in machine time.
const PATIENCE: Duration = Duration::from_secs(30);

/// What arrives from stations' keys, and whose prints are shown there.
#[derive(Debug, Default)]
pub struct UsbDesks {
    desks: Mutex<BTreeMap<StationId, Desk>>,
}

/// One station's.
#[derive(Debug, Default)]
struct Desk {
    arriving: Option<Arriving>,
    visit: Option<SessionId>,
}

/// A document of which some parts came.
#[derive(Debug)]
struct Arriving {
    id: PrintJobId,
    pieces: Sender<Piece>,
    /// At which byte the next part begins.
    next: u64,
    kept: JoinHandle<Result<Arrived, UsbRefusal>>,
}

/// What is written. A document whose end is not said did not come whole.
enum Piece {
    Bytes(Bytes),
    End,
}

/// No other part came in time, or the station began anew.
#[derive(Debug, thiserror::Error)]
#[error("the document broke off")]
struct BrokeOff;

impl UsbDesks {
    /// Whose prints each station shows without a session.
    pub fn visits(&self) -> Vec<(StationId, SessionId)> {
        self.desks().iter().filter_map(|(station, desk)| Some((*station, desk.visit?))).collect()
    }

    /// From now on the station shows the prints of this visit.
    pub(super) fn shows(&self, station: StationId, visit: SessionId) {
        self.desks().entry(station).or_default().visit = Some(visit);
    }

    /// Whoever came is gone.
    fn forget(&self, station: StationId) {
        self.desks().remove(&station);
    }

    fn take(&self, station: StationId) -> Option<Arriving> {
        self.desks().get_mut(&station)?.arriving.take()
    }

    fn put(&self, station: StationId, arriving: Arriving) {
        self.desks().entry(station).or_default().arriving = Some(arriving);
    }

    fn desks(&self) -> MutexGuard<'_, BTreeMap<StationId, Desk>> {
        self.desks.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// A part of a document.
struct Part {
    from: u64,
    bytes: Bytes,
    is_last: bool,
}

/// Answers a station.
pub async fn answer(hub: &Arc<Hub>, station: StationId, ask: UsbAsk) -> Result<UsbAnswer, StoreError> {
    match ask {
        UsbAsk::Over => {
            hub.usb.forget(station);
            Ok(UsbAnswer::Noted)
        }
        UsbAsk::Part { visit, from, bytes, is_last } => {
            let part = Part { from, bytes: bytes.into_bytes().into(), is_last };
            match take(hub, station, part).await {
                Ok(None) => Ok(UsbAnswer::More),
                Ok(Some((id, arrived))) => begin(hub, station, visit, id, arrived).await,
                Err(why) => Ok(UsbAnswer::Refused { why }),
            }
        }
    }
}

/// Takes a part; the document, if that was the last of it.
async fn take(
    hub: &Arc<Hub>,
    station: StationId,
    part: Part,
) -> Result<Option<(PrintJobId, Arrived)>, UsbRefusal> {
    let begun = hub.usb.take(station);
    let mut arriving = match begun.filter(|begun| begun.next == part.from) {
        Some(arriving) => arriving,
        None if part.from == 0 => start(hub, station, &part.bytes)?,
        None => return Err(UsbRefusal::Broken),
    };
    arriving.next += part.bytes.len() as u64;
    let goes_on = arriving.pieces.send(Piece::Bytes(part.bytes)).await.is_ok();
    if goes_on && !part.is_last {
        hub.usb.put(station, arriving);
        return Ok(None);
    }
    // Once the task has ended, it says why below.
    let _ = arriving.pieces.send(Piece::End).await;
    let arrived = arriving.kept.await.map_err(|_| UsbRefusal::Full)??;
    Ok(Some((arriving.id, arrived)))
}

/// A document begins, if the station prints from keys and this is one that is printed.
fn start(hub: &Arc<Hub>, station: StationId, first: &[u8]) -> Result<Arriving, UsbRefusal> {
    let seat = hub.live.seat(station);
    if !seat.is_some_and(|seat| prints_from_keys(&seat.tags) && seat.session.is_none()) {
        return Err(UsbRefusal::NotHere);
    }
    let format = DocumentFormat::of_a_file(first).ok_or(UsbRefusal::OtherKind)?;
    if !document::has_room(hub, 0) {
        return Err(UsbRefusal::Full);
    }
    let id = PrintJobId(Ulid::new());
    let (pieces, arrive) = channel(1);
    let kept = tokio::spawn(keep(Arc::clone(hub), id, format, arrive));
    Ok(Arriving { id, pieces, next: 0, kept })
}

/// Writes what comes until its end.
async fn keep(
    hub: Arc<Hub>,
    id: PrintJobId,
    format: DocumentFormat,
    pieces: Receiver<Piece>,
) -> Result<Arrived, UsbRefusal> {
    let parts = stream::try_unfold(pieces, |mut pieces| async move {
        match timeout(PATIENCE, pieces.recv()).await {
            Ok(Some(Piece::Bytes(bytes))) => Ok(Some((bytes, pieces))),
            Ok(Some(Piece::End)) => Ok(None),
            Ok(None) | Err(_) => Err(BrokeOff),
        }
    });
    let kept = document::keep(&hub, id, LARGEST, parts).await;
    let bytes = kept.map_err(refusal)?.bytes;
    // Nobody sends it again: no other is taken for it.
    document::mark_answered(hub.folder.layout(), id).map_err(|error| refusal(NotKept::Disk(error)))?;
    Ok(Arrived { format, bytes })
}

fn refusal(not: NotKept<BrokeOff>) -> UsbRefusal {
    match not {
        NotKept::Broken(BrokeOff) => UsbRefusal::Broken,
        NotKept::TooBig => UsbRefusal::TooBig,
        NotKept::Full => UsbRefusal::Full,
        NotKept::Disk(error) => {
            tracing::error!(%error, "a document from a USB key could not be kept");
            UsbRefusal::Full
        }
    }
}
