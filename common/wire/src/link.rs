//! Between the agent's root part and its `link` part, which alone sees the network. Frames as in [`crate::framing`].

use serde::{Deserialize, Serialize};

use crate::station::{FromStation, ToStation};

/// What the link tells the root part.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "link", rename_all = "kebab-case")]
pub enum FromLink {
    /// Connected; the root part says hello.
    Up,
    /// Not connected any more, or not yet; the link tries again by itself.
    Down { why: String },
    /// The hub said this.
    Hub { message: Box<ToStation> },
}

/// What the root part gives the link to send. Dropped while the connection is down.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "root", rename_all = "kebab-case")]
pub enum ToLink {
    /// Say this to the hub.
    Say { message: Box<FromStation> },
    /// Close the connection and make another: the journal that was named in the hello is replaced.
    Reconnect,
}
