//! One connection of one station, from hello to close.

use std::sync::Arc;
use std::time::Duration;

use axum::extract::ws::WebSocket;
use epn_rules::id::{JournalEpoch, StationId};
use epn_wire::station::{
    FromStation, Hello, OLDEST, OutOfService, Ping, Rejection, SiteView, StationState, ToStation, VERSION,
    Welcome,
};
use tokio::sync::{mpsc, watch};
use tokio::time::Instant;

use super::transport::{Ended, close, malformed, receive, send};
use super::{events, reconcile, requests};
use crate::hub::Hub;
use crate::live::{LinkId, site_view};
use crate::store::{StoreError, command, journal};

/// How long a station may take to say hello.
const GREETING: Duration = Duration::from_secs(10);

/// One station's connection.
pub(super) struct Connection {
    pub(super) hub: Arc<Hub>,
    pub(super) station: StationId,
    pub(super) epoch: JournalEpoch,
    /// The last event that the station is known to have, and the last that is stored.
    pub(super) last_event: u64,
    pub(super) stored: u64,
    /// The last state it told, while it was not compared with the database since.
    pub(super) unreconciled: Option<StationState>,
    /// When to look whether a lease that was given was taken up.
    pub(super) look_again: Option<Instant>,
    /// What its lock screen shows of the site, as it was last told.
    shown: SiteView,
}

/// Serves the station until either side ends it.
pub(super) async fn run(hub: Arc<Hub>, station: StationId, mut socket: WebSocket) {
    let ended = match greet(&hub, station, &mut socket).await {
        Ok((mut connection, link, mut outgoing)) => {
            tracing::info!(%station, "station connected");
            let ended = connection.serve(&mut socket, &mut outgoing).await;
            hub.live.disconnect(station, link);
            ended
        }
        Err(ended) => ended,
    };
    match &ended {
        Ended::Rejected(why) => tracing::warn!(%station, %why, "station rejected"),
        Ended::Store(error) => tracing::error!(%station, %error, "station stream ended"),
        other => tracing::info!(%station, why = %other, "station disconnected"),
    }
    close(socket, &ended).await;
}

type Greeted = (Connection, LinkId, mpsc::Receiver<ToStation>);

async fn greet(hub: &Arc<Hub>, station: StationId, socket: &mut WebSocket) -> Result<Greeted, Ended> {
    let first = tokio::time::timeout(GREETING, receive(socket)).await.map_err(|_| Ended::Silent)??;
    let FromStation::Hello(hello) = first else { return Err(malformed("the first message is a hello")) };
    let version = agree(&hello)?;
    if hello.station != station {
        return Err(Rejection::OtherStation.into());
    }
    let (link, outgoing) = hub.live.connect(station).ok_or(Ended::Cut)?;
    match welcome(hub, station, &hello, version, socket).await {
        Ok(connection) => Ok((connection, link, outgoing)),
        Err(ended) => {
            hub.live.disconnect(station, link);
            Err(ended)
        }
    }
}

/// The highest version that both speak.
fn agree(hello: &Hello) -> Result<u16, Ended> {
    let (lowest, highest) = hello.versions;
    let version = highest.min(VERSION);
    if version < lowest || version < OLDEST {
        return Err(Rejection::Version { hub: (OLDEST, VERSION) }.into());
    }
    Ok(version)
}

async fn welcome(
    hub: &Arc<Hub>,
    station: StationId,
    hello: &Hello,
    version: u16,
    socket: &mut WebSocket,
) -> Result<Connection, Ended> {
    let epoch = hello.epoch;
    let (stored, pending) = hub
        .store
        .readers
        .read(move |connection| {
            Ok::<_, StoreError>((
                journal::highest(connection, station, epoch)?,
                command::pending(connection, station)?,
            ))
        })
        .await?;
    let seat = hub.live.seat(station).ok_or(Ended::Cut)?;
    let shown = site_view(hub, &seat);
    let welcome = Welcome {
        version,
        now: hub.clock.now(),
        stored_through: stored,
        site: shown.clone(),
        out_of_service: seat.out_of_service.clone().map(|note| OutOfService::Staff { note }),
    };
    send(socket, &ToStation::Welcome(Box::new(welcome))).await?;
    // A command that is made from here on comes by the link as well; doing it twice has no further effect.
    for (id, command) in pending {
        send(socket, &ToStation::Command { id, command }).await?;
    }
    Ok(Connection {
        hub: Arc::clone(hub),
        station,
        epoch,
        last_event: hello.last_event,
        stored,
        unreconciled: None,
        look_again: None,
        shown,
    })
}

/// What happens next on a connection.
enum Next {
    Said(FromStation),
    Say(ToStation),
    SiteChanged,
    LookAgain,
}

impl Connection {
    async fn serve(&mut self, socket: &mut WebSocket, outgoing: &mut mpsc::Receiver<ToStation>) -> Ended {
        let mut site = self.hub.live.subscribe_site();
        loop {
            let done = match self.next(socket, outgoing, &mut site).await {
                Ok(Next::Said(message)) => self.hear(socket, message).await,
                Ok(Next::Say(message)) => send(socket, &message).await,
                Ok(Next::SiteChanged) => self.tell_site(socket).await,
                Ok(Next::LookAgain) => reconcile::look_again(self).await,
                Err(ended) => return ended,
            };
            if let Err(ended) = done {
                return ended;
            }
        }
    }

    async fn next(
        &self,
        socket: &mut WebSocket,
        outgoing: &mut mpsc::Receiver<ToStation>,
        site: &mut watch::Receiver<u64>,
    ) -> Result<Next, Ended> {
        let look_again = self.look_again;
        tokio::select! {
            message = receive(socket) => message.map(Next::Said),
            message = outgoing.recv() => message.map(Next::Say).ok_or(Ended::Cut),
            changed = site.changed() => changed.map(|()| Next::SiteChanged).map_err(|_| Ended::Cut),
            () = async { tokio::time::sleep_until(look_again.unwrap_or_else(Instant::now)).await },
                if look_again.is_some() => Ok(Next::LookAgain),
        }
    }

    async fn hear(&mut self, socket: &mut WebSocket, message: FromStation) -> Result<(), Ended> {
        match message {
            FromStation::Ping(ping) => self.pong(socket, ping).await,
            FromStation::State(state) => {
                self.hub.live.set_state(self.station, state.clone());
                self.unreconciled = Some(state);
                reconcile::if_due(self).await
            }
            FromStation::Events(events) => {
                let answer = events::store(self, events).await?;
                send(socket, &answer).await?;
                reconcile::if_due(self).await
            }
            FromStation::Request { id, request } => {
                let reply = requests::answer(self, request).await;
                send(socket, &ToStation::Reply { id, reply }).await
            }
            FromStation::Done { id, outcome } => requests::done(self, id, outcome).await,
            FromStation::Hello(_) => Err(malformed("a hello comes only once")),
        }
    }

    /// A sign of life is answered from memory.
    async fn pong(&self, socket: &mut WebSocket, ping: Ping) -> Result<(), Ended> {
        if let Some(health) = ping.health {
            self.hub.live.set_health(self.station, health);
        }
        send(socket, &ToStation::Pong { n: ping.n, now: self.hub.clock.now() }).await
    }

    async fn tell_site(&mut self, socket: &mut WebSocket) -> Result<(), Ended> {
        let seat = self.hub.live.seat(self.station).ok_or(Ended::Cut)?;
        let view = site_view(&self.hub, &seat);
        if view == self.shown {
            return Ok(());
        }
        self.shown.clone_from(&view);
        send(socket, &ToStation::Site(Box::new(view))).await
    }
}
