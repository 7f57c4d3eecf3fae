//! Erasing what a visitor left, and proving it.
//!
//! Every step has a cleaner here and a proof in [`crate::prove`]. All cleaners run first, in order; then all proofs
//! look, so that nothing that one step brings back escapes.
//!
//! [`run`] needs no handle of the session: after [`crate::session::Session::end`], and just as well when an agent has
//! just started and finds that its predecessor died, [`Target::new`] with the same settings finds what is left.

use std::path::Path;
use std::time::{Duration, Instant};

use epn_wire::report::{Leftover, ResetReport, StepOutcome, StepReport};
use rustix::process::geteuid;

use crate::fault::Fault;
use crate::prove::{Step, Target, whole};

mod accounts;
mod connections;
mod erase;
mod files;
mod home;
mod keyring;
mod log_in;
mod mounts;
mod posix_queues;
mod preferences;
mod printing;
mod processes;
mod screen;
mod spooled;
mod sysv_ipc;

/// How long a device or a log-in may take to vanish, and the time between two looks.
const VANISHES_WITHIN: Duration = Duration::from_secs(5);
const LOOK_EVERY: Duration = Duration::from_millis(5);

/// Erases one kind of thing, and says how many there were.
pub type Cleaner = fn(&Target) -> Result<u32, Fault>;

/// What to erase and how.
#[derive(Clone, Debug)]
pub struct ResetPlan {
    target: Target,
    cleaners: Vec<(Step, Cleaner)>,
}

impl ResetPlan {
    /// Everything.
    pub fn new(target: Target) -> Self {
        let cleaners: Vec<(Step, Cleaner)> = vec![
            (Step::Screen, screen::clean),
            (Step::Processes, processes::clean),
            (Step::Crontab, spooled::clean_crontabs),
            (Step::AtJobs, spooled::clean_at_jobs),
            (Step::SysvIpc, sysv_ipc::clean),
            (Step::PosixQueues, posix_queues::clean),
            (Step::Keyring, keyring::clean),
            (Step::Printing, printing::clean),
            (Step::Mounts, mounts::clean),
            (Step::Connections, connections::clean),
            (Step::Home, home::clean),
            (Step::Files, files::clean),
            (Step::CoreDumps, spooled::clean_core_dumps),
            (Step::Accounts, accounts::clean),
            (Step::Preferences, preferences::clean),
        ];
        Self { target, cleaners }
    }

    /// Nothing: a look at what is there.
    pub fn look_only(target: Target) -> Self {
        Self { target, cleaners: Vec::new() }
    }

    /// The same with one step left out, to see that its proof then fails.
    #[must_use]
    pub fn without(mut self, left_out: Step) -> Self {
        self.cleaners.retain(|(step, _)| *step != left_out);
        self
    }

    fn clean(&self, step: Step) -> Option<Result<u32, Fault>> {
        let (_, cleaner) = self.cleaners.iter().find(|(other, _)| *other == step)?;
        Some(cleaner(&self.target))
    }
}

/// Erases and proves. `since` is when the order to end was given; the report counts from there.
///
/// Without root the report speaks of no step but says so, and proves nothing: use [`rootless`] after a session in a
/// user namespace.
pub fn run(plan: &ResetPlan, since: Instant) -> ResetReport {
    if !geteuid().is_root() {
        return nothing_applies(since);
    }
    erase(plan).prove(since)
}

/// Erases only; [`Erasing::prove`] is to follow. Needs root.
pub fn erase(plan: &ResetPlan) -> Erasing {
    let mut erased: Vec<Erased> = Step::ALL.iter().map(|step| erase_step(plan, *step)).collect();
    // A job of cron or at may have started a process just before the job was erased.
    if let Some(first) = erased.iter_mut().find(|erased| erased.step == Step::Processes) {
        first.add(&erase_step(plan, Step::Processes));
    }
    Erasing { target: plan.target.clone(), erased }
}

