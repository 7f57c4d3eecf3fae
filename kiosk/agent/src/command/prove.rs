//! `epn-agent prove`: what is left of a visitor now.

use std::process::ExitCode;
use std::time::Instant;

use anyhow::bail;
use rustix::process::geteuid;

use super::{CommandResult, outcome};
use crate::prove::Target;
use crate::reset::{self, ResetPlan};
use crate::session::Settings;
use crate::visitor::UidRange;

/// Look for what is left of a visitor's uid now; nothing is changed. Exit 1 if anything is.
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:\n  epn-agent prove --uid 61000 --json")]
pub struct Args {
    /// The visitor's uid: one of 61000 to 61099.
    #[arg(long)]
    uid: u32,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args) -> CommandResult {
    let visitor = UidRange::default().visitor(args.uid)?;
    let target = Target::new(visitor, &Settings::default(), None);
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
