//! The room as it stands now, in memory: who is connected, in what state, with which session.
//!
//! It is told of what was committed, and by the stations; a heartbeat touches nothing else.

mod alert;
mod plan;
mod publish;
mod seat;
mod shown;
mod tick;
mod view;

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use epn_rules::id::{SessionId, StationId};
use epn_rules::rules::Rules;
use epn_wire::audit::Audit;
use epn_wire::console::{DayCounts, RoomView};
use epn_wire::station::{Health, StationState, ToStation};
use jiff::Timestamp;
use rusqlite::Connection;
use tokio::sync::{Notify, mpsc, watch};

pub use alert::alert_in_time;
pub use plan::{Plan, plan};
pub use publish::{current, publish};
pub use seat::{LinkId, Seat, SeatSession};
pub use shown::{Shown, show};
pub use tick::tick;
pub use view::{in_order, queue_rows, room_view, site_view};

use crate::hub::Hub;
use crate::store::{StoreError, session, station};
use seat::Link;

/// How many messages may wait for one station before its connection is given up.
const WAITING_MESSAGES: usize = 64;

/// The room in memory.
#[derive(Debug)]
pub struct Live {
    room: Mutex<Room>,
    /// Held by whoever counts the day: what was read first must not be kept last.
    counting: tokio::sync::Mutex<()>,
    links: AtomicU64,
    /// Counts up when something of the room changed.
    changed: watch::Sender<u64>,
    /// What the plan was read from changed.
    stale: Notify,
    view: watch::Sender<Option<Arc<RoomView>>>,
    /// Counts up when what lock screens show of the site changed.
    site: watch::Sender<u64>,
    /// What lock screens show of the room.
    shown: Mutex<Arc<Shown>>,
}

#[derive(Debug, Default)]
struct Room {
    seats: BTreeMap<StationId, Seat>,
    day: DayCounts,
    /// Whether [`Self::day`] is out of date.
    recount: bool,
    plan: Plan,
}

impl Live {
    /// The room as the database knows it: nobody is connected yet.
    pub fn load(connection: &Connection) -> Result<Self, StoreError> {
        let mut seats: BTreeMap<StationId, Seat> =
            station::all(connection)?.into_iter().map(|station| (station.id, Seat::new(station))).collect();
        for open in session::open(connection)? {
            if let Some(seat) = seats.get_mut(&open.station) {
                seat.session = Some(SeatSession::read(connection, &open)?);
            }
        }
        Ok(Self {
            room: Mutex::new(Room { seats, day: DayCounts::default(), recount: true, plan: Plan::default() }),
            counting: tokio::sync::Mutex::default(),
            links: AtomicU64::new(0),
            changed: watch::Sender::new(0),
            stale: Notify::new(),
            view: watch::Sender::new(None),
            site: watch::Sender::new(0),
            shown: Mutex::default(),
        })
    }

    /// A station was paired, for the first time or anew, or has other tags.
    pub fn add(&self, station: station::Station) {
        self.change(|room| {
            let seat = room.seats.entry(station.id).or_insert_with(|| Seat::new(station.clone()));
            seat.tags = station.tags;
        });
        self.tell_sites();
    }

    /// A station connects; an older connection of it ends. None if it is not known.
    pub fn connect(&self, id: StationId) -> Option<(LinkId, mpsc::Receiver<ToStation>)> {
        let link = LinkId(self.links.fetch_add(1, Ordering::Relaxed));
        let (sender, receiver) = mpsc::channel(WAITING_MESSAGES);
        self.change(|room| {
            let seat = room.seats.get_mut(&id)?;
            seat.link = Some(Link { id: link, sender });
            seat.told = false;
            Some((link, receiver))
        })
    }

    /// A connection ended.
    pub fn disconnect(&self, id: StationId, link: LinkId) {
        self.change(|room| {
            if let Some(seat) = room.seats.get_mut(&id)
                && seat.link.as_ref().is_some_and(|current| current.id == link)
            {
                seat.link = None;
            }
        });
    }

    /// Ends a station's connection.
    pub fn cut(&self, id: StationId) {
        self.change(|room| {
            if let Some(seat) = room.seats.get_mut(&id) {
                seat.link = None;
            }
        });
    }

    /// Ends every connection: the hub stops.
    pub fn close(&self) {
        self.change(|room| room.seats.values_mut().for_each(|seat| seat.link = None));
    }

    /// Whether the station answers.
    pub fn is_online(&self, id: StationId) -> bool {
        self.look(|room| room.seats.get(&id).is_some_and(|seat| seat.link.is_some()))
    }

    /// Says something to a station; `false` if it is not connected. Commands reach it all the same when it returns.
    pub fn send(&self, id: StationId, message: ToStation) -> bool {
        let mut room = self.room();
        let Some(seat) = room.seats.get_mut(&id) else { return false };
        let Some(link) = &seat.link else { return false };
        if link.sender.try_send(message).is_ok() {
            return true;
        }
        // It does not read any more: it shall connect again and be told everything.
        seat.link = None;
        false
    }

    /// A copy of one seat.
    pub fn seat(&self, id: StationId) -> Option<Seat> {
        self.look(|room| room.seats.get(&id).cloned())
    }

    /// The station that a session is on, as long as it has not ended.
    pub fn seat_of(&self, session: SessionId) -> Option<StationId> {
        let has_it = |seat: &&Seat| seat.session.as_ref().is_some_and(|open| open.id == session);
        self.look(|room| room.seats.values().find(has_it).map(|seat| seat.id))
    }

    /// Every seat, by station.
    pub fn seats(&self) -> Vec<Seat> {
        self.look(|room| room.seats.values().cloned().collect())
    }

