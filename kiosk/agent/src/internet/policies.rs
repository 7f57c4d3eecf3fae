//! The browsers' policies: the shipped ones, what children get on top, and what the site decided.

use std::fs::{self, File, Permissions};
use std::io::{self, Write};
use std::os::unix::fs::PermissionsExt;
use std::path::{Path, PathBuf};

use serde_json::{Map, Value, json};

use super::{Audience, Domain, Internet, Page};
use crate::fault::{Doing, Fault};

/// Firefox reads one file alone: one that somebody else wrote is kept under this name beside it.
const KEPT_ASIDE: &str = "policies.json.before-epn-station";

/// Tells our file from anybody else's. Firefox looks only at what is under `policies`.
const MARK: (&str, &str) = ("written-by", "epn-station");

/// Where browsers read their policies.
#[derive(Clone, Debug)]
pub struct Places {
    pub firefox: PathBuf,
    pub chromium: PathBuf,
}

impl Default for Places {
    fn default() -> Self {
        Self {
            firefox: PathBuf::from("/etc/firefox/policies/policies.json"),
            chromium: PathBuf::from("/etc/chromium/policies/managed/epn-station.json"),
        }
    }
}

/// Writes what this audience gets, where it is not written already.
pub fn put(internet: &Internet, audience: Audience, places: &Places) -> Result<(), Fault> {
    let home = internet.home_for(audience);
    let blocked = match audience {
        Audience::Everybody => &[],
        Audience::Children => internet.children.blocked.as_slice(),
    };
    let mut firefox = shipped(&internet.policies, "firefox", audience)?;
    add_to_firefox(&mut firefox, home, blocked);
    keep_aside(&places.firefox)?;
    write(&places.firefox, &firefox)?;
    let mut chromium = shipped(&internet.policies, "chromium", audience)?;
    add_to_chromium(&mut chromium, home, blocked);
    write(&places.chromium, &chromium)
}

/// The shipped policies for an audience.
fn shipped(folder: &Path, browser: &str, audience: Audience) -> Result<Value, Fault> {
    let mut policies = read(&folder.join(format!("{browser}.json")))?;
    if audience == Audience::Children {
        merge(&mut policies, read(&folder.join(format!("{browser}-children.json")))?);
    }
    Ok(policies)
}

fn read(path: &Path) -> Result<Value, Fault> {
    let doing = || format!("reading the policies in {}", path.display());
    let text = fs::read(path).doing(doing)?;
    serde_json::from_slice(&text).doing(doing)
}

/// Adds one policy to another: objects are added to each other, anything else takes the place of what was there.
fn merge(onto: &mut Value, added: Value) {
    match (onto, added) {
        (Value::Object(onto), Value::Object(added)) => {
            for (key, value) in added {
                merge(onto.entry(key).or_insert(Value::Null), value);
            }
        }
        (onto, added) => *onto = added,
    }
}

fn add_to_firefox(policies: &mut Value, home: Option<&Page>, blocked: &[Domain]) {
    let mut own = Map::new();
    if let Some(home) = home {
        let page = json!({ "URL": home.as_str(), "Locked": true, "StartPage": "homepage-locked" });
        own.insert("Homepage".to_owned(), page);
    }
    if !blocked.is_empty() {
        // With the dot, such a pattern stands for the site and all below it.
        let patterns: Vec<_> = blocked.iter().map(|site| format!("*://*.{}/*", site.as_str())).collect();
        own.insert("WebsiteFilter".to_owned(), json!({ "Block": patterns }));
    }
    merge(policies, json!({ MARK.0: MARK.1, "policies": own }));
}

fn add_to_chromium(policies: &mut Value, home: Option<&Page>, blocked: &[Domain]) {
    let Value::Object(policies) = policies else { return };
    if let Some(home) = home {
        // 4: these pages, at every start.
        for (name, value) in [
            ("HomepageIsNewTabPage", json!(false)),
            ("HomepageLocation", json!(home.as_str())),
            ("RestoreOnStartup", json!(4)),
            ("RestoreOnStartupURLs", json!([home.as_str()])),
        ] {
            policies.insert(name.to_owned(), value);
        }
    }
    let list = policies.entry("URLBlocklist").or_insert_with(|| json!([]));
    if let Value::Array(list) = list {
        list.extend(blocked.iter().map(|site| json!(site.as_str())));
    }
}

/// Keeps a file of Firefox that is not ours, once: removing the package puts it back.
fn keep_aside(path: &Path) -> Result<(), Fault> {
    let Ok(found) = fs::read(path) else { return Ok(()) };
    let policies: Value = serde_json::from_slice(&found).unwrap_or_default();
    if policies.get(MARK.0).and_then(Value::as_str) == Some(MARK.1) {
        return Ok(());
    }
    fs::rename(path, path.with_file_name(KEPT_ASIDE)).doing(|| "keeping the policies that Firefox had")
}

/// Writes a file that everybody may read, whole or not at all, unless it says just that already.
fn write(path: &Path, policies: &Value) -> Result<(), Fault> {
    let text = format!("{policies:#}\n");
    if fs::read_to_string(path).is_ok_and(|found| found == text) {
        return Ok(());
    }
    replace(path, &text).doing(|| format!("writing the policies in {}", path.display()))
}

fn replace(path: &Path, text: &str) -> io::Result<()> {
    let folder = path.parent().unwrap_or(Path::new("/"));
    for missing in folder.ancestors().filter(|folder| !folder.exists()).collect::<Vec<_>>().into_iter().rev()
    {
        fs::create_dir(missing)?;
        // Whatever the agent's umask, the visitor's browser reads it.
        fs::set_permissions(missing, Permissions::from_mode(0o755))?;
    }
    let new = path.with_extension("new");
    let mut file = File::create(&new)?;
    file.write_all(text.as_bytes())?;
    file.set_permissions(Permissions::from_mode(0o644))?;
    file.sync_all()?;
    fs::rename(new, path)
}

#[cfg(test)]
mod tests;
