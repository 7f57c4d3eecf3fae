//! Ending, erasing, proving; and being out of service.

use epn_rules::session::{EndCause, Phase};
use epn_wire::kiosk::LogInAnswer;
use epn_wire::report::{ResetReport, StepOutcome};
use epn_wire::station::{LastReset, OutOfService, StationEvent};

use super::Machine;
use super::running::TOO_MANY_FAILED_STARTS;
use super::step::{Past, Removal, Step};
use super::turn::{Effect, Turn, Write};

/// After how long the agent tries by itself whether a station is fit for use again, in milliseconds of the machine.
const RETRY_LEFTOVERS_MS: u64 = 60_000;
const RETRY_SESSION_MS: u64 = 300_000;
const RETRY_JOURNAL_MS: u64 = 10_000;

impl Machine {
    pub(super) fn killed(&mut self, turn: &mut Turn<'_>) {
        self.removed(Removal::Ending, Removal::Resetting, turn);
    }

    pub(super) fn erased(&mut self, turn: &mut Turn<'_>) {
        self.removed(Removal::Resetting, Removal::Proving, turn);
    }

    /// One part of the removal is done: the next is journalled and ordered.
    fn removed(&mut self, done: Removal, next: Removal, turn: &mut Turn<'_>) {
        let Step::Removing { stage, .. } = &mut self.step else { return };
        if *stage != done {
            return;
        }
        *stage = next;
        order_removal(next, turn);
    }

    /// What is left was looked for.
    pub(super) fn proved(&mut self, mut report: ResetReport, turn: &mut Turn<'_>) {
        let Step::Removing { stage: Removal::Proving, past } = &mut self.step else { return };
        report.ms = turn.now().saturating_sub(past.since_ms);
        let left = left_behind(&report, self.fixed.require_proof);
        let (session, answer) = (past.session, past.answer.take());
        let again = left.is_some() && past.failed == 0;
        past.failed = past.failed.saturating_add(u8::from(left.is_some()));
        let last = LastReset {
            proved: report.proved,
            leftovers: count(&report),
            not_applicable: u32::try_from(report.not_applicable().count()).unwrap_or(u32::MAX),
            ms: report.ms,
            at: self.hub.site_at(turn.now(), self.fixed.pace),
        };
        let event = StationEvent::Reset { session, report };
        turn.journal([Write::Event(event), Write::LastReset(last.clone())]);
        self.last_reset = Some(last);
        match left {
            None => self.settle(answer, turn),
            Some(_) if again => self.remove_again(answer, 1, turn),
            Some(count) => {
                self.go_out(OutOfService::Leftovers { count }, Some(RETRY_LEFTOVERS_MS), turn);
            }
        }
    }

    /// All disks were looked at. What is left there no reset takes away, and the next visitor has the same uid: nobody is let
    /// in until a look at all of them finds nothing.
    pub(super) fn looked_everywhere(&mut self, report: ResetReport, turn: &mut Turn<'_>) {
        let found = left_behind(&report, self.fixed.require_proof);
        let before = std::mem::replace(&mut self.found_everywhere, found);
        if found.is_none() || found != before {
            let event = StationEvent::Reset { session: None, report };
            turn.journal([Write::Event(event), Write::FoundEverywhere(found)]);
        }
        match (&self.step, found) {
            (Step::Locked { answer }, Some(_)) => {
                let answer = answer.clone();
                self.settle(answer, turn);
            }
            (Step::OutOfService { reason: OutOfService::Leftovers { .. }, retry_ms: None }, _)
                if before.is_some() =>
            {
                match found {
                    Some(count) => self.go_out(OutOfService::Leftovers { count }, None, turn),
                    None => self.remove_again(None, 1, turn),
                }
            }
            _ => {}
        }
    }

    /// Kills, erases and looks again.
    pub(super) fn remove_again(&mut self, answer: Option<LogInAnswer>, failed: u8, turn: &mut Turn<'_>) {
        let past = Past { session: None, answer, since_ms: turn.now(), failed };
        self.step = Step::Removing { stage: Removal::Ending, past };
        order_removal(Removal::Ending, turn);
    }

    /// The station is free of sessions: it is locked, unless something keeps it out of service.
    pub(super) fn settle(&mut self, answer: Option<LogInAnswer>, turn: &mut Turn<'_>) {
        if self.journal_broken {
            self.go_out(OutOfService::Journal, Some(RETRY_JOURNAL_MS), turn);
        } else if self.failed_starts >= TOO_MANY_FAILED_STARTS {
            self.go_out(OutOfService::SessionFails, Some(RETRY_SESSION_MS), turn);
        } else if let Some(count) = self.found_everywhere {
            self.go_out(OutOfService::Leftovers { count }, None, turn);
        } else if let Some(note) = self.staff.clone() {
            self.go_out(OutOfService::Staff { note }, None, turn);
        } else {
            let mut writes = vec![Write::Step(Phase::Locked), Write::Golden(None)];
            if std::mem::take(&mut self.announced_out) {
                writes.push(Write::Event(StationEvent::InService));
            }
            turn.journal(writes);
            self.step = Step::Locked { answer };
        }
        if self.stopping {
            turn.order(Effect::Exit);
        }
    }

