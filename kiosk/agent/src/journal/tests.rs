use epn_rules::id::{LeaseId, PolicyId, SessionId};
use epn_rules::people::Category;
use epn_rules::session::EndCause;
use epn_wire::report::{Leftover, ResetReport, StepOutcome, StepReport};
use epn_wire::station::{LastReset, SiteView, StationEvent};
use jiff::Timestamp;

use super::*;
use crate::daemon::machine::{KeptSession, SiteTime};
use crate::daemon::upload::{Fits, Misfit, Upload};

const AT: Stamp = Stamp { boot_ms: 5, at: None };

fn help(asked: bool) -> Write {
    Write::Event(StationEvent::Help { asked })
}

fn numbers(journal: &Journal, after: u64) -> Vec<u64> {
    journal.events_after(after, usize::MAX).unwrap().iter().map(|record| record.number).collect()
}

#[test]
fn it_reads_back_what_an_earlier_run_left() {
    let dir = tempfile::tempdir().unwrap();
    let session = SessionId(Ulid::new());
    let last_reset = LastReset { proved: true, leftovers: 0, not_applicable: 2, ms: 80, at: None };
    let site = SiteView {
        site: "Halle".into(),
        waiting: 3,
        opens: Some(Timestamp::UNIX_EPOCH),
        ..SiteView::default()
    };
    let site_time = SiteTime { boot_ms: 9, at: Timestamp::UNIX_EPOCH };
    let mut journal = Journal::open(dir.path(), "boot-1").unwrap();
    let epoch = journal.epoch();
    let writes = vec![
        Write::Step(Phase::Active),
        Write::SessionOpens(session),
        Write::SessionUsed(120),
        Write::Staff(Some("écran".into())),
        Write::LastReset(last_reset.clone()),
        Write::Site(Box::new(site)),
        Write::SiteTime(site_time),
    ];
    journal.write(AT, writes).unwrap();
    drop(journal);
    let again = Journal::open(dir.path(), "boot-1").unwrap();
    let kept = again.kept().unwrap();
    assert_eq!(again.epoch(), epoch);
    assert_eq!(kept.phase, Phase::Active);
    assert_eq!(kept.session, Some(KeptSession { session, used_seconds: 120, power_lost: false }));
    assert_eq!(
        (kept.staff.as_deref(), kept.last_reset, kept.site_time),
        (Some("écran"), Some(last_reset), Some(site_time))
    );
    assert_eq!((kept.site.site.as_str(), kept.site.waiting, kept.site.opens), ("Halle", 0, None));
    drop(again);
    let rebooted = Journal::open(dir.path(), "boot-2").unwrap();
    let kept = rebooted.kept().unwrap();
    assert!(kept.session.unwrap().power_lost);
    assert_eq!(kept.site_time, None, "that clock started anew");
}

#[test]
fn the_golden_profile_of_a_session_is_remembered_until_that_is_proved_gone() {
    let (dir, profile) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let digest = crate::session::golden::digest(profile.path()).unwrap();
    let mut journal = Journal::open(dir.path(), "b").unwrap();
    assert_eq!(journal.golden().unwrap(), None);
    journal.write(AT, vec![Write::Golden(Some(digest.clone()))]).unwrap();
    drop(journal);
    let mut journal = Journal::open(dir.path(), "b").unwrap();
    assert_eq!(journal.golden().unwrap(), Some(digest));
    journal.write(AT, vec![Write::Golden(None)]).unwrap();
    assert_eq!(journal.golden().unwrap(), None);
}

#[test]
fn a_journal_of_the_first_version_is_brought_up_to_date() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(dir.path(), "b").unwrap();
    journal.write(AT, vec![help(true)]).unwrap();
    let older = "ALTER TABLE standing DROP COLUMN golden; ALTER TABLE standing DROP COLUMN recovery_tries;
        ALTER TABLE standing DROP COLUMN found_everywhere; ALTER TABLE standing DROP COLUMN sent;
        PRAGMA user_version = 1";
    journal.db.execute_batch(older).unwrap();
    drop(journal);
    for _ in 0..2 {
        let journal = Journal::open(dir.path(), "b").unwrap();
        assert_eq!((journal.last_event(), journal.golden().unwrap()), (1, None));
        assert_eq!(journal.kept().unwrap().found_everywhere, None);
        assert_eq!(journal.held().unwrap().sent, 1, "nobody noted what was sent: it may all have been");
    }
}