    /// The stations on which a session runs, as they say themselves, and the connection on which they said so.
    pub fn in_use(&self) -> Vec<(StationId, LinkId, SessionId)> {
        let one = |seat: &Seat| {
            let (link, session) = (seat.link.as_ref()?, seat.session.as_ref()?);
            let runs = seat.state.session.as_ref().is_some_and(|running| running.session == session.id);
            (seat.told && runs).then_some((seat.id, link.id, session.id))
        };
        self.look(|room| room.seats.values().filter_map(one).collect())
    }

    /// The connection of a station that nobody has a session on.
    pub fn free_link(&self, id: StationId) -> Option<LinkId> {
        let free = |room: &Room| {
            let seat = room.seats.get(&id).filter(|seat| seat.session.is_none())?;
            seat.link.as_ref().map(|link| link.id)
        };
        self.look(free)
    }

    /// The station says how it stands. The first time after it connected it says all; then health and lockdown only
    /// when there is news of them.
    pub fn set_state(&self, id: StationId, mut state: StationState) {
        state.lockdown = state.lockdown.map(Audit::in_short);
        self.change_seat(id, |seat| {
            if seat.told {
                state.health = state.health.or(seat.state.health.take());
                state.lockdown = state.lockdown.or(seat.state.lockdown.take());
            }
            (seat.state, seat.told) = (state, true);
        });
    }

    /// The station says how its machine is.
    pub fn set_health(&self, id: StationId, health: Health) {
        self.change_seat(id, |seat| seat.state.health = Some(health));
    }

    /// A mediator took it out of service, or put it back.
    pub fn set_service(&self, id: StationId, out_of_service: Option<String>) {
        self.change_seat(id, |seat| seat.out_of_service = out_of_service);
    }

    /// A session was granted, extended or started.
    pub fn set_session(&self, id: StationId, session: SeatSession) {
        self.change_seat(id, |seat| seat.session = Some(session));
    }

    /// A session's end moved.
    pub fn set_ends(&self, id: StationId, of: SessionId, ends: Timestamp, extends_by_itself: bool) {
        self.change_seat(id, |seat| {
            if let Some(session) = seat.session.as_mut().filter(|session| session.id == of) {
                (session.ends, session.extends_by_itself) = (ends, extends_by_itself);
            }
        });
    }

    /// A session ended.
    pub fn clear_session(&self, id: StationId, of: SessionId) {
        self.change_seat(id, |seat| {
            if seat.session.as_ref().is_some_and(|session| session.id == of) {
                seat.session = None;
            }
        });
        self.recount();
    }

    /// Today's counts changed.
    pub fn recount(&self) {
        self.change(|room| room.recount = true);
    }

    /// So many sit with the visitor of a session.
    pub fn set_companions(&self, id: StationId, of: SessionId, companions: u8) {
        self.change_seat(id, |seat| {
            if let Some(session) = seat.session.as_mut().filter(|session| session.id == of) {
                session.companions = companions;
            }
        });
    }

    /// Who waits, or what is held, changed in the database.
    pub fn replan(&self) {
        self.stale.notify_one();
    }

    fn set_plan(&self, plan: Plan) {
        self.change(|room| room.plan = plan);
    }

    /// How many people wait whom no station is held for.
    pub fn waiting(&self) -> u32 {
        self.look(|room| room.plan.uncalled())
    }

    /// Who waits and what is held, and every seat; none while nobody waits.
    pub fn queued(&self) -> Option<(Plan, Vec<Seat>)> {
        self.look(|room| {
            let anybody = !room.plan.waiting.is_empty();
            anybody.then(|| (room.plan.clone(), room.seats.values().cloned().collect()))
        })
    }

    /// Every seat that is kept for nobody.
    pub fn unkept(&self, rules: &Rules, now: Timestamp) -> Vec<Seat> {
        self.look(|room| {
            room.seats.values().filter(|seat| !room.plan.keeps(seat, rules, now)).cloned().collect()
        })
    }

    /// What lock screens show of the room.
    pub fn shown(&self) -> Arc<Shown> {
        Arc::clone(&self.shown.lock().unwrap_or_else(PoisonError::into_inner))
    }

    /// Works out what lock screens show of the room; whether it is something else than before.
    fn look_again(&self, hub: &Hub) -> bool {
        let (policy, now) = (hub.policies.now(), hub.clock.now());
        let new = self
            .look(|room| Shown::of(&room.seats.values().collect::<Vec<_>>(), &room.plan, &policy.rules, now));
        let mut shown = self.shown.lock().unwrap_or_else(PoisonError::into_inner);
        let differs = **shown != new;
        if differs {
            *shown = Arc::new(new);
        }
        differs
    }

    /// Told whenever something of the room changed, and at each minute of the site's clock.
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.changed.subscribe()
    }

    fn touch(&self) {
        self.changed.send_modify(|changes| *changes = changes.wrapping_add(1));
    }

    fn tell_sites(&self) {
        self.site.send_modify(|generation| *generation = generation.wrapping_add(1));
    }

    /// Told whenever what lock screens show of the site changed.
    pub fn subscribe_site(&self) -> watch::Receiver<u64> {
        self.site.subscribe()
    }

    fn change_seat(&self, id: StationId, change: impl FnOnce(&mut Seat)) {
        self.change(|room| {
            if let Some(seat) = room.seats.get_mut(&id) {
                change(seat);
            }
        });
    }

    fn change<T>(&self, change: impl FnOnce(&mut Room) -> T) -> T {
        let answer = change(&mut self.room());
        self.touch();
        answer
    }

    fn look<T>(&self, look: impl FnOnce(&Room) -> T) -> T {
        look(&self.room())
    }

    fn room(&self) -> MutexGuard<'_, Room> {
        self.room.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
