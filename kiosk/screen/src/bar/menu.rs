//! *Menu* by a shortcut of the keyboard: asks for the kiosk, and nothing else.

use std::io;
use std::path::Path;
use std::time::Duration;

use anyhow::Context as _;
use epn_wire::bar::BarIntent;
use epn_wire::framing::{self, FrameError};
use tokio::io::AsyncWriteExt as _;
use tokio::net::UnixStream;

/// How long the agent may take to hear it.
const PATIENCE: Duration = Duration::from_secs(3);

/// Asks the agent at this socket to show the kiosk.
pub fn ask_for_kiosk(socket: &Path) -> anyhow::Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let asked = runtime.block_on(async { tokio::time::timeout(PATIENCE, ask(socket)).await });
    asked
        .map_err(|_| FrameError::Io(io::ErrorKind::TimedOut.into()))
        .flatten()
        .with_context(|| format!("the agent at {} does not hear", socket.display()))
}

async fn ask(socket: &Path) -> Result<(), FrameError> {
    let mut agent = UnixStream::connect(socket).await?;
    framing::write(&mut agent, &BarIntent::ShowKiosk).await?;
    agent.shutdown().await?;
    // It closes once it has heard all there is to hear.
    tokio::io::copy(&mut agent, &mut tokio::io::sink()).await?;
    Ok(())
}
