//! Running the chosen parts, one after the other.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::time::{Duration, Instant};

use anyhow::{Result, bail};
use tokio::process::Command;

use super::build::{self, Built};
use super::command::stream;
use super::packages::{self, Package};
use super::parts::{Part, Work};
use super::report::{Ending, Report};
use super::{architecture, demo, deps, fuzz, machine, suites};
use crate::support::{BINARIES, cargo, workspace_root};

/// What the parts of one run share.
#[derive(Debug)]
pub struct Context {
    pub root: PathBuf,
    /// In CI nothing may be skipped.
    ci: bool,
    chosen: Vec<&'static Part>,
    /// What the build left, once it has run and succeeded.
    built: Option<Built>,
    limit: Duration,
    /// Whether cargo's own words are kept back: in tests its errors are wanted, and would mislead.
    quiet: bool,
}

impl Context {
    /// # Errors
    /// None now: the workspace is where it was compiled.
    pub fn new(chosen: &[&'static Part], ci: bool) -> Result<Self> {
        let root = workspace_root().to_owned();
        if !root.join("Cargo.toml").is_file() {
            bail!("{} is gone: run `cargo verify` from the clone that it was built in", root.display());
        }
        Ok(Self { root, ci, chosen: chosen.to_vec(), built: None, limit: Duration::ZERO, quiet: false })
    }

    /// For trying parts on another workspace.
    #[cfg(test)]
    pub fn of_workspace(root: &Path, chosen: &[&'static Part]) -> Self {
        Self {
            root: root.to_owned(),
            ci: true,
            chosen: chosen.to_vec(),
            built: None,
            limit: Duration::from_mins(5),
            quiet: true,
        }
    }

    /// A command of cargo's, to be run in the workspace.
    pub fn cargo(&self, args: &[&str]) -> Command {
        let mut command = Command::from(cargo());
        command.current_dir(&self.root).args(args);
        if self.quiet {
            // Another workspace must not write into the folder of this one.
            command.stdout(Stdio::null()).stderr(Stdio::null()).env_remove("CARGO_TARGET_DIR");
        }
        command
    }

    /// The packages that the chosen parts need; all of them if `packages` alone was chosen.
    pub fn packages(&self) -> Vec<Package> {
        let alone = matches!(self.chosen.as_slice(), [Part { work: Work::Packages, .. }]);
        let chosen: Vec<&Part> =
            if alone { super::parts::PARTS.iter().collect() } else { self.chosen.clone() };
        let mut packages: Vec<Package> = Vec::new();
        for package in chosen.iter().flat_map(|part| part.packages) {
            if !packages.contains(package) {
                packages.push(*package);
            }
        }
        packages
    }

    /// How long the part that runs now may take.
    pub fn limit(&self) -> Duration {
        self.limit
    }

    pub fn built(&self) -> Result<&Built> {
        match &self.built {
            Some(built) => Ok(built),
            None => bail!("not run, because the build failed"),
        }
    }

    pub fn target(&self, name: &str) -> Result<PathBuf> {
        let binaries: &Path = &self.built()?.binaries;
        Ok(binaries.parent().unwrap_or(binaries).join(name))
    }
}

/// Runs the chosen parts, all of them whatever happens to one.
///
/// # Errors
/// Only what concerns no single part.
pub async fn run(mut context: Context) -> Result<Report> {
    let mut report = Report::default();
    for part in context.chosen.clone() {
        println!("\n── {}: {}", part.name, part.what);
        let start = Instant::now();
        context.limit = part.limit;
        let ending = match why_not(part) {
            Some(why) => not_run(why, context.ci),
            None => match work(&part.work, &mut context).await {
                Ok(note) => Ending::Passed(note),
                Err(error) => Ending::Failed(format!("{error:#}")),
            },
        };
        let took = start.elapsed();
        println!("── {}: {ending} ({:.1} s)", part.name, took.as_secs_f64());
        report.add(part.name, ending, took);
    }
    Ok(report)
}

/// Why this part cannot run here, if so.
fn why_not(part: &Part) -> Option<String> {
    (part.root && !rustix::process::geteuid().is_root())
        .then(|| "it starts sessions of other users or makes a whole Debian, which only root may".to_owned())
}

/// What cannot run is told, and in CI it is a failure: what never runs there is never known.
fn not_run(why: String, ci: bool) -> Ending {
    if ci {
        Ending::Failed(format!("could not run, and in CI nothing may be skipped: {why}"))
    } else {
        Ending::Skipped(why)
    }
}

async fn work(work: &Work, context: &mut Context) -> Result<String> {
    match work {
        Work::Packages => packages::install(context).await,
        Work::Format => format(context).await,
        Work::Lint => lint(context).await,
        Work::Dependencies => deps::check(context).await,
        Work::Packaged => packaged(context).await,
        Work::Architecture => architecture::check(context),
        Work::Build => {
            let built = build::build(context).await?;
            let note = format!("{} test executables", built.tests.len());
            context.built = Some(built);
            Ok(note)
        }
        Work::DocTests => doc_tests(context).await,
        Work::Suite(suite) => suites::run(suite, context).await,
        Work::PackagesInstall => crate::packages::install::check(&context.root).await,
        Work::Printer => judge(context).await,
        Work::Demo => demo::one_day(context).await,
        Work::Machine => machine::try_station(context).await,
        Work::Properties => suites::properties(context).await,
        Work::Kills => suites::kills(context).await,
        Work::Fuzz => fuzz::run(context).await,
        Work::Days => demo::many_days(context).await,
    }
}

/// The programs are those that were just built.
async fn judge(context: &Context) -> Result<String> {
    let mut command = Command::new(context.built()?.binaries.join("epn-ipp"));
    command.current_dir(&context.root).env(BINARIES, &context.built()?.binaries).arg("judge");
    stream(command, context.limit()).await?;
    Ok(String::new())
}

async fn format(context: &Context) -> Result<String> {
    component(context, "fmt", "rustfmt").await?;
    stream(context.cargo(&["fmt", "--all", "--", "--check"]), context.limit()).await?;
    Ok(String::new())
}

async fn lint(context: &Context) -> Result<String> {
    component(context, "clippy", "clippy").await?;
    let args = ["clippy", "--workspace", "--all-targets", "--locked", "--keep-going", "--", "-D", "warnings"];
    stream(context.cargo(&args), context.limit()).await?;
    Ok(String::new())
}

/// Packages are built without the demo's clock. One that is given a time to start from may let in whom the rules do not.
async fn packaged(context: &Context) -> Result<String> {
    let daemons = ["-p", "epn-hub", "-p", "epn-agent", "--no-default-features", "--locked"];
    let tree = context.cargo(&[&["tree", "-e", "normal", "-f", "{p} {f}"], &daemons[..]].concat());
    let (_, features) = super::command::capture(tree, context.limit()).await?;
    if String::from_utf8_lossy(&features).contains("scaled-clock") {
        bail!("a package would have the demo's clock: `cargo tree -e features` shows what brings it in");
    }
    let clippy = [&["clippy"], &daemons[..], &["--", "-D", "warnings"]].concat();
    stream(context.cargo(&clippy), context.limit()).await?;
    Ok(String::new())
}

async fn doc_tests(context: &Context) -> Result<String> {
    context.built()?;
    stream(context.cargo(&["test", "--workspace", "--doc", "--locked"]), context.limit()).await?;
    Ok(String::new())
}

/// Says clearly that a part of the toolchain is missing, which cargo's own words do not.
async fn component(context: &Context, verb: &str, component: &str) -> Result<()> {
    let mut command = context.cargo(&[verb, "--version"]);
    command.stderr(Stdio::null());
    match super::command::capture(command, context.limit()).await {
        Ok((status, _)) if status.success() => Ok(()),
        _ => bail!("{component} is not installed: `rustup component add {component}`, then start again"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_run_is_skipped_by_hand_and_failed_in_ci() {
        let why = || "only root may".to_owned();
        assert_eq!(not_run(why(), false), Ending::Skipped(why()));
        assert!(matches!(not_run(why(), true), Ending::Failed(told) if told.contains("only root may")));
    }
}
