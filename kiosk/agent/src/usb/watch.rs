//! The root part's end: hears of keys, starts the child that looks at one, and passes bounded messages between it and the machine.

use std::io;
use std::os::fd::OwnedFd;
use std::os::unix::net::UnixStream as StdUnixStream;
use std::path::{Path, PathBuf};
use std::process::Stdio;

use epn_wire::framing;
use tokio::net::UnixStream;
use tokio::net::unix::{OwnedReadHalf, OwnedWriteHalf};
use tokio::process::{Child, Command};
use tokio::sync::mpsc::{Receiver, Sender, UnboundedReceiver, UnboundedSender, channel};

use super::uevent::{Uevent, Uevents};
use super::{Ask, Disk, Tell, UsbNews, UsbOrder};

/// The hidden subcommand that is the child.
pub const SUBCOMMAND: &str = "usb-reader";

/// A child that looks at a key. Dropping it ends it, and with it the key's mount.
#[derive(Debug)]
pub struct Reader {
    /// Killed when it is dropped.
    _child: Child,
    socket: OwnedWriteHalf,
    told: Receiver<UsbNews>,
}

impl Reader {
    /// Starts it for these devices. `program` is this one.
    pub fn start(program: &Path, devices: &[PathBuf]) -> io::Result<Self> {
        let (own, childs) = StdUnixStream::pair()?;
        own.set_nonblocking(true)?;
        let mut command = Command::new(program);
        command.arg0("epn-agent").arg(SUBCOMMAND).args(devices);
        command.env_clear().current_dir("/").stdin(Stdio::from(OwnedFd::from(childs))).stdout(Stdio::null());
        // What it would complain about is told as a key that cannot be read.
        let child = command.stderr(Stdio::null()).kill_on_drop(true).spawn()?;
        let (reader, socket) = UnixStream::from_std(own)?.into_split();
        let (sender, told) = channel(1);
        tokio::spawn(hear(reader, sender));
        Ok(Self { _child: child, socket, told })
    }

    /// What it tells next; its end is a key that cannot be read. May be dropped and called again without losing anything.
    pub async fn hear(&mut self) -> UsbNews {
        self.told.recv().await.unwrap_or(UsbNews::Unreadable)
    }

    /// Asks for a part of a document.
    pub async fn ask(&mut self, file: u32, from: u64) -> Result<(), framing::FrameError> {
        framing::write(&mut self.socket, &Ask::Read { file, from }).await
    }
}

/// Reads what the child tells, in a task of its own since reading a frame cannot be broken off.
async fn hear(mut socket: OwnedReadHalf, told: Sender<UsbNews>) {
    while let Ok(tell) = framing::read(&mut socket).await {
        let news = match tell {
            Tell::Files { files } => UsbNews::Files(files.bounded()),
            Tell::Part { bytes } => UsbNews::Part(bytes),
            Tell::NotRead => UsbNews::NotRead,
        };
        if told.send(news).await.is_err() {
            return;
        }
    }
}

/// The key that is looked at.
#[derive(Debug)]
struct Key {
    disk: Disk,
    reader: Reader,
}

/// Tells of keys and does what is ordered about them, until the agent ends.
pub async fn watch(mut orders: UnboundedReceiver<UsbOrder>, news: UnboundedSender<UsbNews>) {
    let mut uevents =
        Uevents::open().inspect_err(|fault| tracing::error!(%fault, "no USB key is noticed")).ok();
    let mut key: Option<Key> = None;
    loop {
        let told = tokio::select! {
            order = orders.recv() => match order {
                Some(order) => carry_out(order, &mut key).await,
                None => return,
            },
            uevent = next(&mut uevents) => noticed(uevent, &mut key),
            told = hear_key(&mut key) => Some(told),
        };
        if matches!(told, Some(UsbNews::Unreadable)) {
            key = None;
        }
        if let Some(told) = told
            && news.send(told).is_err()
        {
            return;
        }
    }
}

/// What the kernel says next; nothing ever, if it cannot be heard.
async fn next(uevents: &mut Option<Uevents>) -> Uevent {
    if let Some(heard) = uevents {
        match heard.next().await {
            Ok(uevent) => return uevent,
            Err(fault) => tracing::error!(%fault, "USB keys are not noticed any more"),
        }
    }
    *uevents = None;
    std::future::pending().await
}

async fn hear_key(key: &mut Option<Key>) -> UsbNews {
    match key {
        Some(key) => key.reader.hear().await,
        None => std::future::pending().await,
    }
}

fn noticed(uevent: Uevent, key: &mut Option<Key>) -> Option<UsbNews> {
    match uevent {
        Uevent::PluggedIn(disk) => disk.is_usb().then_some(UsbNews::PluggedIn(disk)),
        Uevent::Gone(disk) => {
            key.take_if(|key| key.disk == disk);
            Some(UsbNews::Gone(disk))
        }
    }
}

async fn carry_out(order: UsbOrder, key: &mut Option<Key>) -> Option<UsbNews> {
    match order {
        UsbOrder::Look(disk) => {
            let devices = disk.devices(Path::new("/sys"));
            match Reader::start(Path::new("/proc/self/exe"), &devices) {
                Ok(reader) => *key = Some(Key { disk, reader }),
                Err(error) => {
                    tracing::error!(%error, "the reader of USB keys cannot be started");
                    return Some(UsbNews::Unreadable);
                }
            }
            None
        }
        UsbOrder::Read { file, from } => match key {
            Some(key) => key.reader.ask(file, from).await.is_err().then_some(UsbNews::Unreadable),
            None => Some(UsbNews::Unreadable),
        },
        UsbOrder::LetGo => {
            *key = None;
            None
        }
    }
}