#[test]
fn a_boot_keeps_its_name_until_the_next() {
    let dir = tempfile::tempdir().unwrap();
    let boot = Journal::open(dir.path(), "boot-1").unwrap().boot();
    assert_eq!(Journal::open(dir.path(), "boot-1").unwrap().boot(), boot);
    assert_ne!(Journal::open(dir.path(), "boot-2").unwrap().boot(), boot);
}

#[test]
fn events_are_numbered_without_gaps_and_survive_their_acknowledgement() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(dir.path(), "b").unwrap();
    for _ in 0..3 {
        journal.write(AT, vec![help(true), help(false)]).unwrap();
    }
    journal.acknowledge(4).unwrap();
    drop(journal);
    let mut journal = Journal::open(dir.path(), "b").unwrap();
    assert_eq!((journal.last_event(), journal.acknowledged()), (6, 4));
    assert_eq!(numbers(&journal, 0), [1, 2, 3, 4, 5, 6]);
    journal.write(AT, vec![help(true)]).unwrap();
    assert_eq!(numbers(&journal, 5), [6, 7]);
    journal.acknowledge(99).unwrap();
    assert_eq!(journal.acknowledged(), 7, "no more than there are");
}

#[test]
fn a_message_holds_what_fits_and_one_event_at_least() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(dir.path(), "b").unwrap();
    journal.write(AT, vec![help(true); 10]).unwrap();
    assert_eq!(journal.events_after(0, 1).unwrap().len(), 1);
    let some = journal.events_after(2, 500).unwrap();
    assert!(some.len() > 1 && some.len() < 8 && some[0].number == 3);
}

#[test]
fn whatever_a_visitor_left_its_event_fits_in_a_message() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(dir.path(), "b").unwrap();
    let left = Leftover { kind: "file".into(), place: "x".repeat(5_000), count: 1 };
    let step = StepReport {
        name: "files".into(),
        outcome: StepOutcome::Failed { why: "y".repeat(100_000) },
        erased: 0,
        ms: 0,
    };
    let report = ResetReport { leftovers: vec![left; 5_000], steps: vec![step], ..ResetReport::default() };
    journal.write(AT, vec![Write::Event(StationEvent::Reset { session: None, report })]).unwrap();
    let record = journal.events_after(0, usize::MAX).unwrap().remove(0);
    assert!(serde_json::to_string(&record).unwrap().len() < epn_wire::framing::LONGEST / 2);
    let StationEvent::Reset { report, .. } = record.event else { panic!("another event") };
    assert_eq!(report.leftovers.iter().map(|left| left.count).sum::<u32>(), 5_000, "the sum stays true");
}

#[test]
fn what_cannot_be_written_waits_in_order_and_is_written_once() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(dir.path(), "b").unwrap();
    let session = SessionId(Ulid::new());
    journal.db.pragma_update(None, "query_only", true).unwrap();
    let ended = StationEvent::SessionEnded { session, cause: EndCause::TimeUp, seconds: 60 };
    assert!(journal.write(AT, vec![Write::Event(ended.clone())]).is_err());
    assert!(journal.write(AT, vec![help(true)]).is_err());
    assert_eq!(journal.last_event(), 0);
    journal.db.pragma_update(None, "query_only", false).unwrap();
    journal.mend().unwrap();
    journal.mend().unwrap();
    let events: Vec<_> = journal.events_after(0, usize::MAX).unwrap().into_iter().map(|r| r.event).collect();
    assert_eq!(events, [ended, StationEvent::Help { asked: true }]);
}

#[test]
fn a_command_is_remembered_with_its_outcome() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(dir.path(), "b").unwrap();
    let (id, outcome) = (CommandId(Ulid::new()), Outcome::NotNow { phase: Phase::Active });
    assert_eq!(journal.outcome_of(id).unwrap(), None);
    journal.write(AT, vec![Write::Command(id, outcome.clone())]).unwrap();
    journal.write(AT, vec![Write::Command(id, Outcome::Done)]).unwrap();
    assert_eq!(journal.outcome_of(id).unwrap(), Some(outcome), "the first outcome holds");
}

