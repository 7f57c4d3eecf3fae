//! The parts of `cargo verify`: the one table that the list, the choice and the run read.

use std::collections::BTreeSet;
use std::fmt::Write as _;
use std::time::Duration;

use serde::Serialize;
use thiserror::Error;

use super::packages::{
    CUPS, HUB, LINTIAN, MACHINE, MMDEBSTRAP, OPENBOX, POPPLER, Package, SESSION, X11_UTILS, XDOTOOL, XVFB,
};
use super::suites::{Suite, Targets};

/// One thing that a contribution must pass.
#[derive(Debug)]
pub struct Part {
    pub name: &'static str,
    pub what: &'static str,
    pub work: Work,
    /// Debian packages whose programs it starts.
    pub packages: &'static [Package],
    /// Whether it can only run as root.
    pub root: bool,
    /// Whether it runs only when named.
    pub long: bool,
    /// After this it is ended, and has failed.
    pub limit: Duration,
}

/// What a part does.
#[derive(Debug)]
pub enum Work {
    Packages,
    Format,
    Lint,
    Packaged,
    Dependencies,
    Architecture,
    Build,
    DocTests,
    Suite(Suite),
    PackagesInstall,
    Printer,
    Demo,
    Machine,
    Properties,
    Fuzz,
    Kills,
    Days,
}

impl Work {
    /// Whether it runs programs or tests of the suite.
    fn needs_build(&self) -> bool {
        matches!(
            self,
            Self::DocTests
                | Self::Suite(_)
                | Self::Printer
                | Self::Demo
                | Self::Machine
                | Self::Properties
                | Self::Kills
                | Self::Days
        )
    }
}

const fn part(name: &'static str, what: &'static str, work: Work) -> Part {
    Part { name, what, work, packages: &[], root: false, long: false, limit: Duration::from_mins(15) }
}

const fn suite(name: &'static str, what: &'static str, package: &'static str, targets: Targets) -> Part {
    part(name, what, Work::Suite(Suite { package, targets }))
}

/// Every part, in the order in which they run: what is quick to fail comes first.
pub const PARTS: [Part; 26] = [
    part("packages", "install the Debian packages that the chosen parts need", Work::Packages),
    part("format", "the code is formatted as rustfmt.toml says", Work::Format),
    part("deps", "licences, sources and banned libraries, as deny.toml says", Work::Dependencies),
    part(
        "architecture",
        "who may use whom, the size of files, words that must not be there",
        Work::Architecture,
    ),
    Part {
        limit: Duration::from_mins(40),
        ..part("build", "compile every program and test, once", Work::Build)
    },
    Part { limit: Duration::from_mins(30), ..part("lint", "clippy, no warnings", Work::Lint) },
    part("packaged", "what packages are made of: no clock but the machine's, no warnings", Work::Packaged),
    part("doc", "the examples in the documentation", Work::DocTests),
    suite("rules", "decisions and policy, against oracles and by hand", "epn-rules", Targets::All),
    suite("wire", "messages, framing, leases, pairing", "epn-wire", Targets::All),
    suite("words", "every sentence in every language", "epn-words", Targets::All),
    suite("ui", "the kit: focus, keyboard, contrast", "epn-ui", Targets::All),
    suite("kiosk", "the visitor's screens, without a display", "epn-kiosk", Targets::All),
    suite("console", "the mediator's screens, without a display", "epn-admin", Targets::All),
    Part {
        packages: &HUB,
        ..suite(
            "hub",
            "the server: store, leases, API, prints on a real printer, the real binary over TLS",
            "epn-hub",
            Targets::All,
        )
    },
    suite("agent", "the station's daemon, what needs no rights", "epn-agent", Targets::Unit),
    Part {
        packages: &SESSION,
        root: true,
        limit: Duration::from_mins(25),
        ..suite("session", "real sessions, resets and proofs", "epn-agent", Targets::Integration)
    },
    Part {
        packages: &[XVFB, XDOTOOL, OPENBOX, X11_UTILS, POPPLER],
        ..suite("e2e", "the real programs together", "epn-tests", Targets::All)
    },
    Part {
        packages: &CUPS,
        ..part(
            "ipp",
            "the hub as a printer: CUPS's suites; prints through CUPS to a real printer, in every trouble",
            Work::Printer,
        )
    },
    Part {
        packages: &[XVFB, XDOTOOL, OPENBOX],
        // Twice, where the machine does not keep up with the first day.
        limit: Duration::from_mins(40),
        ..part("demo", "the demo day: nothing lost, twice or left over; every screen drawn", Work::Demo)
    },
    // After the demo day: it leaves the programs as packages have them, without the demo's clock.
    Part {
        packages: &[LINTIAN, MMDEBSTRAP],
        root: true,
        limit: Duration::from_mins(30),
        ..part(
            "packages-install",
            "the Debian packages: installed, locked down, upgraded, purged without a trace",
            Work::PackagesInstall,
        )
    },
    Part {
        packages: &MACHINE,
        root: true,
        long: true,
        limit: Duration::from_hours(2),
        ..part(
            "vm",
            "the station's package on a machine that boots: the lock, the keys, the reset",
            Work::Machine,
        )
    },
    Part {
        long: true,
        limit: Duration::from_hours(6),
        ..part("properties", "property tests, 100,000 cases each", Work::Properties)
    },
    Part {
        long: true,
        limit: Duration::from_hours(2),
        ..part("fuzz", "what others write, made up by fuzzing, ten minutes a reader", Work::Fuzz)
    },
    Part {
        long: true,
        limit: Duration::from_hours(2),
        ..part(
            "kills",
            "the hub killed a thousand times on its prints' way: nothing lost, nothing twice",
            Work::Kills,
        )
    },
    Part {
        packages: &[XVFB, XDOTOOL, OPENBOX],
        long: true,
        limit: Duration::from_hours(6),
        ..part("days", "ten demo days, each with another seed", Work::Days)
    },
];

