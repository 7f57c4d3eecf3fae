//! Which version the packages are, and from when.

use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use crate::support::run_to_end;

/// Set by whoever rebuilds an earlier package: seconds since the Unix epoch.
const EPOCH: &str = "SOURCE_DATE_EPOCH";

/// A version of the suite.
#[derive(Clone, Debug)]
pub struct Release {
    /// The time of everything in the packages: the last commit's.
    pub at: Timestamp,
    /// Debian's name of the machine's kind.
    pub architecture: String,
}

impl Release {
    /// The one in the clone at `root`.
    ///
    /// # Errors
    /// git does not know it, or this is no Debian.
    pub fn of(root: &Path) -> Result<Self> {
        let seconds = match std::env::var(EPOCH) {
            Ok(epoch) => epoch,
            Err(_) => first_line(Command::new("git").arg("-C").arg(root).args(["log", "-1", "--format=%ct"]))
                .context("asking git for the time of the last commit")?,
        };
        let seconds = seconds.parse().with_context(|| format!("{seconds:?} is no number of seconds"))?;
        let at = Timestamp::from_second(seconds)?;
        let architecture = first_line(Command::new("dpkg").arg("--print-architecture"))
            .context("asking dpkg for the kind of this machine")?;
        Ok(Self { at, architecture })
    }

    /// The packages' version. The time of the commit tells two builds of one version apart, so that the later is an upgrade.
    pub fn version(&self) -> String {
        let at = self.at.to_zoned(TimeZone::UTC);
        format!("{}+{}", env!("CARGO_PKG_VERSION"), at.strftime("%Y%m%d%H%M%S"))
    }
}

fn first_line(command: &mut Command) -> Result<String> {
    let said = run_to_end(command, b"")?.ok()?.stdout;
    Ok(said.lines().next().unwrap_or_default().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_later_commit_is_a_later_version() {
        let at = |seconds| Release {
            at: Timestamp::from_second(seconds).unwrap(),
            architecture: "amd64".to_owned(),
        };
        assert_eq!(at(1_763_800_000).version(), "0.1.0+20251122082640");
        let compare = |earlier: &str, later: &str| {
            let mut dpkg = Command::new("dpkg");
            dpkg.args(["--compare-versions", earlier, "lt", later]).status().unwrap().success()
        };
        assert!(compare(&at(1_763_800_000).version(), &at(1_763_800_001).version()));
        assert!(compare(&at(1_763_800_000).version(), "0.1.1+20200101000000"));
    }
}
