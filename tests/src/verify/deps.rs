//! What the suite is made of, held to `deny.toml`.
//!
//! cargo-deny takes longer to compile than the suite, so the parts of it that need no network are
//! read and applied here: licences, banned libraries, sources. Where it is installed it is asked
//! too. Known weaknesses (its `advisories`) need its online database and are not looked up.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use anyhow::{Context as _, Result, bail};
use cargo_metadata::{Metadata, MetadataCommand, Package};
use serde::Deserialize;
use spdx::{Expression, Licensee, ParseMode};

use super::command::stream;
use super::packages::on_path;
use super::run::Context;

/// What is read of `deny.toml`.
#[derive(Debug, Deserialize)]
struct Rules {
    graph: Graph,
    licenses: Licences,
    bans: Bans,
}

#[derive(Debug, Deserialize)]
struct Graph {
    targets: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Licences {
    allow: Vec<String>,
}

#[derive(Debug, Deserialize)]
struct Bans {
    deny: Vec<Ban>,
}

#[derive(Debug, Deserialize)]
struct Ban {
    name: String,
    reason: String,
}

/// Holds every library to `deny.toml`.
///
/// # Errors
/// One that may not be used, or a lock file that is out of date.
pub async fn check(context: &Context) -> Result<String> {
    let text = fs::read_to_string(context.root.join("deny.toml")).context("reading deny.toml")?;
    let rules: Rules = toml::from_str(&text).context("understanding deny.toml")?;
    let mut seen: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let mut faults = BTreeSet::new();
    for target in &rules.graph.targets {
        for package in packages(context, target)? {
            faults.extend(rules.faults(&package)?);
            seen.entry(package.name.to_string()).or_default().insert(package.version.to_string());
        }
    }
    if !faults.is_empty() {
        bail!("{}", faults.into_iter().collect::<Vec<_>>().join("\n"));
    }
    let also = cargo_deny(context).await?;
    let versions: usize = seen.values().map(BTreeSet::len).sum();
    let twice = seen.values().filter(|versions| versions.len() > 1).count();
    Ok(format!("{versions} libraries, {twice} of them in several versions; {also}"))
}

/// What is compiled for this target.
fn packages(context: &Context, target: &str) -> Result<Vec<Package>> {
    let metadata: Metadata = MetadataCommand::new()
        .manifest_path(context.root.join("Cargo.toml"))
        .other_options(["--locked".to_owned(), format!("--filter-platform={target}")])
        .exec()
        .context("asking cargo what the suite is made of (is Cargo.lock up to date?)")?;
    let used: BTreeSet<_> =
        metadata.resolve.context("cargo resolved nothing")?.nodes.into_iter().map(|node| node.id).collect();
    Ok(metadata.packages.into_iter().filter(|package| used.contains(&package.id)).collect())
}

impl Rules {
    fn faults(&self, package: &Package) -> Result<Vec<String>> {
        let name = &package.name;
        let mut faults = Vec::new();
        if let Some(ban) = self.bans.deny.iter().find(|ban| ban.name == **name) {
            faults.push(format!("{name} is banned: {}", ban.reason));
        }
        if let Some(source) = package.source.as_ref().filter(|source| !source.is_crates_io()) {
            faults.push(format!("{name} comes from {source}, which is not the registry"));
        }
        match &package.license {
            Some(licence) if self.allows(licence).with_context(|| format!("the licence of {name}"))? => {}
            Some(licence) => {
                faults.push(format!("{name} is under {licence}, which deny.toml does not allow"));
            }
            None => faults.push(format!("{name} does not say under which licence it is")),
        }
        Ok(faults)
    }

    /// Whether the terms of this SPDX expression can be met with the allowed licences.
    fn allows(&self, licence: &str) -> Result<bool> {
        let expression = Expression::parse_mode(licence, ParseMode::LAX)
            .map_err(|error| anyhow::anyhow!("{licence:?} is no SPDX expression: {}", error.reason))?;
        let allowed: Vec<Licensee> = self
            .licenses
            .allow
            .iter()
            .map(|name| {
                Licensee::parse(name).map_err(|error| {
                    anyhow::anyhow!("deny.toml allows {name:?}, no licence: {}", error.reason)
                })
            })
            .collect::<Result<_>>()?;
        Ok(expression.evaluate(|wanted| allowed.iter().any(|licensee| licensee.satisfies(wanted))))
    }
}

async fn cargo_deny(context: &Context) -> Result<&'static str> {
    if !on_path("cargo-deny") {
        return Ok("cargo-deny is not installed");
    }
    let check = context.cargo(&["deny", "--offline", "check", "bans", "licenses", "sources"]);
    stream(check, context.limit()).await?;
    Ok("cargo-deny agrees")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules() -> Rules {
        toml::from_str(include_str!("../../../deny.toml")).unwrap()
    }

    #[test]
    fn one_acceptable_licence_of_several_is_enough() {
        let rules = rules();
        for licence in
            ["MIT", "MIT/Apache-2.0", "Apache-2.0 OR GPL-2.0-only", "(MIT OR Apache-2.0) AND Unicode-3.0"]
        {
            assert!(rules.allows(licence).unwrap(), "{licence}");
        }
        assert!(rules.allows("Apache-2.0 WITH LLVM-exception").unwrap());
    }

    #[test]
    fn every_part_of_a_joint_licence_must_be_acceptable() {
        let rules = rules();
        for licence in ["GPL-3.0-only", "MIT AND AGPL-3.0-only", "BUSL-1.1"] {
            assert!(!rules.allows(licence).unwrap(), "{licence}");
        }
        assert!(rules.allows("whatever you like").is_err());
    }
}
