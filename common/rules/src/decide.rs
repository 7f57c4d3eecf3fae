//! May this visitor use this station now, until when, and if not, from when?
//!
//! Every limit is looked at by itself and gives an instant; the earliest is the end. A station is refused when less
//! than the shortest session ([`SessionRules::shortest`](crate::policy::SessionRules::shortest)) would remain.
//!
//! **Midnight.** A day quota counts the minutes of each civil day of the site. A session that goes over midnight uses
//! what is left of the first day's quota before it and the next day's quota after it; it ends when either is spent.
//! Quotas over a week, a month or some days add up over their days, those of the session itself included.
//!
//! **The mediator** ([`EntryFacts::Staff`]) stands beside the visitor: quotas, ages and the longest session do not
//! apply, nor does the shortest if they choose less. Closing, holds, and a station out of service or busy do.
//!
//! **One's own booking**, while it runs, sets the end; quotas and the longest session do not apply, they did when it was
//! made. Closing does, and holds, and a ticket's minutes.

mod ask;
mod extend;
mod limits;
mod next;
mod quotas;
mod refusals;
#[cfg(test)]
mod tests;
mod window;

pub use extend::{extend, extend_by_staff};

pub(crate) use ask::Ask;
use jiff::Timestamp;
pub(crate) use quotas::{Allowance, allowances};
pub(crate) use refusals::{closed, expired, too_young};

use crate::decision::Decision;
use crate::facts::Facts;
use crate::rules::Rules;
use crate::units::Minutes;
use limits::End;

/// Whether the facts' visitor may start a session on the facts' station at [`Facts::at`], and until when.
///
/// Granted: `because` has every limit that applies, in the order of the instants they set: first those that set the
/// end, then those that would have set it later. Where several set the same instant: closing, hold, own booking,
/// ticket, session quota, quotas by ever longer spans, bonuses, staff, session length.
///
/// Refused: `because` has every rule that refuses at that instant. `next` is the first instant within
/// [`HORIZON_DAYS`](crate::calendar::HORIZON_DAYS) at which the same facts would be granted, where time alone changes
/// this: the room opens, another session reaches its known end, a hold or a call passes, the visitor's booking begins,
/// a new day, week or month brings new minutes. It is `None` if that takes somebody's doing (a ticket's minutes, an
/// authorisation, a session without a known end).
///
/// How many people wait plays no part here: who is next is the queue's matter.
pub fn decide(rules: &Rules, facts: &Facts) -> Decision {
    let ask = Ask::of(rules, facts);
    let opening = rules.calendar().rest_of_opening(facts.at);
    let refusals = refusals::all(&ask, opening);
    if refusals.is_empty() {
        earliest(facts.at, limits::all(&ask, opening))
    } else {
        Decision::Refused { because: refusals, next: next::first_granted(&ask) }
    }
}

/// A grant until the earliest of these ends.
fn earliest(at: Timestamp, ends: Vec<End>) -> Decision {
    let until = ends.iter().map(|end| end.at).min().unwrap_or(at);
    grant(ends, until)
}

/// A grant until a moment, because of these ends.
fn grant(mut ends: Vec<End>, until: Timestamp) -> Decision {
    ends.sort_by_key(|end| end.at);
    Decision::Granted { until, because: ends.into_iter().map(|end| end.limit).collect() }
}

/// What a mediator chose; nothing chosen counts as one minute, since a session has a length.
fn staff_choice(minutes: Minutes) -> Minutes {
    minutes.max(Minutes(1))
}
