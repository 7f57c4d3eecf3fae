//! The site's rules: those in force, those to come, and what a draft of others would change.

use epn_rules::decision::{DayHours, Refusal};
use epn_rules::id::{BookingId, PolicyId};
use epn_rules::policy::Policy;
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::calendar::{BookingRow, MoveBooking};

/// The policy in force.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PolicyView {
    #[schema(value_type = String)]
    pub id: PolicyId,
    pub number: u32,
    #[schema(value_type = String)]
    pub since: Timestamp,
    #[schema(value_type = Object)]
    pub policy: Policy,
    /// Versions that apply later, soonest first.
    #[serde(default)]
    pub coming: Vec<PolicyComing>,
}

/// A policy version that does not apply yet.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PolicyComing {
    #[schema(value_type = String)]
    pub id: PolicyId,
    pub number: u32,
    #[schema(value_type = String)]
    pub from: Date,
}

/// What becomes of a booking that a changed policy breaks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Resolution {
    #[schema(value_type = String)]
    pub booking: BookingId,
    pub what: Resolved,
}

/// Kept as it is, cancelled, or moved.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "do", rename_all = "kebab-case", deny_unknown_fields)]
pub enum Resolved {
    Keep,
    Cancel,
    Move { to: MoveBooking },
}

/// A changed policy. `based_on` guards against two people editing at once.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct PolicyDraft {
    #[schema(value_type = String)]
    pub based_on: PolicyId,
    #[schema(value_type = Object)]
    pub policy: Policy,
    /// The first day on which it applies; at once if left out.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    pub from: Option<Date>,
    /// What becomes of each booking that it breaks.
    #[serde(default)]
    pub resolutions: Vec<Resolution>,
}

/// What a draft would change in the next seven days.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct PolicyEffect {
    /// What is wrong with it, a sentence each; nothing else is filled in then.
    pub problems: Vec<String>,
    pub days: Vec<DayEffect>,
    /// Sessions running now whose end would move to an earlier closing.
    pub shortened_sessions: u32,
    /// Bookings that it breaks: each must be kept, moved or cancelled.
    #[serde(default)]
    pub broken: Vec<BrokenBooking>,
}

/// A booking that a changed policy breaks, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BrokenBooking {
    pub booking: BookingRow,
    #[schema(value_type = Object)]
    pub why: Refusal,
}

/// One day before and after.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DayEffect {
    #[schema(value_type = String)]
    pub date: Date,
    #[schema(value_type = Object)]
    pub before: DayHours,
    #[schema(value_type = Object)]
    pub after: DayHours,
}
