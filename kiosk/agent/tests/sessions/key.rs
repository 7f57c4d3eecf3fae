//! Real file systems on loop devices, looked at by the real child: what it lists and reads, and what it has no right to.

use std::fs::{self, File};
use std::os::unix::fs::{PermissionsExt as _, symlink};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::time::Duration;

use epn_agent::usb::UsbNews;
use epn_agent::usb::uevent::Uevents;
use epn_agent::usb::watch::Reader;
use epn_wire::part::LONGEST;
use epn_wire::usb::UsbFiles;
use rustix::fs::{CWD, FileType, Mode, mknodat};
use tokio::time::timeout;

use crate::support::{AGENT, as_root};

/// No answer of the child takes longer.
const DEADLINE: Duration = Duration::from_secs(30);

/// An image with a file system, in a loop device of its own.
struct Key {
    folder: tempfile::TempDir,
    device: PathBuf,
}

impl Key {
    /// A file system with what `fill` puts on it.
    fn ext4(fill: impl FnOnce(&Path)) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let content = folder.path().join("content");
        fs::create_dir(&content).unwrap();
        fs::set_permissions(&content, fs::Permissions::from_mode(0o755)).unwrap();
        fill(&content);
        let image = folder.path().join("image");
        File::create(&image).unwrap().set_len(64 * 1024 * 1024).unwrap();
        // Very many names want as many inodes.
        ran(Command::new("mkfs.ext4").args(["-q", "-F", "-N", "32000", "-d"]).arg(&content).arg(&image));
        Self::of(folder, &image)
    }

    /// A key on which these bytes lie, and nothing else.
    fn raw(bytes: &[u8]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let image = folder.path().join("image");
        fs::write(&image, bytes).unwrap();
        Self::of(folder, &image)
    }

    fn of(folder: tempfile::TempDir, image: &Path) -> Self {
        as_root();
        let told = ran(Command::new("losetup").args(["--find", "--show"]).arg(image));
        Self { folder, device: PathBuf::from(told.trim()) }
    }

    fn reader(&self) -> Reader {
        Reader::start(Path::new(AGENT), std::slice::from_ref(&self.device)).unwrap()
    }
}

impl Drop for Key {
    fn drop(&mut self) {
        let _ = Command::new("losetup").arg("--detach").arg(&self.device).status();
    }
}

fn ran(command: &mut Command) -> String {
    let output = command.stderr(Stdio::inherit()).output().unwrap();
    assert!(output.status.success(), "{command:?}");
    String::from_utf8(output.stdout).unwrap()
}

async fn hear(reader: &mut Reader) -> UsbNews {
    timeout(DEADLINE, reader.hear()).await.unwrap()
}

async fn files(reader: &mut Reader) -> UsbFiles {
    let news = hear(reader).await;
    assert!(matches!(news, UsbNews::Files(_)), "{news:?}");
    match news {
        UsbNews::Files(files) => files,
        _ => UsbFiles::default(),
    }
}

async fn read(reader: &mut Reader, file: u32, from: u64) -> UsbNews {
    reader.ask(file, from).await.unwrap();
    hear(reader).await
}

/// The child of a reader, by its command line.
fn child(key: &Key) -> Option<u32> {
    let device = key.device.display().to_string();
    fs::read_dir("/proc").unwrap().flatten().find_map(|entry| {
        let pid = entry.file_name().to_str()?.parse().ok()?;
        let line = fs::read(entry.path().join("cmdline")).ok()?;
        let line = String::from_utf8_lossy(&line).into_owned();
        (line.contains("usb-reader") && line.contains(&device)).then_some(pid)
    })
}

#[tokio::test]
async fn a_document_is_listed_and_read_whole() {
    let long: Vec<u8> = (0..LONGEST + 1000).map(|n| u8::try_from(n % 251).unwrap()).collect();
    let key = Key::ext4(|top| fs::write(top.join("Démarches.pdf"), &long).unwrap());
    let mut reader = key.reader();
    let files = files(&mut reader).await;
    assert_eq!(files.files.len(), 1);
    assert_eq!((files.files[0].name.as_str(), files.files[0].bytes), ("Démarches.pdf", long.len() as u64));
    let UsbNews::Part(first) = read(&mut reader, 0, 0).await else { panic!("no part") };
    let UsbNews::Part(second) = read(&mut reader, 0, LONGEST as u64).await else { panic!("no part") };
    assert_eq!([first.bytes(), second.bytes()].concat(), long);
    assert_eq!(read(&mut reader, 5, 0).await, UsbNews::NotRead);
}

