//! Why the database did not do what was asked, in sentences that say what to do.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::ErrorCode;

use crate::folder::Layout;

/// Why the database did not do what was asked. Nothing is ever left half done.
#[derive(Clone, Debug, thiserror::Error)]
pub enum StoreError {
    /// There is no database.
    #[error("there is no site in {}: create one with `epn-hub init`", .0.display())]
    Missing(PathBuf),
    /// There is a site's folder, without its database.
    #[error("the database of the site in {} is missing: restore the last backup", .0.display())]
    Lost(PathBuf),
    /// There may be one, but this user is not let in.
    #[error("the data folder {} cannot be looked into: run this as the user that the hub runs as", .0.display())]
    NotLetIn(PathBuf),
    /// Another process writes to it.
    #[error("the database is in use by another program: stop that one first")]
    InUse,
    /// Its schema is newer than this program.
    #[error(
        "the database was written by a newer epn-hub (its schema is version {found}, this epn-hub knows up to {known}): install the newer one"
    )]
    Newer { found: i32, known: i32 },
    /// Not a database, or a damaged one.
    #[error("the database is damaged ({what}): stop the hub and restore the last backup")]
    Corrupt { what: String },
    /// No room to write.
    #[error("the disk is full: nothing was changed; make room and try again")]
    Full,
    /// The batch that a request was part of could not be committed because of another request.
    #[error("the database undid the change together with others: nothing was changed; try again")]
    Undone,
    /// The writer has ended: the hub is stopping.
    #[error("the hub is stopping: nothing was changed")]
    Stopping,
    /// A row does not hold what its column should.
    #[error("the database holds a value that makes no sense: {0}")]
    Value(Arc<str>),
    /// The schema could not be brought up to date.
    #[error("the database's schema could not be brought up to date: {0}")]
    Migration(Arc<str>),
    /// Anything else that SQLite says.
    #[error("the database failed: {0}")]
    Sqlite(Arc<rusqlite::Error>),
}

impl StoreError {
    /// What to say of a database that is not found at its path.
    pub(crate) fn missing(path: &Path) -> Self {
        let folder = path.parent().unwrap_or(path).to_owned();
        let keys = Layout::new(&folder).keys().exists();
        Self::not_found(folder, path.try_exists(), keys)
    }

    fn not_found(folder: PathBuf, database: io::Result<bool>, keys: bool) -> Self {
        match database {
            Err(error) if error.kind() == io::ErrorKind::PermissionDenied => Self::NotLetIn(folder),
            _ if keys => Self::Lost(folder),
            _ => Self::Missing(folder),
        }
    }
}

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::Full,
            Some(ErrorCode::NotADatabase | ErrorCode::DatabaseCorrupt) => {
                // SQLite repeats what stands in the file, line ends and all; this is told in one line.
                Self::Corrupt { what: error.to_string().split_whitespace().collect::<Vec<_>>().join(" ") }
            }
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::InUse,
            _ => match error {
                rusqlite::Error::FromSqlConversionFailure(..)
                | rusqlite::Error::IntegralValueOutOfRange(..)
                | rusqlite::Error::InvalidColumnType(..) => Self::Value(error.to_string().into()),
                other => Self::Sqlite(Arc::new(other)),
            },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_is_not_let_in_is_not_told_that_there_is_no_site() {
        let folder = || PathBuf::from("site");
        let refused = Err(io::Error::from(io::ErrorKind::PermissionDenied));
        let told = StoreError::not_found(folder(), refused, false).to_string();
        assert_eq!(
            told,
            "the data folder site cannot be looked into: run this as the user that the hub runs as"
        );
        let wrong = Err(io::Error::from(io::ErrorKind::NotADirectory));
        assert!(matches!(StoreError::not_found(folder(), wrong, false), StoreError::Missing(_)));
        assert!(matches!(StoreError::not_found(folder(), Ok(false), false), StoreError::Missing(_)));
        assert!(matches!(StoreError::not_found(folder(), Ok(false), true), StoreError::Lost(_)));
    }
}
