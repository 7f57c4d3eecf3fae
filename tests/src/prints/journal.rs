//! What the hub has noted of a print, as another process may read it.

use std::path::PathBuf;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, ensure};
use epn_rules::id::PrintJobId;
use rusqlite::{Connection, OpenFlags};

/// Machine time within which a print goes on.
const PROMPT: Duration = Duration::from_secs(90);

/// A step of a print's way once its visitor has said yes, where nobody else has to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    Released,
    Asked,
    Created,
    Sending,
    Printing,
    Settled,
}

impl Step {
    pub const ALL: [Self; 6] =
        [Self::Released, Self::Asked, Self::Created, Self::Sending, Self::Printing, Self::Settled];

    fn word(self) -> &'static str {
        match self {
            Self::Released => "released",
            Self::Asked => "asked",
            Self::Created => "created",
            Self::Sending => "sending",
            Self::Printing => "printing",
            Self::Settled => "settled",
        }
    }
}

/// Returns in the instant in which the hub's journal in `data` has this step of a print.
///
/// # Errors
/// The journal cannot be read, or the print does not come so far.
pub async fn has(data: PathBuf, print: PrintJobId, step: Step) -> Result<()> {
    tokio::task::spawn_blocking(move || {
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let journal = Connection::open_with_flags(data.join("hub.db"), flags).context("hub.db")?;
        let mut noted =
            journal.prepare("SELECT EXISTS (SELECT 1 FROM print_step WHERE job = ?1 AND state = ?2)")?;
        let deadline = Instant::now() + PROMPT;
        // The next step is a millisecond away: whoever slept between two looks would miss it.
        while !noted.query_row((print.to_string(), step.word()), |row| row.get(0))? {
            ensure!(Instant::now() < deadline, "a print never came to {step:?}");
            thread::yield_now();
        }
        Ok(())
    })
    .await?
}
