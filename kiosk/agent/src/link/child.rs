//! `epn-agent link`: keeps a connection to the hub and passes messages between it and the root part, which is at the
//! other end of standard input. It decides nothing and keeps nothing.

use std::os::fd::AsFd;
use std::os::unix::net::UnixStream as StdUnixStream;
use std::path::Path;
use std::time::{Duration, Instant};

use epn_wire::framing;
use epn_wire::link::{FromLink, ToLink};
use epn_wire::peer::Identity;
use epn_wire::station::FromStation;
use rustix::net::getsockname;
use tokio::net::UnixStream;
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::sync::mpsc;

use super::backoff::Backoff;
use super::confine::confine;
use super::stream::{HubStream, StreamError};
use super::tunnel;
use crate::fault::{Doing, Fault};

/// A connection that lasted this long was a good one: the next try comes soon.
const GOOD: Duration = Duration::from_secs(10);

/// The root part is gone or talks nonsense: there is nothing to do without it.
#[derive(Debug)]
struct RootIsGone;

/// Runs until the root part ends. `hub` is the hub's address if it is not the one from the pairing; `printing` the port of the
/// station's own for its print queue.
pub fn run(identity_dir: &Path, hub: Option<&str>, printing: Option<u16>) -> anyhow::Result<()> {
    confine()?;
    let identity = Identity::load(identity_dir)?;
    let address = hub.unwrap_or(&identity.hub).to_owned();
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(async {
        let root = root_part()?;
        if let Some(port) = printing {
            tokio::spawn(tunnel::serve(port, identity.clone(), address.clone()));
        }
        let (reader, writer) = root.into_split();
        let link = Link { identity, address, root: writer, orders: read_orders(reader) };
        let RootIsGone = link.keep_connected().await;
        Ok(())
    })
}

/// The socket that the root part left as standard input.
fn root_part() -> Result<UnixStream, Fault> {
    let doing = || "taking up the root part's socket (epn-agent run starts this command, nobody else)";
    // A pipe or a terminal is no socket, and says so here.
    getsockname(std::io::stdin()).doing(doing)?;
    let socket = StdUnixStream::from(std::io::stdin().as_fd().try_clone_to_owned().doing(doing)?);
    socket.set_nonblocking(true).doing(doing)?;
    UnixStream::from_std(socket).doing(doing)
}

/// Reads what the root part wants said, in a task of its own since reading a frame cannot be broken off.
fn read_orders(mut reader: OwnedReadHalf) -> mpsc::Receiver<ToLink> {
    let (sender, orders) = mpsc::channel(64);
    tokio::spawn(async move {
        while let Ok(order) = framing::read(&mut reader).await {
            if sender.send(order).await.is_err() {
                return;
            }
        }
    });
    orders
}

struct Link {
    identity: Identity,
    address: String,
    root: OwnedWriteHalf,
    orders: mpsc::Receiver<ToLink>,
}

impl Link {
    async fn keep_connected(mut self) -> RootIsGone {
        let mut backoff = Backoff::default();
        loop {
            let began = Instant::now();
            let why = match self.connect_and_pass().await {
                Ok(RootIsGone) => return RootIsGone,
                Err(error) => error.to_string(),
            };
            if began.elapsed() >= GOOD {
                backoff.reset();
            }
            let told = self.tell(&FromLink::Down { why }).await.is_ok();
            if !told || self.is_orphaned_during(backoff.wait()).await {
                return RootIsGone;
            }
        }
    }

    /// Waits. What the root part says meanwhile is not said to anybody.
    async fn is_orphaned_during(&mut self, wait: Duration) -> bool {
        let orders = &mut self.orders;
        let drained = async { while orders.recv().await.is_some() {} };
        tokio::time::timeout(wait, drained).await.is_ok()
    }

    async fn connect_and_pass(&mut self) -> Result<RootIsGone, StreamError> {
        let mut hub = tokio::select! {
            hub = HubStream::open(&self.identity, &self.address) => hub?,
            // Before the stream is open the root part has nothing to say but its end.
            None = self.orders.recv() => return Ok(RootIsGone),
        };
        if self.tell(&FromLink::Up).await.is_err() {
            return Ok(RootIsGone);
        }
        // What was meant for an earlier connection may still come: nothing is said before the hello.
        let mut greeted = false;
        loop {
            tokio::select! {
                heard = hub.hear() => {
                    let message = Box::new(heard?);
                    if self.tell(&FromLink::Hub { message }).await.is_err() {
                        return Ok(RootIsGone);
                    }
                }
                order = self.orders.recv() => match order {
                    Some(ToLink::Say { message }) => {
                        greeted |= matches!(*message, FromStation::Hello(_));
                        if greeted {
                            hub.say(&message).await?;
                        }
                    }
                    Some(ToLink::Reconnect) if greeted => return Err(StreamError::Reconnect),
                    Some(ToLink::Reconnect) => {}
                    None => return Ok(RootIsGone),
                }
            }
        }
    }

    async fn tell(&mut self, news: &FromLink) -> Result<(), RootIsGone> {
        framing::write(&mut self.root, news).await.map_err(|_| RootIsGone)
    }
}
