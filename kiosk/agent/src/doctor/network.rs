//! Whether the hub can be reached.

use std::net::{TcpStream, ToSocketAddrs};
use std::time::Duration;

use epn_wire::peer::Identity;

use super::Finding;
use crate::check::{Root, Station};
use crate::config::identity_dir;

/// How long the hub's machine may take to answer, in a room's own network.
const PATIENCE: Duration = Duration::from_secs(3);

/// Asked from the cable up: whatever is beyond the first fault cannot be told.
pub fn examine(station: &Station) -> Option<Finding> {
    if !is_connected(&station.root) {
        return Some(Finding::NoNetwork);
    }
    let folder = station.root.at(identity_dir(&station.state_dir));
    let Ok(identity) = Identity::load(&folder) else { return Some(Finding::NotPaired) };
    let address = station.hub.clone().unwrap_or(identity.hub);
    (!answers(&address)).then_some(Finding::HubSilent { address })
}

/// Whether any line but the machine's own is up. `unknown` is what drivers say that cannot tell.
fn is_connected(root: &Root) -> bool {
    let lines = root.names("sys/class/net").into_iter().filter(|name| name != "lo");
    lines
        .filter_map(|name| root.text(format!("sys/class/net/{name}/operstate")))
        .any(|state| ["up", "unknown"].contains(&state.trim()))
}

fn answers(address: &str) -> bool {
    let Ok(mut addresses) = address.to_socket_addrs() else { return false };
    addresses.any(|address| TcpStream::connect_timeout(&address, PATIENCE).is_ok())
}
