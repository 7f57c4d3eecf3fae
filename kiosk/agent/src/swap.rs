//! Whether what a visitor writes could reach a disk as it is: homes are in memory, and memory can be swapped out.

use std::fs;
use std::io;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use rustix::fs::{major, minor};

use crate::fault::{Doing, Fault};

/// What becomes of what is swapped out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Kind {
    /// It is compressed, and stays in memory.
    Memory,
    /// Nobody reads it without a key.
    Encrypted,
    /// It is on a disk as it was, with what visitors wrote and typed.
    Plain,
}

/// The swaps in use from which what visitors wrote and typed could be read later, on the system whose files lie below
/// `root`. With none of them the promise of the reset holds for the disk too. Recommended: zram, or swap with a random key
/// at each start. Fails if the kernel has no list of swaps.
pub fn plain(root: &Path) -> Result<Vec<PathBuf>, Fault> {
    let table = fs::read_to_string(root.join("proc/swaps")).doing(|| "reading /proc/swaps")?;
    let mut found: Vec<PathBuf> = places(&table).collect();
    found.retain(|place| kind_of(root, place) == Kind::Plain);
    Ok(found)
}

fn places(table: &str) -> impl Iterator<Item = PathBuf> {
    // The kernel writes blanks in octal.
    table
        .lines()
        .skip(1)
        .filter_map(|line| Some(line.split_whitespace().next()?.replace("\\040", " ").into()))
}

fn kind_of(root: &Path, place: &Path) -> Kind {
    let device = if place.starts_with("/dev") { Ok(place.to_owned()) } else { device_below(root, place) };
    let blocks = root.join("sys/block");
    device.map_or(Kind::Plain, |device| kind(&blocks, name(&device)))
}

/// The device that a swap file lies on.
fn device_below(root: &Path, file: &Path) -> io::Result<PathBuf> {
    let number = fs::metadata(root.join(file.strip_prefix("/").unwrap_or(file)))?.dev();
    fs::canonicalize(root.join("sys/dev/block").join(format!("{}:{}", major(number), minor(number))))
}

/// What a block device does with what it is given; `blocks` is the kernel's folder of them. (Parts of a disk are not in
/// it, and do nothing.)
fn kind(blocks: &Path, device: &str) -> Kind {
    let folder = blocks.join(device);
    if device.starts_with("zram") {
        return match said(&folder, "backing_dev").as_str() {
            "none" | "" => Kind::Memory,
            // It writes back what is seldom used.
            backing => kind(blocks, name(Path::new(backing))),
        };
    }
    if said(&folder, "dm/uuid").starts_with("CRYPT-") {
        return Kind::Encrypted;
    }
    // A volume is encrypted if everything below it is.
    let below: Vec<_> =
        fs::read_dir(folder.join("slaves")).into_iter().flatten().filter_map(Result::ok).collect();
    let is_encrypted = |device: &fs::DirEntry| kind(blocks, name(&device.path())) == Kind::Encrypted;
    if !below.is_empty() && below.iter().all(is_encrypted) { Kind::Encrypted } else { Kind::Plain }
}

fn name(device: &Path) -> &str {
    device.file_name().and_then(|name| name.to_str()).unwrap_or_default()
}

fn said(folder: &Path, name: &str) -> String {
    fs::read_to_string(folder.join(name)).unwrap_or_default().trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A machine with these files.
    fn machine(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (file, text) in files {
            let file = dir.path().join(file);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, text).unwrap();
        }
        dir
    }

    #[test]
    fn only_what_stays_in_memory_or_has_a_key_is_no_danger() {
        let machine = machine(&[
            ("sys/block/zram0/backing_dev", "none\n"),
            ("sys/block/zram1/backing_dev", "/dev/sdb\n"),
            ("sys/block/dm-0/dm/uuid", "CRYPT-PLAIN-swap\n"),
            ("sys/block/dm-1/dm/uuid", "LVM-abc\n"),
            ("sys/block/dm-1/slaves/dm-0", ""),
            ("sys/block/dm-2/dm/uuid", "LVM-def\n"),
            ("sys/block/dm-2/slaves/dm-0", ""),
            ("sys/block/dm-2/slaves/sda1", ""),
            ("sys/block/dm-3/dm/uuid", "LVM-ghi\n"),
            ("sys/block/sda/size", "1\n"),
        ]);
        let kind = |device| kind(&machine.path().join("sys/block"), device);
        assert_eq!(kind("zram0"), Kind::Memory);
        assert_eq!(kind("zram1"), Kind::Plain, "it writes back to a disk");
        assert_eq!(kind("dm-0"), Kind::Encrypted);
        assert_eq!(kind("dm-1"), Kind::Encrypted, "a volume on an encrypted disk");
        assert_eq!(kind("dm-2"), Kind::Plain, "a volume on two disks, one of them plain");
        for device in ["dm-3", "sda", "sda1", "unknown"] {
            assert_eq!(kind(device), Kind::Plain, "{device}");
        }
    }

    #[test]
    fn the_plain_ones_are_told() {
        let machine = machine(&[(
            "proc/swaps",
            "Filename\t\t\t\tType\t\tSize\t\tUsed\t\tPriority\n\
             /dev/zram0                              partition\t524284\t\t0\t\t100\n\
             /dev/sda2                               partition\t524284\t\t0\t\t-2\n\
             /swap\\040file                           file\t\t524284\t\t0\t\t-3\n",
        )]);
        let plain = plain(machine.path()).unwrap();
        assert_eq!(plain, [Path::new("/dev/sda2"), Path::new("/swap file")]);
        assert!(super::plain(&machine.path().join("nowhere")).is_err());
    }
}
