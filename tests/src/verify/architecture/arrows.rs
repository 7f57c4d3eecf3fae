//! Who may use whom.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

use anyhow::{Context as _, Result};
use cargo_metadata::{DependencyKind, Metadata, MetadataCommand, PackageId};

/// A crate of the suite, the crates of the suite that it may use, and foreign ones that must not
/// be below it, however deep.
struct Crate {
    name: &'static str,
    may_use: &'static [&'static str],
    never: &'static [&'static str],
}

const SCREENS: &[&str] = &["iced", "iced_core", "winit"];
const SCREENS_AND_NETWORK: &[&str] =
    &["iced", "iced_core", "winit", "tokio", "rustls", "rusqlite", "reqwest"];
const STORE: &[&str] = &["rusqlite", "libsqlite3-sys"];

const CRATES: [Crate; 9] = [
    Crate { name: "epn-rules", may_use: &[], never: SCREENS_AND_NETWORK },
    Crate { name: "epn-wire", may_use: &["epn-rules"], never: SCREENS },
    Crate { name: "epn-words", may_use: &["epn-rules", "epn-wire"], never: SCREENS },
    Crate { name: "epn-ui", may_use: &["epn-rules", "epn-words"], never: STORE },
    Crate { name: "epn-kiosk", may_use: &["epn-rules", "epn-wire", "epn-words", "epn-ui"], never: STORE },
    Crate { name: "epn-agent", may_use: &["epn-rules", "epn-wire", "epn-words"], never: SCREENS },
    Crate { name: "epn-admin", may_use: &["epn-rules", "epn-wire", "epn-words", "epn-ui"], never: STORE },
    Crate { name: "epn-hub", may_use: &["epn-rules", "epn-wire", "epn-words"], never: SCREENS },
    Crate { name: "epn-tests", may_use: &["epn-rules", "epn-wire", "epn-words"], never: SCREENS },
];

/// Every arrow that must not exist, and every crate that this table does not know.
///
/// # Errors
/// Cargo does not say what depends on what.
pub fn faults(root: &Path) -> Result<Vec<String>> {
    let metadata = MetadataCommand::new()
        .manifest_path(root.join("Cargo.toml"))
        .other_options(["--locked".to_owned(), "--filter-platform=x86_64-unknown-linux-gnu".to_owned()])
        .exec()
        .context("asking cargo who uses whom")?;
    let graph = Graph::of(&metadata)?;
    let mut faults = Vec::new();
    for package in metadata.workspace_packages() {
        let name = package.name.as_str();
        let Some(rule) = CRATES.iter().find(|rule| rule.name == name) else {
            faults.push(format!("{name}: the architecture does not know this crate"));
            continue;
        };
        let direct = package.dependencies.iter().map(|dependency| dependency.name.as_str());
        faults.extend(rule.wrong_arrows(direct));
        faults.extend(rule.wrong_foreigners(&graph.below(&package.id)));
    }
    Ok(faults)
}

impl Crate {
    /// Tests count too: what needs two sides belongs in the crate `epn-tests`.
    fn wrong_arrows<'a>(&self, direct: impl Iterator<Item = &'a str>) -> Vec<String> {
        direct
            .filter(|used| CRATES.iter().any(|ours| ours.name == *used))
            .filter(|used| !self.may_use.contains(used))
            .map(|used| format!("{} uses {used}: no such arrow in the architecture", self.name))
            .collect()
    }

    fn wrong_foreigners(&self, below: &BTreeSet<&str>) -> Vec<String> {
        self.never
            .iter()
            .filter(|name| below.contains(**name))
            .map(|name| format!("{} must not be built on {name}, not even indirectly", self.name))
            .collect()
    }
}

/// What each package is compiled with, tests and build scripts aside.
struct Graph<'a> {
    names: BTreeMap<&'a PackageId, &'a str>,
    uses: BTreeMap<&'a PackageId, Vec<&'a PackageId>>,
}

impl<'a> Graph<'a> {
    fn of(metadata: &'a Metadata) -> Result<Self> {
        let names = metadata.packages.iter().map(|package| (&package.id, package.name.as_str())).collect();
        let resolve = metadata.resolve.as_ref().context("cargo resolved nothing")?;
        let uses = resolve.nodes.iter().map(|node| {
            let normal = node.deps.iter().filter(|dependency| {
                dependency.dep_kinds.iter().any(|kind| kind.kind == DependencyKind::Normal)
            });
            (&node.id, normal.map(|dependency| &dependency.pkg).collect())
        });
        Ok(Self { names, uses: uses.collect() })
    }

    fn below(&self, package: &'a PackageId) -> BTreeSet<&'a str> {
        let mut seen = BTreeSet::new();
        let mut open = vec![package];
        while let Some(next) = open.pop() {
            for used in self.uses.get(next).into_iter().flatten() {
                if seen.insert(*used) {
                    open.push(used);
                }
            }
        }
        seen.into_iter().filter_map(|id| self.names.get(id).copied()).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rule(name: &str) -> &'static Crate {
        CRATES.iter().find(|rule| rule.name == name).unwrap()
    }

    #[test]
    fn the_hub_may_use_the_rules_and_never_the_kit_or_the_console() {
        let wrong = rule("epn-hub").wrong_arrows(["epn-rules", "serde", "epn-ui", "epn-admin"].into_iter());
        assert_eq!(wrong.len(), 2, "{wrong:?}");
        assert!(rule("epn-admin").wrong_arrows(["epn-hub"].into_iter()).len() == 1);
        assert!(rule("epn-rules").wrong_arrows(["epn-wire"].into_iter()).len() == 1);
    }

    #[test]
    fn a_screen_below_the_agent_is_found_however_deep() {
        assert_eq!(rule("epn-agent").wrong_foreigners(&BTreeSet::from(["serde", "iced_core"])).len(), 1);
        assert!(rule("epn-kiosk").wrong_foreigners(&BTreeSet::from(["iced"])).is_empty());
    }

    #[test]
    fn the_graph_of_this_workspace_reaches_what_the_screens_are_made_of() {
        let root = crate::support::workspace_root();
        let metadata = MetadataCommand::new().manifest_path(root.join("Cargo.toml")).exec().unwrap();
        let kiosk = metadata.packages.iter().find(|package| package.name.as_str() == "epn-kiosk").unwrap();
        let below = Graph::of(&metadata).unwrap().below(&kiosk.id);
        assert!(below.contains("iced_core") && below.contains("epn-rules"));
    }
}