    /// Whoever starts the agent anew while it is out of service takes the golden profile as it is then.
    fn go_out(&mut self, reason: OutOfService, retry: Option<u64>, turn: &mut Turn<'_>) {
        let known = matches!(&self.step, Step::OutOfService { reason: now, .. } if *now == reason);
        if !known {
            self.announced_out = true;
            let event = StationEvent::OutOfService { reason: reason.clone() };
            turn.journal([Write::Step(Phase::OutOfService), Write::Golden(None), Write::Event(event)]);
        }
        let retry_ms = retry.map(|after| turn.now().saturating_add(after));
        self.step = Step::OutOfService { reason, retry_ms };
    }

    /// A mediator takes the station out of service, or puts it back.
    pub(super) fn staff_wants(&mut self, note: Option<String>, turn: &mut Turn<'_>) {
        if self.staff != note {
            self.staff.clone_from(&note);
            turn.journal([Write::Staff(note)]);
        }
        match &self.step {
            Step::Locked { answer } if self.staff.is_some() => {
                let answer = answer.clone();
                self.settle(answer, turn);
            }
            Step::OutOfService { reason: OutOfService::Staff { .. }, .. } => self.settle(None, turn),
            _ => {}
        }
    }

    /// A mediator wants the station back, whatever keeps it out of service.
    pub(super) fn back_in_service(&mut self, turn: &mut Turn<'_>) {
        self.staff_wants(None, turn);
        if let Step::OutOfService { reason, .. } = &self.step
            && *reason != OutOfService::Journal
        {
            self.failed_starts = 0;
            self.remove_again(None, 0, turn);
        }
    }

    /// Tries by itself whether the station is fit for use again.
    pub(super) fn retry(&mut self, turn: &mut Turn<'_>) {
        let Step::OutOfService { reason, retry_ms } = &mut self.step else { return };
        *retry_ms = None;
        match reason {
            OutOfService::Journal => {
                *retry_ms = Some(turn.now().saturating_add(RETRY_JOURNAL_MS));
                turn.order(Effect::MendJournal);
            }
            OutOfService::Leftovers { .. } => self.remove_again(None, 1, turn),
            OutOfService::SessionFails => {
                // One more failure, and it is out again.
                self.failed_starts = TOO_MANY_FAILED_STARTS - 1;
                self.remove_again(None, 0, turn);
            }
            OutOfService::Staff { .. } | OutOfService::Maintenance => {}
        }
    }

    /// Without a journal nobody is let in, and nobody stays: a crash could not be cleaned up after.
    pub(super) fn journal_broken(&mut self, turn: &mut Turn<'_>) {
        if std::mem::replace(&mut self.journal_broken, true) {
            return;
        }
        match &self.step {
            Step::Running { .. } => self.end(EndCause::StationFault, turn),
            // What was ordered after the failed writing was not done.
            Step::Removing { past, .. } => {
                let past = past.clone();
                self.step = Step::Removing { stage: Removal::Ending, past };
                order_removal(Removal::Ending, turn);
            }
            Step::Locked { .. } | Step::Authenticating { .. } | Step::OutOfService { .. } => {
                self.settle(None, turn);
            }
            // Whoever repairs the machine goes on; what comes after finds the journal as it is then.
            Step::Maintenance { .. } => {}
        }
    }

    pub(super) fn journal_mended(&mut self, turn: &mut Turn<'_>) {
        self.journal_broken = false;
        if matches!(self.step, Step::OutOfService { reason: OutOfService::Journal, .. }) {
            self.remove_again(None, 0, turn);
        }
    }

    /// Stops once nothing of a visitor is left.
    pub(super) fn shut_down(&mut self, turn: &mut Turn<'_>) {
        self.stopping = true;
        match &self.step {
            Step::Running { .. } => self.end(EndCause::PowerLost, turn),
            Step::Removing { .. } => {}
            Step::Maintenance { .. } => self.end_maintenance(false, turn),
            Step::Locked { .. } | Step::Authenticating { .. } | Step::OutOfService { .. } => {
                turn.order(Effect::Exit);
            }
        }
    }
}

fn order_removal(stage: Removal, turn: &mut Turn<'_>) {
    let (phase, order) = match stage {
        Removal::Ending => (Phase::Ending, Effect::Kill),
        Removal::Resetting => (Phase::Resetting, Effect::Erase),
        Removal::Proving => (Phase::Proving, Effect::Prove),
    };
    turn.journal([Write::Step(phase)]);
    turn.order(order);
}

/// How much is left, if that keeps the station from being used.
fn left_behind(report: &ResetReport, require_proof: bool) -> Option<u32> {
    let found = count(report);
    let unproved = require_proof && !report.proved;
    (found > 0 || unproved).then_some(found)
}

/// Things left, and steps that could not be looked at.
fn count(report: &ResetReport) -> u32 {
    let things = report.leftovers.iter().fold(0_u32, |sum, left| sum.saturating_add(left.count));
    let blind = report.steps.iter().filter(|step| matches!(step.outcome, StepOutcome::Failed { .. })).count();
    things.saturating_add(u32::try_from(blind).unwrap_or(u32::MAX))
}
