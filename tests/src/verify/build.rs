//! The one build that every part shares.

use std::io::Cursor;
use std::path::PathBuf;

use anyhow::{Context as _, Result, bail};
use cargo_metadata::{Artifact, Message, TargetKind};

use super::command::capture;
use super::run::Context;

/// What the build left.
#[derive(Debug)]
pub struct Built {
    /// The folder of the suite's programs.
    pub binaries: PathBuf,
    pub tests: Vec<TestExecutable>,
}

/// An executable made of tests.
#[derive(Debug)]
pub struct TestExecutable {
    pub package: String,
    pub package_dir: PathBuf,
    /// The name of the library, program or file of `tests/` that it tests.
    pub target: String,
    pub kind: Kind,
    pub path: PathBuf,
}

/// Where tests are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Beside the code that they test.
    Unit,
    /// In `tests/`, against what the package shows.
    Integration,
}

/// Compiles every program and test of the workspace.
///
/// In one go: asked for a package at a time, cargo gives the libraries below it other features
/// each time, and compiles them again.
///
/// # Errors
/// Something does not compile.
pub async fn build(context: &Context) -> Result<Built> {
    let args =
        ["build", "--workspace", "--all-targets", "--locked", "--message-format=json-render-diagnostics"];
    let (status, messages) = capture(context.cargo(&args), context.limit()).await?;
    if !status.success() {
        bail!("it does not compile: the lines above say why");
    }
    let mut tests = Vec::new();
    let mut binaries = None;
    for message in Message::parse_stream(Cursor::new(messages)) {
        if let Message::CompilerArtifact(artifact) = message.context("reading what cargo built")? {
            if artifact.profile.test {
                tests.extend(test_executable(artifact)?);
            } else if artifact.target.is_bin()
                && let Some(path) = artifact.executable
            {
                binaries = path.parent().map(|folder| folder.as_std_path().to_owned());
            }
        }
    }
    Ok(Built { binaries: binaries.context("cargo built no program")?, tests })
}

fn test_executable(artifact: Artifact) -> Result<Option<TestExecutable>> {
    let Some(path) = artifact.executable else { return Ok(None) };
    let package_dir = artifact.manifest_path.parent().context("a manifest lies in a folder")?;
    let kind = if artifact.target.kind.contains(&TargetKind::Test) { Kind::Integration } else { Kind::Unit };
    Ok(Some(TestExecutable {
        package: package_name(&artifact.package_id.repr).to_owned(),
        package_dir: package_dir.as_std_path().to_owned(),
        target: artifact.target.name,
        kind,
        path: path.into_std_path_buf(),
    }))
}

/// Cargo writes `path+file:///clone/admin/hub#epn-hub@0.1.0`.
fn package_name(id: &str) -> &str {
    let after = id.rsplit_once('#').map_or(id, |(_, after)| after);
    after.split_once('@').map_or(after, |(name, _)| name)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_package_id_holds_its_name() {
        assert_eq!(package_name("path+file:///clone/admin/hub#epn-hub@0.1.0"), "epn-hub");
        assert_eq!(package_name("path+file:///clone/epn-hub#0.1.0"), "0.1.0");
    }
}
