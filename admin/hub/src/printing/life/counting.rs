//! Documents that arrived are counted, then held for their visitor's word.

use std::collections::HashMap;
use std::panic::AssertUnwindSafe;
use std::sync::Arc;
use std::time::Duration;

use epn_rules::id::{PrintJobId, SessionId};
use epn_rules::print::Page;
use epn_wire::printing::PrintRefusal;
use futures_util::FutureExt as _;
use tokio::task::JoinSet;

use super::PrintError;
use super::change::{Doubt, happens};
use super::state::{Event, State};
use crate::grant::Case;
use crate::hub::Hub;
use crate::printing::count::{AT_ONCE, Limits, NotCounted, Progress, ToCheck};
use crate::printing::document;
use crate::store::StoreError;
use crate::store::print_job::{self, PrintJob};

/// How long to wait after the store failed.
const AGAIN: Duration = Duration::from_secs(1);

/// Counts every document that arrived, for ever; also those that a hub that ended had not counted yet.
pub async fn count_arrivals(hub: Arc<Hub>) {
    let mut arrivals = hub.prints.arrivals();
    let mut counting = HashMap::new();
    let mut tasks = JoinSet::new();
    loop {
        arrivals.mark_unchanged();
        match hub.store.readers.read(print_job::receiving).await {
            Ok(jobs) => {
                let arrived: Vec<_> = jobs.into_iter().filter(|job| job.format.is_some()).collect();
                while let Some(job) = next_to_count(&arrived, |job| (job.id, job.session), &counting) {
                    counting.insert(job.id, job.session);
                    tasks.spawn(count(Arc::clone(&hub), job.clone()));
                }
            }
            Err(StoreError::Stopping) => return,
            Err(error) => {
                tracing::error!(%error, "the documents that arrived cannot be read; it is tried again");
                tokio::time::sleep(AGAIN).await;
                continue;
            }
        }
        tokio::select! {
            Some(done) = tasks.join_next() => if let Ok(id) = done { counting.remove(&id); },
            Ok(()) = arrivals.changed() => {}
        }
    }
}

/// What is counted next, once there is room: the oldest of whoever has the fewest being counted, so that somebody who prints a
/// thousand documents keeps nobody else waiting.
fn next_to_count<'j, J>(
    arrived: &'j [J],
    whose: impl Fn(&J) -> (PrintJobId, SessionId),
    counting: &HashMap<PrintJobId, SessionId>,
) -> Option<&'j J> {
    if counting.len() >= AT_ONCE {
        return None;
    }
    let under_way = |job: &&J| counting.values().filter(|session| **session == whose(job).1).count();
    arrived.iter().filter(|job| !counting.contains_key(&whose(job).0)).min_by_key(under_way)
}

/// Counts one and tells what came of it.
async fn count(hub: Arc<Hub>, job: PrintJob) -> PrintJobId {
    let result = came_to(look(&hub, &job), job.id).await;
    hub.prints.forget_estimate(job.id);
    loop {
        let (inside, result) = (Arc::clone(&hub), result.clone());
        let told = hub.store.writer.run(move |tx| tell(&Case::new(tx, &inside)?, job.id, result)).await;
        match told {
            // Taken back meanwhile.
            Ok(()) | Err(PrintError::NotNow(_) | PrintError::Store(StoreError::Stopping)) => return job.id,
            Err(error) => {
                tracing::error!(print = %job.id, %error, "what was counted cannot be kept; it is tried again");
                tokio::time::sleep(AGAIN).await;
            }
        }
    }
}

/// What counting came to.
#[derive(Clone, Debug)]
enum Looked {
    Pages(Vec<Page>),
    Doubt(Doubt),
    Refused(PrintRefusal),
}

/// What a look came to. No print waits for ever because looking at it broke off: a mediator does.
async fn came_to(look: impl Future<Output = Looked>, print: PrintJobId) -> Looked {
    AssertUnwindSafe(look).catch_unwind().await.unwrap_or_else(|_| {
        tracing::error!(%print, "counting its pages broke off: a mediator has to look at it");
        Looked::Doubt(Doubt::NotCounted)
    })
}

