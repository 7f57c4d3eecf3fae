//! The child itself: what it gave up, and that nothing of it is left.

use std::fs;
use std::time::Duration;

use epn_hub::printing::DocumentFormat;
use epn_hub::printing::count::{Limits, NotCounted};

use super::fixtures::raw;
use super::{count_with, counter};

const DEADLINE: Duration = Duration::from_mins(1);

/// The child that was started with this number of pages, which no other test uses.
fn child(most_pages: u32) -> Option<u32> {
    let wanted = format!("count-document\0--format\0application/pdf\0--most-pages\0{most_pages}\0");
    fs::read_dir("/proc").unwrap().find_map(|entry| {
        let entry = entry.unwrap();
        let line = fs::read(entry.path().join("cmdline")).ok()?;
        let line = String::from_utf8_lossy(&line).into_owned();
        line.contains(&wanted).then(|| entry.file_name().to_string_lossy().parse().unwrap())
    })
}

/// Waits until something holds, letting everything else run.
async fn until<T>(mut look: impl FnMut() -> Option<T>) -> T {
    let mut looks = tokio::time::interval(Duration::from_millis(5));
    let found = async {
        loop {
            looks.tick().await;
            if let Some(found) = look() {
                return found;
            }
        }
    };
    tokio::time::timeout(DEADLINE, found).await.expect("waited for nothing")
}

fn says(pid: u32, file: &str, what: &str) -> bool {
    let words = |line: &str| line.split_whitespace().collect::<Vec<_>>().join(" ");
    let text = fs::read_to_string(format!("/proc/{pid}/{file}")).unwrap_or_default();
    text.lines().any(|line| words(line).starts_with(what))
}

#[tokio::test]
async fn it_gives_up_everything_before_it_reads_and_ends_when_nobody_waits_for_it_any_more() {
    const PAGES: u32 = 4711;
    let counter = counter(60);
    let limits = Limits { most_pages: PAGES, any_size: false };
    let endless = raw::endless();
    let counting = count_with(&counter, &endless, DocumentFormat::Pdf, limits);
    tokio::pin!(counting);
    // The filter of calls is the last thing that it sets.
    let confined = until(|| child(PAGES).filter(|pid| says(*pid, "status", "Seccomp: 2")));
    let pid = tokio::select! {
        ended = &mut counting => panic!("it ended: {:?}", ended.0),
        pid = confined => pid,
    };
    for (file, what) in [
        ("status", "NoNewPrivs: 1"),
        ("status", "Threads: 1"),
        ("limits", "Max address space 1073741824 1073741824"),
        ("limits", "Max cpu time 60 60"),
        ("limits", "Max core file size 0 0"),
        ("limits", "Max file size 0 0"),
        ("limits", "Max open files 3 3"),
    ] {
        assert!(says(pid, file, what), "{what}");
    }
}

#[tokio::test]
async fn nothing_of_it_is_left_whether_it_is_waited_for_or_not() {
    const PAGES: u32 = 4712;
    let limits = Limits { most_pages: PAGES, any_size: false };
    let endless = raw::endless();
    let (counted, _) = count_with(&counter(1), &endless, DocumentFormat::Pdf, limits).await;
    assert!(matches!(counted, Err(NotCounted::ToCheck { .. })), "{counted:?}");
    assert_eq!(child(PAGES), None);

    let patient = counter(60);
    {
        let counting = count_with(&patient, &endless, DocumentFormat::Pdf, limits);
        tokio::pin!(counting);
        tokio::select! {
            ended = &mut counting => panic!("it ended: {:?}", ended.0),
            _ = until(|| child(PAGES)) => {}
        }
    }
    until(|| child(PAGES).is_none().then_some(())).await;
}

#[tokio::test]
async fn a_program_that_cannot_be_started_says_nothing_of_the_document() {
    let counter = epn_hub::printing::count::Counter::default();
    counter.counted_by("/nonexistent".into());
    let limits = Limits { most_pages: 1, any_size: false };
    let (counted, _) = count_with(&counter, b"%PDF-1.7", DocumentFormat::Pdf, limits).await;
    assert!(matches!(counted, Err(NotCounted::Machine(_))), "{counted:?}");
}
