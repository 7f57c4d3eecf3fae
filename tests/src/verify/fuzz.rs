//! The fuzz targets, in a workspace of their own: they are built with another compiler and with sanitizers.

use std::fs;
use std::process::Stdio;

use anyhow::{Context as _, Result, bail};
use tokio::process::Command;

use super::command::{capture, stream};
use super::run::Context;

/// How long each target runs, in seconds.
const SECONDS: u32 = 600;

/// Runs each target for a while.
///
/// # Errors
/// The tools are missing, or a target found something.
pub async fn run(context: &Context) -> Result<String> {
    let mut version = cargo(context, &["--version"]);
    version.stderr(Stdio::null());
    match capture(version, context.limit()).await {
        Ok((status, _)) if status.success() => {}
        _ => bail!(
            "cargo-fuzz is not installed: `rustup toolchain install nightly` and `cargo install cargo-fuzz`, \
             then start again"
        ),
    }
    let targets = targets(context)?;
    let length = format!("-max_total_time={SECONDS}");
    for target in &targets {
        stream(cargo(context, &["run", target, "--", &length]), context.limit()).await?;
    }
    Ok(format!("{} targets, {SECONDS} s each", targets.len()))
}

/// The cargo of the shell: the one that built this program knows one compiler alone.
fn cargo(context: &Context, arguments: &[&str]) -> Command {
    let mut command = Command::new("cargo");
    command.args(["+nightly", "fuzz"]).args(arguments).current_dir(&context.root);
    command.env_remove("RUSTUP_TOOLCHAIN").env_remove("CARGO");
    command
}

/// A target is a file.
fn targets(context: &Context) -> Result<Vec<String>> {
    let folder = context.root.join("fuzz/fuzz_targets");
    let mut targets = Vec::new();
    for entry in fs::read_dir(&folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if let Some(name) = path.file_stem().and_then(|name| name.to_str()) {
            targets.push(name.to_owned());
        }
    }
    targets.sort();
    Ok(targets)
}
