//! The people of the day, with the codes that the hub gave them.

use std::collections::BTreeMap;

use anyhow::{Context, Result};
use epn_rules::id::VisitorId;
use epn_wire::secret::Secret;

/// A member, with number and PIN.
#[derive(Clone, Debug)]
pub struct Credentials {
    pub id: VisitorId,
    pub number: String,
    pub pin: Secret,
}

/// Everybody who was registered or got a ticket before the day.
#[derive(Clone, Debug, Default)]
pub struct People {
    members: BTreeMap<String, Credentials>,
    tickets: BTreeMap<String, Secret>,
}

impl People {
    /// Remembers a member.
    pub fn add_member(&mut self, key: &str, credentials: Credentials) {
        self.members.insert(key.to_owned(), credentials);
    }

    /// Remembers a ticket.
    pub fn add_ticket(&mut self, key: &str, code: Secret) {
        self.tickets.insert(key.to_owned(), code);
    }

    /// # Errors
    /// Nobody of that key.
    pub fn member(&self, key: &str) -> Result<&Credentials> {
        self.members.get(key).with_context(|| format!("no member is called “{key}”"))
    }

    /// # Errors
    /// No ticket of that key.
    pub fn ticket(&self, key: &str) -> Result<&Secret> {
        self.tickets.get(key).with_context(|| format!("no ticket is called “{key}”"))
    }

    /// A PIN of the same length that is another one.
    pub fn another_pin(pin: &Secret) -> Secret {
        let other = pin.reveal().chars().map(|digit| if digit == '7' { '2' } else { '7' });
        other.collect::<String>().into()
    }
}
