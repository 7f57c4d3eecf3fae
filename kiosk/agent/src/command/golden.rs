//! `epn-agent golden`: what every home starts as.

use std::collections::BTreeMap;
use std::io::Write as _;
use std::path::PathBuf;
use std::process::ExitCode;

use anyhow::{Context, bail};
use clap::Subcommand;
use epn_wire::output::Output;
use epn_wire::say_line;
use rustix::process::geteuid;
use serde::Serialize;

use super::{CommandResult, WrongUse};
use crate::golden::{self, Change, How, Kept, LARGE, LeftOut, Machine, Reason, Source, Store, save};
use crate::prove::Places;

/// Keep the profile that every visitor's home starts as, and what this machine is set to.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    epn-agent golden save --from modele\n  \
    epn-agent golden diff\n  epn-agent golden diff --machine")]
pub struct Args {
    #[command(subcommand)]
    what: What,
}

#[derive(Debug, Subcommand)]
enum What {
    Save(SaveArgs),
    Diff(DiffArgs),
}

/// Save a prepared account as the golden profile, without what is its own: caches, histories, passwords, keys, cookies.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  \
    epn-agent golden save --from modele\n  \
    epn-agent golden save --from /home/modele --json\n  \
    epn-agent golden save --machine")]
struct SaveArgs {
    /// The prepared account's name, or a folder (with a / in it).
    #[arg(long, value_name = "USER|DIR", required_unless_present = "machine")]
    from: Option<String>,
    /// Keep what this machine is set to as well: network connections, Bluetooth pairings, USB storage that stays plugged in,
    /// layout, language, brightness, volume. A reset puts them back.
    #[arg(long)]
    machine: bool,
    #[command(flatten)]
    common: Common,
}

/// Tell how the golden profile differs from what was saved, or a prepared account from the profile. Exit 1 if it does.
#[derive(Debug, clap::Args)]
#[command(after_help = "Examples:\n  epn-agent golden diff\n  epn-agent golden diff --from modele --json")]
struct DiffArgs {
    /// A prepared account's name, or a folder: what would saving it change?
    #[arg(long, value_name = "USER|DIR", conflicts_with = "machine")]
    from: Option<String>,
    /// Compare what this machine is set to with what was kept: a reset would put that back.
    #[arg(long)]
    machine: bool,
    #[command(flatten)]
    common: Common,
}

