//! `epn-hub policy`: the site's policy as a file, to edit and to share.

use std::path::{Path, PathBuf};

use anyhow::bail;
use clap::Subcommand;
use epn_rules::policy::Policy;
use epn_rules::policy_file;
use epn_rules::problem::Problem;
use epn_wire::say_line;
use jiff::Timestamp;
use serde_json::json;

use super::text;
use crate::cli::DataArgs;
use crate::control::{Answer, ControlRequest, send};
use crate::folder::Layout;
use crate::policies::Timeline;
use crate::store::Readers;

/// The site's policy as a file, so that sites can share one
#[derive(Debug, clap::Args)]
#[command(after_long_help = file_help())]
pub struct Args {
    #[command(subcommand)]
    action: Action,
}

#[derive(Debug, Subcommand)]
enum Action {
    Export(Export),
    Import(Import),
    Check(Check),
}

/// Write the policy in force to a file
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  epn-hub policy export --data /var/lib/epn policy.toml")]
struct Export {
    #[command(flatten)]
    data: DataArgs,
    /// The file to write; `-` is standard output
    #[arg(default_value = "-")]
    file: PathBuf,
    /// Write JSON, for programs; `policy import` and `policy check` read TOML alone
    #[arg(long)]
    json: bool,
}

/// Put the policy of a file in force, at once, as a new version
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  epn-hub policy import policy.toml --data /var/lib/epn", after_long_help = file_help())]
struct Import {
    /// The file to read; `-` is standard input
    file: PathBuf,
    #[command(flatten)]
    data: DataArgs,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

/// Say what is wrong with a policy file, line by line; exit 1 if anything is
#[derive(Debug, clap::Args)]
#[command(after_help = "Example:
  epn-hub policy check policy.toml", after_long_help = file_help())]
struct Check {
    /// The file to read; `-` is standard input
    file: PathBuf,
    /// Print JSON, for programs
    #[arg(long)]
    json: bool,
}

fn file_help() -> String {
    let indented = text::indented(policy_file::EXAMPLE);
    format!(
        "Examples:
  epn-hub policy export --data /var/lib/epn policy.toml
  epn-hub policy check policy.toml
  epn-hub policy import policy.toml --data /var/lib/epn

A policy file:

{indented}"
    )
}

pub fn run(args: Args) -> anyhow::Result<()> {
    match args.action {
        Action::Export(args) => export(&args),
        Action::Import(args) => import(&args),
        Action::Check(args) => check(&args),
    }
}

/// May run while the hub serves: it only reads.
fn export(args: &Export) -> anyhow::Result<()> {
    let readers = Readers::open(&Layout::new(&args.data.data).database())?;
    let timeline = readers.read_now(Timeline::read)?;
    let version = timeline.at(Timestamp::now());
    let policy = version.rules.policy();
    let file =
        if args.json { format!("{}\n", serde_json::to_string(policy)?) } else { policy_file::render(policy) };
    text::write(&args.file, file.as_bytes())
}

fn import(args: &Import) -> anyhow::Result<()> {
    let policy = read(&args.file)?;
    let request = ControlRequest::PolicyReplace { policy: Box::new(policy) };
    let Answer::PolicyReplaced { number } = send(&args.data.data, request)? else {
        bail!("the running hub is of another version: use its own epn-hub");
    };
    if args.json {
        say_line!("{}", json!({ "number": number }))?;
    } else {
        say_line!("policy version {number} is in force")?;
    }
    Ok(())
}

fn check(args: &Check) -> anyhow::Result<()> {
    let problems = policy_file::parse(&text::read(&args.file)?).err().unwrap_or_default();
    if args.json {
        say_line!("{}", json!({ "ok": problems.is_empty(), "problems": problems }))?;
    } else if problems.is_empty() {
        say_line!("ok")?;
    } else {
        for problem in &problems {
            say_line!("{}", located(&args.file, problem))?;
        }
    }
    if problems.is_empty() { Ok(()) } else { Err(unusable(&args.file, &problems)) }
}

/// The policy of a file. What is wrong with it goes to standard error, line by line.
pub(super) fn read(file: &Path) -> anyhow::Result<Policy> {
    policy_file::parse(&text::read(file)?).map_err(|problems| {
        for problem in &problems {
            eprintln!("{}", located(file, problem));
        }
        unusable(file, &problems)
    })
}

/// As compilers say it: `policy.toml:15: The quota … Write …`
pub(super) fn located(file: &Path, problem: &Problem) -> String {
    let line = problem.line.map(|line| format!(":{line}")).unwrap_or_default();
    format!("{}{line}: {} {}", text::named(file), problem.what, problem.fix)
}

fn unusable(file: &Path, problems: &[Problem]) -> anyhow::Error {
    let many = match problems.len() {
        1 => "a problem".to_owned(),
        n => format!("{n} problems"),
    };
    anyhow::anyhow!("{} has {many}: correct it and try again", text::named(file))
}
