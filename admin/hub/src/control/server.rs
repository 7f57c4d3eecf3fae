//! The running hub's side: a socket that only its own user can reach.

use std::io;
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;

use epn_wire::framing;
use tokio::net::{UnixListener, UnixStream};

use super::{ControlRequest, carry_out};
use crate::hub::Hub;

/// How long a command may take to say what it wants.
const PATIENCE: Duration = Duration::from_secs(10);

/// The socket could not be made.
#[derive(Debug, thiserror::Error)]
#[error("the control socket {} cannot be made: {cause}", .path.display())]
pub struct ServeError {
    path: PathBuf,
    cause: io::Error,
}

/// Makes the socket. The caller holds the folder's lock, so that a socket left there is nobody's.
pub fn listen(path: &Path) -> Result<UnixListener, ServeError> {
    let made = || {
        match std::fs::remove_file(path) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => {}
        }
        let listener = UnixListener::bind(path)?;
        std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o600))?;
        Ok(listener)
    };
    made().map_err(|cause| ServeError { path: path.to_owned(), cause })
}

/// Carries out what comes, until the task is dropped.
pub async fn serve(hub: Arc<Hub>, listener: UnixListener) {
    loop {
        match listener.accept().await {
            Ok((stream, _)) => {
                tokio::spawn(one(Arc::clone(&hub), stream));
            }
            Err(error) => {
                tracing::error!(%error, "the control socket fails");
                tokio::time::sleep(Duration::from_secs(1)).await;
            }
        }
    }
}

async fn one(hub: Arc<Hub>, mut stream: UnixStream) {
    let request = match tokio::time::timeout(PATIENCE, framing::read::<ControlRequest>(&mut stream)).await {
        Ok(Ok(request)) => request,
        Ok(Err(error)) => return tracing::warn!(%error, "a command on the control socket is not understood"),
        Err(_) => return tracing::warn!("a command on the control socket never came"),
    };
    tracing::info!(%request, "command");
    let answer = carry_out(&hub, request).await;
    if let Err(error) = framing::write(&mut stream, &answer).await {
        tracing::warn!(%error, "the answer to a command did not get through");
    }
}
