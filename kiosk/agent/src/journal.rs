//! What the agent remembers through crashes and power cuts: the last step, the session that ran, numbered events for
//! the hub, commands that were carried out. Written to the disk before anything it speaks of is done.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use epn_rules::id::{BootId, CommandId, JournalEpoch};
use epn_rules::session::Phase;
use epn_wire::station::{EventRecord, Outcome};
use rusqlite::{Connection, OpenFlags, OptionalExtension, Transaction, params};
use ulid::Ulid;

use crate::daemon::machine::{Kept, Write};
use crate::daemon::upload::Held;
use crate::session::golden::Digest;

mod events;
mod standing;

pub use events::Stamp;

/// The journal's file in the agent's folder.
pub const FILE: &str = "journal.db";

/// The version of [`SCHEMA`], kept in the file.
const VERSION: u32 = 5;
const SCHEMA: &str = include_str!("journal/schema.sql");

/// What the files of a version and of all earlier ones lack.
const LACKING: [(u32, &str); 4] = [
    (1, "ALTER TABLE standing ADD COLUMN golden TEXT"),
    (2, "ALTER TABLE standing ADD COLUMN recovery_tries INTEGER NOT NULL DEFAULT 0"),
    (3, "ALTER TABLE standing ADD COLUMN found_everywhere INTEGER"),
    // What was sent before was not noted: any of it may have been.
    (
        4,
        "ALTER TABLE standing ADD COLUMN sent INTEGER NOT NULL DEFAULT 0; UPDATE standing SET sent = last_event",
    ),
];

/// Acknowledged events that are kept in case the hub is restored from a backup: about a year of a busy station.
const KEEP_EVENTS: u64 = 50_000;

/// Commands whose outcome is remembered; the hub repeats only those that were never answered.
const KEEP_COMMANDS: u64 = 1_000;

/// Why the journal is of no use.
#[derive(Debug, thiserror::Error)]
pub enum JournalError {
    /// The folder cannot be used.
    #[error("the journal's folder {path} cannot be used: {cause}")]
    Folder { path: PathBuf, cause: io::Error },
    /// A later version of the agent wrote it.
    #[error("the journal {path} was written by a later version of epn-agent: install that version again")]
    Newer { path: PathBuf },
    /// There is none yet.
    #[error("there is no journal in {path}: the agent has not run with this folder yet")]
    Missing { path: PathBuf },
    /// SQLite failed: the disk is full or broken, or somebody else holds the file.
    #[error("the journal cannot be read or written: {0}")]
    Database(rusqlite::Error),
    /// What it holds is not what this version writes.
    #[error("the journal holds something that cannot be understood: {0}")]
    Content(String),
}

impl From<rusqlite::Error> for JournalError {
    fn from(error: rusqlite::Error) -> Self {
        Self::Database(error)
    }
}

impl JournalError {
    /// Whether the file itself is damaged, so that a new one must take its place.
    fn is_damage(&self) -> bool {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
        match self {
            Self::Database(error) => {
                matches!(error.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase))
            }
            Self::Content(_) => true,
            _ => false,
        }
    }
}

/// The journal of this station.
#[derive(Debug)]
pub struct Journal {
    db: Connection,
    epoch: JournalEpoch,
    boot: BootId,
    last_event: u64,
    acknowledged: u64,
    /// What could not be written yet, in order.
    backlog: Vec<(Stamp, Vec<Write>)>,
}

impl Journal {
    /// Opens the journal in `folder`, or begins one. `kernel_boot` is the kernel's own name of this boot; when it is
    /// another than before, the machine was restarted. A damaged file is moved aside and a new epoch begins.
    pub fn open(folder: &Path, kernel_boot: &str) -> Result<Self, JournalError> {
        fs::create_dir_all(folder)
            .map_err(|cause| JournalError::Folder { path: folder.to_owned(), cause })?;
        let path = folder.join(FILE);
        match Self::open_file(&path, kernel_boot) {
            Err(error) if error.is_damage() => {
                tracing::error!(%error, "the journal is damaged: it is put aside and a new one begins");
                put_aside(&path).map_err(|cause| JournalError::Folder { path: folder.to_owned(), cause })?;
                Self::open_file(&path, kernel_boot)
            }
            other => other,
        }
    }

