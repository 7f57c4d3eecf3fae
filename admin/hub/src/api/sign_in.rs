//! Signing in and out.

use std::sync::Arc;

use axum::Json;
use axum::extract::{Extension, State};
use axum::http::StatusCode;
use data_encoding::BASE64URL_NOPAD;
use epn_wire::console::{ApiError, ErrorCode, LoggedIn, Login};
use epn_wire::secret::Secret;
use jiff::Timestamp;
use rand::TryRngCore as _;
use serde_json::json;
use zeroize::Zeroizing;

use super::access::{self, SignedIn};
use super::ask::Body;
use super::{Refused, STAFF};
use crate::hashing::HashError;
use crate::hub::Hub;
use crate::store::staff::{self, Staff};
use crate::store::{StoreError, audit};
use crate::throttle::{Attempt, Forgiven, Subject};
use crate::tls::Peer;

/// The longest name of an account, in characters.
const LONGEST_NAME: usize = 100;

/// Sign in with name and password; wrong ones meet growing delays.
#[utoipa::path(post, path = "/login", tag = STAFF, security(("console" = [])), request_body = Login,
    responses((status = 200, description = "Signed in, for 12 hours.", body = LoggedIn),
        (status = "4XX", description = "Wrong, or too soon after a wrong one.", body = ApiError)))]
pub(super) async fn login(
    State(hub): State<Arc<Hub>>,
    Extension(peer): Extension<Peer>,
    Body(Login { name, password }): Body<Login>,
) -> Result<Json<LoggedIn>, Refused> {
    if name.chars().count() > LONGEST_NAME {
        return Err(Refused::bad_request(format!("a name has at most {LONGEST_NAME} characters")));
    }
    let subjects = [Subject::staff(&name), Subject::address(peer.remote.ip())];
    let attempt = hub.throttle.attempt(&subjects, Timestamp::now()).map_err(Refused::throttled)?;
    let found = hub
        .store
        .readers
        .read::<_, StoreError, _>(move |connection| staff::by_name(connection, &name))
        .await?;
    let (account, stored) = found.unzip();
    let is_right = hub.hasher.is_password(password, stored).await?;
    match account.filter(|_| is_right) {
        Some(account) => open(&hub, account, attempt.succeeded()).await.map(Json),
        None => Err(wrong(&hub, attempt).await),
    }
}

async fn wrong(hub: &Hub, attempt: Attempt) -> Refused {
    let failed = attempt.failed(Timestamp::now());
    let wait = failed.wait;
    let at = hub.clock.now();
    tracing::warn!(wait_seconds = wait.0, "a wrong name or password");
    let kept = hub
        .store
        .writer
        .run::<_, StoreError, _>(move |tx| {
            failed.write(tx)?;
            audit::insert(tx, at, None, "sign-in-failed", None, &json!({}))
        })
        .await;
    if let Err(error) = kept {
        // It counts all the same: the memory decides.
        tracing::error!(%error, "a failed sign-in could not be kept");
    }
    Refused::new(ErrorCode::WrongPassword, "the name or the password is wrong").waiting(wait)
}

async fn open(hub: &Arc<Hub>, account: Staff, forgiven: Forgiven) -> Result<LoggedIn, Refused> {
    let mut random = Zeroizing::new([0; 32]);
    rand::rngs::OsRng.try_fill_bytes(random.as_mut()).map_err(|_| HashError::NoRandomness)?;
    let token = Secret::from(BASE64URL_NOPAD.encode(random.as_ref()));
    let (hash, who, at) = (access::hash(token.reveal()), account.id, hub.clock.now());
    hub.store
        .writer
        .run::<_, StoreError, _>(move |tx| {
            let now = Timestamp::now();
            let until = now.saturating_add(access::SESSION).unwrap_or(now);
            forgiven.write(tx)?;
            staff::open_session(tx, &hash, who, now, until)?;
            audit::insert(tx, at, Some(who), "signed-in", None, &json!({}))
        })
        .await?;
    let Staff { id: _, name, role } = account;
    Ok(LoggedIn { token, name, role, site: hub.site.name.clone() })
}

/// Sign out: the token opens nothing any more.
#[utoipa::path(post, path = "/logout", tag = STAFF,
    responses((status = 204, description = "Signed out."), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn logout(State(hub): State<Arc<Hub>>, caller: SignedIn) -> Result<StatusCode, Refused> {
    let at = hub.clock.now();
    hub.store
        .writer
        .run::<_, StoreError, _>(move |tx| {
            staff::close_session(tx, &caller.token)?;
            audit::insert(tx, at, Some(caller.id()), "signed-out", None, &json!({}))
        })
        .await?;
    Ok(StatusCode::NO_CONTENT)
}
