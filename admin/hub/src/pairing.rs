//! `POST /pair`: how a station or a console comes to be known.

use std::sync::Arc;

use axum::Json;
use axum::body::Bytes;
use axum::extract::{Extension, State};
use axum::http::StatusCode;
use axum::response::{IntoResponse as _, Response};
use data_encoding::HEXLOWER;
use epn_rules::id::{ConsoleId, StationId};
use epn_wire::pairing::{
    CODE_MINUTES, PairAnswer, PairBody, PairRefusal, PairRequest, Paired, PairingCode, PeerId, PeerKind, Role,
};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;
use ulid::Ulid;

use crate::hub::Hub;
use crate::name;
use crate::peers::Fingerprint;
use crate::store::pairing::State as CodeState;
use crate::store::{StoreError, Tx, audit, console, pairing, station};
use crate::throttle::{Attempt, Subject, Wait};
use crate::tls::Peer;

/// The longest name of a station or console, in characters.
const LONGEST_NAME: usize = 100;
/// How many tags a station has at most, and the longest of them in characters.
const TAGS: (usize, usize) = (16, 40);

/// A code could not be made.
#[derive(Debug, thiserror::Error)]
pub enum NewCodeError {
    #[error(transparent)]
    Randomness(#[from] epn_wire::lease::NoRandomness),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// A new pairing code, good for [`CODE_MINUTES`] of the machine's clock.
pub async fn new_code(hub: &Hub) -> Result<PairingCode, NewCodeError> {
    let code = PairingCode::random()?;
    let kept = code.clone();
    hub.store
        .writer
        .run::<_, StoreError, _>(move |tx| {
            let now = Timestamp::now();
            let expires = now
                .saturating_add(SignedDuration::from_mins(i64::from(CODE_MINUTES)))
                .unwrap_or(Timestamp::MAX);
            pairing::insert(tx, &kept, now, expires)
        })
        .await?;
    Ok(code)
}

/// The one route that needs no registered certificate.
pub async fn pair(State(hub): State<Arc<Hub>>, Extension(peer): Extension<Peer>, body: Bytes) -> Response {
    match answer(&hub, &peer, &body).await {
        Ok(answer) => Json(answer).into_response(),
        Err(refusal) => {
            tracing::warn!(%refusal, "pairing was refused");
            (StatusCode::FORBIDDEN, Json(refusal.0)).into_response()
        }
    }
}

/// Why pairing was refused, whatever refused it.
#[derive(Debug, thiserror::Error)]
#[error(transparent)]
struct Refused(#[from] PairRefusal);

impl From<StoreError> for Refused {
    fn from(error: StoreError) -> Self {
        Self(PairRefusal::Trouble { why: error.to_string() })
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it maps errors of several kinds")]
fn bad_request(why: impl ToString) -> Refused {
    Refused(PairRefusal::BadRequest { why: why.to_string() })
}

async fn answer(hub: &Arc<Hub>, peer: &Peer, body: &[u8]) -> Result<PairAnswer, Refused> {
    let address = [Subject::address(peer.remote.ip())];
    let attempt = hub
        .throttle
        .attempt(&address, Timestamp::now())
        .map_err(|Wait(wait_seconds)| PairRefusal::Throttled { wait_seconds })?;
    let PairRequest { body, proof } = serde_json::from_slice(body).map_err(bad_request)?;
    let proof = HEXLOWER.decode(proof.as_bytes()).map_err(bad_request)?;

    let now = Timestamp::now();
    let known = hub.store.readers.read(move |connection| pairing::known(connection, now)).await?;
    let proved =
        known.into_iter().find(|k| k.code.accepts(Role::Peer, &peer.exporter, body.as_bytes(), &proof));
    let Some(proved) = proved else { return Err(wrong_code(hub, attempt).await) };
    match proved.state {
        CodeState::Fresh => {}
        CodeState::Expired => return Err(PairRefusal::CodeExpired.into()),
        CodeState::Used => return Err(PairRefusal::CodeUsed.into()),
    }

    let PairBody { peer: kind, csr } = serde_json::from_str(&body).map_err(bad_request)?;
    check(&kind)?;
    let signed = hub.keys.authority.sign(&csr).map_err(bad_request)?;
    let id = register(hub, proved.row, kind, signed.fingerprint).await?;
    let paired = Paired {
        site: hub.site.id,
        site_name: hub.site.name.clone(),
        id,
        certificate: signed.pem,
        hub_key: HEXLOWER.encode(&hub.keys.server_pin),
        lease_key: HEXLOWER.encode(hub.keys.leases.verifying_key().as_bytes()),
    };
    let body = serde_json::to_string(&paired).map_err(bad_request)?;
    let proof = HEXLOWER.encode(&proved.code.prove(Role::Hub, &peer.exporter, body.as_bytes()));
    tracing::info!(peer = ?id, "paired");
    Ok(PairAnswer { body, proof })
}

async fn wrong_code(hub: &Hub, attempt: Attempt) -> Refused {
    let failed = attempt.failed(Timestamp::now());
    let written = hub.store.writer.run::<_, StoreError, _>(move |tx| failed.write(tx)).await;
    written.map_or_else(Into::into, |()| PairRefusal::WrongCode.into())
}

fn check(kind: &PeerKind) -> Result<(), Refused> {
    let (PeerKind::Station { name, .. } | PeerKind::Console { name }) = kind;
    if !name::is_fit(name, LONGEST_NAME) {
        return Err(bad_request(format!("a name has 1 to {LONGEST_NAME} characters, all on one line")));
    }
    if let PeerKind::Station { tags, .. } = kind
        && (tags.len() > TAGS.0 || tags.iter().any(|tag| !name::is_fit(tag, TAGS.1)))
    {
        return Err(bad_request(format!(
            "a station has at most {} tags of 1 to {} characters",
            TAGS.0, TAGS.1
        )));
    }
    Ok(())
}

/// Spends the code and registers the certificate, together or not at all.
async fn register(
    hub: &Arc<Hub>,
    code: i64,
    kind: PeerKind,
    fingerprint: Fingerprint,
) -> Result<PeerId, Refused> {
    let for_tx = Arc::clone(hub);
    hub.store
        .writer
        .run(move |tx| {
            let hub = for_tx;
            if !pairing::spend(tx, code, Timestamp::now())? {
                return Err(PairRefusal::CodeUsed.into());
            }
            let id = match kind {
                PeerKind::Station { name, tags } => station_of(tx, &hub, name, tags, fingerprint)?,
                PeerKind::Console { name } => console_of(tx, &hub, name, fingerprint)?,
            };
            let about = match id {
                PeerId::Station(id) => id.to_string(),
                PeerId::Console(id) => id.to_string(),
            };
            audit::insert(tx, hub.clock.now(), None, "paired", Some(&about), &json!({}))?;
            tx.after_commit(move || hub.peers.register(id, fingerprint));
            Ok(id)
        })
        .await
}

/// A machine that takes a known name takes its place: it was installed anew. Not while the other one is connected.
fn station_of(
    tx: &Tx<'_>,
    hub: &Arc<Hub>,
    name: String,
    tags: Vec<String>,
    fingerprint: Fingerprint,
) -> Result<PeerId, Refused> {
    let known = station::by_name(tx, &name)?;
    if known.as_ref().is_some_and(|station| hub.live.is_online(station.id)) {
        return Err(PairRefusal::NameTaken { name }.into());
    }
    let (id, out_of_service) =
        known.map_or_else(|| (StationId(Ulid::new()), None), |known| (known.id, known.out_of_service));
    let station = station::Station { id, name, tags, fingerprint: Some(fingerprint), out_of_service };
    station::put(tx, hub.site.room, &station, hub.clock.now())?;
    let hub = Arc::clone(hub);
    tx.after_commit(move || hub.live.add(station));
    Ok(PeerId::Station(id))
}

fn console_of(tx: &Tx<'_>, hub: &Hub, name: String, fingerprint: Fingerprint) -> Result<PeerId, Refused> {
    let id = console::by_name(tx, &name)?.map_or_else(|| ConsoleId(Ulid::new()), |known| known.id);
    console::put(tx, &console::Console { id, name, fingerprint: Some(fingerprint) }, hub.clock.now())?;
    Ok(PeerId::Console(id))
}