    fn open_file(path: &Path, kernel_boot: &str) -> Result<Self, JournalError> {
        let mut db = Connection::open(path)?;
        db.busy_timeout(Duration::from_secs(2))?;
        db.pragma_update(None, "journal_mode", "WAL")?;
        db.pragma_update(None, "synchronous", "FULL")?;
        let work = db.transaction()?;
        match work.query_row("PRAGMA user_version", [], |row| row.get::<_, u32>(0))? {
            0 => begin(&work, kernel_boot)?,
            version @ 1..=VERSION => {
                for (_, lacking) in LACKING.iter().filter(|(until, _)| version <= *until) {
                    work.execute_batch(lacking)?;
                }
                work.pragma_update(None, "user_version", VERSION)?;
                standing::note_boot(&work, kernel_boot)?;
            }
            _ => return Err(JournalError::Newer { path: path.to_owned() }),
        }
        work.commit()?;
        Self::over(db)
    }

    /// Opens an existing journal to look into it, while an agent may be running.
    pub fn open_to_read(folder: &Path) -> Result<Self, JournalError> {
        let path = folder.join(FILE);
        if !path.exists() {
            return Err(JournalError::Missing { path: folder.to_owned() });
        }
        let db = Connection::open_with_flags(&path, OpenFlags::SQLITE_OPEN_READ_ONLY)?;
        db.busy_timeout(Duration::from_secs(2))?;
        Self::over(db)
    }

    fn over(db: Connection) -> Result<Self, JournalError> {
        let (epoch, boot, last_event, acknowledged) = standing::numbers(&db)?;
        Ok(Self { db, epoch, boot, last_event, acknowledged, backlog: Vec::new() })
    }

    /// What an earlier run left.
    pub fn kept(&self) -> Result<Kept, JournalError> {
        standing::kept(&self.db, self.boot)
    }

    /// What the golden profile was at the start of a session that is not proved gone yet.
    pub fn golden(&self) -> Result<Option<Digest>, JournalError> {
        standing::golden(&self.db)
    }

    /// This journal's epoch.
    pub fn epoch(&self) -> JournalEpoch {
        self.epoch
    }

    /// The boot that the machine is in.
    pub fn boot(&self) -> BootId {
        self.boot
    }

    /// The number of the last event; 0 if there is none.
    pub fn last_event(&self) -> u64 {
        self.last_event
    }

    /// What the hub's knowledge is compared with.
    pub fn held(&self) -> Result<Held, JournalError> {
        let last = self.last_event;
        let first = events::first(&self.db)?.unwrap_or(last + 1);
        Ok(Held { first, last, sent: standing::sent(&self.db)? })
    }

    /// The last event that the hub has stored for good.
    pub fn acknowledged(&self) -> u64 {
        self.acknowledged
    }

    /// Writes all of it, or nothing; what an earlier failure held back goes first. It is on the disk when this returns.
    /// On a failure it is kept in memory for [`Self::mend`].
    pub fn write(&mut self, stamp: Stamp, writes: Vec<Write>) -> Result<(), JournalError> {
        self.backlog.push((stamp, writes));
        self.mend()
    }

    /// Tries again to write what could not be written.
    pub fn mend(&mut self) -> Result<(), JournalError> {
        let work = self.db.transaction()?;
        let mut last_event = self.last_event;
        for (stamp, writes) in &self.backlog {
            for write in writes {
                keep(&work, self.boot, *stamp, write, &mut last_event)?;
            }
        }
        work.execute("UPDATE standing SET last_event = ?1", [signed(last_event)])?;
        work.commit()?;
        self.last_event = last_event;
        self.backlog.clear();
        Ok(())
    }

    /// Notes that the events up to this number are about to be sent: a hub that has more of this journal has them from
    /// another course of things than the one that this disk remembers.
    pub fn sending(&mut self, through: u64) -> Result<(), JournalError> {
        standing::note_sent(&self.db, through)
    }

