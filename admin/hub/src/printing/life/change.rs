//! One step of a print's life, with all that follows from it, in one transaction.

use std::sync::Arc;

use epn_rules::units::{Cents, Minutes};
use epn_wire::money::PurseHolder;
use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};

use super::state::{Effect, Event, State};
use super::{PrintError, purse, usage};
use crate::grant::Case;
use crate::printing::document;
use crate::store::StoreError;
use crate::store::print_job::{self, PrintJob};

/// No document is kept longer than this without being printed.
const LONGEST_KEPT: Minutes = Minutes(8 * 60);

/// A document of nobody waits no longer than this.
const OF_NOBODY: Minutes = Minutes(60);

/// Why a mediator has to look at a print.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// Two ways of counting its pages came to two results.
    CountersDisagree,
    /// It seems to have no page.
    NoPages,
    /// Parts of it cannot be read.
    Damaged,
    /// Counting it took more time or memory than is given.
    TooHard,
    /// It uses something that cannot be counted.
    Unsupported,
    /// Larger than A3.
    TooLarge,
    /// More pages than the policy prints unasked.
    TooManyPages,
    /// This machine could not count it.
    NotCounted,
}

impl Doubt {
    /// What the desk's programs call it.
    pub fn word(self) -> &'static str {
        match self {
            Self::CountersDisagree => "counters-disagree",
            Self::NoPages => "no-pages",
            Self::Damaged => "damaged",
            Self::TooHard => "too-hard",
            Self::Unsupported => "unsupported",
            Self::TooLarge => "too-large",
            Self::TooManyPages => "too-many-pages",
            Self::NotCounted => "not-counted",
        }
    }
}

/// Lets something happen to a print; what else changes of it is in `job` already. An error undoes the whole transaction, so
/// it has to be passed on.
pub fn happens(case: &Case<'_>, job: &mut PrintJob, event: Event) -> Result<(), PrintError> {
    let next = job.state.after(event).ok_or(PrintError::NotNow("the print is in no state for it"))?;
    (job.state, job.since) = (next.state, case.now);
    for effect in next.effects {
        follow(case, job, *effect)?;
    }
    if job.state == State::Released && event == Event::Released {
        job.turn = Some(print_job::next_turn(case.tx)?);
    }
    job.ended = job.state.is_over().then_some(case.now);
    job.until = until(case, job);
    print_job::journal(case.tx, job, case.now)?;
    save(case, job).map_err(PrintError::from)
}

/// Keeps what changed of a print without a step of its life, and tells of it.
pub fn save(case: &Case<'_>, job: &PrintJob) -> Result<(), StoreError> {
    print_job::save(case.tx, job)?;
    changed(case);
    Ok(())
}

/// Tells those who wait, once what this transaction changed is durable.
pub fn changed(case: &Case<'_>) {
    let hub = Arc::clone(case.hub);
    case.tx.after_commit(move || hub.prints.tell());
}

/// Its document is not kept any more.
pub(super) fn forget(case: &Case<'_>, job: &mut PrintJob) {
    job.document = false;
    let (hub, id) = (Arc::clone(case.hub), job.id);
    case.tx.after_commit(move || document::discard(hub.folder.layout(), id));
}

fn follow(case: &Case<'_>, job: &mut PrintJob, effect: Effect) -> Result<(), PrintError> {
    match effect {
        Effect::Reserve => {
            let quote = job.quote().ok_or(PrintError::BadRequest("a printer has to be chosen"))?;
            purse::reserve(case, job, quote.total())
        }
        Effect::Settle => {
            let quote = job.quote().unwrap_or_default();
            let sides = job.impressions.min(quote.sides());
            job.charged = Some(purse::settle(case, job, sides, quote.first(sides))?);
            Ok(usage::printed(case, job, sides)?)
        }
        Effect::Free => purse::settle(case, job, 0, Cents(0)).map(drop),
        Effect::Forget => {
            forget(case, job);
            Ok(())
        }
    }
}

/// When the timer is due for a print that just came into its state.
pub(super) fn until(case: &Case<'_>, job: &PrintJob) -> Option<Timestamp> {
    let longest = if matches!(job.holder, PurseHolder::Purse { .. }) { OF_NOBODY } else { LONGEST_KEPT };
    let held = case.policy.rules.policy().printing.held.min(longest);
    let after = |from: Timestamp, minutes: Minutes| {
        from.checked_add(SignedDuration::from_secs(minutes.seconds())).ok()
    };
    match job.state {
        State::Receiving | State::ToCheck | State::Held | State::Authorised => after(case.now, held),
        // Its printer may be repaired; its document is not kept for ever.
        State::Released => after(job.made, LONGEST_KEPT).max(after(case.now, held)),
        State::Aborted | State::Unknown if job.document => after(case.now, held),
        _ => None,
    }
}
