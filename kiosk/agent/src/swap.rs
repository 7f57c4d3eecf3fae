//! Whether what a visitor writes could reach a disk as it is: homes are in memory, and memory can be swapped out.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{major, minor};

use crate::fault::{Doing, Fault};

/// Somewhere that memory is swapped out to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Swap {
    /// The device or file.
    pub place: PathBuf,
    /// What is written there.
    pub kind: SwapKind,
}

/// What is written to a swap.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SwapKind {
    /// Nothing: it is compressed, and stays in memory.
    Memory,
    /// What nobody reads without a key.
    Encrypted,
    /// Pages as they are, with what visitors wrote and typed.
    Plain,
}

/// All swaps in use.
pub fn all() -> Result<Vec<Swap>, Fault> {
    let text = fs::read_to_string("/proc/swaps").doing(|| "reading /proc/swaps")?;
    let block = Path::new("/sys/dev/block");
    Ok(places(&text)
        .map(|place| Swap {
            kind: device(&place).map_or(SwapKind::Plain, |number| kind(block, &number)),
            place,
        })
        .collect())
}

/// Those from which what visitors wrote and typed could be read later. With none of them the promise of the reset holds for
/// the disk too. Recommended instead: zram, or swap with a random key at each start.
pub fn plain() -> Result<Vec<PathBuf>, Fault> {
    Ok(all()?.into_iter().filter(|swap| swap.kind == SwapKind::Plain).map(|swap| swap.place).collect())
}

fn places(table: &str) -> impl Iterator<Item = PathBuf> {
    // The kernel writes blanks in octal.
    table
        .lines()
        .skip(1)
        .filter_map(|line| Some(line.split_whitespace().next()?.replace("\\040", " ").into()))
}

/// The number of a swap's own device, or of the one that its file lies on.
fn device(place: &Path) -> io::Result<String> {
    let about = fs::metadata(place)?;
    let number = if about.is_file() { about.dev() } else { about.rdev() };
    Ok(format!("{}:{}", major(number), minor(number)))
}

/// What a block device does with what it is given; `block` is the kernel's folder of them.
fn kind(block: &Path, number: &str) -> SwapKind {
    let Ok(folder) = fs::canonicalize(block.join(number)) else { return SwapKind::Plain };
    let name = folder.file_name().unwrap_or_default().to_string_lossy().into_owned();
    if name.starts_with("zram") {
        return match said(&folder, "backing_dev").as_str() {
            "none" | "" => SwapKind::Memory,
            // It writes back what is seldom used.
            backing => fs::metadata(backing).map_or(SwapKind::Plain, |about| {
                let number = format!("{}:{}", major(about.rdev()), minor(about.rdev()));
                kind(block, &number)
            }),
        };
    }
    if said(&folder, "dm/uuid").starts_with("CRYPT-") {
        return SwapKind::Encrypted;
    }
    below(block, &folder)
}

/// A volume is encrypted if everything below it is.
fn below(block: &Path, folder: &Path) -> SwapKind {
    let Ok(entries) = fs::read_dir(folder.join("slaves")) else { return SwapKind::Plain };
    let mut numbers = entries.filter_map(Result::ok).map(|entry| said(&entry.path(), "dev")).peekable();
    let any = numbers.peek().is_some();
    if any && numbers.all(|number| kind(block, &number) == SwapKind::Encrypted) {
        SwapKind::Encrypted
    } else {
        SwapKind::Plain
    }
}

fn said(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use std::os::unix::fs::symlink;

    use super::*;

    /// Number, name, and what its files say.
    type Device<'a> = (&'a str, &'a str, &'a [(&'a str, &'a str)]);

    /// A machine's block devices.
    fn devices(all: &[Device<'_>]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (number, name, facts) in all {
            let folder = dir.path().join("devices").join(name);
            fs::create_dir_all(folder.join("slaves")).unwrap();
            fs::create_dir(folder.join("dm")).unwrap();
            fs::write(folder.join("dev"), number).unwrap();
            for (file, text) in *facts {
                fs::write(folder.join(file), text).unwrap();
            }
            symlink(&folder, dir.path().join(number)).unwrap();
        }
        dir
    }

    #[test]
    fn a_table_of_swaps_is_read() {
        let table = "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n\
                     /dev/zram0                              partition\t524284\t\t0\t\t100\n\
                     /swap\\040file                           file\t\t524284\t\t0\t\t-2\n";
        let places: Vec<PathBuf> = places(table).collect();
        assert_eq!(places, [Path::new("/dev/zram0"), Path::new("/swap file")]);
    }

    #[test]
    fn only_what_stays_in_memory_or_has_a_key_is_no_danger() {
        let dir = devices(&[
            ("254:0", "zram0", &[("backing_dev", "none\n")]),
            ("254:1", "zram1", &[("backing_dev", "/dev/null\n")]),
            ("253:0", "dm-0", &[("dm/uuid", "CRYPT-PLAIN-swap\n")]),
            ("253:1", "dm-1", &[("dm/uuid", "LVM-abc\n")]),
            ("253:2", "dm-2", &[("dm/uuid", "LVM-def\n")]),
            ("8:1", "sda1", &[]),
        ]);
        let slave = |of: &str, device: &str| {
            let devices = dir.path().join("devices");
            symlink(devices.join(device), devices.join(of).join("slaves").join(device)).unwrap();
        };
        slave("dm-1", "dm-0");
        slave("dm-2", "dm-0");
        slave("dm-2", "sda1");
        let kind = |number| kind(dir.path(), number);
        assert_eq!(kind("254:0"), SwapKind::Memory);
        assert_eq!(kind("254:1"), SwapKind::Plain, "it writes back to something without a key");
        assert_eq!(kind("253:0"), SwapKind::Encrypted);
        assert_eq!(kind("253:1"), SwapKind::Encrypted, "a volume on an encrypted disk");
        assert_eq!(kind("253:2"), SwapKind::Plain, "a volume on two disks, one of them plain");
        assert_eq!(kind("8:1"), SwapKind::Plain);
        assert_eq!(kind("9:9"), SwapKind::Plain, "what is not known is no comfort");
    }
}
