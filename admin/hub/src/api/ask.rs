//! Reading requests, so that whatever is wrong with one is answered as an [`ApiError`](epn_wire::console::ApiError).

use std::str::FromStr;
use std::sync::Arc;

use axum::Json;
use axum::extract::rejection::{JsonRejection, QueryRejection};
use axum::extract::{FromRequest, FromRequestParts, Path, Query, Request};
use axum::http::request::Parts;
use serde::de::DeserializeOwned;

use super::Refused;
use crate::hub::Hub;

/// A body in JSON.
pub(super) struct Body<T>(pub T);

impl<T: DeserializeOwned> FromRequest<Arc<Hub>> for Body<T> {
    type Rejection = Refused;

    async fn from_request(request: Request, hub: &Arc<Hub>) -> Result<Self, Refused> {
        let read = Json::from_request(request, hub).await;
        let refuse = |rejection: JsonRejection| {
            Refused::bad_request(rejection.body_text()).with_status(rejection.status())
        };
        read.map(|Json(body)| Self(body)).map_err(refuse)
    }
}

/// The questions of an address (`?date=2026-03-10`).
pub(super) struct Asked<T>(pub T);

impl<T: DeserializeOwned> FromRequestParts<Arc<Hub>> for Asked<T> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, hub: &Arc<Hub>) -> Result<Self, Refused> {
        let read = Query::from_request_parts(parts, hub).await;
        let refuse = |rejection: QueryRejection| Refused::bad_request(rejection.body_text());
        read.map(|Query(asked)| Self(asked)).map_err(refuse)
    }
}

/// The identifier in an address; one that is none names nothing.
pub(super) struct Id<T>(pub T);

impl<T: FromStr> FromRequestParts<Arc<Hub>> for Id<T> {
    type Rejection = Refused;

    async fn from_request_parts(parts: &mut Parts, hub: &Arc<Hub>) -> Result<Self, Refused> {
        let unknown = || Refused::not_found("address");
        let Path(text) = Path::<String>::from_request_parts(parts, hub).await.map_err(|_| unknown())?;
        text.parse().map(Self).map_err(|_| unknown())
    }
}
