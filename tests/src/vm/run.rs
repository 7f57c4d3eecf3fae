//! Running the cases, one after the other on one machine.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::{Context, Result, bail};

use super::cases::Case;
use super::image;
use super::room::Room;

/// How the cases ended.
#[derive(Debug, Default)]
pub struct Outcome {
    passed: Vec<Case>,
    failed: Vec<(Case, String)>,
}

impl Outcome {
    /// How many passed.
    ///
    /// # Errors
    /// One failed: they are named with why.
    pub fn judge(&self) -> Result<String> {
        if self.failed.is_empty() {
            return Ok(format!("cases: {}", self.passed.len()));
        }
        let failed: Vec<String> =
            self.failed.iter().map(|(case, why)| format!("{}: {why}", case.name())).collect();
        bail!("{} of {} cases failed\n{}", failed.len(), failed.len() + self.passed.len(), failed.join("\n"))
    }
}

/// Installs `package` in a machine and tries these cases on it.
///
/// # Errors
/// There is no station to try them on.
pub async fn run(package: &Path, cases: &[Case]) -> Result<Outcome> {
    let folder = fresh_folder()?;
    let mut room =
        Room::set_up(package, &folder).await.with_context(|| format!("see {}", folder.display()))?;
    let mut outcome = Outcome::default();
    for case in cases {
        let begun = Instant::now();
        let tried = match room.ready().await.context("before it began") {
            Ok(()) => case.run(&mut room).await,
            Err(error) => Err(error),
        };
        let took = begun.elapsed().as_secs_f64();
        match tried {
            Ok(()) => {
                println!("{}: passed ({took:.1} s)", case.name());
                outcome.passed.push(*case);
            }
            Err(error) => {
                println!("{}: FAILED ({took:.1} s): {error:#}", case.name());
                room.keep_evidence(case.name()).await;
                outcome.failed.push((*case, format!("{error:#}")));
                // What it left is no ground for the next case.
                room.restart().await.context("the machine after a failed case")?;
            }
        }
    }
    println!("{}", room.figures);
    drop(room);
    fs::remove_file(folder.join("disk.qcow2"))?;
    Ok(outcome)
}

/// Where this run keeps its disk, logs and pictures; the last one's go.
fn fresh_folder() -> Result<PathBuf> {
    let folder = image::cache().join("run");
    if folder.exists() {
        fs::remove_dir_all(&folder)?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("making the folder {}", folder.display()))?;
    Ok(folder)
}
