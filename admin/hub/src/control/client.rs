//! The command's side.

use std::io;
use std::path::Path;
use std::time::Duration;

use epn_wire::clock::SiteClock;
use epn_wire::framing::{self, FrameError};
use tokio::net::UnixStream;

use super::{Answer, ControlRequest, carry_out};
use crate::folder::{FolderError, Layout};
use crate::hub::{Hub, OpenError, WriterKind};

/// How long a running hub may take to answer.
const PATIENCE: Duration = Duration::from_secs(30);

/// A command was not carried out.
#[derive(Debug, thiserror::Error)]
pub enum CommandError {
    #[error(transparent)]
    Open(#[from] OpenError),
    #[error("the running hub does not answer on {socket}: {cause}")]
    NoAnswer { socket: String, cause: FrameError },
    #[error("the command could not be started: {0}")]
    Runtime(io::Error),
    /// The hub says why.
    #[error("{0}")]
    Failed(String),
}

/// Has a request carried out: by the running hub, or here if none runs.
pub fn send(data: &Path, request: ControlRequest) -> Result<Answer, CommandError> {
    let runtime =
        tokio::runtime::Builder::new_current_thread().enable_all().build().map_err(CommandError::Runtime)?;
    let answer = runtime.block_on(async {
        match Hub::open(data, SiteClock::real(), WriterKind::Inline) {
            Ok(hub) => Ok(carry_out(&hub, request).await),
            Err(OpenError::Folder(FolderError::InUse(_))) => ask(data, &request).await,
            Err(other) => Err(other.into()),
        }
    })?;
    match answer {
        Answer::Failed { why } => Err(CommandError::Failed(why)),
        done => Ok(done),
    }
}

async fn ask(data: &Path, request: &ControlRequest) -> Result<Answer, CommandError> {
    let socket = Layout::new(data).control();
    let asked = async {
        let mut stream = UnixStream::connect(&socket).await?;
        framing::write(&mut stream, request).await?;
        framing::read(&mut stream).await
    };
    let late = || FrameError::Io(io::ErrorKind::TimedOut.into());
    let answer = tokio::time::timeout(PATIENCE, asked).await.unwrap_or_else(|_| Err(late()));
    answer.map_err(|cause| CommandError::NoAnswer { socket: socket.display().to_string(), cause })
}
