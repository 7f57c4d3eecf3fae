//! The one writer: it takes all requests that wait, gives each a savepoint, commits once, then answers.

use std::cell::RefCell;
use std::fmt;
use std::ops::Deref;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, PoisonError};
use std::thread::JoinHandle;

use rusqlite::{Connection, TransactionBehavior};
use tokio::sync::{mpsc, oneshot};

use super::{StoreError, open};

/// How many requests may wait before those who ask have to wait too.
const QUEUE: usize = 1024;
/// How many requests are committed together at most.
const BATCH: usize = 256;

/// The way to change the database.
pub struct Writer(Way);

enum Way {
    /// A thread of its own, for the server.
    Thread { queue: Mutex<Option<mpsc::Sender<Box<dyn Job>>>>, thread: Mutex<Option<JoinHandle<()>>> },
    /// In the caller's thread.
    Inline(Mutex<Connection>),
}

/// The database inside one request's savepoint.
pub struct Tx<'c> {
    connection: &'c Connection,
    hooks: RefCell<Vec<Hook>>,
}

type Hook = Box<dyn FnOnce() + Send>;

impl Tx<'_> {
    /// Runs `hook` once this change is durable, before its answer leaves; never if it is undone.
    pub fn after_commit(&self, hook: impl FnOnce() + Send + 'static) {
        self.hooks.borrow_mut().push(Box::new(hook));
    }
}

impl Deref for Tx<'_> {
    type Target = Connection;

    fn deref(&self) -> &Connection {
        self.connection
    }
}

impl fmt::Debug for Tx<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Tx")
    }
}

impl fmt::Debug for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Writer")
    }
}

