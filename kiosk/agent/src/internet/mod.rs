//! What surrounds a session towards the network: what the browsers start with and may do, and on a station for children
//! who answers their questions for names.
//!
//! All of it is in place before a session starts and back to what everybody gets as soon as it is over. A session for
//! children does not start without it; anybody else's does, since what is left for children only allows less.

mod filter;
mod names;
mod policies;

use std::net::{Ipv4Addr, Ipv6Addr};
use std::path::PathBuf;

use serde::Deserialize;

pub use names::{Domain, Page};
pub use policies::Places;

use crate::fault::Fault;
use crate::visitor::VisitorUid;

/// The tag that makes a station one for children.
const CHILDREN: &str = "children";

/// Whom a station is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Audience {
    Everybody,
    Children,
}

impl Audience {
    /// As the hub tags the station.
    pub fn of(tags: &[String]) -> Self {
        if tags.iter().any(|tag| tag == CHILDREN) { Self::Children } else { Self::Everybody }
    }
}

/// What the site decided, in the agent's configuration.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Internet {
    /// The page that browsers open first; their own without it.
    pub home: Option<Page>,
    /// The folder of the policies that the rest is added to.
    #[serde(default = "shipped_policies")]
    pub policies: PathBuf,
    /// What is different on stations for children.
    #[serde(default)]
    pub children: Children,
}

/// What is different on stations for children.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Children {
    /// Their first page, if it is another.
    pub home: Option<Page>,
    /// Sites that the browsers refuse, with all below them.
    #[serde(default)]
    pub blocked: Vec<Domain>,
    /// The resolver that alone answers their questions for names, and the same for IPv6.
    pub resolver: Option<Ipv4Addr>,
    pub resolver_v6: Option<Ipv6Addr>,
}

/// The most sites that both browsers take in (`WebsiteFilter` of Firefox, `URLBlocklist` of Chromium).
const MOST_BLOCKED: usize = 1000;

fn shipped_policies() -> PathBuf {
    PathBuf::from("/usr/share/epn-station/browsers")
}

impl Internet {
    /// What is wrong with it, in a sentence.
    pub fn check(&self) -> Result<(), String> {
        if !self.policies.is_absolute() {
            return Err("internet.policies must be a path that starts with /".to_owned());
        }
        if self.children.blocked.len() > MOST_BLOCKED {
            return Err(format!(
                "internet.children.blocked may hold {MOST_BLOCKED} sites: give longer lists to the resolver"
            ));
        }
        Ok(())
    }

    /// Puts everything in place for a session.
    ///
    /// # Errors
    /// Only for children: what protects them could not be put in place.
    pub fn prepare(&self, audience: Audience, visitor: VisitorUid) -> Result<(), Fault> {
        match audience {
            Audience::Everybody => {
                self.restore(visitor);
                Ok(())
            }
            Audience::Children => {
                policies::put(self, audience, &Places::default())?;
                filter::put(visitor, &self.children)
            }
        }
    }

    /// Puts back what everybody gets.
    pub fn restore(&self, visitor: VisitorUid) {
        let policies = policies::put(self, Audience::Everybody, &Places::default());
        let filter = if self.children.has_resolver() { filter::remove(visitor) } else { Ok(()) };
        for fault in [policies, filter].into_iter().filter_map(Result::err) {
            tracing::error!(%fault, "the browsers or the network are not as everybody gets them");
        }
    }

    /// The first page for whoever comes.
    fn home_for(&self, audience: Audience) -> Option<&Page> {
        match audience {
            Audience::Everybody => self.home.as_ref(),
            Audience::Children => self.children.home.as_ref().or(self.home.as_ref()),
        }
    }
}

impl Children {
    /// Whether the site chose a resolver.
    fn has_resolver(&self) -> bool {
        self.resolver.is_some() || self.resolver_v6.is_some()
    }
}
