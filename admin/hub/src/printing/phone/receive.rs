//! Taking a document from a phone: from the form's body to the disk, never whole in memory.

use std::net::IpAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::{Body, Bytes};
use axum::http::HeaderMap;
use epn_rules::long_code::DocumentCode;
use futures_util::{StreamExt as _, stream};

use super::form::{Boundary, File, FormError};
use super::refused::Refused;
use super::waiting::Place;
use super::{KEPT, LARGEST};
use crate::desk::random;
use crate::hub::Hub;
use crate::printing::DocumentFormat;
use crate::printing::document;
use crate::printing::format::SENSED;
use crate::printing::intake::Arriving;
use crate::printing::life::Arrived;

/// How long a phone may be silent, and how long it may take for all of it, in machine time.
const PATIENCE: Duration = Duration::from_secs(10);
const LONGEST: Duration = Duration::from_mins(4);
/// So much of what is not wanted is read all the same: a browser shows the answer only after it has sent everything.
const DRAINED: usize = 128 * 1024 * 1024;

/// Takes the document of a form, or says why not. The code by which it can be fetched is told here and never again.
pub async fn receive(
    hub: &Arc<Hub>,
    from: IpAddr,
    headers: &HeaderMap,
    body: Body,
) -> Result<DocumentCode, Refused> {
    let mut body = Arriving::within(body, PATIENCE, LONGEST);
    let taken = match hub.phones.enter(from, Instant::now()) {
        Ok(place) => take(hub, &place, headers, &mut body).await,
        Err(no) => Err(no.into()),
    };
    body.drain_at_most(DRAINED).await;
    taken
}

async fn take(
    hub: &Arc<Hub>,
    place: &Place<'_>,
    headers: &HeaderMap,
    body: &mut Arriving,
) -> Result<DocumentCode, Refused> {
    if !document::has_room(hub, 0) {
        return Err(Refused::Full);
    }
    let mut file = File::open(body, Boundary::of(headers)?).await?;
    let first = first(&mut file).await?;
    let format = printable(&first)?;
    let rest = stream::try_unfold(file, |mut file| async move {
        Ok::<_, FormError>(file.next().await?.map(|part| (part, file)))
    });
    let parts = stream::once(async move { Ok::<_, FormError>(first) }).chain(rest);
    let bytes = document::keep(hub, place.id, LARGEST, parts).await?.bytes;
    wait(hub, place, Arrived { format, bytes })
        .inspect_err(|_| document::discard(hub.folder.layout(), place.id))
}

/// So much of the file that its format can be told.
async fn first(file: &mut File<'_>) -> Result<Bytes, FormError> {
    let mut first = Vec::new();
    while first.len() < SENSED {
        let Some(part) = file.next().await? else { break };
        first.extend_from_slice(&part);
    }
    Ok(first.into())
}

/// What phones send that can be printed; the rest is for printers' clients.
fn printable(first: &[u8]) -> Result<DocumentFormat, Refused> {
    if first.is_empty() {
        return Err(Refused::NoFile);
    }
    DocumentFormat::of_a_file(first).ok_or(Refused::OtherKind)
}

/// The document waits from now on, under a code of its own. No print queue sends it again: no other is taken for it.
fn wait(hub: &Hub, place: &Place<'_>, arrived: Arrived) -> Result<DocumentCode, Refused> {
    document::mark_answered(hub.folder.layout(), place.id).map_err(|error| {
        tracing::error!(%error, "a document from a phone could not be kept");
        Refused::Trouble
    })?;
    let until = hub.clock.now().checked_add(KEPT).map_err(|_| Refused::Trouble)?;
    loop {
        let bits = random().map_err(|error| {
            tracing::error!(%error, "a document from a phone got no code");
            Refused::Trouble
        })?;
        let code = DocumentCode::from_random(bits);
        if place.wait(hub.keys.document_hash(&code), arrived, until) {
            return Ok(code);
        }
    }
}
