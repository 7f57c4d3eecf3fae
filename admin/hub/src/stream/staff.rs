//! A member of staff at a station's screen: who they are, and what they do there.

use std::time::Instant;

use epn_rules::id::VisitorId;
use epn_rules::long_code::StaffCard;
use epn_rules::member_number::MemberNumber;
use epn_rules::pin::Pin;
use epn_wire::console::{Extend, Open, StaffRole};
use epn_wire::lease::Nonce;
use epn_wire::right::{Right, RightTo, SignedRight};
use epn_wire::secret::Secret;
use epn_wire::staff::{
    FreeStation, MOST_STATIONS, QuickReason, StaffAct, StaffAnswer, StaffAsk, StaffOpened,
};
use jiff::Timestamp;
use serde_json::json;

use super::connection::Connection;
use super::recognise::Trouble;
use crate::desk::{self, By, DeskError};
use crate::grant::{Asker, may_insist};
use crate::hub::Hub;
use crate::store::session::Holder;
use crate::store::staff::Staff;
use crate::store::{StoreError, audit, card, session, visitor};
use crate::throttle::{Attempt, Subject, Wait};

/// Decides what a member of staff asks at a station's screen.
pub(super) async fn answer(
    connection: &Connection,
    asker: Asker,
    ask: StaffAsk,
) -> Result<StaffAnswer, Trouble> {
    match ask {
        StaffAsk::Open { card, pin } => open(connection, &card, pin).await,
        StaffAsk::Act { pass, act } => {
            match connection.hub.passes.holder(connection.station, pass, Instant::now()) {
                Some(staff) => do_it(connection, asker, &staff, act).await,
                None => Ok(StaffAnswer::Over),
            }
        }
        StaffAsk::Close { pass } => {
            connection.hub.passes.close(connection.station, pass);
            Ok(StaffAnswer::Over)
        }
    }
}

/// Looks at a card and its PIN. A card that is not known takes as long.
async fn open(connection: &Connection, card: &Secret, pin: Secret) -> Result<StaffAnswer, Trouble> {
    let (hub, station) = (&connection.hub, connection.station);
    let hash = card.reveal().parse::<StaffCard>().ok().map(|card| hub.keys.card_hash(&card));
    let mut subjects = vec![Subject::cards_at(station)];
    subjects.extend(hash.as_ref().map(Subject::card));
    let attempt = match hub.throttle.attempt(&subjects, Timestamp::now()) {
        Ok(attempt) => attempt,
        Err(Wait(wait_seconds)) => return Ok(StaffAnswer::Throttled { wait_seconds }),
    };
    let found = match hash {
        Some(hash) => hub.store.readers.read::<_, StoreError, _>(move |c| card::by_code(c, &hash)).await?,
        None => None,
    };
    let (staff, stored) = found.unzip();
    let typed = Pin::typed(pin.reveal()).map(|pin| Secret::from(pin.reveal().to_owned()));
    let (pin, stored) = typed.map_or((pin, None), |typed| (typed, stored));
    let fits = hub.hasher.is_pin(pin, stored).await?;
    match staff {
        Some(staff) if fits => opened(connection, staff, attempt).await,
        known => refused(connection, known, attempt).await,
    }
}

async fn opened(connection: &Connection, staff: Staff, attempt: Attempt) -> Result<StaffAnswer, Trouble> {
    let (hub, station) = (&connection.hub, connection.station);
    let forgiven = attempt.succeeded();
    let (at, by) = (hub.clock.now(), By::at(station, Some(staff.id)));
    hub.store
        .writer
        .run::<_, StoreError, _>(move |tx| {
            forgiven.write(tx)?;
            audit::insert(tx, at, by, "card-opened", Some(&station.to_string()), &json!({}))
        })
        .await?;
    let pass = Nonce::random()?;
    hub.passes.open(station, pass, staff.clone(), Instant::now());
    let Staff { id: _, name, role } = staff;
    let minutes = hub.policies.now().rules.policy().tickets.minutes;
    Ok(StaffAnswer::Opened(StaffOpened { pass, name, role, minutes, free: free(connection) }))
}

/// Where a session could go on.
fn free(connection: &Connection) -> Vec<FreeStation> {
    let seats = connection.hub.live.seats().into_iter();
    let free =
        seats.filter(|seat| seat.id != connection.station && seat.is_ready() && seat.session.is_none());
    free.map(|seat| FreeStation { id: seat.id, name: seat.name }).take(MOST_STATIONS).collect()
}

