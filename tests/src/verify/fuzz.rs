//! The fuzz targets, in a workspace of their own: they are built with sanitizers, by `cargo-fuzz`.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context as _, Result};
use tokio::process::Command;

use super::command::stream;
use super::run::Context;

/// The version of `cargo-fuzz`, installed in `target/tools`.
const CARGO_FUZZ: &str = "0.13.1";
/// How long each target runs, in seconds, and another way to say it.
const SECONDS: u32 = 600;
const SECONDS_OF: &str = "EPN_FUZZ_SECONDS";
/// Of one input, in seconds: what takes longer is found.
const INPUT_SECONDS: u32 = 20;

/// Runs each target for a while.
///
/// # Errors
/// `cargo-fuzz` cannot be installed, or a target found something.
pub async fn run(context: &Context) -> Result<String> {
    let seconds = match std::env::var(SECONDS_OF) {
        Ok(said) => said.parse().with_context(|| format!("{SECONDS_OF} is a number of seconds"))?,
        Err(_) => SECONDS,
    };
    let kept = context.root.join("target");
    let tools = kept.join("tools");
    install(context, &tools).await?;
    let targets = targets(context)?;
    for target in &targets {
        let corpus = kept.join("fuzz-corpus").join(target);
        fs::create_dir_all(&corpus).with_context(|| format!("making the folder {}", corpus.display()))?;
        let mut fuzz = Command::new(tools.join("bin/cargo-fuzz"));
        fuzz.args(["fuzz", "run", "--target-dir"]).arg(kept.join("fuzz")).arg(target).arg(&corpus);
        fuzz.args(["--", &format!("-max_total_time={seconds}"), &format!("-timeout={INPUT_SECONDS}")]);
        fuzz.current_dir(&context.root);
        // Sanitizers are for compilers that may change; the one at hand has them too, if it is told so.
        fuzz.env("RUSTC_BOOTSTRAP", "1");
        stream(fuzz, context.limit()).await.with_context(|| format!("the target {target}"))?;
    }
    Ok(format!("{} targets, {seconds} s each", targets.len()))
}

/// Installs `cargo-fuzz`, once.
async fn install(context: &Context, tools: &Path) -> Result<()> {
    let mut install = Command::new("cargo");
    install
        .args(["install", "cargo-fuzz", "--locked", "--quiet", "--version", CARGO_FUZZ, "--root"])
        .arg(tools);
    install.current_dir(&context.root);
    stream(install, context.limit()).await.context("installing cargo-fuzz")
}

/// A target is a file.
fn targets(context: &Context) -> Result<Vec<String>> {
    let folder: PathBuf = context.root.join("fuzz/fuzz_targets");
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