#[test]
fn a_journal_put_back_to_an_earlier_day_begins_anew_and_loses_nothing_that_waits() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(dir.path(), "b").unwrap();
    let started = StationEvent::SessionStarted {
        session: SessionId(Ulid::new()),
        lease: LeaseId(Ulid::new()),
        category: Category::Staff,
        policy: PolicyId(Ulid::new()),
    };
    journal.write(AT, vec![help(true), help(false), Write::Event(started.clone())]).unwrap();
    journal.sending(2).unwrap();
    let before = journal.epoch();
    journal.renew(journal.held().unwrap().sent).unwrap();
    assert_ne!(journal.epoch(), before);
    let records = journal.events_after(0, usize::MAX).unwrap();
    assert_eq!((records.len(), records[0].number, &records[0].event), (1, 1, &started));
    assert_eq!(journal.held().unwrap(), Held { first: 1, last: 1, sent: 0 });
}

#[test]
fn a_hub_older_than_the_oldest_event_gets_every_kept_one_once_in_a_new_epoch() {
    let dir = tempfile::tempdir().unwrap();
    let mut journal = Journal::open(dir.path(), "b").unwrap();
    let many = KEEP_EVENTS + 3;
    let alternating = (0..many).map(|number| help(number % 2 == 0)).collect();
    journal.write(AT, alternating).unwrap();
    journal.sending(many).unwrap();
    journal.acknowledge(many).unwrap();
    journal.write(AT, vec![help(true)]).unwrap();
    let held = journal.held().unwrap();
    assert_eq!(held, Held { first: 4, last: many + 1, sent: many });
    let before: Vec<_> =
        journal.events_after(0, usize::MAX).unwrap().into_iter().map(|record| record.event).collect();
    let (epoch, mut upload) = (journal.epoch(), Upload::default());
    let Fits::No(misfit) = upload.resend(1, held) else { panic!("numbers 2 and 3 are gone") };
    assert_eq!(misfit, Misfit::HubIsBehind { stored: 1, gone: 2 });
    journal.renew(misfit.stored()).unwrap();
    assert_ne!(journal.epoch(), epoch);
    let after = journal.events_after(0, usize::MAX).unwrap();
    assert!(after.iter().map(|record| record.number).eq(1..=before.len() as u64));
    assert!(after.into_iter().map(|record| record.event).eq(before));
    let held = journal.held().unwrap();
    assert_eq!((held.first, held.sent), (1, 0));
    assert_eq!(
        upload.welcome(0, held),
        Fits::Yes,
        "the hub knows nothing of the new epoch, and gets it whole"
    );
    assert_eq!(upload.next(0, held.last), Some(0));
}

#[test]
fn a_damaged_file_is_put_aside_and_a_newer_one_is_left_alone() {
    let dir = tempfile::tempdir().unwrap();
    fs::write(dir.path().join(FILE), "this is no database at all, whatever its name says").unwrap();
    let journal = Journal::open(dir.path(), "b").unwrap();
    assert_eq!(journal.last_event(), 0);
    assert!(dir.path().join("journal.damaged").exists());
    journal.db.pragma_update(None, "user_version", 99).unwrap();
    drop(journal);
    assert!(matches!(Journal::open(dir.path(), "b"), Err(JournalError::Newer { .. })));
}

#[test]
fn reading_needs_a_journal_and_writes_nothing() {
    let dir = tempfile::tempdir().unwrap();
    assert!(matches!(Journal::open_to_read(dir.path()), Err(JournalError::Missing { .. })));
    let mut journal = Journal::open(dir.path(), "b").unwrap();
    journal.write(AT, vec![help(true)]).unwrap();
    let mut reader = Journal::open_to_read(dir.path()).unwrap();
    assert_eq!(numbers(&reader, 0), [1]);
    assert!(reader.write(AT, vec![help(true)]).is_err());
}