#[derive(Debug, clap::Args)]
struct Common {
    /// Where the profile is kept.
    #[arg(long, value_name = "DIR", default_value = Store::USUAL)]
    store: PathBuf,
    /// Print the result as JSON.
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub fn run(args: &Args) -> CommandResult {
    match &args.what {
        What::Save(args) => run_save(args),
        What::Diff(args) => run_diff(args),
    }
}

#[derive(Serialize)]
struct Outcome {
    #[serde(skip_serializing_if = "Option::is_none")]
    profile: Option<golden::Saved>,
    machine: bool,
}

fn run_save(args: &SaveArgs) -> CommandResult {
    let store = Store::at(&args.common.store);
    let profile = match &args.from {
        Some(name) => Some(save_profile(&store, name)?),
        None => None,
    };
    if args.machine {
        keep_machine(&store)?;
    }
    let outcome = Outcome { profile, machine: args.machine };
    if args.common.json {
        say_line!("{}", serde_json::to_string(&outcome)?)?;
    } else {
        Output.write_all(describe(&store, &outcome).as_bytes())?;
    }
    Ok(ExitCode::SUCCESS)
}

fn save_profile(store: &Store, name: &str) -> anyhow::Result<golden::Saved> {
    let source = Source::named(name).map_err(as_wrong_use)?;
    save(store, &source)
        .map_err(|error| if error.is_wrong_use() { WrongUse(error.to_string()).into() } else { error.into() })
}

fn as_wrong_use(error: golden::SourceError) -> anyhow::Error {
    if error.is_wrong_use() { WrongUse(error.to_string()).into() } else { error.into() }
}

fn keep_machine(store: &Store) -> anyhow::Result<()> {
    if !geteuid().is_root() {
        bail!("what this machine is set to is for root to read and to keep: run this as root");
    }
    store.make()?;
    Machine::look(&Places::default())?.keep(&store.machine())?;
    Ok(())
}

#[derive(Serialize)]
struct Differences {
    changes: Vec<Change>,
    left_out: Vec<LeftOut>,
}

fn run_diff(args: &DiffArgs) -> CommandResult {
    let store = Store::at(&args.common.store);
    let differences =
        if args.machine { of_machine(&store)? } else { of_profile(&store, args.from.as_deref())? };
    if args.common.json {
        say_line!("{}", serde_json::to_string(&differences)?)?;
    } else if differences.changes.is_empty() {
        say_line!("Nothing differs.")?;
    } else {
        for change in &differences.changes {
            say_line!("{} {}", sign(change.how), change.path)?;
        }
    }
    Ok(ExitCode::from(u8::from(!differences.changes.is_empty())))
}

fn of_profile(store: &Store, account: Option<&str>) -> anyhow::Result<Differences> {
    let profile = store.profile();
    let kept = Kept::beside(&profile)?.with_context(|| {
        format!("no profile was saved in {}: epn-agent golden save", store.folder().display())
    })?;
    let (changes, left_out) = match account {
        Some(name) => golden::of_account(&kept, &Source::named(name).map_err(as_wrong_use)?)?,
        None => (golden::of_profile(&kept, &profile)?, Vec::new()),
    };
    Ok(Differences { changes, left_out })
}

fn of_machine(store: &Store) -> anyhow::Result<Differences> {
    let places = Places { machine: store.machine(), ..Places::default() };
    let kept = Machine::kept(&places)?.with_context(|| {
        format!("nothing was kept in {}: epn-agent golden save --machine", store.folder().display())
    })?;
    Ok(Differences { changes: kept.compare(&Machine::look(&places)?), left_out: Vec::new() })
}

fn sign(how: How) -> char {
    match how {
        How::Added => '+',
        How::Changed => '~',
        How::Removed => '-',
    }
}

fn describe(store: &Store, outcome: &Outcome) -> String {
    let mut lines: Vec<String> =
        outcome.profile.iter().flat_map(|saved| describe_profile(store, saved)).collect();
    if outcome.machine {
        lines.push(format!("Kept what this machine is set to, in {}.", store.machine().display()));
    }
    lines.join("\n") + "\n"
}

fn describe_profile(store: &Store, saved: &golden::Saved) -> Vec<String> {
    let mut by_reason = BTreeMap::<Reason, Vec<&str>>::new();
    for left in &saved.left_out {
        by_reason.entry(left.reason).or_default().push(&left.path);
    }
    let mut lines = Vec::new();
    for (reason, paths) in by_reason {
        lines.push(format!("Left out, {}:", words(reason)));
        lines.extend(paths.into_iter().map(|path| format!("  {path}")));
    }
    if !saved.tied.is_empty() {
        let what =
            "These name the prepared account's own home, which visitors do not have; look whether they work:";
        lines.push(what.to_owned());
        lines.extend(saved.tied.iter().map(|path| format!("  {path}")));
    }
    if saved.bytes >= LARGE {
        lines
            .push("It is large: homes will lie over it, and only `prove --whole` reads it again.".to_owned());
    }
    let (size, place) = (saved.bytes.div_ceil(1024), store.profile());
    lines.push(format!("Saved {} files, {size} KiB, in {}.", saved.files, place.display()));
    lines
}

fn words(reason: Reason) -> &'static str {
    match reason {
        Reason::Secret => "secrets",
        Reason::History => "histories",
        Reason::Cache => "caches",
        Reason::Running => "what only running programs use",
    }
}
