//! USB keys at a station that nobody has: a key that is plugged in is mounted, listed and read by a child of its own, so that one
//! of its documents can be printed without a session.
//!
//! **What the key can do.** A key is whatever its maker, or whoever prepared it, wanted. So the root part never looks at one: the
//! kernel says that a disk was plugged in ([`uevent`]), and a child ([`reader`]) mounts it, read-only and without devices, set-uid
//! programs, programs or links ([`mount`]). That mount is attached nowhere: no other process can reach it, and it ends with the
//! child, however that ends. Before it looks at the first name, the child shuts itself in the key (chroot), leaves the network,
//! gives up root and bounds its memory, time and files. It tells the root part bounded messages, and nothing else: names made
//! safe to show ([`name`]), and the bytes of the document that was chosen.
//!
//! **What is left to the kernel** is its code for file systems, which no user space can bound: keys with vfat, exFAT, NTFS (ntfs3)
//! and ext4 are mounted, as far as the kernel has them, and no others.
//!
//! Nothing else mounts keys while the lock screen shows: the kiosk has no desktop, and keys that a visitor leaves behind are
//! switched off by the reset. In a session, keys are the desktop's.

pub mod list;
pub mod mount;
pub mod name;
pub mod reader;
pub mod uevent;
pub mod watch;

use std::path::PathBuf;

use epn_wire::part::Part;
use epn_wire::usb::UsbFiles;
use serde::{Deserialize, Serialize};

/// A disk that was plugged in, as the kernel calls it.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Disk {
    /// Its folder below `/sys`, as `devices/…/block/sdb`.
    pub folder: PathBuf,
    /// Its name below `/dev`, as `sdb`.
    pub name: String,
}

/// What the agent wants done about keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UsbOrder {
    /// Look at what is on it.
    Look(Disk),
    /// Read a part of the document at this place of the list.
    Read { file: u32, from: u64 },
    /// Let go of it.
    LetGo,
}

/// What happens to keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum UsbNews {
    PluggedIn(Disk),
    Gone(Disk),
    /// The documents on the key that is looked at.
    Files(UsbFiles),
    /// It cannot be looked at, or not any more.
    Unreadable,
    /// The part that was asked for; empty at the end of the document.
    Part(Part),
    /// It cannot be read.
    NotRead,
}

/// What the child is asked.
#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
enum Ask {
    Read { file: u32, from: u64 },
}

/// What the child tells.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(tag = "tell", rename_all = "kebab-case")]
enum Tell {
    Files { files: UsbFiles },
    Part { bytes: Part },
    NotRead,
}
