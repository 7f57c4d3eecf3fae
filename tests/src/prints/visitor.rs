//! A visitor who says yes to every print.

use std::collections::HashSet;

use anyhow::Result;
use epn_rules::id::{PrintJobId, RequestId, SessionId};
use epn_rules::people::{Alias, Category};
use epn_rules::session::Phase;
use epn_wire::printing::{PrintAsk, PrintShown, PrintStage, SessionPrinting};
use epn_wire::station::{FromStation, Request, RunningSession, StationState, ToStation};
use ulid::Ulid;

use crate::load::logins::PICTURE;
use crate::load::station::SimulatedStation;

/// Confirms each print once it is held, at the first printer that is offered, for as long as the connection lasts.
///
/// # Errors
/// The connection broke.
pub async fn confirm_everything(mut station: SimulatedStation, session: SessionId) -> Result<()> {
    station.say(&FromStation::State(works(session))).await?;
    let mut confirmed: HashSet<PrintJobId> = HashSet::new();
    loop {
        let shown = station.hear(printing).await?;
        for ask in shown.prints.iter().filter_map(confirmation) {
            let PrintAsk::Confirm { job, .. } = &ask else { continue };
            if confirmed.insert(*job) {
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
