//! Running the test executables of the build.

use anyhow::{Result, bail};
use tokio::process::Command;

use super::build::{Kind, TestExecutable};
use super::command::{Tests, run_tests};
use super::run::Context;
use crate::support::BINARIES;

/// How many cases the long run asks of each property; read by the tests themselves.
const MANY_CASES: &str = "100000";
/// How often the long run kills the hub; read by the test itself.
const MANY_KILLS: &str = "1000";

/// Which tests a part runs.
#[derive(Debug)]
pub struct Suite {
    pub package: &'static str,
    pub targets: Targets,
}

/// Which of a package's tests.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Targets {
    All,
    Unit,
    Integration,
}

impl Suite {
    fn holds(&self, tests: &TestExecutable) -> bool {
        tests.package == self.package
            && match self.targets {
                Targets::All => true,
                Targets::Unit => tests.kind == Kind::Unit,
                Targets::Integration => tests.kind == Kind::Integration,
            }
    }
}

/// Runs one suite.
///
/// # Errors
/// A test fails or is ignored, or there is none.
pub async fn run(suite: &Suite, context: &Context) -> Result<String> {
    let executables = context.built()?.tests.iter().filter(|tests| suite.holds(tests));
    run_all(executables, context, &[], &[]).await
}

/// Runs every property test of the workspace with very many cases. By convention the names of
/// their modules hold `properties`.
///
/// # Errors
/// As [`run`].
pub async fn properties(context: &Context) -> Result<String> {
    let cases = [("EPN_CASES", MANY_CASES), ("PROPTEST_CASES", MANY_CASES)];
    let executables = context.built()?.tests.iter().filter(|tests| tests.package != "epn-tests");
    run_all(executables, context, &["properties"], &cases).await
}

/// Kills the hub again and again while it prints. By convention the names of such modules hold `kills`.
///
/// # Errors
/// As [`run`].
pub async fn kills(context: &Context) -> Result<String> {
    let executables = context.built()?.tests.iter().filter(|tests| tests.package == "epn-hub");
    run_all(executables, context, &["kills"], &[("EPN_KILLS", MANY_KILLS)]).await
}

async fn run_all(
    executables: impl Iterator<Item = &TestExecutable>,
    context: &Context,
    args: &[&str],
    variables: &[(&str, &str)],
) -> Result<String> {
    let mut all = Tests::default();
    let mut broken = Vec::new();
    for tests in executables {
        println!("\n{}: {}", tests.package, tests.target);
        let mut command = command(tests, context)?;
        command.args(args).envs(variables.iter().copied());
        match run_tests(command, context.limit()).await {
            Ok(counted) if counted.failed == 0 => all += counted,
            Ok(counted) => {
                broken.push(format!("{} {}: failed tests: {}", tests.package, tests.target, counted.failed));
                all += counted;
            }
            Err(error) => broken.push(format!("{} {}: {error:#}", tests.package, tests.target)),
        }
    }
    if !broken.is_empty() {
        bail!("{}", broken.join("\n"));
    }
    if all.ignored > 0 {
        bail!("ignored tests: {} (a test runs or goes)", all.ignored);
    }
    if all.passed == 0 {
        bail!("there is no test");
    }
    Ok(format!("tests: {}", all.passed))
}

/// The command that runs an executable as `cargo test` would.
fn command(tests: &TestExecutable, context: &Context) -> Result<Command> {
    let mut command = Command::new(&tests.path);
    command
        .current_dir(&tests.package_dir)
        .env("CARGO_MANIFEST_DIR", &tests.package_dir)
        .env("CARGO_PKG_NAME", &tests.package)
        .env(BINARIES, &context.built()?.binaries);
    Ok(command)
}