async fn look(hub: &Hub, job: &PrintJob) -> Looked {
    let Some(format) = job.format else { return Looked::Doubt(Doubt::NotCounted) };
    let most_pages = hub.policies.now().rules.policy().printing.longest_pages;
    let limits = Limits { most_pages, any_size: false };
    let path = document::path(hub.folder.layout(), job.id);
    let mut progress = |known| {
        if let Progress::Estimate { pages } = known
            && pages <= most_pages
        {
            hub.prints.set_estimate(job.id, job.ticket.how_many_of(pages));
        }
    };
    match hub.counter.count(&path, format, limits, &mut progress).await {
        Ok(counted) => {
            let pages = job.ticket.selected(&counted.pages);
            if pages.is_empty() { Looked::Doubt(Doubt::NoPages) } else { Looked::Pages(pages) }
        }
        Err(NotCounted::Encrypted) => Looked::Refused(PrintRefusal::Encrypted),
        Err(NotCounted::Unreadable) => Looked::Refused(PrintRefusal::Unreadable),
        Err(NotCounted::TooLarge) => Looked::Doubt(Doubt::TooLarge),
        Err(NotCounted::TooManyPages { .. }) => Looked::Doubt(Doubt::TooManyPages),
        Err(NotCounted::ToCheck { why }) => Looked::Doubt(doubt(why)),
        Err(NotCounted::Machine(error)) => {
            tracing::error!(%error, "the program that counts pages cannot be started");
            Looked::Doubt(Doubt::NotCounted)
        }
    }
}

fn doubt(why: ToCheck) -> Doubt {
    match why {
        ToCheck::CountersDisagree => Doubt::CountersDisagree,
        ToCheck::NoPages => Doubt::NoPages,
        ToCheck::Damaged => Doubt::Damaged,
        ToCheck::TooHard => Doubt::TooHard,
        ToCheck::Unsupported => Doubt::Unsupported,
    }
}

fn tell(case: &Case<'_>, id: PrintJobId, looked: Looked) -> Result<(), PrintError> {
    let found = print_job::get(case.tx, id)?.filter(|job| job.state == State::Receiving);
    let Some(mut job) = found else { return Ok(()) };
    match looked {
        Looked::Pages(pages) => {
            job.pages = Some(pages);
            happens(case, &mut job, Event::Counted)
        }
        Looked::Doubt(doubt) => {
            job.to_check = Some(doubt);
            happens(case, &mut job, Event::Doubted)
        }
        Looked::Refused(why) => {
            job.refusal = Some(why);
            happens(case, &mut job, Event::Refused)
        }
    }
}

#[cfg(test)]
mod tests {
    use ulid::Ulid;

    use super::*;

    #[test]
    fn whoever_prints_a_lot_keeps_nobody_else_waiting() {
        let job = |print, session| (PrintJobId(Ulid(print)), SessionId(Ulid(session)));
        let arrived = [job(1, 1), job(2, 1), job(3, 1), job(4, 2)];
        let next = |counting: &[(PrintJobId, SessionId)]| {
            next_to_count(&arrived, |job| *job, &counting.iter().copied().collect()).copied()
        };
        assert_eq!(next(&[]), Some(job(1, 1)), "the oldest first");
        assert_eq!(next(&[job(1, 1)]), Some(job(4, 2)));
        assert_eq!(next(&[job(4, 2)]), Some(job(1, 1)));
        assert_eq!(next(&[job(1, 1), job(4, 2)]), None, "there is room for no more");
        let alone = next_to_count(&arrived[..3], |job| *job, &HashMap::from([job(1, 1)]));
        assert_eq!(alone, Some(&job(2, 1)), "nobody waits for nobody");
    }

    #[tokio::test]
    async fn a_look_that_breaks_off_leaves_the_print_to_a_mediator() {
        let print = PrintJobId(Ulid(1));
        let pages = vec![Page { colour: false, large: false }];
        let whole = came_to(async { Looked::Pages(pages) }, print).await;
        assert!(matches!(whole, Looked::Pages(pages) if pages.len() == 1));
        let broken = came_to(async { panic!("a document that nobody thought of") }, print).await;
        assert!(matches!(broken, Looked::Doubt(Doubt::NotCounted)));
    }
}
