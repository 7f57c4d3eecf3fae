//! The real program, killed again and again at any moment of its prints' way.

use std::path::Path;

use epn_hub::hub::{Hub, WriterKind};
use epn_hub::money;
use epn_hub::printing::Ticket;
use epn_hub::printing::life::{self, Decision, State};
use epn_hub::store::{Readers, StoreError, print_job};
use epn_rules::id::{PrintJobId, PrinterId, StationId};
use epn_rules::units::Cents;
use epn_wire::clock::{Scaling, SiteClock};
use epn_wire::money::PurseHolder;
use jiff::Timestamp;
use rusqlite::Connection;

use crate::common::program::Serving;
use crate::common::{problems, until};
use crate::fake::{FakePrinter, Fault};
use crate::faults::pages;
use crate::site::{PAID_IN, Site, counted};

/// How often it is killed; the long run says more by `EPN_KILLS`.
const KILLS: u32 = 100;
/// New prints come with every so many kills.
const EACH: u32 = 5;
/// A hub makes so many steps at most before it is killed.
const MOST_STEPS: i64 = 8;
/// The time of the site, an hour after the room was opened.
const START: &str = "2030-03-12T13:00:00+01:00[Europe/Paris]";

/// Three prints that were said yes to, recorded while no hub runs.
async fn more(data: &Path, at: StationId, printer: PrinterId) -> Vec<PrintJobId> {
    let anchor_ms = Timestamp::now().as_millisecond();
    let start = "2030-03-12T13:00:00+01:00".parse().unwrap();
    let clock = SiteClock::scaled(Scaling { start, anchor_ms, scale: 1 });
    let hub = Hub::open(data, clock, WriterKind::Inline).unwrap();
    let mut prints = Vec::new();
    for _ in 0..3 {
        let id = counted(&hub, at, Ticket::default(), &pages()).await;
        let session = hub.store.readers.read_now(|c| print_job::get(c, id)).unwrap().unwrap().session;
        let yes = Decision::Confirm { printer, price: Cents(70) };
        let answer = life::answer(&hub, at, session, id, yes).await.unwrap();
        assert_eq!(answer, epn_wire::printing::PrintAnswer::Confirmed);
        prints.push(id);
    }
    prints
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_hub_that_is_killed_at_any_moment_loses_nothing_and_does_nothing_twice() {
    let kills = std::env::var("EPN_KILLS").ok().and_then(|kills| kills.parse().ok()).unwrap_or(KILLS);
    let site = Site::open().await;
    let paid_in = Cents(70 * 3 * i64::from(kills.div_ceil(EACH)));
    site.pay_in(paid_in).await;
    let Site { hub, printer, id, station, session } = site;
    printer.expect(5, Fault::None);
    let at = station.id;
    drop(station);
    let folder = hub.into_folder().await;
    let data = folder.path().join("site");
    let readers = Readers::open(&data.join("hub.db")).unwrap();
    let job = |id: PrintJobId| readers.read_now(|c| print_job::get(c, id)).unwrap().unwrap();
    let are_over = |prints: &[PrintJobId]| prints.iter().rev().all(|id| job(*id).state.is_over());
    let count = |c: &Connection| c.query_row("SELECT count(*) FROM print_step", [], |row| row.get(0));
    let steps = || -> i64 { readers.read_now(|c| Ok::<_, StoreError>(count(c)?)).unwrap() };
    let mut prints = Vec::new();
    for kill in 0..kills {
        if kill % EACH == 0 {
            prints.extend(more(&data, at, id).await);
        }
        // It ends anywhere in or after one of the steps that it makes next, or before it makes one.
        let (before, more_steps) = (steps(), rand::random_range(0..=MOST_STEPS));
        let hub = Serving::start_at(&data, START);
        until("so many steps", || steps() >= before + more_steps || are_over(&prints)).await;
        drop(hub);
        assert_eq!(problems(&data), Vec::<String>::new(), "after {kill} kills");
    }
    let hub = Serving::start_at(&data, START);
    until("every print is over", || are_over(&prints)).await;
    drop(hub);
    let charged: i64 = prints.iter().map(|id| check(&job(*id), &printer)).sum();
    let holder = PurseHolder::Session { id: session };
    let purse = readers.read_now(|c| money::purse_if_any(c, holder)).unwrap().unwrap();
    let held = readers.read_now(|c| epn_hub::store::ledger::balance(c, purse)).unwrap();
    assert_eq!(held.parts.paid.0 + charged, PAID_IN.0 + paid_in.0);
    assert_eq!(held.reserved, Cents(0));
}

/// What was debited for a print is what its printer brought out of it, which took it once at most.
fn check(job: &print_job::PrintJob, printer: &FakePrinter) -> i64 {
    let prefix = format!("EPN-{}-", job.id);
    let there: Vec<_> = printer.jobs().into_iter().filter(|there| there.name.starts_with(&prefix)).collect();
    let sides: u32 = there.iter().map(|there| there.impressions).sum();
    let whole = there.iter().filter(|there| there.whole).count();
    match job.state {
        State::Settled => assert_eq!((whole, sides, job.charged), (1, 5, Some(Cents(70))), "{there:?}"),
        // Killed while it was being sent: nothing came out, and its visitor is told so.
        State::Aborted => assert_eq!((whole, sides, job.charged), (0, 0, Some(Cents(0))), "{there:?}"),
        other => panic!("{other:?}: {there:?}"),
    }
    job.charged.unwrap().0
}
