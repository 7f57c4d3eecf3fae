//! A visitor who says yes to every print, at once or when they are told to; through a hub that is killed, too.

use std::time::Duration;

use anyhow::{Context as _, Result};
use epn_rules::id::{PrintJobId, RequestId, SessionId};
use epn_rules::people::{Alias, Category};
use epn_rules::session::Phase;
use epn_wire::printing::{PrintAsk, PrintShown, PrintStage, SessionPrinting};
use epn_wire::station::{FromStation, Request, RunningSession, StationState, ToStation};
use tokio::sync::watch;
use tokio::time::{interval, timeout};
use ulid::Ulid;

use crate::load::logins::PICTURE;
use crate::load::station::SimulatedStation;

/// Machine time within which a visitor is told what is to be told, and a hub that was killed is there again.
const PROMPT: Duration = Duration::from_secs(90);
/// How often a hub that is away is asked for.
const AGAIN: Duration = Duration::from_millis(50);

/// What is known of a visitor, and what they may do.
#[derive(Debug)]
pub struct Visitor {
    told: watch::Receiver<Option<SessionPrinting>>,
    word: watch::Sender<Word>,
}

/// To which prints somebody says yes.
#[derive(Clone, Debug)]
enum Word {
    Everything,
    These(Vec<PrintJobId>),
}

impl Word {
    fn is_yes(&self, job: PrintJobId) -> bool {
        match self {
            Self::Everything => true,
            Self::These(jobs) => jobs.contains(&job),
        }
    }
}

impl Visitor {
    /// From now on they wait with every print.
    pub fn thinks(&self) {
        self.word.send_replace(Word::These(Vec::new()));
    }

    /// They say yes to one, too.
    pub fn says_yes(&self, job: PrintJobId) {
        self.word.send_modify(|word| {
            if let Word::These(jobs) = word {
                jobs.push(job);
            }
        });
    }

    /// What they were told last.
    pub fn told(&self) -> Option<SessionPrinting> {
        self.told.borrow().clone()
    }

    /// Waits until they are told something of which `tell` tells something.
    ///
    /// # Errors
    /// They are gone, or are told other things for a while: the last of them is named.
    pub async fn hears<T>(&self, what: &str, tell: impl Fn(&SessionPrinting) -> Option<T>) -> Result<T> {
        let mut told = self.told.clone();
        let heard = async {
            loop {
                if let Some(heard) = told.borrow_and_update().as_ref().and_then(&tell) {
                    return Ok(heard);
                }
                told.changed().await.context("the visitor is gone")?;
            }
        };
        let last = || format!("the visitor is not told: {what}; last: {:?}", self.told());
        timeout(PROMPT, heard).await.with_context(last)?
    }
}

/// Somebody who confirms each print once it is held, at the first printer that is offered; and what they do.
pub fn sits_down(
    station: SimulatedStation,
    session: SessionId,
    hub: String,
) -> (Visitor, impl Future<Output = Result<()>>) {
    let (tells, told) = watch::channel(None);
    let (word, said) = watch::channel(Word::Everything);
    let seat = Seat { station, session, tells, said };
    (Visitor { told, word }, seat.taken(hub))
}

struct Seat {
    station: SimulatedStation,
    session: SessionId,
    tells: watch::Sender<Option<SessionPrinting>>,
    said: watch::Receiver<Word>,
}

impl Seat {
    async fn taken(mut self, hub: String) -> Result<()> {
        loop {
            let Err(error) = self.connected().await;
            let mut tries = interval(AGAIN);
            let again = async {
                while self.station.connect_again(&hub).await.is_err() {
                    tries.tick().await;
                }
            };
            timeout(PROMPT, again).await.with_context(|| format!("{error:#}, and no hub since"))?;
        }
    }

    /// Confirms for as long as the connection lasts: what was said over another one may not have been heard.
    async fn connected(&mut self) -> Result<std::convert::Infallible> {
        self.station.say(&FromStation::State(works(self.session))).await?;
        let mut confirmed: Vec<PrintJobId> = Vec::new();
        loop {
            tokio::select! {
                shown = self.station.hear(printing) => drop(self.tells.send_replace(Some(shown?))),
                changed = self.said.changed() => changed?,
            }
            let shown = self.tells.borrow().clone();
            for ask in shown.iter().flat_map(|shown| &shown.prints).rev().filter_map(confirmation) {
                let PrintAsk::Confirm { job, .. } = &ask else { continue };
                let is_yes = self.said.borrow().is_yes(*job);
                if is_yes && !confirmed.contains(job) {
                    confirmed.push(*job);
                    let request = Request::Print { session: self.session, ask };
                    // What became of it is in the next view.
                    self.station.say(&FromStation::Request { id: RequestId(Ulid::new()), request }).await?;
                }
            }
        }
    }
}

/// A station tells in whose session it is: prints are told to those who sit there.
fn works(session: SessionId) -> StationState {
    let session = RunningSession {
        session,
        alias: Alias { picture: PICTURE.to_owned(), ordinal: 1 },
        category: Category::NoAccount,
        used_seconds: 0,
        left_seconds: 86_400,
        extends_by_itself: true,
    };
    StationState { phase: Phase::Active, session: Some(session), ..StationState::default() }
}

fn printing(said: ToStation) -> Option<SessionPrinting> {
    match said {
        ToStation::Printing(printing) => Some(*printing),
        _ => None,
    }
}

fn confirmation(print: &PrintShown) -> Option<PrintAsk> {
    let offer = print.offers.first().filter(|_| print.stage == PrintStage::Held)?;
    Some(PrintAsk::Confirm { job: print.id, printer: offer.printer, price: offer.price })
}
