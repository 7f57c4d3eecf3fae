//! Reads beside the writer: a few read-only connections, each of which sees the last commit.

use std::fmt;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use rusqlite::Connection;
use tokio::sync::Semaphore;

use super::{StoreError, open};

/// How many reads go on at once.
const READERS: usize = 4;

/// The read-only connections.
#[derive(Clone)]
pub struct Readers(Arc<Pool>);

struct Pool {
    path: PathBuf,
    idle: Mutex<Vec<Connection>>,
    turns: Semaphore,
}

impl fmt::Debug for Readers {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Readers")
    }
}

impl Readers {
    /// Opens a database for reading alone; it may be in use by its hub.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let first = open::for_reading(path)?;
        open::recognise(&first)?;
        Ok(Self::new(path, first))
    }

    fn new(path: &Path, first: Connection) -> Self {
        Self(Arc::new(Pool {
            path: path.to_owned(),
            idle: Mutex::new(vec![first]),
            turns: Semaphore::new(READERS),
        }))
    }

    /// Reads in a thread that may wait.
    pub async fn read<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&Connection) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let _turn = self.0.turns.acquire().await.map_err(|_| StoreError::Stopping)?;
        let readers = self.clone();
        tokio::task::spawn_blocking(move || readers.read_now(work))
            .await
            .unwrap_or_else(|_| Err(StoreError::Stopping.into()))
    }

    /// Reads in the caller's thread.
    pub fn read_now<T, E: From<StoreError>>(
        &self,
        work: impl FnOnce(&Connection) -> Result<T, E>,
    ) -> Result<T, E> {
        let idle = self.idle().pop();
        let mut connection = match idle {
            Some(connection) => connection,
            None => open::for_reading(&self.0.path)?,
        };
        // One snapshot for all that this reading looks at.
        let transaction = connection.transaction().map_err(StoreError::from)?;
        let answer = work(&transaction);
        drop(transaction);
        self.idle().push(connection);
        answer
    }

    fn idle(&self) -> std::sync::MutexGuard<'_, Vec<Connection>> {
        self.0.idle.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
