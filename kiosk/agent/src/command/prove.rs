//! `epn-agent prove`: what is left of a visitor now.

use std::process::ExitCode;
use std::time::Instant;

use anyhow::{Context, bail};
use rustix::process::{geteuid, nice};

use super::{CommandResult, outcome};
use crate::golden::Store;
use crate::prove::Target;
use crate::reset::{self, ResetPlan};
use crate::session::{Settings, UidLock};
use crate::visitor::UidRange;

/// The highest niceness; disks' schedulers follow it.
const LEAST_IMPORTANT: i32 = 19;

/// Look for what is left of a visitor's uid now; nothing is changed. Exit 1 if anything is.
#[derive(Debug, clap::Args)]
#[command(
    after_help = "Examples:\n  epn-agent prove --uid 61000 --json\n  epn-agent prove --uid 61000 --whole"
)]
pub struct Args {
    /// The visitor's uid: one of 61000 to 61099.
    #[arg(long)]
    uid: u32,
    /// Look on all disks, and read the golden profile: for the night, since it takes minutes. Refused while a visitor's
    /// session is open.
    #[arg(long)]
    whole: bool,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args) -> CommandResult {
    let visitor = UidRange::default().visitor(args.uid)?;
    let settings = Settings { golden: Some(Store::default().profile()), ..Settings::default() };
    let target = Target::new(visitor, &settings, None);
    if args.whole && geteuid().is_root() {
        return look_everywhere(args, &settings, &target);
    }
    let report = reset::run(&ResetPlan::look_only(target), Instant::now());
    if !geteuid().is_root() {
        if args.json {
            outcome::print(&report, true)?;
        }
        bail!(
            "without root, another uid's processes, keys, queues and files cannot be seen, so nothing can be proved: \
             run it as root"
        );
    }
    outcome::print(&report, args.json)?;
    Ok(ExitCode::from(u8::from(!report.proved)))
}

/// As the least important of all programs: the room may be open. A visitor who comes meanwhile is not kept waiting; then
/// what is found may be of a session that goes on, and is not told.
fn look_everywhere(args: &Args, settings: &Settings, target: &Target) -> CommandResult {
    let no_session = || UidLock::take(settings, target.visitor).map(drop);
    no_session()?;
    nice(LEAST_IMPORTANT).context("the priority cannot be lowered")?;
    let report = reset::look_everywhere(target);
    no_session().context("a session began while the disks were looked at: look again when it is over")?;
    outcome::print(&report, args.json)?;
    Ok(ExitCode::from(u8::from(!report.proved)))
}
