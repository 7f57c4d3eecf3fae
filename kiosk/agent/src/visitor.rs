//! Whom the agent may touch: uids that are set apart for visitors, and nobody else.

use std::fmt;
use std::fs;

use rustix::process::geteuid;
use serde::{Deserialize, Serialize};

/// The first uid of ordinary accounts on Debian (`FIRST_UID` of adduser.conf).
pub(crate) const FIRST_ORDINARY: u32 = 1000;

/// A span of uids set apart for visitors, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(try_from = "Ends", into = "Ends")]
pub struct UidRange {
    first: u32,
    last: u32,
}

/// The same as people write it in a configuration file.
#[derive(Serialize, Deserialize)]
struct Ends {
    first: u32,
    last: u32,
}

impl Default for UidRange {
    /// 61000 to 61099: outside what Debian and systemd give out by themselves.
    fn default() -> Self {
        Self { first: 61_000, last: 61_099 }
    }
}

impl UidRange {
    /// A range that ends after it starts and leaves the system's own accounts alone.
    pub fn new(first: u32, last: u32) -> Result<Self, Refusal> {
        if first < FIRST_ORDINARY || last < first || last == u32::MAX {
            return Err(Refusal::Range { first, last });
        }
        Ok(Self { first, last })
    }

    /// The lowest uid.
    pub fn first(self) -> u32 {
        self.first
    }

    /// Accepts `uid` as a visitor's, if it is one.
    pub fn visitor(self, uid: u32) -> Result<VisitorUid, Refusal> {
        if uid == 0 {
            return Err(Refusal::Root);
        }
        if uid == geteuid().as_raw() {
            return Err(Refusal::Own { uid });
        }
        if (self.first..=self.last).contains(&uid) {
            return Ok(VisitorUid(uid));
        }
        match Account::by_uid(uid) {
            Some(account) if account.is_person() => {
                Err(Refusal::Person { uid, name: account.name, range: self })
            }
            _ => Err(Refusal::Outside { uid, range: self }),
        }
    }
}

impl fmt::Display for UidRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.first, self.last)
    }
}

impl TryFrom<Ends> for UidRange {
    type Error = Refusal;

    fn try_from(ends: Ends) -> Result<Self, Refusal> {
        Self::new(ends.first, ends.last)
    }
}

impl From<UidRange> for Ends {
    fn from(range: UidRange) -> Self {
        Self { first: range.first, last: range.last }
    }
}

/// A uid that is a visitor's: inside the range, neither root's nor the agent's own. Only such a uid is killed,
/// swept or proved.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct VisitorUid(u32);

impl VisitorUid {
    /// The number.
    pub fn as_raw(self) -> u32 {
        self.0
    }

    /// The account's name, if there is an account: visitors' uids need none.
    pub fn account_name(self) -> Option<String> {
        Account::by_uid(self.0).map(|account| account.name)
    }
}

impl fmt::Display for VisitorUid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

/// The name that a uid bears inside a session, whatever account (if any) it has outside. Stations that share a machine
/// differ in their uids, and so do these names in its spools.
pub fn session_account(uid: u32) -> String {
    format!("visitor{uid}")
}

/// Why a uid or a range is refused.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Refusal {
    /// Root.
    #[error("uid 0 is root and no visitor: refused")]
    Root,
    /// The uid that the agent itself runs under.
    #[error("uid {uid} is the agent's own and no visitor's: refused")]
    Own { uid: u32 },
    /// An account that somebody logs in to.
    #[error("uid {uid} is the account of {name} and no visitor's (visitors are {range}): refused")]
    Person { uid: u32, name: String, range: UidRange },
    /// Any other uid outside the range.
    #[error("uid {uid} is no visitor's (visitors are {range}): refused")]
    Outside { uid: u32, range: UidRange },
    /// A range that cannot be.
    #[error(
        "{first}-{last} is no range for visitors: give a first uid of {FIRST_ORDINARY} or more and a last one after it"
    )]
    Range { first: u32, last: u32 },
}

/// One line of the account file.
struct Account {
    name: String,
    uid: u32,
    shell: String,
}

impl Account {
    fn by_uid(uid: u32) -> Option<Self> {
        let accounts = fs::read_to_string("/etc/passwd").ok()?;
        accounts.lines().filter_map(Self::parse).find(|account| account.uid == uid)
    }

    fn parse(line: &str) -> Option<Self> {
        let mut fields = line.split(':');
        let name = fields.next()?.to_owned();
        let uid = fields.nth(1)?.parse().ok()?;
        let shell = fields.nth(3)?.to_owned();
        Some(Self { name, uid, shell })
    }

    fn is_person(&self) -> bool {
        let shut = self.shell.ends_with("/nologin") || self.shell.ends_with("/false");
        self.uid >= FIRST_ORDINARY && !shut
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn root_and_people_are_no_visitors() {
        let range = UidRange::default();
        assert_eq!(range.visitor(0), Err(Refusal::Root));
        assert!(matches!(range.visitor(60_999), Err(Refusal::Outside { .. })));
        assert!(matches!(range.visitor(61_100), Err(Refusal::Outside { .. })));
        assert!(range.visitor(61_099).is_ok());
    }

    #[test]
    fn a_range_cannot_hold_the_system() {
        assert!(UidRange::new(0, 10).is_err());
        assert!(UidRange::new(999, 2000).is_err());
        assert!(UidRange::new(3000, 2999).is_err());
        assert!(UidRange::new(3000, 3000).is_ok());
    }

    #[test]
    fn a_person_is_an_account_that_opens() {
        let person = Account::parse("marie:x:1000:1000:Marie,,,:/home/marie:/bin/bash").unwrap();
        assert!(person.is_person());
        assert!(!Account::parse("svc:x:1001:1001::/:/usr/sbin/nologin").unwrap().is_person());
        assert!(!Account::parse("daemon:x:1:1::/:/bin/sh").unwrap().is_person());
        assert!(Account::parse("broken line").is_none());
    }
}
