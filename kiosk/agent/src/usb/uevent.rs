//! The kernel says which disks come and go: its own messages on a netlink socket (`NETLINK_KOBJECT_UEVENT`), without udev in
//! between, and without looking again and again.

use std::ffi::OsStr;
use std::fs;
use std::os::fd::OwnedFd;
use std::os::unix::ffi::OsStrExt as _;
use std::path::{Path, PathBuf};

use rustix::io::Errno;
use rustix::net::netlink::{self, SocketAddrNetlink};
use rustix::net::{AddressFamily, RecvFlags, SocketFlags, SocketType, bind, recvfrom, socket_with};
use tokio::io::unix::AsyncFd;

use super::Disk;
use crate::fault::{Doing, Fault};
use crate::sys;

/// The group of the kernel's own messages; udev's come in another.
const KERNEL: u32 = 1;
/// The longest message, in bytes: the kernel's buffer has 2 KiB and the path besides (`UEVENT_BUFFER_SIZE`).
const LONGEST: usize = 8 * 1024;
/// The most partitions of a disk that are looked at.
const MOST_PARTITIONS: usize = 8;

/// A disk came or went.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Uevent {
    PluggedIn(Disk),
    Gone(Disk),
}

/// The kernel's messages.
#[derive(Debug)]
pub struct Uevents {
    socket: AsyncFd<OwnedFd>,
}

impl Uevents {
    /// Listens from now on: a key that was there before is none that anybody has just plugged in.
    pub fn open() -> Result<Self, Fault> {
        let doing = || "listening for USB keys";
        let flags = SocketFlags::CLOEXEC | SocketFlags::NONBLOCK;
        let protocol = Some(netlink::KOBJECT_UEVENT);
        let socket = socket_with(AddressFamily::NETLINK, SocketType::DGRAM, flags, protocol).doing(doing)?;
        bind(&socket, &SocketAddrNetlink::new(0, KERNEL)).doing(doing)?;
        Ok(Self { socket: sys::watch(socket).doing(doing)? })
    }

    /// The next message about a whole disk. May be dropped and called again without losing one.
    pub async fn next(&mut self) -> Result<Uevent, Fault> {
        let doing = || "listening for USB keys";
        loop {
            let mut ready = self.socket.readable().await.doing(doing)?;
            let Ok(received) = ready.try_io(|socket| Ok(receive(socket.get_ref())?)) else { continue };
            if let Some(uevent) = received.doing(doing)? {
                return Ok(uevent);
            }
        }
    }
}

/// A message about a disk; none if it is about something else, or from somebody else than the kernel.
fn receive(socket: &OwnedFd) -> Result<Option<Uevent>, Errno> {
    let mut message = [0; LONGEST];
    let (_, length, from) = match recvfrom(socket, &mut message, RecvFlags::empty()) {
        // Some were lost while nobody read. A key that nobody noticed is plugged in again.
        Err(Errno::NOBUFS | Errno::INTR) => return Ok(None),
        other => other?,
    };
    let from = from.and_then(|from| SocketAddrNetlink::try_from(from).ok());
    if from.is_none_or(|from| from.pid() != 0) {
        return Ok(None);
    }
    Ok(parse(message.get(..length).unwrap_or_default()))
}

/// What a message says of a disk: `add@/devices/…`, then `KEY=value`, each ended by a zero byte.
pub fn parse(message: &[u8]) -> Option<Uevent> {
    let mut fields = message.split(|byte| *byte == 0);
    let is_head = fields.next()?.contains(&b'@');
    let fields: Vec<&[u8]> = fields.collect();
    let value =
        |key: &str| fields.iter().find_map(|field| field.strip_prefix(key.as_bytes())?.strip_prefix(b"="));
    if !is_head || value("SUBSYSTEM")? != b"block" || value("DEVTYPE")? != b"disk" {
        return None;
    }
    let name = std::str::from_utf8(value("DEVNAME")?).ok()?;
    let folder = Path::new(OsStr::from_bytes(value("DEVPATH")?)).strip_prefix("/").ok()?;
    let is_plain = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let is_below = folder.components().all(|part| matches!(part, std::path::Component::Normal(_)));
    if !is_plain || !is_below {
        return None;
    }
    let disk = Disk { folder: folder.to_owned(), name: name.to_owned() };
    match value("ACTION")? {
        b"add" => Some(Uevent::PluggedIn(disk)),
        // A card was put into a reader that was there.
        b"change" if value("DISK_MEDIA_CHANGE") == Some(b"1") => Some(Uevent::PluggedIn(disk)),
        b"remove" => Some(Uevent::Gone(disk)),
        _ => None,
    }
}

