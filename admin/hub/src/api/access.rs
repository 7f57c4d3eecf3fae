//! Who may call: a registered console, and on it a member of staff who signed in.

use std::sync::Arc;

use axum::extract::{Extension, FromRequestParts, Request};
use axum::http::header::AUTHORIZATION;
use axum::http::request::Parts;
use axum::middleware::Next;
use axum::response::{IntoResponse as _, Response};
use epn_rules::id::StaffId;
use epn_wire::console::{ErrorCode, StaffRole};
use epn_wire::pairing::PeerId;
use jiff::{SignedDuration, Timestamp};
use sha2::{Digest as _, Sha256};

use super::Refused;
use crate::hub::Hub;
use crate::store::staff::{self, Staff};

/// A staff session ends after so long of machine time.
pub(super) const SESSION: SignedDuration = SignedDuration::from_hours(12);

/// Lets consoles in, and nobody else who is registered.
pub(super) async fn consoles_only(
    Extension(peer): Extension<PeerId>,
    request: Request,
    next: Next,
) -> Response {
    match peer {
        PeerId::Console(_) => next.run(request).await,
        PeerId::Station(_) => {
            Refused::new(ErrorCode::NotAllowed, "this API is for consoles, not for stations").into_response()
        }
    }
}

/// SHA-256 of a staff session's token: what is stored of it.
pub(super) type TokenHash = [u8; 32];

/// The member of staff who calls.
#[derive(Clone, Debug)]
pub(super) struct SignedIn {
    pub(super) staff: Staff,
    pub(super) token: TokenHash,
}

impl SignedIn {
    pub(super) fn id(&self) -> StaffId {
        self.staff.id
    }

    /// The one who calls, if they may change what the site decides.
    pub(super) fn who_may_change_the_policy(&self) -> Result<StaffId, Refused> {
        self.who_decides("the policy is changed by a mediator or a coordinator, not by a technician")
    }

    /// The one who calls, if they may say in which groups members are: quotas and bonuses go by them.
    pub(super) fn who_may_change_groups(&self) -> Result<StaffId, Refused> {
        self.who_decides("groups are changed by a mediator or a coordinator, not by a technician")
    }

    /// The one who calls, if they may say which printers there are and what they cost.
    pub(super) fn who_may_change_printers(&self) -> Result<StaffId, Refused> {
        self.who_decides(
            "printers and their prices are changed by a mediator or a coordinator, not by a technician",
        )
    }

    /// The one who calls, if they may see and move money.
    pub(super) fn who_may_handle_money(&self) -> Result<StaffId, Refused> {
        self.who_decides("money is handled by a mediator or a coordinator, not by a technician")
    }

    /// Whether they are told prices, and whose money it is.
    pub(super) fn sees_money(&self) -> bool {
        self.who_may_handle_money().is_ok()
    }

    fn who_decides(&self, else_refused: &'static str) -> Result<StaffId, Refused> {
        match self.staff.role {
            StaffRole::Mediator | StaffRole::Coordinator => Ok(self.staff.id),
            StaffRole::Technician => Err(Refused::new(ErrorCode::NotAllowed, else_refused)),
        }
    }
}

impl FromRequestParts<Arc<Hub>> for SignedIn {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, hub: &Arc<Hub>) -> Result<Self, Refused> {
        let token = token(parts).ok_or_else(not_signed_in)?;
        let staff = who(hub, token).await?.ok_or_else(not_signed_in)?;
        Ok(Self { staff, token })
    }
}

/// Who is signed in with this token now.
pub(super) async fn who(hub: &Hub, token: TokenHash) -> Result<Option<Staff>, Refused> {
    hub.store
        .readers
        .read(move |connection| Ok(staff::of_session(connection, &token, Timestamp::now())?))
        .await
}

fn token(parts: &Parts) -> Option<TokenHash> {
    let header = parts.headers.get(AUTHORIZATION)?.to_str().ok()?;
    let (scheme, token) = header.split_once(' ')?;
    scheme.eq_ignore_ascii_case("bearer").then(|| hash(token.trim()))
}

pub(super) fn hash(token: &str) -> TokenHash {
    Sha256::digest(token.as_bytes()).into()
}

fn not_signed_in() -> Refused {
    Refused::new(ErrorCode::NotSignedIn, "the token is missing, unknown or expired: sign in")
}