/// Wrong: counted, and kept in the security log with whose card it was, if it is one.
async fn refused(
    connection: &Connection,
    known: Option<Staff>,
    attempt: Attempt,
) -> Result<StaffAnswer, Trouble> {
    let (hub, station) = (&connection.hub, connection.station);
    let failed = attempt.failed(Timestamp::now());
    let (at, Wait(wait_seconds)) = (hub.clock.now(), failed.wait);
    let about = known.map(|staff| staff.id.to_string());
    hub.store
        .writer
        .run::<_, StoreError, _>(move |tx| {
            failed.write(tx)?;
            audit::insert(tx, at, By::at(station, None), "card-refused", about.as_deref(), &json!({}))
        })
        .await?;
    Ok(StaffAnswer::NotRecognised { wait_seconds })
}

async fn do_it(
    connection: &Connection,
    asker: Asker,
    staff: &Staff,
    act: StaffAct,
) -> Result<StaffAnswer, Trouble> {
    let (hub, here) = (&connection.hub, connection.station);
    let by = By::at(here, Some(staff.id));
    match act {
        StaffAct::Open { reason } => {
            let minutes = Some(hub.policies.now().rules.policy().tickets.minutes);
            told(desk::open(hub, by, here, Open { minutes, reason: word(reason), ..Open::default() }).await)
        }
        StaffAct::Extend { minutes, reason } => {
            told(desk::extend(hub, by, here, Extend { minutes, reason: word(reason) }).await)
        }
        StaffAct::Move { to } => told(desk::move_to(hub, by, here, to).await).map(|answer| match answer {
            // What hinders a move no reason overrules.
            StaffAnswer::Refused { decision, .. } => StaffAnswer::Refused { decision, may_insist: false },
            other => other,
        }),
        StaffAct::End => told(desk::end(hub, by, here).await),
        StaffAct::LetBack => match desk::let_back(hub, by, here).await {
            Ok(session) => right(hub, asker, RightTo::LetBack { session }),
            Err(error) => told(Err(error)),
        },
        StaffAct::Maintain if staff.role == StaffRole::Technician => {
            desk::maintain(hub, by, here).await?;
            right(hub, asker, RightTo::Maintain)
        }
        StaffAct::Maintain => Ok(StaffAnswer::NotNow),
        StaffAct::NewPin { number } => new_pin(connection, by, number).await,
    }
}

fn word(reason: Option<QuickReason>) -> Option<String> {
    reason.map(|reason| reason.word().to_owned())
}

fn told(done: Result<(), DeskError>) -> Result<StaffAnswer, Trouble> {
    match done {
        Ok(()) => Ok(StaffAnswer::Done),
        Err(DeskError::Refused(decision)) => {
            let may_insist = may_insist(&decision);
            Ok(StaffAnswer::Refused { decision, may_insist })
        }
        Err(
            DeskError::NotFound(_) | DeskError::StationAway | DeskError::NotNow(_) | DeskError::BadRequest(_),
        ) => Ok(StaffAnswer::NotNow),
        Err(error) => Err(error.into()),
    }
}

fn right(hub: &Hub, asker: Asker, to: RightTo) -> Result<StaffAnswer, Trouble> {
    let Asker { station, nonce, boot } = asker;
    let right = SignedRight::sign(&Right { station, nonce, boot, to }, &hub.keys.leases)?;
    Ok(StaffAnswer::Right { right })
}

/// A new PIN for the member of that number, or for whoever works here.
async fn new_pin(connection: &Connection, by: By, number: Option<String>) -> Result<StaffAnswer, Trouble> {
    let Some(member) = member(connection, number).await? else { return Ok(StaffAnswer::NoMember) };
    let renewed = desk::new_pin(&connection.hub, by, member).await?;
    Ok(StaffAnswer::NewPin { number: renewed.number, pin: renewed.pin })
}

async fn member(connection: &Connection, number: Option<String>) -> Result<Option<VisitorId>, StoreError> {
    let here = connection.station;
    let find = move |reader: &rusqlite::Connection| {
        let Some(number) = number else {
            return Ok(session::open_on(reader, here)?.and_then(|session| match session.holder {
                Holder::Visitor(id) => Some(id),
                Holder::Ticket(_) | Holder::Nobody => None,
            }));
        };
        let Ok(number) = number.parse::<MemberNumber>() else { return Ok(None) };
        Ok(visitor::by_number(reader, &number.to_string())?.map(|(member, _)| member.id))
    };
    connection.hub.store.readers.read(find).await
}
