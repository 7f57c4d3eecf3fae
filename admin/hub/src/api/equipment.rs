//! Equipment that is no PC; what stations are fit for; the groups of members.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use axum::http::StatusCode;
use epn_rules::id::{EquipmentId, StationId, VisitorId};
use epn_wire::calendar::{EquipmentRow, NewEquipment, Tags};
use epn_wire::console::{ApiError, Groups};

use super::access::SignedIn;
use super::ask::{Body, Id};
use super::{CALENDAR, DESK, ROOM, Refused};
use crate::bookings::{self, decided};
use crate::hub::Hub;
use crate::store::equipment::Equipment;
use crate::store::{StoreError, equipment};

impl From<Equipment> for EquipmentRow {
    fn from(equipment: Equipment) -> Self {
        Self { id: equipment.id, name: equipment.name, tags: equipment.tags }
    }
}

/// What can be booked beside stations.
#[utoipa::path(get, path = "/equipment", tag = CALENDAR, operation_id = "equipment",
    responses((status = 200, description = "By name.", body = [EquipmentRow]),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn list(
    State(hub): State<Arc<Hub>>,
    _: SignedIn,
) -> Result<Json<Vec<EquipmentRow>>, Refused> {
    let all = hub.store.readers.read::<_, StoreError, _>(equipment::all).await?;
    Ok(Json(all.into_iter().map(EquipmentRow::from).collect()))
}

/// Add a piece of equipment.
#[utoipa::path(post, path = "/equipment", tag = CALENDAR, operation_id = "add_equipment", request_body = NewEquipment,
    responses((status = 201, description = "Added.", body = EquipmentRow), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn add(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Body(new): Body<NewEquipment>,
) -> Result<(StatusCode, Json<EquipmentRow>), Refused> {
    let by = caller.id();
    let added = decided(&hub, move |case| bookings::add_equipment(case, by, new)).await?;
    Ok((StatusCode::CREATED, Json(added.into())))
}

/// Retire a piece of equipment that nobody has booked.
#[utoipa::path(post, path = "/equipment/{id}/retire", tag = CALENDAR, operation_id = "retire_equipment",
    params(("id" = String, Path, description = "The equipment.")),
    responses((status = 204, description = "Nobody can book it any more."), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn retire(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(id): Id<EquipmentId>,
) -> Result<StatusCode, Refused> {
    let by = caller.id();
    decided(&hub, move |case| bookings::retire_equipment(case, by, id)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Say what a station is fit for, all of it.
#[utoipa::path(post, path = "/stations/{id}/tags", tag = ROOM, operation_id = "set_tags", request_body = Tags,
    params(("id" = String, Path, description = "The station.")),
    responses((status = 204, description = "So it is."), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn tags(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(station): Id<StationId>,
    Body(Tags { tags }): Body<Tags>,
) -> Result<StatusCode, Refused> {
    let by = caller.id();
    decided(&hub, move |case| bookings::set_tags(case, by, station, tags)).await?;
    Ok(StatusCode::NO_CONTENT)
}

/// Say in which groups of the site's own a member is, all of them. A mediator or a coordinator does, no technician:
/// quotas and bonuses go by the groups.
#[utoipa::path(post, path = "/visitors/{id}/groups", tag = DESK, operation_id = "set_groups", request_body = Groups,
    params(("id" = String, Path, description = "The member.")),
    responses((status = 204, description = "So it is."), (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn groups(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Id(visitor): Id<VisitorId>,
    Body(Groups { groups }): Body<Groups>,
) -> Result<StatusCode, Refused> {
    let by = caller.who_may_change_groups()?;
    decided(&hub, move |case| bookings::set_groups(case, by, visitor, groups)).await?;
    Ok(StatusCode::NO_CONTENT)
}
