//! An item of the lockdown: what it is, how it is read, what is expected, and how it stands.

use epn_wire::audit::{AuditItem, Verdict};

use super::Station;
use super::shipped::{self, Shipped};

/// One item.
#[derive(Clone, Copy, Debug)]
pub struct Item {
    /// Stays the same over versions: consoles have a sentence for it.
    pub id: &'static str,
    /// In English, for a technician.
    pub what: &'static str,
    pub how: How,
}

/// How an item is read, and what it has to be.
#[derive(Clone, Copy, Debug)]
pub enum How {
    /// A value of the kernel: a file below `/proc/sys`.
    Kernel { file: &'static str, value: &'static str },
    /// What logind works with, as D-Bus says it: `b true`.
    Logind { property: &'static str, value: &'static str },
    /// What logind says can be done: `s "na"` is never.
    LogindCan { method: &'static str },
    /// A property of a unit, or of the service manager itself.
    Systemd { unit: Option<&'static str>, property: &'static str, value: &'static str },
    /// A file that the package brought, with its content and its owner.
    File(&'static Shipped),
    /// Something that takes more than one look.
    Look { expected: &'static str, look: fn(&Station) -> Finding },
}

/// How an item stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// As it has to be; with what was read.
    Held(String),
    /// Not there at all.
    Missing,
    /// There, but otherwise: what was read, or why nothing could be.
    Different(String),
    /// Nothing on this machine tells, and why.
    Untested(String),
}

impl Finding {
    /// Held if `found` is what is expected.
    pub fn compare(found: String, expected: &str) -> Self {
        if found == expected { Self::Held(found) } else { Self::Different(found) }
    }

    /// Held with these words if nothing speaks against it.
    pub fn unless(against: impl IntoIterator<Item = String>, held: &str) -> Self {
        let against: Vec<String> = against.into_iter().collect();
        if against.is_empty() { Self::Held(held.to_owned()) } else { Self::Different(against.join(", ")) }
    }

    fn parts(self) -> (Verdict, Option<String>) {
        match self {
            Self::Held(found) => (Verdict::Held, Some(found)),
            Self::Missing => (Verdict::Missing, None),
            Self::Different(found) => (Verdict::Different, Some(found)),
            Self::Untested(why) => (Verdict::Untested, Some(why)),
        }
    }
}

impl Item {
    /// Looks at it now.
    pub fn look(&self, station: &Station) -> AuditItem {
        let (verdict, found) = self.how.finding(station).parts();
        AuditItem {
            id: self.id.to_owned(),
            what: self.what.to_owned(),
            verdict,
            expected: self.how.expected(),
            found,
        }
    }
}

impl How {
    fn expected(self) -> String {
        match self {
            Self::Kernel { file, value } => format!("{} = {value}", file.replace('/', ".")),
            Self::Logind { property, value } => format!("{property}: {value}"),
            Self::LogindCan { method } => format!("{method}: {NEVER}"),
            Self::Systemd { unit, property, value } => match unit {
                Some(unit) => format!("{unit}: {property}={value}"),
                None => format!("{property}={value}"),
            },
            Self::File(shipped) => format!("{} as installed", shipped.path),
            Self::Look { expected, .. } => expected.to_owned(),
        }
    }

    fn finding(self, station: &Station) -> Finding {
        let root = &station.root;
        match self {
            Self::Kernel { file, value } => match root.text(format!("proc/sys/{file}")) {
                Some(found) => {
                    Finding::compare(found.split_whitespace().collect::<Vec<_>>().join(" "), value)
                }
                None => Finding::Missing,
            },
            Self::Logind { property, value } => {
                let [service, path, interface] = LOGIND;
                answer(root.ask("busctl", &["get-property", service, path, interface, property]), value)
            }
            Self::LogindCan { method } => {
                let [service, path, interface] = LOGIND;
                answer(root.ask("busctl", &["call", service, path, interface, method]), NEVER)
            }
            Self::Systemd { unit, property, value } => {
                let property = format!("--property={property}");
                let mut args = vec!["show", &property, "--value"];
                args.extend(unit);
                answer(root.ask("systemctl", &args), value)
            }
            Self::File(shipped) => shipped::finding(root, shipped),
            Self::Look { look, .. } => look(station),
        }
    }
}

/// Where logind is on the system's bus.
const LOGIND: [&str; 3] =
    ["org.freedesktop.login1", "/org/freedesktop/login1", "org.freedesktop.login1.Manager"];

/// What logind says of something that this machine never does.
const NEVER: &str = "s \"na\"";

/// An answer as it should be; one that did not come is no answer.
fn answer(said: Result<String, String>, expected: &str) -> Finding {
    match said {
        Ok(found) if found.is_empty() => Finding::Missing,
        Ok(found) => Finding::compare(found, expected),
        Err(why) => Finding::Different(why),
    }
}
