//! The disks: Debian as it is, kept apart from our package on it, so that another package costs seconds.
//!
//! Both are kept under `target/vm`, named after what went into them; of each kind only the last.

mod base;
mod station;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use sha2::{Digest, Sha256};

pub use base::Base;
pub use station::Station;

use crate::support::workspace_root;

/// Where disks are kept.
pub fn cache() -> PathBuf {
    workspace_root().join("target/vm")
}

/// A name for what these texts and files make together.
fn name_of(kind: &str, inputs: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for input in inputs {
        hash.update(u64::try_from(input.len()).unwrap_or(u64::MAX).to_be_bytes());
        hash.update(input);
    }
    let digest = hash.finalize();
    let short = data_encoding::HEXLOWER.encode(digest.get(..8).unwrap_or_default());
    format!("{kind}-{short}")
}

/// Gives the folder of this name in `cache`, made by `make` in a folder that bears another name until it is whole;
/// earlier ones of the same kind go.
async fn kept(cache: &Path, name: &str, make: impl AsyncFnOnce(&Path) -> Result<()>) -> Result<PathBuf> {
    let folder = cache.join(name);
    if folder.is_dir() {
        return Ok(folder);
    }
    let kind = name.split_once('-').map_or(name, |(kind, _)| kind);
    forget(cache, kind)?;
    let partial = cache.join(format!("{kind}-partial"));
    fs::create_dir_all(&partial).with_context(|| format!("making the folder {}", partial.display()))?;
    make(&partial).await?;
    fs::rename(&partial, &folder)?;
    Ok(folder)
}

/// Removes what is kept of a kind.
fn forget(cache: &Path, kind: &str) -> Result<()> {
    if !cache.is_dir() {
        return Ok(());
    }
    for entry in fs::read_dir(cache)? {
        let entry = entry?;
        if entry.file_name().to_string_lossy().starts_with(&format!("{kind}-")) {
            fs::remove_dir_all(entry.path())
                .with_context(|| format!("removing {}", entry.path().display()))?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn what_is_whole_is_kept_and_what_is_half_is_not() {
        let cache = tempfile::tempdir().unwrap();
        let at = |name: &str| cache.path().join(name);
        let failed = kept(cache.path(), "base-1", async |folder| {
            fs::write(folder.join("half"), "")?;
            anyhow::bail!("the network is down")
        });
        failed.await.unwrap_err();
        assert!(!at("base-1").exists());

        let make = async |folder: &Path| Ok(fs::write(folder.join("disk"), "1")?);
        let first = kept(cache.path(), "base-1", make).await.unwrap();
        assert!(!first.join("half").exists());
        kept(cache.path(), "station-1", make).await.unwrap();
        let never = kept(cache.path(), "base-1", async |_: &Path| anyhow::bail!("made twice"));
        never.await.unwrap();
        kept(cache.path(), "base-2", make).await.unwrap();
        assert!(!first.exists() && at("station-1").exists() && at("base-2/disk").exists());
    }

    #[test]
    fn other_inputs_have_another_name() {
        let name = name_of("base", &[b"ab", b"c"]);
        assert!(name.starts_with("base-"));
        assert_eq!(name, name_of("base", &[b"ab", b"c"]));
        assert_ne!(name, name_of("base", &[b"a", b"bc"]));
    }
}
