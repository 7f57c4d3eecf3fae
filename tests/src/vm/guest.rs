//! Commands inside the machine, as its root, over a serial line of their own: no network, and nothing of the product.

use std::path::Path;
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use data_encoding::BASE64;
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::UnixStream;
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::Mutex;
use tokio::time::timeout;

use crate::support::wait_for;

/// A command takes no longer, unless told otherwise.
const USUAL: Duration = Duration::from_mins(3);
/// How long one question to a guest that may still be starting is waited for.
const ANYBODY: Duration = Duration::from_secs(10);

/// The line to the guest's `epn-tests-channel`.
#[derive(Debug)]
pub struct Guest(Mutex<Line>);

#[derive(Debug)]
struct Line {
    to: OwnedWriteHalf,
    from: BufReader<OwnedReadHalf>,
    last: u64,
}

/// What a command came to; both its outputs together.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Said {
    pub code: i32,
    pub output: String,
}

impl Guest {
    /// Connects to QEMU's end of the line.
    ///
    /// # Errors
    /// It is not there.
    pub async fn connect(socket: &Path) -> Result<Self> {
        let stream = UnixStream::connect(socket).await.context("the line to the guest")?;
        let (from, to) = stream.into_split();
        Ok(Self(Mutex::new(Line { to, from: BufReader::new(from), last: 0 })))
    }

    /// Waits until somebody answers.
    ///
    /// # Errors
    /// Nobody does `within` this time.
    pub async fn awake(&self, within: Duration) -> Result<()> {
        wait_for("an answer of the guest", within, async || {
            Ok(self.ask("true", ANYBODY).await.ok().map(drop))
        })
        .await
    }

    /// Runs a line of the shell and gives what it said, whatever its code.
    ///
    /// # Errors
    /// The guest does not answer.
    pub async fn ask(&self, command: &str, within: Duration) -> Result<Said> {
        let mut line = self.0.lock().await;
        line.last += 1;
        let id = line.last;
        let asked = format!("{id} {}\n", BASE64.encode(command.as_bytes()));
        let answer = async {
            line.to.write_all(asked.as_bytes()).await?;
            loop {
                let mut text = String::new();
                ensure!(line.from.read_line(&mut text).await? > 0, "the machine is off");
                // What answers to an earlier command, which nobody waited for any longer.
                if let Some(said) = Said::of(&text, id) {
                    return said;
                }
            }
        };
        timeout(within, answer)
            .await
            .with_context(|| format!("the guest did not end within {} s: {command}", within.as_secs()))?
    }

    /// Runs a line of the shell that must succeed, and gives what it said.
    ///
    /// # Errors
    /// It fails; the error quotes it.
    pub async fn run(&self, command: &str) -> Result<String> {
        self.run_within(command, USUAL).await
    }

    /// As [`Self::run`], for what takes longer.
    ///
    /// # Errors
    /// As [`Self::run`].
    pub async fn run_within(&self, command: &str, within: Duration) -> Result<String> {
        let said = self.ask(command, within).await?;
        if said.code != 0 {
            bail!("in the guest, “{command}” ended with {}: {}", said.code, said.output.trim());
        }
        Ok(said.output.trim().to_owned())
    }

    /// Writes a file.
    ///
    /// # Errors
    /// The guest cannot.
    pub async fn write(&self, path: &str, text: &str) -> Result<()> {
        let bytes = BASE64.encode(text.as_bytes());
        self.run(&format!("echo {bytes} | base64 -d >{path}")).await.map(drop)
    }
}

impl Said {
    /// Reads `ID CODE BASE64`, if it is the answer of that number.
    fn of(line: &str, wanted: u64) -> Option<Result<Self>> {
        let mut words = line.split_whitespace();
        let id: u64 = words.next()?.parse().ok()?;
        (id == wanted).then(|| {
            let code = words.next().context("an answer without a code")?.parse()?;
            let output = BASE64.decode(words.next().unwrap_or_default().as_bytes())?;
            Ok(Self { code, output: String::from_utf8_lossy(&output).into_owned() })
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_answer_is_its_own_and_no_other() {
        let said = Said::of("7 0 aGFsbG8=\n", 7).unwrap().unwrap();
        assert_eq!(said, Said { code: 0, output: "hallo".to_owned() });
        assert!(Said::of("6 0 aGFsbG8=\n", 7).is_none());
        assert!(Said::of("half a li", 7).is_none());
        assert_eq!(Said::of("7 1\n", 7).unwrap().unwrap().output, "");
    }
}
