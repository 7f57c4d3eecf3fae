//! The policy: read, tried, replaced.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use epn_rules::rules::Rules;
use epn_wire::console::{ApiError, DayEffect, PolicyDraft, PolicyEffect, PolicyView};
use jiff::Timestamp;
use jiff::civil::Date;

use super::access::SignedIn;
use super::ask::Body;
use super::refused::sentences;
use super::{POLICY, Refused};
use crate::hub::Hub;
use crate::policies::{self, InForce};
use crate::store::{StoreError, session};

/// How many days of a draft's effect are shown, today included.
const DAYS: usize = 7;

fn view(version: &InForce) -> PolicyView {
    PolicyView {
        id: version.id,
        number: version.number,
        since: version.since,
        policy: version.rules.policy().clone(),
    }
}

/// The policy in force.
#[utoipa::path(get, path = "/policy", tag = POLICY, operation_id = "policy",
    responses((status = 200, description = "The version in force.", body = PolicyView),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn read(State(hub): State<Arc<Hub>>, _: SignedIn) -> Json<PolicyView> {
    Json(view(&hub.policies.now()))
}

/// What a draft would change in the next seven days. Nothing is stored.
#[utoipa::path(post, path = "/policy/preview", tag = POLICY, operation_id = "preview_policy", request_body = PolicyDraft,
    responses((status = 200, description = "Its effect, or what is wrong with it.", body = PolicyEffect),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn preview(
    State(hub): State<Arc<Hub>>,
    _: SignedIn,
    Body(draft): Body<PolicyDraft>,
) -> Result<Json<PolicyEffect>, Refused> {
    let after = match Rules::new(draft.policy) {
        Ok(after) => after,
        Err(problems) => {
            return Ok(Json(PolicyEffect { problems: sentences(&problems), ..PolicyEffect::default() }));
        }
    };
    let before = hub.policies.now();
    let now = hub.clock.now();
    let open = hub.store.readers.read::<_, StoreError, _>(session::open).await?;
    let running = open.iter().filter(|session| session.released.is_none());
    let shortened = running.filter(|session| is_shortened(&before.rules, &after, session.ends, now)).count();
    Ok(Json(PolicyEffect {
        problems: Vec::new(),
        days: days(&before.rules, &after, after.calendar().date_of(now)),
        shortened_sessions: u32::try_from(shortened).unwrap_or(u32::MAX),
    }))
}

fn days(before: &Rules, after: &Rules, today: Date) -> Vec<DayEffect> {
    let day = |date| DayEffect {
        date,
        before: before.calendar().day_hours(date),
        after: after.calendar().day_hours(date),
    };
    std::iter::successors(Some(today), |date| date.tomorrow().ok()).take(DAYS).map(day).collect()
}

/// Whether a session that runs now to `ends` would run past a closing that is earlier than it is now.
fn is_shortened(before: &Rules, after: &Rules, ends: Timestamp, now: Timestamp) -> bool {
    let closing = |rules: &Rules| match rules.calendar().open_range_at(now) {
        Some(span) => span.until.unwrap_or(Timestamp::MAX),
        None => now,
    };
    closing(after) < ends.min(closing(before))
}

/// Puts a draft in force, as a new version.
#[utoipa::path(post, path = "/policy", tag = POLICY, operation_id = "replace_policy", request_body = PolicyDraft,
    responses((status = 200, description = "The new version, in force.", body = PolicyView),
        (status = "4XX", description = "It contradicts itself, or somebody else changed the policy in the meantime.", body = ApiError)))]
pub(super) async fn replace(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Body(PolicyDraft { based_on, policy }): Body<PolicyDraft>,
) -> Result<Json<PolicyView>, Refused> {
    let by = caller.who_may_change_the_policy()?;
    let new = policies::replace(&hub, Some(based_on), policy, Some(by)).await?;
    Ok(Json(view(&new)))
}
