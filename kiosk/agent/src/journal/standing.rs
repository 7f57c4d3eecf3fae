//! The one row that says where the station stands.

use epn_rules::id::{BootId, JournalEpoch};
use epn_rules::session::Phase;
use epn_wire::station::SiteView;
use jiff::Timestamp;
use rusqlite::{Connection, Row, Transaction, params};
use serde::de::DeserializeOwned;
use ulid::Ulid;

use super::{JournalError, from_json, id, signed, to_json, unsigned};
use crate::daemon::machine::{Kept, KeptSession, SiteTime, Write};
use crate::session::golden::Digest;

/// Gives this boot a name of its own, unless the machine is still in the boot that was noted last.
pub(super) fn note_boot(work: &Transaction<'_>, kernel_boot: &str) -> Result<(), JournalError> {
    work.execute(
        "UPDATE standing SET kernel_boot = ?1, boot = ?2 WHERE kernel_boot <> ?1",
        params![kernel_boot, Ulid::new().to_string()],
    )?;
    Ok(())
}

/// The epoch, the boot, the last event and the last acknowledged one.
pub(super) fn numbers(db: &Connection) -> Result<(JournalEpoch, BootId, u64, u64), JournalError> {
    let (epoch, boot, last, acknowledged): (String, String, i64, i64) =
        db.query_row("SELECT epoch, boot, last_event, acknowledged FROM standing", [], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })?;
    Ok((id(&epoch)?, id(&boot)?, unsigned(last), unsigned(acknowledged)))
}

/// The last event that was ever sent.
pub(super) fn sent(db: &Connection) -> Result<u64, JournalError> {
    Ok(unsigned(db.query_row("SELECT sent FROM standing", [], |row| row.get(0))?))
}

pub(super) fn note_sent(db: &Connection, through: u64) -> Result<(), JournalError> {
    db.execute("UPDATE standing SET sent = ?1 WHERE sent < ?1", [signed(through)])?;
    Ok(())
}

/// Keeps what is no event and no command.
pub(super) fn keep(work: &Transaction<'_>, boot: BootId, write: &Write) -> Result<(), JournalError> {
    match write {
        Write::Step(phase) => set(work, "phase", to_json(phase)?)?,
        Write::SessionOpens(session) => {
            work.execute(
                "UPDATE standing SET session = ?1, session_boot = ?2, used_seconds = 0",
                params![session.to_string(), boot.to_string()],
            )?;
        }
        Write::SessionUsed(seconds) => set(work, "used_seconds", *seconds)?,
        Write::SessionOver => {
            work.execute("UPDATE standing SET session = NULL, session_boot = NULL, used_seconds = 0", [])?;
        }
        Write::Golden(digest) => set(work, "golden", digest.as_ref().map(to_json).transpose()?)?,
        Write::Staff(note) => set(work, "staff", note)?,
        Write::RecoveryTries(times) => set(work, "recovery_tries", *times)?,
        Write::FoundEverywhere(count) => set(work, "found_everywhere", *count)?,
        Write::LastReset(last) => set(work, "last_reset", to_json(last)?)?,
        Write::Site(site) => set(work, "site", to_json(site)?)?,
        Write::SiteTime(time) => {
            work.execute(
                "UPDATE standing SET site_boot = ?1, site_boot_ms = ?2, site_at_ms = ?3",
                params![boot.to_string(), signed(time.boot_ms), time.at.as_millisecond()],
            )?;
        }
        Write::Event(_) | Write::Command(..) => {}
    }
    Ok(())
}

fn set(work: &Transaction<'_>, column: &'static str, value: impl rusqlite::ToSql) -> rusqlite::Result<()> {
    work.prepare_cached(&format!("UPDATE standing SET {column} = ?1"))?.execute([value]).map(drop)
}

/// What an earlier run left, seen from `boot`.
pub(super) fn kept(db: &Connection, boot: BootId) -> Result<Kept, JournalError> {
    let raw = db.query_row(
        "SELECT phase, session, session_boot, used_seconds, staff, last_reset, site, site_boot, site_boot_ms,
                site_at_ms, recovery_tries, found_everywhere
         FROM standing",
        [],
        Raw::read,
    )?;
    raw.into_kept(boot)
}

/// What the golden profile was at the start of a session that is not proved gone yet.
pub(super) fn golden(db: &Connection) -> Result<Option<Digest>, JournalError> {
    from_optional(db.query_row("SELECT golden FROM standing", [], |row| row.get(0))?)
}

/// The row as it is stored.
struct Raw {
    phase: String,
    session: Option<(String, String)>,
    used_seconds: u32,
    staff: Option<String>,
    last_reset: Option<String>,
    site: Option<String>,
    site_time: Option<(String, i64, i64)>,
    recovery_tries: u32,
    found_everywhere: Option<u32>,
}

impl Raw {
    fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        let session = row.get::<_, Option<String>>(1)?.zip(row.get(2)?);
        let site_time = match (row.get(7)?, row.get(8)?, row.get(9)?) {
            (Some(boot), Some(boot_ms), Some(at_ms)) => Some((boot, boot_ms, at_ms)),
            _ => None,
        };
        Ok(Self {
            phase: row.get(0)?,
            session,
            used_seconds: row.get(3)?,
            staff: row.get(4)?,
            last_reset: row.get(5)?,
            site: row.get(6)?,
            site_time,
            recovery_tries: row.get(10)?,
            found_everywhere: row.get(11)?,
        })
    }

    fn into_kept(self, boot: BootId) -> Result<Kept, JournalError> {
        let session = match self.session {
            Some((session, session_boot)) => Some(KeptSession {
                session: id(&session)?,
                used_seconds: self.used_seconds,
                power_lost: id::<BootId>(&session_boot)? != boot,
            }),
            None => None,
        };
        let site_time = self.site_time.filter(|(at_boot, ..)| *at_boot == boot.to_string()).and_then(
            |(_, boot_ms, at_ms)| {
                let at = Timestamp::from_millisecond(at_ms).ok()?;
                Some(SiteTime { boot_ms: unsigned(boot_ms), at })
            },
        );
        Ok(Kept {
            phase: from_json::<Phase>(&self.phase)?,
            session,
            staff: self.staff,
            last_reset: from_optional(self.last_reset)?,
            // Hours, holds and queues were true when they were told: only what lasts is shown again.
            site: from_optional::<SiteView>(self.site)?.map_or_else(SiteView::default, |told| SiteView {
                today: epn_rules::decision::DayHours::default(),
                opens: None,
                free_until: None,
                waiting: 0,
                queue: Vec::new(),
                timeline: Vec::new(),
                ..told
            }),
            site_time,
            recovery_tries: self.recovery_tries,
            found_everywhere: self.found_everywhere,
        })
    }
}

fn from_optional<T: DeserializeOwned>(text: Option<String>) -> Result<Option<T>, JournalError> {
    text.map(|text| from_json(&text)).transpose()
}
