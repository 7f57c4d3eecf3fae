//! A station: Debian with our package, installed by `apt` in the running machine as a technician would.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};

use super::{Base, kept, name_of};
use crate::support::run_to_end;
use crate::vm::machine::{Accelerator, Machine, Parts, disk_over};

/// A Debian without our package answers within this.
const FIRST_BOOT: Duration = Duration::from_mins(1);
/// An installation takes no longer.
const INSTALLATION: Duration = Duration::from_mins(3);
/// What a small room's PC has.
pub const MEMORY_MB: u32 = 2048;

/// Where the medium with the package is read in the guest, and the technician's command.
const INSTALL: &str = "mkdir -p /run/epn-medium && mount -o ro /dev/vdb /run/epn-medium && \
    DEBIAN_FRONTEND=noninteractive apt-get install --yes --no-install-recommends /run/epn-medium/*.deb && \
    umount /run/epn-medium && sync";

/// A disk with a station on it.
#[derive(Clone, Debug)]
pub struct Station {
    folder: PathBuf,
    base: Base,
    pub accelerator: Accelerator,
    /// How long `apt install` took when it was made.
    pub installed_in: Duration,
}

impl Station {
    /// Gives it from the cache, or makes it from this package.
    ///
    /// # Errors
    /// Debian cannot be made, or the package cannot be installed.
    pub async fn of(cache: &Path, package: &Path, logs: &Path) -> Result<Self> {
        let base = Base::of(cache, &dependencies(package)?).await?;
        let accelerator = Accelerator::best(&base.kernel(), logs).await?;
        println!("the machine is run by {accelerator}");
        let bytes = fs::read(package).with_context(|| format!("reading {}", package.display()))?;
        let name = name_of("station", &[base.name().as_bytes(), &bytes, INSTALL.as_bytes()]);
        let make = async |folder: &Path| install(folder, &base, package, accelerator).await;
        let folder = kept(cache, &name, make).await?;
        let took = fs::read_to_string(folder.join("installed-in-ms"))?;
        let installed_in = Duration::from_millis(took.trim().parse()?);
        Ok(Self { folder, base, accelerator, installed_in })
    }

    /// What a machine with this disk is made of; what it writes goes to a disk of its own in `folder`.
    ///
    /// # Errors
    /// The disk cannot be made.
    pub fn machine(&self, folder: &Path) -> Result<Parts> {
        let disk = folder.join("disk.qcow2");
        disk_over(&self.folder.join("disk.qcow2"), "qcow2", &disk)?;
        Ok(parts(&self.base, self.accelerator, disk, None))
    }
}

fn parts(base: &Base, accelerator: Accelerator, disk: PathBuf, medium: Option<PathBuf>) -> Parts {
    Parts { accelerator, kernel: base.kernel(), initrd: base.initrd(), disk, medium, memory_mb: MEMORY_MB }
}

/// The packages that ours asks for, the first of each choice: they are Debian's, and need no newer package of ours.
fn dependencies(package: &Path) -> Result<BTreeSet<String>> {
    let mut names = BTreeSet::new();
    for field in ["Pre-Depends", "Depends"] {
        let mut command = Command::new("dpkg-deb");
        command.arg("--field").arg(package).arg(field);
        let said = run_to_end(&mut command, b"")?.ok().context("dpkg-deb")?;
        names.extend(said.stdout.split(',').filter_map(first_choice));
    }
    Ok(names)
}

/// Of `cage (>= 0.1) | sway`, `cage`.
fn first_choice(dependency: &str) -> Option<String> {
    let first = dependency.split('|').next()?.split_whitespace().next()?;
    let name = first.split_once(':').map_or(first, |(name, _)| name);
    Some(name.to_owned())
}

async fn install(folder: &Path, base: &Base, package: &Path, accelerator: Accelerator) -> Result<()> {
    println!("installing {} in the machine", package.file_name().unwrap_or_default().display());
    let (disk, medium) = (folder.join("disk.qcow2"), folder.join("medium.img"));
    disk_over(&base.disk(), "raw", &disk)?;
    make_medium(&medium, package, folder)?;
    let parts = parts(base, accelerator, disk, Some(medium.clone()));
    let machine = Machine::switch_on(&parts, folder).await?;
    machine.guest().awake(accelerator.patience(FIRST_BOOT)).await?;
    let started = machine.guest().ask("systemctl is-system-running --wait", accelerator.patience(FIRST_BOOT));
    started.await?;
    let begun = Instant::now();
    machine.guest().run_within(INSTALL, accelerator.patience(INSTALLATION)).await?;
    fs::write(folder.join("installed-in-ms"), begun.elapsed().as_millis().to_string())?;
    machine.power_off().await?;
    Ok(fs::remove_file(medium)?)
}

/// A disk with nothing but the package on it.
fn make_medium(medium: &Path, package: &Path, folder: &Path) -> Result<()> {
    let content = folder.join("medium");
    fs::create_dir_all(&content)?;
    fs::copy(package, content.join(package.file_name().context("a package is a file")?))?;
    let size = fs::metadata(package)?.len() * 5 / 4 + (16 << 20);
    fs::File::create(medium)?.set_len(size)?;
    let mut mkfs = Command::new("mkfs.ext4");
    run_to_end(mkfs.args(["-q", "-F", "-d"]).arg(&content).arg(medium), b"")?.ok().context("mkfs.ext4")?;
    fs::remove_dir_all(&content)?;
    ensure!(medium.is_file(), "no medium was made");
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn of_a_choice_the_first_is_taken_without_its_version() {
        assert_eq!(first_choice(" cage (>= 0.1) | sway").as_deref(), Some("cage"));
        assert_eq!(first_choice("python3:any (>= 3.9)").as_deref(), Some("python3"));
        assert_eq!(first_choice("  "), None);
    }
}