struct Group {
    name: &'static str,
    parts: &'static [&'static str],
}

const GROUPS: [Group; 3] = [
    Group { name: "static", parts: &["format", "deps", "architecture", "lint"] },
    Group { name: "screens", parts: &["ui", "kiosk", "console"] },
    Group { name: "deep", parts: &["vm", "properties", "fuzz", "kills", "days"] },
];

/// A name that is neither a part nor a group.
#[derive(Debug, Error, PartialEq, Eq)]
#[error("no part is called {0:?}: `cargo verify -- --list` shows them")]
pub struct UnknownPart(String);

/// The parts to run for these names, with those that they rely on, in order.
///
/// # Errors
/// A name that nothing bears.
pub fn choose(names: &[String]) -> Result<Vec<&'static Part>, UnknownPart> {
    let mut wanted = BTreeSet::new();
    for name in names {
        if let Some(group) = GROUPS.iter().find(|group| group.name == name) {
            wanted.extend(group.parts.iter().copied());
        } else if let Some(part) = PARTS.iter().find(|part| part.name == name) {
            wanted.insert(part.name);
        } else {
            return Err(UnknownPart(name.clone()));
        }
    }
    let is_wanted = |part: &Part| if names.is_empty() { !part.long } else { wanted.contains(part.name) };
    let build = PARTS.iter().any(|part| is_wanted(part) && part.work.needs_build());
    let packages = PARTS.iter().any(|part| is_wanted(part) && !part.packages.is_empty());
    let is_relied_on = |part: &Part| match part.work {
        Work::Build => build,
        Work::Packages => packages,
        _ => false,
    };
    Ok(PARTS.iter().filter(|part| is_wanted(part) || is_relied_on(part)).collect())
}

/// The list for people.
pub fn list() -> String {
    let mut out = String::new();
    for part in &PARTS {
        let mut notes = Vec::new();
        if part.root {
            notes.push("needs root".to_owned());
        }
        if part.long {
            notes.push("only when named".to_owned());
        }
        if !part.packages.is_empty() {
            let names: Vec<_> = part.packages.iter().map(|package| package.name).collect();
            notes.push(format!("needs {}", names.join(" ")));
        }
        let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join("; ")) };
        let _ = writeln!(out, "{:<13} {}{notes}", part.name, part.what);
    }
    for group in &GROUPS {
        let _ = writeln!(out, "{:<13} = {}", group.name, group.parts.join(" "));
    }
    out
}

#[derive(Serialize)]
struct Listed {
    name: &'static str,
    what: &'static str,
    root: bool,
    long: bool,
    packages: Vec<&'static str>,
}

/// The list for machines.
pub fn list_json() -> String {
    let parts: Vec<_> = PARTS
        .iter()
        .map(|part| Listed {
            name: part.name,
            what: part.what,
            root: part.root,
            long: part.long,
            packages: part.packages.iter().map(|package| package.name).collect(),
        })
        .collect();
    let groups: serde_json::Map<_, _> =
        GROUPS.iter().map(|group| (group.name.to_owned(), group.parts.into())).collect();
    format!("{:#}\n", serde_json::json!({ "parts": parts, "groups": groups }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(names: &[&str]) -> Vec<&'static str> {
        let names: Vec<_> = names.iter().map(|&name| name.to_owned()).collect();
        choose(&names).unwrap().iter().map(|part| part.name).collect()
    }

    #[test]
    fn no_name_means_every_part_but_the_long_ones() {
        let all = chosen(&[]);
        assert!(all.contains(&"packages") && all.contains(&"demo"));
        assert!(!all.contains(&"properties"));
    }

    #[test]
    fn a_part_brings_what_it_relies_on_and_nothing_else() {
        assert_eq!(chosen(&["format"]), ["format"]);
        assert_eq!(chosen(&["rules"]), ["build", "rules"]);
        assert_eq!(chosen(&["demo", "format"]), ["packages", "format", "build", "demo"]);
    }

    #[test]
    fn a_group_is_its_parts() {
        assert_eq!(chosen(&["screens"]), ["build", "ui", "kiosk", "console"]);
        assert_eq!(chosen(&["deep"]), ["packages", "build", "vm", "properties", "fuzz", "kills", "days"]);
    }

    #[test]
    fn an_unknown_name_is_named() {
        assert_eq!(choose(&["hubb".to_owned()]).unwrap_err(), UnknownPart("hubb".to_owned()));
    }

    #[test]
    fn names_are_unique_and_groups_hold_parts() {
        let names: BTreeSet<_> = PARTS.iter().map(|part| part.name).collect();
        assert_eq!(names.len(), PARTS.len());
        for group in &GROUPS {
            assert!(!names.contains(group.name));
            assert!(group.parts.iter().all(|part| names.contains(part)));
        }
    }
}
