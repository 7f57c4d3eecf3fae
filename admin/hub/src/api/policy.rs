//! The policy: read, tried, replaced.

use std::sync::Arc;

use axum::Json;
use axum::extract::State;
use epn_rules::rules::Rules;
use epn_wire::console::{
    ApiError, BrokenBooking, DayEffect, PolicyComing, PolicyDraft, PolicyEffect, PolicyView,
};
use jiff::Timestamp;
use jiff::civil::Date;
use rusqlite::Connection;

use super::access::SignedIn;
use super::ask::Body;
use super::refused::sentences;
use super::{POLICY, Refused};
use crate::hub::Hub;
use crate::policies::{self, Draft, InForce, Timeline, Tried};
use crate::store::{StoreError, session};

/// How many days of a draft's effect are shown, the first on which it applies included.
const DAYS: usize = 7;

fn view(timeline: &Timeline, now: Timestamp) -> PolicyView {
    let version = timeline.at(now);
    let date = |version: &InForce| version.rules.calendar().date_of(version.since);
    let coming = timeline.coming(now).map(|version| PolicyComing {
        id: version.id,
        number: version.number,
        from: version.from.unwrap_or_else(|| date(version)),
    });
    PolicyView {
        id: version.id,
        number: version.number,
        since: version.since,
        policy: version.rules.policy().clone(),
        coming: coming.collect(),
    }
}

/// The policy in force.
#[utoipa::path(get, path = "/policy", tag = POLICY, operation_id = "policy",
    responses((status = 200, description = "The version in force.", body = PolicyView),
        (status = "4XX", description = "Refused.", body = ApiError)))]
pub(super) async fn read(State(hub): State<Arc<Hub>>, _: SignedIn) -> Json<PolicyView> {
    Json(view(&hub.policies.timeline(), hub.clock.now()))
}

/// What a draft would change in the first seven days on which it applies, and which bookings it would break. Nothing is
/// stored.
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
    let before = hub.policies.timeline();
    let now = hub.clock.now();
    let Tried { new, after } = policies::tried(&before, after, draft.from, now)?;
    let (was, is) = (before.at(now), after.at(now));
    let days = days(&before, &after, new.rules.calendar().date_of(new.since.max(now)));
    let read = move |connection: &Connection| {
        Ok((session::open(connection)?, policies::broken(connection, &before, &after, &new, now)?))
    };
    let (open, broken) = hub.store.readers.read::<_, StoreError, _>(read).await?;
    let running = open.iter().filter(|session| session.released.is_none());
    let shortened = running.filter(|session| is_shortened(&was.rules, &is.rules, session.ends, now)).count();
    Ok(Json(PolicyEffect {
        problems: Vec::new(),
        days,
        shortened_sessions: u32::try_from(shortened).unwrap_or(u32::MAX),
        broken: broken.into_iter().map(BrokenBooking::from).collect(),
    }))
}

/// The first seven days on which a draft applies.
fn days(before: &Timeline, after: &Timeline, first: Date) -> Vec<DayEffect> {
    let day = |date| DayEffect {
        date,
        before: before.on(date).rules.calendar().day_hours(date),
        after: after.on(date).rules.calendar().day_hours(date),
    };
    std::iter::successors(Some(first), |date| date.tomorrow().ok()).take(DAYS).map(day).collect()
}

/// Whether a session that runs now to `ends` would run past a closing that is earlier than it is now.
fn is_shortened(before: &Rules, after: &Rules, ends: Timestamp, now: Timestamp) -> bool {
    let closing = |rules: &Rules| match rules.calendar().open_range_at(now) {
        Some(span) => span.until.unwrap_or(Timestamp::MAX),
        None => now,
    };
    closing(after) < ends.min(closing(before))
}

/// Puts a draft in force, as a new version: at once, or from a day.
#[utoipa::path(post, path = "/policy", tag = POLICY, operation_id = "replace_policy", request_body = PolicyDraft,
    responses((status = 200, description = "The version in force, and those to come.", body = PolicyView),
        (status = "4XX", description = "It contradicts itself, breaks bookings that nothing was said about, or somebody else changed the policy in the meantime.", body = ApiError)))]
pub(super) async fn replace(
    State(hub): State<Arc<Hub>>,
    caller: SignedIn,
    Body(PolicyDraft { based_on, policy, from, resolutions }): Body<PolicyDraft>,
) -> Result<Json<PolicyView>, Refused> {
    let by = caller.who_may_change_the_policy()?;
    let draft = Draft { based_on: Some(based_on), policy, from, resolutions };
    policies::replace(&hub, draft, Some(by)).await?;
    Ok(Json(view(&hub.policies.timeline(), hub.clock.now())))
}
