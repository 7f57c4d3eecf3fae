//! Equipment that is no PC, and what stations are fit for.

use std::sync::Arc;

use epn_rules::id::{EquipmentId, StaffId, StationId, VisitorId};
use epn_wire::calendar::{NewEquipment, Place};
use serde_json::json;
use ulid::Ulid;

use super::{BookingError, changed};
use crate::grant::Case;
use crate::name;
use crate::store::equipment::Equipment;
use crate::store::session::Holder;
use crate::store::{audit, booking, equipment, station, visitor};

/// The most tags or groups of one thing or person.
const MANY: usize = 16;
/// The longest tag or group, in characters.
const LONGEST: usize = 40;
/// The words that say with what a visitor comes; no group is called so.
const CATEGORIES: [&str; 3] = ["member", "ticket", "no-account"];

/// Adds a piece of equipment.
pub fn add_equipment(case: &Case<'_>, by: StaffId, new: NewEquipment) -> Result<Equipment, BookingError> {
    let called = new.name.trim().to_owned();
    if !name::is_fit(&called, 100) {
        return Err(BookingError::BadRequest("a name has 1 to 100 characters, all on one line".to_owned()));
    }
    let tags = words(new.tags)?;
    let added = Equipment { id: EquipmentId(Ulid::new()), name: called, tags, retired: None };
    if !equipment::insert(case.tx, case.hub.site.room, &added, case.now)? {
        return Err(BookingError::BadRequest(format!(
            "there is equipment called \"{}\" already: choose another name",
            added.name
        )));
    }
    let about = added.id.to_string();
    audit::insert(case.tx, case.now, Some(by), "equipment", Some(&about), &json!({ "tags": added.tags }))?;
    changed(case);
    Ok(added)
}

/// Retires a piece of equipment that nobody has booked.
pub fn retire_equipment(case: &Case<'_>, by: StaffId, id: EquipmentId) -> Result<(), BookingError> {
    let place = Place::Equipment { id };
    if !booking::holds(case.tx, place, Holder::Nobody, case.now)?.is_empty() {
        return Err(BookingError::NotNow("it is booked: move or cancel its bookings first"));
    }
    if !equipment::retire(case.tx, id, case.now)? {
        return Err(BookingError::NotFound("equipment"));
    }
    audit::insert(case.tx, case.now, Some(by), "equipment-retired", Some(&id.to_string()), &json!({}))?;
    changed(case);
    Ok(())
}

/// Says what a station is fit for, all of it.
pub fn set_tags(case: &Case<'_>, by: StaffId, id: StationId, tags: Vec<String>) -> Result<(), BookingError> {
    let tags = words(tags)?;
    if !station::set_tags(case.tx, id, &tags)? {
        return Err(BookingError::NotFound("station"));
    }
    audit::insert(case.tx, case.now, Some(by), "tags", Some(&id.to_string()), &json!({ "tags": tags }))?;
    if let Some(station) = station::get(case.tx, id)? {
        let hub = Arc::clone(case.hub);
        case.tx.after_commit(move || hub.live.add(station));
    }
    changed(case);
    Ok(())
}

/// Says in which groups of the site's own a member is, all of them.
pub fn set_groups(
    case: &Case<'_>,
    by: StaffId,
    id: VisitorId,
    groups: Vec<String>,
) -> Result<(), BookingError> {
    let groups = words(groups)?;
    if let Some(taken) = groups.iter().find(|group| CATEGORIES.contains(&group.as_str())) {
        let what = format!("\"{taken}\" says with what a visitor comes: choose another name for the group");
        return Err(BookingError::BadRequest(what));
    }
    if !visitor::set_groups(case.tx, id, &groups)? {
        return Err(BookingError::NotFound("visitor"));
    }
    let about = id.to_string();
    Ok(audit::insert(case.tx, case.now, Some(by), "groups", Some(&about), &json!({ "groups": groups }))?)
}

/// Tags or groups, in order, each once.
fn words(words: Vec<String>) -> Result<Vec<String>, BookingError> {
    let mut words: Vec<_> = words.into_iter().map(|word| word.trim().to_owned()).collect();
    words.sort();
    words.dedup();
    if words.len() > MANY || words.iter().any(|word| !name::is_fit(word, LONGEST)) {
        return Err(BookingError::BadRequest(format!(
            "there are at most {MANY} tags or groups, each of 1 to {LONGEST} characters on one line"
        )));
    }
    Ok(words)
}