    /// Notes that the hub has the events up to this number; old ones that it has are forgotten.
    pub fn acknowledge(&mut self, through: u64) -> Result<(), JournalError> {
        let through = through.min(self.last_event);
        if through <= self.acknowledged {
            return Ok(());
        }
        let work = self.db.transaction()?;
        work.execute("UPDATE standing SET acknowledged = ?1", [signed(through)])?;
        work.execute("DELETE FROM event WHERE number <= ?1", [signed(through.saturating_sub(KEEP_EVENTS))])?;
        work.commit()?;
        self.acknowledged = through;
        Ok(())
    }

    /// Events after `after`, in order: as many as fit in `bytes`, one at least.
    pub fn events_after(&self, after: u64, bytes: usize) -> Result<Vec<EventRecord>, JournalError> {
        events::after(&self.db, after, bytes)
    }

    /// How a command ended, if it was carried out.
    pub fn outcome_of(&self, command: CommandId) -> Result<Option<Outcome>, JournalError> {
        let found: Option<String> = self
            .db
            .query_row("SELECT outcome FROM command WHERE id = ?1", [command.to_string()], |row| row.get(0))
            .optional()?;
        found.map(|text| from_json(&text)).transpose()
    }

    /// Begins a new epoch, because the hub and this journal do not fit together any more. The events after `stored`,
    /// which the hub does not have, are numbered anew.
    pub fn renew(&mut self, stored: u64) -> Result<(), JournalError> {
        let epoch = JournalEpoch(Ulid::new());
        let work = self.db.transaction()?;
        let last_event = events::renumber(&work, stored)?;
        work.execute(
            "UPDATE standing SET epoch = ?1, last_event = ?2, sent = 0, acknowledged = 0",
            params![epoch.to_string(), signed(last_event)],
        )?;
        work.commit()?;
        (self.epoch, self.last_event, self.acknowledged) = (epoch, last_event, 0);
        Ok(())
    }
}

fn begin(work: &Transaction<'_>, kernel_boot: &str) -> Result<(), JournalError> {
    work.execute_batch(SCHEMA)?;
    work.pragma_update(None, "user_version", VERSION)?;
    work.execute(
        "INSERT INTO standing (id, epoch, last_event, sent, acknowledged, kernel_boot, boot, phase)
         VALUES (1, ?1, 0, 0, 0, ?2, ?3, ?4)",
        params![Ulid::new().to_string(), kernel_boot, Ulid::new().to_string(), to_json(&Phase::Locked)?],
    )?;
    Ok(())
}

fn keep(
    work: &Transaction<'_>,
    boot: BootId,
    stamp: Stamp,
    write: &Write,
    last_event: &mut u64,
) -> Result<(), JournalError> {
    match write {
        Write::Event(event) => {
            *last_event += 1;
            events::add(work, boot, stamp, *last_event, event)
        }
        Write::Command(id, outcome) => {
            work.execute(
                "INSERT OR IGNORE INTO command (id, outcome) VALUES (?1, ?2)",
                params![id.to_string(), to_json(outcome)?],
            )?;
            work.execute(
                "DELETE FROM command WHERE position <= (SELECT max(position) FROM command) - ?1",
                [signed(KEEP_COMMANDS)],
            )?;
            Ok(())
        }
        other => standing::keep(work, boot, other),
    }
}

/// Moves a damaged journal aside, with the files that belong to it.
fn put_aside(path: &Path) -> io::Result<()> {
    fs::rename(path, path.with_extension("damaged"))?;
    for suffix in ["db-wal", "db-shm"] {
        match fs::remove_file(path.with_extension(suffix)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
    }
    Ok(())
}

/// SQLite's integers are signed; a number of events never reaches the difference.
fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}

fn to_json<T: serde::Serialize>(value: &T) -> Result<String, JournalError> {
    serde_json::to_string(value).map_err(|error| JournalError::Content(error.to_string()))
}

fn from_json<T: serde::de::DeserializeOwned>(text: &str) -> Result<T, JournalError> {
    serde_json::from_str(text).map_err(|error| JournalError::Content(error.to_string()))
}

fn id<T: std::str::FromStr<Err = ulid::DecodeError>>(text: &str) -> Result<T, JournalError> {
    text.parse().map_err(|error: ulid::DecodeError| JournalError::Content(error.to_string()))
}

#[cfg(test)]
mod tests;
