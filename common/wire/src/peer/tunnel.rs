//! The way of a station's print queue to the hub: whatever connects on the station's own machine speaks to the hub's printer, under
//! the station's certificate, and to nothing else of the hub's.

use std::convert::Infallible;
use std::sync::Arc;
use std::time::Duration;

use tokio::io::copy_bidirectional_with_sizes;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;

use super::{ConnectError, Identity, connect_printer};

/// So many bytes are on their way in each direction.
const BUFFER: usize = 32 * 1024;
/// How long to wait when the system cannot accept (no file descriptors left).
const EXHAUSTED: Duration = Duration::from_millis(200);

/// Passes each connection that `listener` accepts on to the hub's printer at `hub` (`host:port`), at most `most` at once, for ever.
/// One that comes while the hub is away is closed at once, and `failed` told: print queues try again.
pub async fn tunnel(
    listener: TcpListener,
    identity: Identity,
    hub: String,
    most: usize,
    failed: impl Fn(ConnectError) + Clone + Send + 'static,
) -> Infallible {
    let places = Arc::new(Semaphore::new(most));
    let (identity, hub): (Arc<Identity>, Arc<str>) = (Arc::new(identity), hub.into());
    loop {
        // Whoever is one too many waits to be accepted. The places are never closed.
        let Ok(place) = Arc::clone(&places).acquire_owned().await else { continue };
        let Ok((near, _)) = listener.accept().await else {
            tokio::time::sleep(EXHAUSTED).await;
            continue;
        };
        let (identity, hub, failed) = (Arc::clone(&identity), Arc::clone(&hub), failed.clone());
        tokio::spawn(async move {
            if let Err(error) = pass(near, &identity, &hub).await {
                failed(error);
            }
            drop(place);
        });
    }
}

async fn pass(mut near: TcpStream, identity: &Identity, hub: &str) -> Result<(), ConnectError> {
    let mut far = connect_printer(identity, hub).await?;
    // A connection that breaks is over: both ends see that, and the hub knows what came whole.
    let _ = copy_bidirectional_with_sizes(&mut near, &mut far, BUFFER, BUFFER).await;
    Ok(())
}
