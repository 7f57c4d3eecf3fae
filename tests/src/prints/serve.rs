//! `cargo verify -- ipp --serve`: the same hub for other judges.

use std::io::Write as _;

use anyhow::Result;
use tokio::signal::unix::{SignalKind, signal};

use super::PrintRoom;
use crate::support::build_binaries;

/// Serves one station's print queue on the loopback until interrupted: prints come out by themselves.
///
/// # Errors
/// A program does not do its part.
pub async fn serve() -> Result<()> {
    build_binaries()?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    let folder = tempfile::tempdir()?;
    let (mut room, _printer) = PrintRoom::with_simulated(folder.path()).await?;
    println!("{}", room.uri);
    std::io::stdout().flush()?;
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    room.hub.stop().await
}
