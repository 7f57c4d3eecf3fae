//! Whether there is input in a session, as the watch inside it (see [`super::init`]) tells the agent line by line. The
//! watch runs as the visitor, who could end it or write anything in its place: from then on there is no input.

use std::fmt;
use std::io;
use std::os::fd::OwnedFd;
use std::str::FromStr;
use std::time::Duration;

use tokio::io::AsyncReadExt;
use tokio::net::unix::pipe;

/// After so long without input, in milliseconds of the machine, it counts as quiet.
pub const QUIET_AFTER_MS: u64 = 1_000;

/// The least time between two looks at what was reported: a flood stays in the pipe.
const PAUSE: Duration = Duration::from_millis(200);

/// The longest report, in bytes.
const LONGEST: usize = 64;

/// What is known of the input in a session.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Activity {
    /// None since so many milliseconds of the machine.
    Quiet { for_ms: u64 },
    /// There is some.
    Input,
    /// Nobody can tell any more: as good as none from now on.
    Unknown,
}

impl fmt::Display for Activity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Quiet { for_ms } => write!(f, "quiet {for_ms}"),
            Self::Input => f.write_str("input"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

impl FromStr for Activity {
    type Err = NoReport;

    fn from_str(line: &str) -> Result<Self, Self::Err> {
        match line {
            "input" => Ok(Self::Input),
            "unknown" => Ok(Self::Unknown),
            other => {
                let for_ms = other.strip_prefix("quiet ").and_then(|ms| ms.parse().ok());
                for_ms.map(|for_ms| Self::Quiet { for_ms }).ok_or(NoReport)
            }
        }
    }
}

/// A line that is no report.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a line that is no report of the session's activity")]
pub struct NoReport;

/// Passes on each report until the watch is gone or makes no sense, which is told as [`Activity::Unknown`].
pub async fn follow(reports: OwnedFd, mut tell: impl FnMut(Activity)) {
    if let Err(error) = follow_sound(reports, &mut tell).await {
        tracing::warn!(%error, "whether the session is used is not known any more");
    }
    tell(Activity::Unknown);
}

async fn follow_sound(reports: OwnedFd, tell: &mut impl FnMut(Activity)) -> io::Result<()> {
    let mut reports = pipe::Receiver::from_owned_fd(reports)?;
    let mut held = Vec::new();
    loop {
        if reports.read_buf(&mut held).await? == 0 {
            return Ok(());
        }
        if let Some(line) = last_line(&mut held)? {
            tell(line.parse().map_err(io::Error::other)?);
        }
        tokio::time::sleep(PAUSE).await;
    }
}

/// Takes the whole lines and returns the last one, the only that is still true; what has begun stays.
fn last_line(held: &mut Vec<u8>) -> io::Result<Option<String>> {
    let Some(end) = held.iter().rposition(|byte| *byte == b'\n') else {
        return if held.len() > LONGEST { Err(io::Error::other(NoReport)) } else { Ok(None) };
    };
    let mut whole = held.drain(..=end).collect::<Vec<_>>();
    whole.pop();
    let line = whole.rsplit(|byte| *byte == b'\n').next().unwrap_or_default();
    Ok(Some(String::from_utf8_lossy(line).into_owned()))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    async fn told(written: &[u8]) -> Vec<Activity> {
        let (reader, writer) = io::pipe().unwrap();
        io::PipeWriter::write_all(&mut { writer }, written).unwrap();
        let mut told = Vec::new();
        follow(reader.into(), |activity| told.push(activity)).await;
        told
    }

    #[tokio::test]
    async fn the_last_report_counts_and_the_end_is_told() {
        assert_eq!(told(b"quiet 1000\n").await, [Activity::Quiet { for_ms: 1000 }, Activity::Unknown]);
        let both = told(b"quiet 1000\ninput\nquiet 20").await;
        assert_eq!(both, [Activity::Input, Activity::Unknown]);
        assert_eq!(told(b"").await, [Activity::Unknown]);
    }

    #[tokio::test]
    async fn what_makes_no_sense_tells_nothing() {
        for nonsense in ["quiet\n", "quiet -1\n", "failed no screen\n", "\n", &"x".repeat(200_000)[..60_000]]
        {
            assert_eq!(told(nonsense.as_bytes()).await, [Activity::Unknown], "{nonsense:.20}");
        }
    }

    #[test]
    fn every_report_is_read_as_it_was_meant() {
        for activity in [Activity::Quiet { for_ms: 1_234 }, Activity::Input, Activity::Unknown] {
            assert_eq!(activity.to_string().parse(), Ok(activity));
        }
    }
}