impl Disk {
    /// Whether it hangs on USB, by the way to it: `…/usb1/1-2/…`.
    pub fn is_usb(&self) -> bool {
        self.folder.components().any(|part| {
            let number = part.as_os_str().to_str().and_then(|part| part.strip_prefix("usb"));
            number
                .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
        })
    }

    /// The devices on which its file systems lie: its partitions, or all of it if it has none.
    pub fn devices(&self, sys: &Path) -> Vec<PathBuf> {
        let entries = fs::read_dir(sys.join(&self.folder)).into_iter().flatten().flatten();
        let is_partition = |name: &String| sys.join(&self.folder).join(name).join("partition").is_file();
        let mut names: Vec<String> = entries
            .filter_map(|entry| entry.file_name().into_string().ok())
            .filter(|name| name.starts_with(&self.name) && is_partition(name))
            .collect();
        names.sort_by_key(|name| (name.len(), name.clone()));
        names.truncate(MOST_PARTITIONS);
        if names.is_empty() {
            names.push(self.name.clone());
        }
        names.into_iter().map(|name| Path::new("/dev").join(name)).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const USB: &str = "devices/pci0000:00/0000:00:14.0/usb1/1-2/1-2:1.0/host6/target6:0:0/6:0:0:0/block/sdb";

    fn message(action: &str, folder: &str, rest: &[&str]) -> Vec<u8> {
        let head = format!("{action}@/{folder}");
        let (path, action) = (format!("DEVPATH=/{folder}"), format!("ACTION={action}"));
        let fields = [head.as_str(), &action, &path].into_iter().chain(rest.iter().copied());
        fields.flat_map(|field| [field.as_bytes(), b"\0"].concat()).collect()
    }

    const DISK: [&str; 3] = ["SUBSYSTEM=block", "DEVNAME=sdb", "DEVTYPE=disk"];

    fn sdb() -> Disk {
        Disk { folder: USB.into(), name: "sdb".to_owned() }
    }

    #[test]
    fn a_key_that_comes_and_goes_is_noticed() {
        assert_eq!(parse(&message("add", USB, &DISK)), Some(Uevent::PluggedIn(sdb())));
        assert_eq!(parse(&message("remove", USB, &DISK)), Some(Uevent::Gone(sdb())));
        let card = [&DISK[..], &["DISK_MEDIA_CHANGE=1"]].concat();
        assert_eq!(parse(&message("change", USB, &card)), Some(Uevent::PluggedIn(sdb())));
        assert!(sdb().is_usb());
        for other in ["devices/pci0000:00/0000:00:1f.2/ata1/host0/block/sda", "devices/virtual/block/loop0"] {
            assert!(!Disk { folder: other.into(), name: "sda".to_owned() }.is_usb(), "{other}");
        }
    }

    #[test]
    fn what_is_no_whole_disk_is_nothing() {
        let partition = ["SUBSYSTEM=block", "DEVNAME=sdb1", "DEVTYPE=partition"];
        let keyboard = ["SUBSYSTEM=input", "DEVNAME=input/event3", "DEVTYPE=disk"];
        let elsewhere = ["SUBSYSTEM=block", "DEVNAME=../sda", "DEVTYPE=disk"];
        for rest in [&partition, &keyboard, &elsewhere] {
            assert_eq!(parse(&message("add", USB, rest)), None, "{rest:?}");
        }
        assert_eq!(parse(&message("bind", USB, &DISK)), None);
        assert_eq!(parse(&message("change", USB, &DISK)), None);
        assert_eq!(parse(&message("add", "devices/../../etc", &DISK)), None);
        for broken in [&b""[..], b"add", b"\0\0\0", b"libudev\0\xfe\xed\xca\xfe", b"add@/x\0ACTION=add\0"] {
            assert_eq!(parse(broken), None, "{broken:?}");
        }
    }

    #[test]
    fn the_partitions_of_a_disk_are_looked_at_in_their_order() {
        let sys = tempfile::tempdir().unwrap();
        let folder = sys.path().join(USB);
        fs::create_dir_all(folder.join("queue")).unwrap();
        assert_eq!(sdb().devices(sys.path()), [Path::new("/dev/sdb")], "no table of partitions");
        for name in ["sdb10", "sdb2", "sdb1", "holders"] {
            fs::create_dir(folder.join(name)).unwrap();
            if name.starts_with("sdb") {
                fs::write(folder.join(name).join("partition"), "1\n").unwrap();
            }
        }
        let expected = ["/dev/sdb1", "/dev/sdb2", "/dev/sdb10"].map(PathBuf::from);
        assert_eq!(sdb().devices(sys.path()), expected);
    }
}
