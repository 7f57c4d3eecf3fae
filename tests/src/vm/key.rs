//! USB keys as people bring them: one partition, with a file system that their other computers write.

use std::fs::{self, File};
use std::io::{self, Seek as _, SeekFrom, Write as _};
use std::path::Path;
use std::process::Command;

use anyhow::{Context, Result};

use crate::support::run_to_end;

/// What a key's file system holds, and where on the key it begins; both whole megabytes, in bytes.
const SIZE: u64 = 64 << 20;
const BEGIN: u64 = 1 << 20;
/// What a table of partitions counts in.
const SECTOR: u64 = 512;

/// The file systems that keys have. Windows also writes NTFS, which Debian 12's kernel does not read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FileSystem {
    Vfat,
    Exfat,
}

impl FileSystem {
    pub const ALL: [Self; 2] = [Self::Vfat, Self::Exfat];

    /// What Linux calls it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Vfat => "vfat",
            Self::Exfat => "exfat",
        }
    }

    /// With what it is mounted to be written to.
    pub fn options(self) -> &'static str {
        match self {
            Self::Vfat => "utf8",
            Self::Exfat => "rw",
        }
    }

    fn maker(self) -> Command {
        let (program, arguments): (_, &[&str]) = match self {
            Self::Vfat => ("mkfs.vfat", &["-F", "32"]),
            Self::Exfat => ("mkfs.exfat", &[]),
        };
        let mut maker = Command::new(program);
        maker.args(arguments);
        maker
    }

    /// The partition's kind in the table.
    fn kind(self) -> u8 {
        match self {
            Self::Vfat => 0x0C,
            Self::Exfat => 0x07,
        }
    }
}

/// Writes the image of a key with an empty file system to `file`.
///
/// # Errors
/// Its maker fails.
pub fn empty(file_system: FileSystem, file: &Path) -> Result<()> {
    let inside = file.with_extension("inside");
    File::create(&inside)?.set_len(SIZE)?;
    let made = run_to_end(file_system.maker().arg(&inside), b"")?.ok();
    made.with_context(|| format!("making a key with {}", file_system.name()))?;
    let mut key = File::create(file)?;
    key.write_all(&table(file_system)?)?;
    key.seek(SeekFrom::Start(BEGIN))?;
    io::copy(&mut File::open(&inside)?, &mut key)?;
    Ok(fs::remove_file(inside)?)
}

/// The first sector, with the one partition in it (a DOS table: its entry lies at 446, its end is marked).
fn table(file_system: FileSystem) -> Result<Vec<u8>> {
    let any_cylinder = [0xFE, 0xFF, 0xFF];
    let mut sector = vec![0; 446];
    sector.push(0);
    sector.extend(any_cylinder);
    sector.push(file_system.kind());
    sector.extend(any_cylinder);
    for bytes in [BEGIN, SIZE] {
        sector.extend(u32::try_from(bytes / SECTOR)?.to_le_bytes());
    }
    sector.resize(510, 0);
    sector.extend([0x55, 0xAA]);
    Ok(sector)
}
