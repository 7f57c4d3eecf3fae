//! Opening the database file: its settings, its schema, and what is wrong with it if it cannot be used.

use std::path::Path;
use std::time::Duration;

use rusqlite::backup::Backup;
use rusqlite::{Connection, OpenFlags};

use super::StoreError;

/// Marks the file as ours (`PRAGMA application_id`): "EPN1".
const APPLICATION: i32 = 0x4550_4E31;

/// How many pages are copied at once.
const PAGES: i32 = 1024;

/// How large the log beside the database stays once it was copied into it, in bytes: a busy hour leaves no large file behind.
const LARGEST_LOG: u32 = 16 << 20;

mod embedded {
    #![allow(clippy::all, clippy::pedantic, missing_debug_implementations, reason = "written by a macro")]
    refinery::embed_migrations!("migrations");
}

/// Is there a file at all? Of a folder in its place SQLite says that the disk is broken.
fn is_there(path: &Path) -> Result<(), StoreError> {
    match path.metadata() {
        Ok(found) if found.is_file() => Ok(()),
        Ok(_) => {
            Err(StoreError::Corrupt { what: "there is something else than a file in its place".to_owned() })
        }
        Err(_) => Err(StoreError::missing(path)),
    }
}

/// Opens a database that must exist, checks that it is ours and not from the future, and brings it up to date.
pub(super) fn for_writing(path: &Path) -> Result<Connection, StoreError> {
    is_there(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let mut connection = Connection::open_with_flags(path, flags)?;
    recognise(&connection)?;
    settle(&connection)?;
    migrate(&mut connection)?;
    Ok(connection)
}

/// Creates a database; it must not exist.
pub(super) fn create(path: &Path) -> Result<Connection, StoreError> {
    let mut connection = Connection::open(path)?;
    connection.pragma_update(None, "application_id", APPLICATION)?;
    settle(&connection)?;
    migrate(&mut connection)?;
    Ok(connection)
}

pub(super) fn for_reading(path: &Path) -> Result<Connection, StoreError> {
    is_there(path)?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "cache_size", -1024)?;
    Ok(connection)
}

/// Is it ours, and not from the future?
pub(super) fn recognise(connection: &Connection) -> Result<(), StoreError> {
    let application: i32 = connection.pragma_query_value(None, "application_id", |row| row.get(0))?;
    if application != APPLICATION {
        return Err(StoreError::Corrupt { what: "it is no database of epn-hub".to_owned() });
    }
    let (found, known) = (version(connection)?, known_version());
    if found > known { Err(StoreError::Newer { found, known }) } else { Ok(()) }
}

/// The version of the schema that the database has; 0 if it has none yet.
pub(super) fn version(connection: &Connection) -> Result<i32, StoreError> {
    if !connection.table_exists(None, "refinery_schema_history")? {
        return Ok(0);
    }
    let sql = "SELECT coalesce(max(version), 0) FROM refinery_schema_history";
    Ok(connection.query_row(sql, [], |row| row.get(0))?)
}

/// An empty database in memory, with the schema as this program writes it.
pub(super) fn pattern() -> Result<Connection, StoreError> {
    let mut connection = Connection::open_in_memory()?;
    migrate(&mut connection)?;
    Ok(connection)
}

/// A copy in memory of an older database, with the newest schema.
pub(super) fn newest_copy(connection: &Connection) -> Result<Connection, StoreError> {
    let mut copy = Connection::open_in_memory()?;
    Backup::new(connection, &mut copy)?.run_to_completion(PAGES, Duration::ZERO, None)?;
    migrate(&mut copy)?;
    Ok(copy)
}

fn settle(connection: &Connection) -> Result<(), StoreError> {
    connection.busy_timeout(Duration::from_secs(5))?;
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "journal_size_limit", LARGEST_LOG)?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "cache_size", -4096)?;
    connection.set_prepared_statement_cache_capacity(128);
    Ok(())
}

/// Brings what was committed into the database's own file, so that somebody who copies that file alone has it all.
///
/// SQLite does it when the last connection closes, but not if that one only reads, as readers do that outlive the
/// writer. If it is not possible now (a full disk, somebody reads), the log beside the file keeps what it has.
pub(super) fn put_together(connection: &Connection) {
    let done = connection
        .busy_timeout(Duration::ZERO)
        .and_then(|()| connection.query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(())));
    if let Err(error) = done {
        tracing::warn!(%error, "the database's log stays beside it");
    }
}

/// The version of the schema that this program writes.
pub(super) fn known_version() -> i32 {
    embedded::migrations::runner()
        .get_migrations()
        .iter()
        .map(refinery::Migration::version)
        .max()
        .unwrap_or(0)
}

fn migrate(connection: &mut Connection) -> Result<(), StoreError> {
    if version(connection)? < known_version() {
        embedded::migrations::runner().set_grouped(true).run(connection).map_err(failed)?;
    }
    Ok(())
}

/// Keeps what SQLite said (a full disk, a damaged file) where that was the cause.
#[expect(clippy::needless_pass_by_value, reason = "it maps errors")]
fn failed(error: refinery::Error) -> StoreError {
    match error.kind() {
        refinery::error::Kind::Connection(_, cause) => match cause.downcast_ref::<rusqlite::Error>() {
            Some(rusqlite::Error::SqliteFailure(code, what)) => {
                rusqlite::Error::SqliteFailure(*code, what.clone()).into()
            }
            _ => StoreError::Migration(cause.to_string().into()),
        },
        other => StoreError::Migration(other.to_string().into()),
    }
}