#[tokio::test]
async fn the_child_has_no_rights_and_its_mount_is_nobody_elses() {
    let key = Key::ext4(|top| fs::write(top.join("a.pdf"), "x").unwrap());
    let mut reader = key.reader();
    files(&mut reader).await;
    let mounts = fs::read_to_string("/proc/self/mounts").unwrap();
    let device = format!("{} ", key.device.display());
    assert!(!mounts.lines().any(|line| line.starts_with(&device)), "the key is mounted here");
    let pid = child(&key).expect("it runs");
    let status = fs::read_to_string(format!("/proc/{pid}/status")).unwrap();
    let line =
        |name: &str| status.lines().find_map(|line| line.strip_prefix(name)).unwrap().trim().to_owned();
    assert_eq!(line("Uid:").split_whitespace().collect::<Vec<_>>(), ["65534"; 4]);
    assert_eq!(line("Groups:"), "");
    assert_eq!(
        (line("CapEff:").as_str(), line("CapPrm:").as_str()),
        ("0000000000000000", "0000000000000000")
    );
    assert_eq!(line("NoNewPrivs:"), "1");
    assert_eq!(fs::read_to_string(format!("/proc/{pid}/oom_score_adj")).unwrap().trim(), "1000");
    let root = fs::read_dir(format!("/proc/{pid}/root")).unwrap().flatten();
    let mut names: Vec<_> = root.map(|entry| entry.file_name()).collect();
    names.sort();
    assert_eq!(names, ["a.pdf", "lost+found"], "it sees the key and nothing else");
    let write = fs::write(format!("/proc/{pid}/root/b.pdf"), "x");
    assert_eq!(write.unwrap_err().kind(), std::io::ErrorKind::ReadOnlyFilesystem);
    assert_ne!(
        fs::read_link(format!("/proc/{pid}/ns/net")).unwrap(),
        fs::read_link("/proc/self/ns/net").unwrap()
    );
    drop(reader);
    let gone = async {
        let mut looks = tokio::time::interval(Duration::from_millis(5));
        while child(&key).is_some() {
            looks.tick().await;
        }
    };
    timeout(DEADLINE, gone).await.unwrap();
}

#[tokio::test]
async fn what_somebody_prepared_harms_nothing() {
    let key = Key::ext4(|top| {
        symlink("/etc/shadow", top.join("link.pdf")).unwrap();
        symlink("/", top.join("root")).unwrap();
        symlink("..", top.join("up")).unwrap();
        let disk = rustix::fs::makedev(7, 0);
        mknodat(CWD, top.join("disk.pdf"), FileType::BlockDevice, Mode::RUSR, disk).unwrap();
        mknodat(CWD, top.join("pipe.pdf"), FileType::Fifo, Mode::RUSR, 0).unwrap();
        let secret = top.join("secret.pdf");
        fs::write(&secret, "x").unwrap();
        fs::set_permissions(&secret, fs::Permissions::from_mode(0o600)).unwrap();
        fs::write(top.join("cv\u{202e}fdp.pdf"), "good").unwrap();
    });
    let mut reader = key.reader();
    let files = files(&mut reader).await;
    let mut names: Vec<_> = files.files.iter().map(|file| file.name.as_str()).collect();
    names.sort_unstable();
    assert_eq!(names, ["cv\u{fffd}fdp.pdf", "secret.pdf"]);
    for (place, file) in (0..).zip(&files.files) {
        match read(&mut reader, place, 0).await {
            UsbNews::Part(part) => assert_eq!((part.bytes(), file.bytes), (&b"good"[..], 4)),
            other => assert_eq!((other, file.bytes), (UsbNews::NotRead, 1), "it is root's own"),
        }
    }
}

#[tokio::test]
async fn very_many_names_come_to_an_end() {
    // More than are looked at, in folders that mkfs copies quickly.
    let key = Key::ext4(|top| {
        for folder in 0..22 {
            let folder = top.join(folder.to_string());
            fs::create_dir(&folder).unwrap();
            for number in 0..1_000 {
                File::create(folder.join(number.to_string())).unwrap();
            }
        }
    });
    let mut reader = key.reader();
    assert!(files(&mut reader).await.more);
}

#[tokio::test]
async fn what_is_no_file_system_or_a_broken_one_cannot_be_read() {
    for bytes in [vec![0; 1024 * 1024], vec![0xff; 1024 * 1024], b"PK\x03\x04".repeat(4096)] {
        let key = Key::raw(&bytes);
        assert_eq!(hear(&mut key.reader()).await, UsbNews::Unreadable);
    }
    let whole = Key::ext4(|top| fs::write(top.join("a.pdf"), "x").unwrap());
    let mut image = fs::read(whole.folder.path().join("image")).unwrap();
    // The superblock stays, what it leads to does not.
    image[4096..1024 * 1024].fill(0xa5);
    let broken = Key::raw(&image);
    let mut reader = broken.reader();
    match hear(&mut reader).await {
        UsbNews::Unreadable => {}
        UsbNews::Files(files) => assert!(files.files.is_empty()),
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn the_kernel_says_when_a_disk_comes() {
    as_root();
    let mut uevents = Uevents::open().unwrap();
    // Loop devices hang on no bus: the kernel says `add` for a disk once it is asked to say so again.
    fs::write("/sys/block/loop7/uevent", "add").unwrap();
    let heard = async {
        loop {
            if let Ok(epn_agent::usb::uevent::Uevent::PluggedIn(disk)) = uevents.next().await
                && disk.name == "loop7"
            {
                return disk;
            }
        }
    };
    let disk = timeout(DEADLINE, heard).await.expect("the kernel says so");
    assert!(!disk.is_usb(), "it is no key");
    assert_eq!(disk.devices(Path::new("/sys")), [Path::new("/dev/loop7")]);
}
