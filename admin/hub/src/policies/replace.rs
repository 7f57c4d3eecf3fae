//! Another policy takes the place of the one in force, at once or from a later day.

use std::sync::Arc;

use epn_rules::id::{PolicyId, StaffId};
use epn_rules::policy::Policy;
use epn_rules::problem::Problem;
use epn_rules::rules::Rules;
use epn_wire::calendar::MoveBooking;
use epn_wire::console::{Resolution, Resolved};
use jiff::Timestamp;
use jiff::civil::Date;
use serde_json::json;
use ulid::Ulid;

use super::{Broken, InForce, Timeline, broken};
use crate::bookings::{self, BookingError, By, Slot};
use crate::grant::Case;
use crate::hub::Hub;
use crate::name;
use crate::store::{StoreError, audit, policy};

/// A policy that is to apply.
#[derive(Clone, Debug)]
pub struct Draft {
    /// The version that it was made from, which must be in force or to come; none if that does not matter.
    pub based_on: Option<PolicyId>,
    pub policy: Policy,
    /// The first day on which it applies; at once, if none.
    pub from: Option<Date>,
    /// What becomes of each booking that it breaks.
    pub resolutions: Vec<Resolution>,
}

impl Draft {
    /// One that applies at once, whatever is in force, and breaks no booking.
    pub fn at_once(policy: Policy) -> Self {
        Self { based_on: None, policy, from: None, resolutions: Vec::new() }
    }
}

/// Why a policy did not come in force.
#[derive(Debug, thiserror::Error)]
pub enum ReplaceError {
    /// It contradicts itself.
    #[error("the policy cannot be used: {}", .0.iter().map(ToString::to_string).collect::<Vec<_>>().join("; "))]
    Problems(Vec<Problem>),
    /// It was made from a version that is no longer in force.
    #[error("somebody else changed the policy in the meantime: look at theirs (version {number}) first")]
    OutOfDate { number: u32 },
    /// The day from which it is to apply is over.
    #[error("{0} is over: a policy applies from today or from a later day")]
    Past(Date),
    /// It breaks bookings that nothing was said about.
    #[error(
        "the policy breaks {many} bookings to come: keep, move or cancel each of them (a console shows them before it \
         saves)"
    )]
    BreaksBookings { many: usize },
    /// A booking could not be moved or cancelled as was asked.
    #[error("a booking could not be changed as was asked: {0}")]
    Booking(#[from] BookingError),
    #[error(transparent)]
    Store(#[from] StoreError),
}

/// Adds a version, and does with the bookings that it breaks what was said: all of it, or nothing.
pub async fn replace(
    hub: &Arc<Hub>,
    draft: Draft,
    by: Option<StaffId>,
) -> Result<Arc<InForce>, ReplaceError> {
    let Draft { based_on, policy, from, resolutions } = draft;
    let rules = Rules::new(policy).map_err(ReplaceError::Problems)?;
    let inside = Arc::clone(hub);
    let work = move |tx: &crate::store::Tx<'_>| {
        let case = Case::new(tx, &inside)?;
        let before = inside.policies.timeline_inside(tx)?;
        is_up_to_date(&before, based_on, case.now)?;
        let Tried { new, after } = tried(&before, rules, from, case.now)?;
        insert(&case, &new, by)?;
        let broken = broken(tx, &before, &after, &new, case.now)?;
        resolve(&case, &broken, &resolutions, by)?;
        let hub = Arc::clone(&inside);
        tx.after_commit(move || hub.policies.set(Arc::new(after)));
        Ok(Arc::new(new))
    };
    hub.store.writer.run(work).await
}

/// Whether nobody changed what a draft was made from.
fn is_up_to_date(before: &Timeline, based_on: Option<PolicyId>, now: Timestamp) -> Result<(), ReplaceError> {
    let current = before.at(now);
    let is_known = |id: PolicyId| id == current.id || before.coming(now).any(|version| version.id == id);
    if based_on.is_none_or(is_known) {
        return Ok(());
    }
    Err(ReplaceError::OutOfDate { number: current.number })
}

/// A version as it would be, and all versions with it.
#[derive(Debug)]
pub struct Tried {
    pub new: InForce,
    pub after: Timeline,
}

/// What these rules would become from a day on, or at once. Nothing is stored.
pub fn tried(
    before: &Timeline,
    rules: Rules,
    from: Option<Date>,
    now: Timestamp,
) -> Result<Tried, ReplaceError> {
    let today = rules.calendar().date_of(now);
    let from = match from {
        Some(date) if date < today => return Err(ReplaceError::Past(date)),
        other => other.filter(|date| *date > today),
    };
    let number = before.highest_number().saturating_add(1);
    let new = InForce::of(PolicyId(Ulid::new()), number, now, from, rules);
    let after =
        before.with(new.clone()).ok_or(StoreError::Corrupt { what: "it holds no policy".to_owned() })?;
    Ok(Tried { new, after })
}

fn insert(case: &Case<'_>, new: &InForce, by: Option<StaffId>) -> Result<(), StoreError> {
    let version = policy::Version {
        id: new.id,
        number: new.number,
        since: case.now,
        applies_from: new.from,
        policy: new.rules.policy().clone(),
    };
    policy::insert(case.tx, &version, by)?;
    let about = Some(new.id.to_string());
    let detail = json!({ "number": new.number, "from": new.from });
    audit::insert(case.tx, case.now, by, "policy", about.as_deref(), &detail)
}

/// Does what was said with each booking that is broken; first those that make room.
fn resolve(
    case: &Case<'_>,
    broken: &[Broken],
    resolutions: &[Resolution],
    by: Option<StaffId>,
) -> Result<(), ReplaceError> {
    let said = |broken: &Broken| {
        let said = resolutions.iter().find(|said| said.booking == broken.booking.booking.id);
        said.map(|said| &said.what)
    };
    let many = broken.iter().filter(|broken| said(broken).is_none()).count();
    if many > 0 {
        return Err(ReplaceError::BreaksBookings { many });
    }
    let staff = |reason| by.map_or(By::Visitor, |id| By::Staff { id, reason });
    for one in broken {
        if matches!(said(one), Some(Resolved::Cancel)) {
            bookings::cancel(case, one.booking.booking.id, false, &staff(None))?;
        }
    }
    for one in broken {
        if let Some(Resolved::Move { to }) = said(one) {
            let MoveBooking { place, from, minutes, reason } = to.clone();
            bookings::check_length(minutes)?;
            let by = staff(name::reason(reason).map_err(BookingError::from)?);
            bookings::move_to(case, one.booking.booking.id, &place, Slot { from, minutes }, &by)?;
        }
    }
    Ok(())
}
