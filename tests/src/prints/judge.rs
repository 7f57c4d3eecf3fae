//! CUPS's own suites as the judge: IPP/1.1, IPP/2.0 and IPP Everywhere, without a failure.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use anyhow::{Context as _, Result, bail, ensure};
use tokio::process::Command;

use super::pdf::{A4, document};
use super::{PrintRoom, cups, matrix};

/// Where Debian has the suites.
const SUITES: &str = "/usr/share/cups/ipptool";
/// US Letter, in points.
const LETTER: (u32, u32) = (612, 792);
/// From here on the suite of IPP Everywhere prints samples that Debian does not ship.
const SAMPLES: &str = "Print color.jpg-4x6";

/// A suite, and with which version of IPP it is run.
const JUDGED: [(&str, &str); 3] =
    [("ipp-1.1.test", "1.1"), ("ipp-2.0.test", "2.0"), ("ipp-everywhere.test", "2.0")];

/// What became of one suite.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Counts {
    pub passed: usize,
    pub skipped: usize,
    pub failed: usize,
}

/// Runs the suites against a real hub, all of its prints coming out; tells how many cases passed.
///
/// # Errors
/// A case fails, a program does not do its part, or what was asked to print did not come out.
pub async fn judge(limit: Duration) -> Result<String> {
    let folder = tempfile::tempdir()?;
    let site = folder.path().join("site");
    std::fs::create_dir(&site)?;
    let (mut room, printer) = PrintRoom::with_simulated(&site).await?;
    let mut told = Vec::new();
    // First: its sides are counted one by one.
    if rustix::process::geteuid().is_root() {
        cups::print(&mut room, &printer, &folder.path().join("cups")).await?;
        told.push("printed through a print service that was killed".to_owned());
        told.push(matrix::hold(&folder.path().join("matrix")).await?);
    } else {
        told.push("not printed through a print service, which only root may start".to_owned());
    }
    let suites = folder.path().join("suites");
    lay_out(&suites)?;
    for (suite, version) in JUDGED {
        let (counts, said) = run(&suites, suite, version, &room.uri, limit).await?;
        if counts.failed > 0 || counts.passed == 0 {
            let faults: Vec<_> = failures(&said).collect();
            bail!("{suite}: {counts:?}\n{}", faults.join("\n"));
        }
        told.push(format!("{suite} {} passed, {} skipped", counts.passed, counts.skipped));
    }
    ensure!(printer.sides() > 0, "nothing came out of the printer");
    Ok(told.join("; "))
}

/// The suites and the documents that they print, side by side: that is where they look for them.
fn lay_out(folder: &Path) -> Result<()> {
    std::fs::create_dir(folder)?;
    for suite in ["ipp-1.1.test", "ipp-2.0.test"] {
        std::fs::copy(Path::new(SUITES).join(suite), folder.join(suite))?;
    }
    let everywhere = std::fs::read_to_string(Path::new(SUITES).join("ipp-everywhere.test"))?;
    std::fs::write(folder.join("ipp-everywhere.test"), before_samples(&everywhere)?)?;
    for (name, size) in [("document-a4.pdf", A4), ("document-letter.pdf", LETTER), ("judged.pdf", A4)] {
        std::fs::write(folder.join(name), document(2, size, 0))?;
    }
    for name in ["color.jpg", "gray.jpg"] {
        std::fs::write(folder.join(name), PICTURE)?;
    }
    Ok(())
}

/// A small picture, all grey.
const PICTURE: &[u8] = include_bytes!("grey.jpg");

/// The suite up to its first case that prints a sample.
fn before_samples(suite: &str) -> Result<&str> {
    let sample = suite.find(SAMPLES).context("the suite of IPP Everywhere has no samples any more")?;
    let case = suite.get(..sample).and_then(|before| before.rfind("\n{"));
    case.and_then(|case| suite.get(..case)).context("the suite of IPP Everywhere is laid out otherwise")
}

async fn run(
    folder: &Path,
    suite: &str,
    version: &str,
    uri: &str,
    limit: Duration,
) -> Result<(Counts, String)> {
    let mut command = Command::new("ipptool");
    command.current_dir(folder).args(["-V", version, "-tI", "-f", "judged.pdf", uri, suite]);
    command.stdin(Stdio::null()).kill_on_drop(true);
    let said = tokio::time::timeout(limit, command.output()).await;
    let said =
        said.with_context(|| format!("{suite} did not end"))?.context("starting ipptool (cups-ipp-utils)")?;
    let said = String::from_utf8_lossy(&said.stdout).into_owned();
    Ok((counts(&said), said))
}

/// Each case has a line that ends with what became of it.
fn counts(said: &str) -> Counts {
    let ends = |with: &str| said.lines().filter(|line| line.ends_with(&format!("[{with}]"))).count();
    Counts { passed: ends("PASS"), skipped: ends("SKIP"), failed: ends("FAIL") }
}

/// The cases that failed, each with the lines that say why.
fn failures(said: &str) -> impl Iterator<Item = String> {
    let mut cases: Vec<Vec<&str>> = Vec::new();
    for line in said.lines() {
        if line.ends_with(']') || cases.is_empty() {
            cases.push(Vec::new());
        }
        cases.last_mut().into_iter().for_each(|case| case.push(line));
    }
    cases
        .into_iter()
        .filter(|case| case.first().is_some_and(|line| line.ends_with("[FAIL]")))
        .map(|case| case.join("\n"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_suite_says_is_counted() {
        let said = "\"ipp-1.1.test\":\n    A case   [PASS]\n    Another  [FAIL]\n        status-code = x\n    Third [SKIP]\n    Last [PASS]\n";
        assert_eq!(counts(said), Counts { passed: 2, skipped: 1, failed: 1 });
        let failures: Vec<_> = failures(said).collect();
        assert_eq!(failures, ["    Another  [FAIL]\n        status-code = x"]);
    }

    #[test]
    fn the_samples_that_are_not_there_are_cut_off() {
        let suite = "DEFINE A\n\n{\n\tNAME \"one\"\n}\n\n# Samples\n{\n\tNAME \"Print color.jpg-4x6\"\n}\n";
        assert_eq!(before_samples(suite).unwrap(), "DEFINE A\n\n{\n\tNAME \"one\"\n}\n\n# Samples");
        assert!(before_samples("{\n}\n").is_err());
    }
}
