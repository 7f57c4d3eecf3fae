use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use rusqlite::params;

use super::*;

/// A small database with a table to write to; `pages` bounds its size.
fn connection(folder: &tempfile::TempDir, pages: Option<u32>) -> Connection {
    let connection = Connection::open(folder.path().join("test.db")).unwrap();
    connection
        .execute_batch("PRAGMA journal_mode = WAL; CREATE TABLE t (n INTEGER UNIQUE, b BLOB) STRICT;")
        .unwrap();
    if let Some(pages) = pages {
        connection.pragma_update(None, "max_page_count", pages).unwrap();
    }
    connection
}

fn put(n: i64) -> impl FnOnce(&Tx<'_>) -> Result<(), StoreError> + Send + 'static {
    move |tx| {
        tx.execute("INSERT INTO t (n) VALUES (?1)", [n])?;
        Ok(())
    }
}

fn rows(folder: &tempfile::TempDir) -> i64 {
    let connection = Connection::open(folder.path().join("test.db")).unwrap();
    connection.query_row("SELECT count(*) FROM t", [], |row| row.get(0)).unwrap()
}

#[test]
fn what_waits_is_committed_together() {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = connection(&folder, None);
    let commits = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&commits);
    connection
        .commit_hook(Some(move || {
            counted.fetch_add(1, Ordering::Relaxed);
            false
        }))
        .unwrap();
    let (jobs, answers): (Vec<_>, Vec<_>) = (0..10).map(|n| ask(put(n))).unzip();
    batch(&mut connection, jobs);
    for mut answer in answers {
        answer.try_recv().unwrap().unwrap();
    }
    assert_eq!(commits.load(Ordering::Relaxed), 1);
    assert_eq!(rows(&folder), 10);
}

#[test]
fn one_that_fails_is_undone_alone() {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = connection(&folder, None);
    let told = Arc::new(AtomicU32::new(0));
    let telling = |n| {
        let told = Arc::clone(&told);
        ask::<(), StoreError, _>(move |tx: &Tx<'_>| {
            tx.after_commit(move || {
                told.fetch_add(1, Ordering::Relaxed);
            });
            put(100 + n)(tx)?;
            put(n)(tx)
        })
    };
    // The third writes the number of the first again, after having written another.
    let (jobs, answers): (Vec<_>, Vec<_>) = [telling(1), telling(2), telling(1)].into_iter().unzip();
    batch(&mut connection, jobs);
    let outcomes: Vec<bool> =
        answers.into_iter().map(|mut answer| answer.try_recv().unwrap().is_ok()).collect();
    assert_eq!(outcomes, [true, true, false]);
    assert_eq!(rows(&folder), 4);
    assert_eq!(told.load(Ordering::Relaxed), 2, "only what was committed is told");
}

#[test]
fn one_that_panics_hurts_no_other() {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = connection(&folder, None);
    let (bad, mut bad_answer) = ask::<(), StoreError, _>(|tx| {
        put(1)(tx)?;
        panic!("a bug")
    });
    let (good, mut good_answer) = ask(put(2));
    batch(&mut connection, vec![bad, good]);
    assert!(matches!(bad_answer.try_recv().unwrap(), Err(StoreError::Undone)));
    good_answer.try_recv().unwrap().unwrap();
    assert_eq!(rows(&folder), 1);
}

#[test]
fn a_full_disk_undoes_the_whole_request_and_the_next_may_work() {
    let folder = tempfile::tempdir().unwrap();
    let writer = Writer::inline(connection(&folder, Some(20)));
    let fat = |size: usize| {
        move |tx: &Tx<'_>| {
            tx.execute("INSERT INTO t (n) VALUES (?1)", [1])?;
            tx.execute("INSERT INTO t (n, b) VALUES (?1, ?2)", params![2, vec![0_u8; size]])?;
            Ok::<(), StoreError>(())
        }
    };
    let error = writer.run_now(fat(1_000_000)).unwrap_err();
    assert!(matches!(error, StoreError::Full | StoreError::Undone), "{error}");
    assert_eq!(rows(&folder), 0);
    writer.run_now(fat(10)).unwrap();
    assert_eq!(rows(&folder), 2);
}

#[test]
fn a_commit_that_fails_fails_all_and_leaves_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut connection = connection(&folder, None);
    let told = Arc::new(AtomicU32::new(0));
    connection.commit_hook(Some(|| true)).unwrap();
    let (jobs, answers): (Vec<_>, Vec<_>) = (0..3)
        .map(|n| {
            let told = Arc::clone(&told);
            ask::<(), StoreError, _>(move |tx: &Tx<'_>| {
                tx.after_commit(move || {
                    told.fetch_add(1, Ordering::Relaxed);
                });
                put(n)(tx)
            })
        })
        .unzip();
    batch(&mut connection, jobs);
    for mut answer in answers {
        assert!(answer.try_recv().unwrap().is_err());
    }
    assert_eq!(told.load(Ordering::Relaxed), 0);
    connection.commit_hook(None::<fn() -> bool>).unwrap();
    let (job, mut answer) = ask(put(7));
    batch(&mut connection, vec![job]);
    answer.try_recv().unwrap().unwrap();
    assert_eq!(rows(&folder), 1);
}

#[tokio::test]
async fn a_writer_that_is_closed_has_written_what_waited() {
    let folder = tempfile::tempdir().unwrap();
    let writer = Writer::threaded(connection(&folder, None)).unwrap();
    let writes = (0..50).map(|n| writer.run(put(n)));
    let answers = futures_util::future::join_all(writes).await;
    assert!(answers.into_iter().all(|answer| answer.is_ok()));
    writer.close();
    assert_eq!(rows(&folder), 50);
    assert!(matches!(writer.run(put(99)).await, Err(StoreError::Stopping)));
}
