//! `epn-agent try`: one visitor session, without a hub.

use std::io::{self, IsTerminal};
use std::path::PathBuf;
use std::process::ExitCode;
use std::time::{Duration, Instant};

use anyhow::{Context, bail};
use clap::ValueEnum;
use epn_wire::report::ResetReport;
use rustix::process::{geteuid, getuid};
use tokio::runtime;
use tokio::signal::unix::{SignalKind, signal};

use super::{CommandResult, outcome};
use crate::config::Display;
use crate::prove::Target;
use crate::reset::{self, ResetPlan};
use crate::session::{Backend, PlainLogin, Program, SessionSpec, Settings, TerminalNumbers, UidLock};
use crate::visitor::{UidRange, VisitorUid};

/// Run one visitor session without a hub, end it, erase it, prove it. Exit 1 if anything is left.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    epn-agent try --command 'touch $HOME/letter /tmp/letter; setsid sleep 1000' --seconds 5\n  \
    epn-agent try --command 'setsid sleep 1000 &' --unprotected --json")]
pub struct Args {
    /// What the visitor runs: a line for the shell.
    #[arg(long, value_name = "CMD")]
    command: String,
    /// End the session after this many seconds, if the command has not ended by itself.
    #[arg(long, value_name = "N", default_value_t = 30)]
    seconds: u64,
    /// How the session is made.
    #[arg(long, value_enum, default_value_t = Kind::Direct)]
    backend: Kind,
    /// Run it as a plain log-in would, to see that the proof is not blind. What it left is erased afterwards.
    #[arg(long)]
    unprotected: bool,
    /// The visitor's uid: one of 61000 to 61099.
    #[arg(long, default_value_t = UidRange::default().first())]
    uid: u32,
    /// Print the report as JSON.
    #[arg(long)]
    json: bool,
}

/// The ways to make a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Kind {
    /// Fork, cgroup and namespaces.
    Direct,
    /// A transient unit with an X server on virtual terminal 8, for a visitor who has an account.
    Systemd,
}

/// Runs the command.
pub fn run(args: &Args) -> CommandResult {
    if args.backend == Kind::Systemd && !geteuid().is_root() {
        bail!("a session of systemd on a terminal of its own needs root: run it as root");
    }
    let visitor = UidRange::default().visitor(args.uid)?;
    let settings = settings();
    if args.unprotected {
        return unprotected(args, visitor, &settings);
    }
    let (report, provable) = protected(args, visitor, settings)?;
    outcome::print(&report, args.json)?;
    if !provable {
        bail!(
            "without root nothing can be proved: the session's processes and home are gone with its namespace, \
             and nothing else was looked at"
        );
    }
    Ok(ExitCode::from(u8::from(!report.proved)))
}

/// A session as every visitor's is. Tells the report, and whether it can prove anything.
fn protected(args: &Args, visitor: VisitorUid, settings: Settings) -> anyhow::Result<(ResetReport, bool)> {
    let mut target = Target::new(visitor, &settings, None);
    let (backend, display) = match args.backend {
        Kind::Direct => (Backend::direct(settings)?, None),
        Kind::Systemd => (Backend::systemd(settings, TerminalNumbers::default())?, Display::xorg().program()),
    };
    target.screen = backend.screen();
    let spec = SessionSpec { visitor, command: Program::shell(&args.command), display, bar: None };
    let session = match backend.start(&spec) {
        Ok(session) => session,
        Err(error) => {
            backend.clear(visitor)?;
            return Err(error.into());
        }
    };
    tell(args, &format!("The session of visitor {visitor} runs for {} s at most.", args.seconds));
    wait(session.ended(), Duration::from_secs(args.seconds)).context("the session cannot be watched")?;
    let since = Instant::now();
    let ended = session.end();
    if let Err(fault) = backend.clear(visitor) {
        // What it left is in the report.
        eprintln!("epn-agent: {fault}");
    }
    if let Some(code) = ended? {
        tell(args, &format!("The command ended by itself with code {code}."));
        if let 126 | 127 = code {
            // Shells say so by these codes. What never ran leaves nothing, which is no proof of anything.
            eprintln!(
                "epn-agent: the shell could not start the command (code {code}): check how it is written"
            );
        }
    }
    if backend.can_prove() {
        Ok((reset::run(&ResetPlan::new(target), since), true))
    } else {
        Ok((reset::rootless(true, since), false))
    }
}

/// Until the command ends, the time is up, or somebody at the keyboard has seen enough: then too all is erased.
fn wait(ended: impl Future<Output = io::Result<()>>, limit: Duration) -> io::Result<()> {
    runtime::Builder::new_current_thread().enable_all().build()?.block_on(async {
        let (mut interrupt, mut terminate) =
            (signal(SignalKind::interrupt())?, signal(SignalKind::terminate())?);
        tokio::select! {
            ended = ended => ended,
            () = tokio::time::sleep(limit) => Ok(()),
            _ = interrupt.recv() => Ok(()),
            _ = terminate.recv() => Ok(()),
        }
    })
}

/// The control: nothing protects, nothing is erased before the proof has looked.
fn unprotected(args: &Args, visitor: VisitorUid, settings: &Settings) -> CommandResult {
    if !geteuid().is_root() {
        bail!("an unprotected log-in as visitor {visitor} needs root: run it as root");
    }
    let target = Target::new(visitor, settings, None);
    let erase_all = || reset::run(&ResetPlan::new(target.clone()), Instant::now());
    // A session that runs is not ours to erase.
    let _lock = UidLock::take(settings, visitor)?;
    // What was there before would be taken for this run's.
    erase_all();
    tell(args, &format!("Visitor {visitor} is logged in without protection for {} s at most.", args.seconds));
    let logged_in = log_in_and_out(args, visitor, settings);
    let report = reset::run(&ResetPlan::look_only(target.clone()), Instant::now());
    let afterwards = erase_all();
    logged_in?;
    outcome::print(&report, args.json)?;
    if !afterwards.proved {
        bail!("not all that the unprotected run left could be erased: see epn-agent prove --uid {visitor}");
    }
    tell(args, "All of it was erased after this look.");
    Ok(ExitCode::from(u8::from(!report.proved)))
}

fn log_in_and_out(args: &Args, visitor: VisitorUid, settings: &Settings) -> anyhow::Result<()> {
    let login = PlainLogin::start(settings, visitor, &Program::shell(&args.command))?;
    wait(login.ended(), Duration::from_secs(args.seconds)).context("the log-in cannot be watched")?;
    Ok(login.log_out()?)
}

/// Without root, sessions live where the person's own programs keep what runs.
fn settings() -> Settings {
    let mut settings = Settings::default();
    if !geteuid().is_root() {
        let own = std::env::var_os("XDG_RUNTIME_DIR").map(PathBuf::from).filter(|folder| folder.is_dir());
        settings.runtime_dir = match own {
            Some(folder) => folder.join("epn-visitor"),
            None => std::env::temp_dir().join(format!("epn-visitor-{}", getuid().as_raw())),
        };
    }
    settings
}

/// Progress, for somebody who watches.
fn tell(args: &Args, line: &str) {
    if !args.json && io::stderr().is_terminal() {
        eprintln!("{line}");
    }
}