/// Looks at what takes too long for the end of a session, and changes nothing: all disks, and the golden profile's contents.
pub fn look_everywhere(target: &Target) -> ResetReport {
    let start = Instant::now();
    let mut report = erase(&ResetPlan::look_only(target.clone())).prove(start);
    let (outcome, leftovers) = outcome(whole::prove(target));
    let whole = StepReport { name: "whole".into(), outcome, erased: 0, ms: millis(start.elapsed()) };
    report.proved &= whole.outcome == StepOutcome::Proved;
    report.steps.push(whole);
    // A file that one of the other steps found is on a disk too.
    report
        .leftovers
        .extend(leftovers.into_iter().filter(|left| !report.leftovers.contains(left)).collect::<Vec<_>>());
    report.ms = millis(start.elapsed());
    report
}

/// What was erased, and is not proved yet.
#[derive(Debug)]
pub struct Erasing {
    target: Target,
    erased: Vec<Erased>,
}

impl Erasing {
    /// Looks for what is left. `since` is when the order to end was given; the report counts from there.
    pub fn prove(self, since: Instant) -> ResetReport {
        let mut report = ResetReport::default();
        for step in self.erased {
            let (step, leftovers) = prove(&self.target, &step);
            report.steps.push(step);
            report.leftovers.extend(leftovers);
        }
        let fine = |step: &StepReport| {
            matches!(step.outcome, StepOutcome::Proved | StepOutcome::NotApplicable { .. })
        };
        report.proved = report.steps.iter().all(fine);
        report.ms = millis(since.elapsed());
        report
    }
}

/// The report after a session without root, which `ended` whole: only what the kernel itself does away with when a
/// namespace ends is known to be gone, and nothing is called proved.
pub fn rootless(ended: bool, since: Instant) -> ResetReport {
    let mut report = nothing_applies(since);
    for step in report.steps.iter_mut().filter(|step| ["processes", "home"].contains(&step.name.as_str())) {
        step.outcome = if ended {
            StepOutcome::Proved
        } else {
            StepOutcome::Failed { why: "the session's first process is still there".into() }
        };
    }
    report
}

fn nothing_applies(since: Instant) -> ResetReport {
    let why = "without root this cannot be looked at";
    let step = |step: &Step| StepReport {
        name: step.name().into(),
        outcome: StepOutcome::NotApplicable { why: why.into() },
        erased: 0,
        ms: 0,
    };
    let steps = Step::ALL.iter().map(step).collect();
    ResetReport { proved: false, leftovers: Vec::new(), ms: millis(since.elapsed()), steps }
}

/// A step after its cleaner.
#[derive(Debug)]
struct Erased {
    step: Step,
    count: u32,
    took: Duration,
}

impl Erased {
    fn add(&mut self, other: &Self) {
        self.count += other.count;
        self.took += other.took;
    }
}

fn erase_step(plan: &ResetPlan, step: Step) -> Erased {
    let start = Instant::now();
    let applies = step.proof(&plan.target).is_ok();
    let cleaned = if applies { plan.clean(step) } else { None };
    let count = match cleaned {
        Some(Ok(count)) => count,
        Some(Err(fault)) => {
            // The proof will tell what it left.
            tracing::warn!(step = step.name(), %fault, "a step of the reset failed");
            0
        }
        None => 0,
    };
    Erased { step, count, took: start.elapsed() }
}

fn prove(target: &Target, erased: &Erased) -> (StepReport, Vec<Leftover>) {
    let start = Instant::now();
    let (outcome, leftovers) = match erased.step.proof(target) {
        Err(why) => (StepOutcome::NotApplicable { why }, Vec::new()),
        Ok(proof) => outcome(proof(target)),
    };
    let ms = millis(erased.took + start.elapsed());
    (StepReport { name: erased.step.name().into(), outcome, erased: erased.count, ms }, leftovers)
}

fn outcome(proof: Result<Vec<Leftover>, Fault>) -> (StepOutcome, Vec<Leftover>) {
    match proof {
        Err(fault) => (StepOutcome::Failed { why: fault.to_string() }, Vec::new()),
        Ok(leftovers) if leftovers.is_empty() => (StepOutcome::Proved, leftovers),
        Ok(leftovers) => (StepOutcome::Left, leftovers),
    }
}

fn millis(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

/// Waits until something that was told to go is gone. What is still there then is for the proof to tell.
fn wait_until_gone(place: &Path) {
    let deadline = Instant::now() + VANISHES_WITHIN;
    while place.exists() && Instant::now() < deadline {
        crate::pause::pause(LOOK_EVERY);
    }
}

/// A number of things for a report.
fn counted(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}
