//! The root part's end of the link: starts the child, starts it again when it dies, passes frames.

use std::convert::Infallible;
use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream as StdUnixStream;
use std::path::PathBuf;
use std::process::Stdio;
use std::time::{Duration, Instant};

use epn_wire::framing::{self, FrameError};
use epn_wire::link::{FromLink, ToLink};
use tokio::net::UnixStream;
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::process::{Child, Command};
use tokio::sync::mpsc;

use super::backoff::Backoff;

/// A child that lived this long was a good one: the next is started soon.
const GOOD: Duration = Duration::from_secs(10);

/// How to start the child.
#[derive(Clone, Debug)]
pub struct LinkSettings {
    /// This program.
    pub program: PathBuf,
    /// The station's key and certificate, which the child must be able to read.
    pub identity_dir: PathBuf,
    /// The hub's address, if it is not the one from the pairing.
    pub hub: Option<String>,
    /// The port of this machine for its print queue, if it prints.
    pub printing: Option<u16>,
    /// Who the child runs as (uid and group); the agent's own without it.
    pub uid: Option<u32>,
}

/// Keeps a child running, for as long as the agent runs. News that the connection is up or down are always in
/// agreement with the child: its end is news that the connection is down.
pub async fn keep_running(
    settings: LinkSettings,
    mut orders: mpsc::Receiver<ToLink>,
    news: mpsc::Sender<FromLink>,
) {
    let mut backoff = Backoff::default();
    loop {
        let began = Instant::now();
        // What was meant for an earlier connection is of no use on the next.
        while orders.try_recv().is_ok() {}
        let why = match spawn(&settings) {
            Ok((child, socket)) => pass(child, socket, &mut orders, &news).await.to_string(),
            Err(error) => format!("the link part cannot be started: {error}"),
        };
        tracing::warn!(%why, "the link part ended");
        if news.send(FromLink::Down { why }).await.is_err() {
            return;
        }
        if began.elapsed() >= GOOD {
            backoff.reset();
        }
        tokio::time::sleep(backoff.wait()).await;
    }
}

/// Starts the child with a socket pair as its standard input: nothing secret is in its arguments.
fn spawn(settings: &LinkSettings) -> io::Result<(Child, UnixStream)> {
    let (own, childs) = StdUnixStream::pair()?;
    own.set_nonblocking(true)?;
    let mut command = Command::new(&settings.program);
    command.arg0("epn-agent").arg("link").arg("--identity").arg(&settings.identity_dir);
    if let Some(hub) = &settings.hub {
        command.arg("--hub").arg(hub);
    }
    if let Some(port) = settings.printing {
        command.arg("--printing").arg(port.to_string());
    }
    if let Some(uid) = settings.uid {
        command.uid(uid).gid(uid);
    }
    command.env_clear().current_dir("/").stdin(Stdio::from(OwnedFd::from(childs))).stdout(Stdio::null());
    let child = command.kill_on_drop(true).spawn()?;
    Ok((child, UnixStream::from_std(own)?))
}

/// Passes frames until the child ends or says something that is none.
async fn pass(
    mut child: Child,
    socket: UnixStream,
    orders: &mut mpsc::Receiver<ToLink>,
    news: &mpsc::Sender<FromLink>,
) -> FrameError {
    let (reader, writer) = socket.into_split();
    let ended = tokio::select! {
        ended = hear(reader, news) => ended,
        ended = order(writer, orders) => ended,
    };
    let Err(why) = ended;
    // It may have ended by itself already.
    let _ = child.kill().await;
    why
}

async fn hear(mut reader: OwnedReadHalf, news: &mpsc::Sender<FromLink>) -> Result<Infallible, FrameError> {
    loop {
        let heard = framing::read(&mut reader).await?;
        news.send(heard).await.map_err(|_| FrameError::Closed)?;
    }
}

async fn order(
    mut writer: OwnedWriteHalf,
    orders: &mut mpsc::Receiver<ToLink>,
) -> Result<Infallible, FrameError> {
    loop {
        let order = orders.recv().await.ok_or(FrameError::Closed)?;
        framing::write(&mut writer, &order).await?;
    }
}
