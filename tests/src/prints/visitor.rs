//! A visitor who says yes to every print, at once or when told to.

use std::collections::HashSet;

use anyhow::{Context as _, Result};
use epn_rules::id::{PrintJobId, RequestId, SessionId};
use epn_rules::people::{Alias, Category};
use epn_rules::session::Phase;
use epn_wire::printing::{PrintAsk, PrintShown, PrintStage, SessionPrinting};
use epn_wire::station::{FromStation, Request, RunningSession, StationState, ToStation};
use tokio::sync::watch;
use ulid::Ulid;

use crate::load::logins::PICTURE;
use crate::load::station::SimulatedStation;

/// What is known of a visitor, and what they may do.
#[derive(Debug)]
pub struct Visitor {
    /// How many prints they were asked about so far.
    asked: watch::Receiver<usize>,
    /// To how many they may say yes.
    may: watch::Sender<usize>,
}

impl Visitor {
    /// Lets them say yes to so many prints in all, and to no more.
    pub fn may_confirm(&self, prints: usize) {
        self.may.send_replace(prints);
    }

    /// Waits until they were asked about so many prints in all.
    ///
    /// # Errors
    /// They are gone.
    pub async fn is_asked(&self, prints: usize) -> Result<()> {
        self.asked.clone().wait_for(|asked| *asked >= prints).await.context("the visitor is gone").map(drop)
    }
}

/// Somebody who confirms each print once it is held, at the first printer that is offered, for as long as the connection lasts;
/// and what they do.
pub fn sits_down(
    station: SimulatedStation,
    session: SessionId,
) -> (Visitor, impl Future<Output = Result<()>>) {
    let (asked, is_asked) = watch::channel(0);
    let (may_confirm, may) = watch::channel(usize::MAX);
    (Visitor { asked: is_asked, may: may_confirm }, confirm_everything(station, session, asked, may))
}

async fn confirm_everything(
    mut station: SimulatedStation,
    session: SessionId,
    asked: watch::Sender<usize>,
    mut may: watch::Receiver<usize>,
) -> Result<()> {
    station.say(&FromStation::State(works(session))).await?;
    let mut known: HashSet<PrintJobId> = HashSet::new();
    loop {
        let shown = station.hear(printing).await?;
        for ask in shown.prints.iter().filter_map(confirmation) {
            let PrintAsk::Confirm { job, .. } = &ask else { continue };
            if known.insert(*job) {
                asked.send_replace(known.len());
                may.wait_for(|may| known.len() <= *may).await?;
                let request = Request::Print { session, ask };
                // What became of it is in the next view.
                station.say(&FromStation::Request { id: RequestId(Ulid::new()), request }).await?;
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