/// One request in the queue.
trait Job: Send {
    /// Does the work; whether it is to be kept.
    fn run(&mut self, tx: &Tx<'_>) -> bool;
    /// Answers, once the batch was committed or was not.
    fn finish(self: Box<Self>, committed: Result<(), StoreError>);
}

struct Asked<F, T, E> {
    work: Option<F>,
    outcome: Option<Result<T, E>>,
    reply: oneshot::Sender<Result<T, E>>,
}

impl<F, T, E> Job for Asked<F, T, E>
where
    F: FnOnce(&Tx<'_>) -> Result<T, E> + Send,
    T: Send,
    E: From<StoreError> + Send,
{
    fn run(&mut self, tx: &Tx<'_>) -> bool {
        self.outcome = self.work.take().map(|work| work(tx));
        matches!(self.outcome, Some(Ok(_)))
    }

    fn finish(self: Box<Self>, committed: Result<(), StoreError>) {
        let answer = match (self.outcome, committed) {
            (Some(Err(own)), _) => Err(own),
            (Some(Ok(value)), Ok(())) => Ok(value),
            (_, Err(error)) => Err(error.into()),
            (None, Ok(())) => Err(StoreError::Undone.into()),
        };
        // Whoever asked may be gone; the change stands all the same.
        let _ = self.reply.send(answer);
    }
}

impl Writer {
    /// A writer in a thread of its own.
    pub(super) fn threaded(connection: Connection) -> Result<Self, StoreError> {
        let (queue, waiting) = mpsc::channel(QUEUE);
        let thread = std::thread::Builder::new()
            .name("writer".to_owned())
            .spawn(move || serve(connection, waiting))
            .map_err(|_| StoreError::Stopping)?;
        Ok(Self(Way::Thread { queue: Mutex::new(Some(queue)), thread: Mutex::new(Some(thread)) }))
    }

    /// A writer in the caller's thread.
    pub(super) fn inline(connection: Connection) -> Self {
        Self(Way::Inline(Mutex::new(connection)))
    }

    /// Does `work` inside a savepoint and answers once it is durable. An error of `work` undoes all it did.
    pub async fn run<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (job, answer) = ask(work);
        match &self.0 {
            Way::Thread { queue, .. } => {
                let queue = lock(queue).clone().ok_or(StoreError::Stopping)?;
                queue.send(job).await.map_err(|_| StoreError::Stopping)?;
            }
            Way::Inline(connection) => batch(&mut lock(connection), vec![job]),
        }
        answer.await.unwrap_or_else(|_| Err(StoreError::Stopping.into()))
    }

    /// As [`Self::run`], for threads that may wait (not inside the async runtime, unless the writer is inline).
    pub fn run_now<T, E, F>(&self, work: F) -> Result<T, E>
    where
        F: FnOnce(&Tx<'_>) -> Result<T, E> + Send + 'static,
        T: Send + 'static,
        E: From<StoreError> + Send + 'static,
    {
        let (job, mut answer) = ask(work);
        let answered = match &self.0 {
            Way::Thread { queue, .. } => {
                let queue = lock(queue).clone().ok_or(StoreError::Stopping)?;
                queue.blocking_send(job).map_err(|_| StoreError::Stopping)?;
                answer.blocking_recv().ok()
            }
            Way::Inline(connection) => {
                batch(&mut lock(connection), vec![job]);
                answer.try_recv().ok()
            }
        };
        answered.unwrap_or_else(|| Err(StoreError::Stopping.into()))
    }

    /// Commits what waits, then ends; later requests are answered with [`StoreError::Stopping`].
    pub fn close(&self) {
        if let Way::Thread { queue, thread } = &self.0 {
            drop(lock(queue).take());
            if let Some(thread) = lock(thread).take() {
                // A writer that panicked has nothing more to commit.
                let _ = thread.join();
            }
        }
    }
}

impl Drop for Writer {
    fn drop(&mut self) {
        self.close();
        if let Way::Inline(connection) = &self.0 {
            open::put_together(&lock(connection));
        }
    }
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

type Answer<T, E> = oneshot::Receiver<Result<T, E>>;

fn ask<T, E, F>(work: F) -> (Box<dyn Job>, Answer<T, E>)
where
    F: FnOnce(&Tx<'_>) -> Result<T, E> + Send + 'static,
    T: Send + 'static,
    E: From<StoreError> + Send + 'static,
{
    let (reply, answer) = oneshot::channel();
    (Box::new(Asked { work: Some(work), outcome: None, reply }), answer)
}

fn serve(mut connection: Connection, mut waiting: mpsc::Receiver<Box<dyn Job>>) {
    while let Some(first) = waiting.blocking_recv() {
        let mut jobs = vec![first];
        while jobs.len() < BATCH
            && let Ok(job) = waiting.try_recv()
        {
            jobs.push(job);
        }
        batch(&mut connection, jobs);
    }
    open::put_together(&connection);
}

/// Runs jobs together: all that succeed are committed, or none.
fn batch(connection: &mut Connection, mut jobs: Vec<Box<dyn Job>>) {
    let committed = match commit(connection, &mut jobs) {
        Ok(hooks) => {
            for hook in hooks {
                hook();
            }
            Ok(())
        }
        Err(error) => {
            tracing::error!(%error, requests = jobs.len(), "a commit failed; nothing was changed");
            Err(error)
        }
    };
    for job in jobs {
        job.finish(committed.clone());
    }
}

fn commit(connection: &mut Connection, jobs: &mut [Box<dyn Job>]) -> Result<Vec<Hook>, StoreError> {
    let transaction = connection.transaction_with_behavior(TransactionBehavior::Immediate)?;
    let mut hooks = Vec::new();
    for job in jobs {
        hooks.append(&mut one(&transaction, job.as_mut())?);
    }
    transaction.commit()?;
    Ok(hooks)
}

/// Runs one job in its savepoint. An error means that the whole transaction is gone.
fn one(connection: &Connection, job: &mut dyn Job) -> Result<Vec<Hook>, StoreError> {
    connection.prepare_cached("SAVEPOINT request")?.execute([])?;
    let tx = Tx { connection, hooks: RefCell::default() };
    let kept = catch_unwind(AssertUnwindSafe(|| job.run(&tx))).unwrap_or(false);
    if connection.is_autocommit() {
        // SQLite rolls the whole transaction back by itself when the disk is full or fails.
        return Err(StoreError::Undone);
    }
    if !kept {
        connection.prepare_cached("ROLLBACK TO request")?.execute([])?;
    }
    connection.prepare_cached("RELEASE request")?.execute([])?;
    Ok(if kept { tx.hooks.into_inner() } else { Vec::new() })
}

#[cfg(test)]
mod tests;
