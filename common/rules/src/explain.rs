//! A decision as other programs read it.

use jiff::Timestamp;
use serde::Serialize;

use crate::decision::{Decision, Limit, Refusal};

/// A decision in one flat object: `{"granted":…,"until":…,"because":[…],"next":…}`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Explanation {
    /// Whether the station is granted.
    pub granted: bool,
    /// Until when, if granted.
    pub until: Option<Timestamp>,
    /// What set the end, or what refuses.
    pub because: Vec<Reason>,
    /// From when it would be granted, if refused and known.
    pub next: Option<Timestamp>,
}

/// A rule that had its part in a decision, with its figures.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(untagged)]
pub enum Reason {
    /// It set the end.
    Limit(Limit),
    /// It refused.
    Refusal(Refusal),
}

impl From<Decision> for Explanation {
    fn from(decision: Decision) -> Self {
        match decision {
            Decision::Granted { until, because } => Self {
                granted: true,
                until: Some(until),
                because: because.into_iter().map(Reason::Limit).collect(),
                next: None,
            },
            Decision::Refused { because, next } => Self {
                granted: false,
                until: None,
                because: because.into_iter().map(Reason::Refusal).collect(),
                next,
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::policy::QuotaSpan;
    use crate::units::Minutes;

    #[test]
    fn a_grant_is_one_flat_object() {
        let until = "2026-03-10T10:00:00Z".parse().unwrap();
        let because = vec![Limit::Closing { at: until }, Limit::SessionLength { longest: Minutes(60) }];
        assert_eq!(
            serde_json::to_value(Explanation::from(Decision::Granted { until, because })).unwrap(),
            json!({
                "granted": true,
                "until": "2026-03-10T10:00:00Z",
                "because": [
                    { "rule": "closing", "at": "2026-03-10T10:00:00Z" },
                    { "rule": "session-length", "longest": 60 },
                ],
                "next": null,
            })
        );
    }

    #[test]
    fn a_refusal_is_one_flat_object() {
        let because = vec![Refusal::QuotaSpent {
            per: QuotaSpan::Day,
            used: Minutes(120),
            allowed: Minutes(120),
            day: Some(jiff::civil::date(2026, 3, 10)),
        }];
        let next = Some("2026-03-11T08:30:00Z".parse().unwrap());
        assert_eq!(
            serde_json::to_value(Explanation::from(Decision::Refused { because, next })).unwrap(),
            json!({
                "granted": false,
                "until": null,
                "because": [{ "rule": "quota-spent", "per": "day", "used": 120, "allowed": 120, "day": "2026-03-10" }],
                "next": "2026-03-11T08:30:00Z",
            })
        );
    }
}
