//! The shape of the code: who may use whom, the size of files, words that must not be there.

mod arrows;
mod sizes;
mod words;

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::{Context as _, Result, bail};

use super::run::Context;
use crate::support::run_to_end;

/// A file of the repository that holds text.
#[derive(Debug)]
struct Source {
    /// From the root, with `/`.
    path: String,
    text: String,
}

impl Source {
    fn is_rust(&self) -> bool {
        Path::new(&self.path).extension().is_some_and(|extension| extension == "rs")
    }

    /// Whether this is a test, or something that only tests use.
    fn is_test(&self) -> bool {
        self.path.starts_with("tests/") || self.path.contains("/tests/") || self.path.ends_with("/tests.rs")
    }
}

/// Looks at every file that is, or is about to be, in the repository.
///
/// # Errors
/// Everything that is not as it should be, a line each.
pub fn check(context: &Context) -> Result<String> {
    let sources = sources(&context.root)?;
    let mut faults = arrows::faults(&context.root)?;
    faults.extend(sources.iter().flat_map(words::faults));
    let (report, too_long) = sizes::judge(&sources);
    faults.extend(too_long);
    if !faults.is_empty() {
        bail!("{}", faults.join("\n"));
    }
    Ok(report)
}

fn sources(root: &Path) -> Result<Vec<Source>> {
    let mut sources = Vec::new();
    for path in files(root)? {
        let bytes = match fs::read(root.join(&path)) {
            Ok(bytes) => bytes,
            // Deleted, but not from the index yet.
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(error) => return Err(error).with_context(|| format!("reading {}", path.display())),
        };
        // Fonts and pictures are no text.
        if let Ok(text) = String::from_utf8(bytes) {
            sources.push(Source { path: path.display().to_string(), text });
        }
    }
    Ok(sources)
}

fn files(root: &Path) -> Result<Vec<PathBuf>> {
    let mut git = Command::new("git");
    git.arg("-C").arg(root).args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"]);
    let listed = run_to_end(&mut git, b"")?.ok().context("asking git for the repository's files")?;
    Ok(listed.stdout.split('\0').filter(|path| !path.is_empty()).map(PathBuf::from).collect())
}
