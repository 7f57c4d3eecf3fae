//! QEMU's monitor: one command after the other, and the events between them.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use serde::Deserialize;
use serde_json::{Value, json};
use tokio::io::{AsyncBufReadExt as _, AsyncWriteExt as _, BufReader};
use tokio::net::UnixStream;
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::{Mutex as AsyncMutex, mpsc};
use tokio::task::JoinHandle;
use tokio::time::timeout;

use crate::support::wait_for;

/// No command takes longer, a snapshot of the memory included.
const ANSWER: Duration = Duration::from_mins(2);

/// A connection to the monitor of one machine.
#[derive(Debug)]
pub struct Qmp {
    line: AsyncMutex<Line>,
    events: Arc<Mutex<Vec<String>>>,
    reader: JoinHandle<()>,
}

#[derive(Debug)]
struct Line {
    to: OwnedWriteHalf,
    answers: mpsc::UnboundedReceiver<Answer>,
    last: u64,
}

/// What QEMU says: an event, or the answer to the command of that number.
#[derive(Debug, Deserialize)]
struct Said {
    event: Option<String>,
    #[serde(flatten)]
    answer: Answer,
}

#[derive(Debug, Deserialize)]
struct Answer {
    id: Option<u64>,
    #[serde(rename = "return")]
    value: Option<Value>,
    error: Option<Refused>,
}

#[derive(Debug, Deserialize)]
struct Refused {
    desc: String,
}

impl Qmp {
    /// Connects to the monitor on `socket`, which QEMU opens early.
    ///
    /// # Errors
    /// There is none `within` this time.
    pub async fn connect(socket: &Path, within: Duration) -> Result<Self> {
        let stream =
            wait_for("QEMU's monitor", within, async || Ok(UnixStream::connect(socket).await.ok())).await?;
        let (from, to) = stream.into_split();
        let (answer, answers) = mpsc::unbounded_channel();
        let events = Arc::default();
        let reader = tokio::spawn(read(from, answer, Arc::clone(&events)));
        let qmp = Self { line: AsyncMutex::new(Line { to, answers, last: 0 }), events, reader };
        qmp.execute("qmp_capabilities", json!({})).await?;
        Ok(qmp)
    }

    /// Runs one command of the protocol.
    ///
    /// # Errors
    /// QEMU refuses it, or has ended.
    pub async fn execute(&self, command: &str, arguments: Value) -> Result<Value> {
        let mut line = self.line.lock().await;
        line.last += 1;
        let id = line.last;
        let told = json!({ "execute": command, "arguments": arguments, "id": id });
        line.to.write_all(format!("{told}\n").as_bytes()).await.context("QEMU has ended")?;
        let answer = async {
            loop {
                // Somebody may have left without waiting for the answer to an earlier command.
                match line.answers.recv().await {
                    Some(answer) if answer.id == Some(id) => return Some(answer),
                    Some(_) => {}
                    None => return None,
                }
            }
        };
        let answer = timeout(ANSWER, answer)
            .await
            .with_context(|| format!("QEMU did not answer to {command}"))?
            .with_context(|| format!("QEMU has ended before it answered to {command}"))?;
        match answer.error {
            Some(refused) => bail!("QEMU refused {command}: {}", refused.desc),
            None => Ok(answer.value.unwrap_or_default()),
        }
    }

    /// Runs a command of the monitor for people, which alone keeps snapshots. What it prints is an error.
    ///
    /// # Errors
    /// It printed something.
    pub async fn monitor(&self, line: &str) -> Result<()> {
        let said = self.execute("human-monitor-command", json!({ "command-line": line })).await?;
        match said.as_str().map(str::trim) {
            None | Some("") => Ok(()),
            Some(error) => bail!("QEMU's {line}: {error}"),
        }
    }

    /// Writes what the screen shows now to `file`, as a portable pixmap.
    ///
    /// # Errors
    /// QEMU cannot.
    pub async fn screendump(&self, file: &Path) -> Result<()> {
        self.execute("screendump", json!({ "filename": file })).await.map(drop)
    }

    /// The names of all events so far, such as `RESET` and `SHUTDOWN`.
    pub fn events(&self) -> Vec<String> {
        self.events.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl Drop for Qmp {
    fn drop(&mut self) {
        self.reader.abort();
    }
}

async fn read(from: OwnedReadHalf, answers: mpsc::UnboundedSender<Answer>, events: Arc<Mutex<Vec<String>>>) {
    let mut lines = BufReader::new(from).lines();
    while let Ok(Some(line)) = lines.next_line().await {
        // The greeting is neither an event nor an answer, and interests nobody.
        let Ok(said) = serde_json::from_str::<Said>(&line) else { continue };
        if let Some(event) = said.event {
            events.lock().unwrap_or_else(PoisonError::into_inner).push(event);
        } else if answers.send(said.answer).is_err() {
            return;
        }
    }
}
