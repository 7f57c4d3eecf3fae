//! Keeping a document that arrives, whoever brings it: not more of it than is wanted, and not on a disk that is nearly full.

use std::io;
use std::pin::pin;

use axum::body::Bytes;
use epn_rules::id::PrintJobId;
use futures_util::{Stream, StreamExt as _};

use super::{Incoming, Whole, is_room};
use crate::hub::Hub;

/// How often the room on the disk is looked at while a document arrives, in bytes of it.
const LOOK: u64 = 4 * 1024 * 1024;

/// Why a document is not kept; nothing of it is.
#[derive(Debug, thiserror::Error)]
pub enum NotKept<E: std::error::Error> {
    /// It did not come to its end.
    #[error(transparent)]
    Broken(E),
    #[error("it is too big")]
    TooBig,
    #[error("the disk is nearly full")]
    Full,
    #[error(transparent)]
    Disk(#[from] io::Error),
}

/// Whether there is room for so many bytes more on the disk.
pub fn has_room(hub: &Hub, more: u64) -> bool {
    let least = hub.config.printing.least_free_mib.saturating_mul(1024 * 1024);
    is_room(hub.folder.layout(), more, least).unwrap_or_else(|error| {
        tracing::error!(%error, "the room on the disk cannot be looked at");
        false
    })
}

/// Keeps a document of at most so many bytes: it is on disk whole, for good, when this returns.
pub async fn keep<E: std::error::Error>(
    hub: &Hub,
    id: PrintJobId,
    most: u64,
    parts: impl Stream<Item = Result<Bytes, E>>,
) -> Result<Whole, NotKept<E>> {
    let mut parts = pin!(parts);
    let mut incoming = Incoming::new(hub.folder.layout(), id);
    let mut looked = 0;
    while let Some(part) = parts.next().await {
        incoming.take(&part.map_err(NotKept::Broken)?).await?;
        if incoming.bytes() > most {
            return Err(NotKept::TooBig);
        }
        if incoming.bytes() - looked >= LOOK {
            looked = incoming.bytes();
            if !has_room(hub, 0) {
                return Err(NotKept::Full);
            }
        }
    }
    Ok(incoming.finish().await?)
}
