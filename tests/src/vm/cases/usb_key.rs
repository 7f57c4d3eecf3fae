//! A USB key in a port: a document of it comes out of the printer without a log-in, whatever file system it lies on; what cannot be
//! read is said; and during a session a key is the visitor's own.

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, ensure};
use epn_rules::units::Minutes;
use epn_wire::kiosk::{KioskIntent, KioskView};
use epn_wire::printing::{PrintAsk, PrintShown, PrintStage};
use epn_wire::usb::{UsbKey, UsbWish};

use crate::prints::{A4, document};
use crate::support::wait_for;
use crate::vm::key::{self, FileSystem};
use crate::vm::room::Room;

/// What lies on each key, in a folder whose name is not ASCII.
const FOLDER: &str = "Démarches";
const DOCUMENT: &str = "Lettre à l'accueil.pdf";
const SIDES: u32 = 2;

/// The key's partition, as udev calls it by what QEMU says of its keys.
const PARTITION: &str = "/dev/disk/by-id/usb-QEMU_QEMU_HARDDISK_*-part1";

/// A key is read or found to be none within this, with the processor.
const LOOKED_AT: Duration = Duration::from_secs(20);

pub(super) async fn run(room: &mut Room) -> Result<()> {
    let mut keys = Vec::new();
    for file_system in FileSystem::ALL {
        keys.push((file_system.name(), filled(room, file_system).await?));
    }
    room.site.prints_from_keys(true).await?;
    sees(room, "a station that prints from keys", |view| epn_rules::print::prints_from_keys(&view.site.tags))
        .await?;
    for (name, key) in &keys {
        printed_from(room, name, key).await.with_context(|| format!("a key with {name}"))?;
    }
    unreadable(room).await.context("a key with nothing that can be read")?;
    if let Some((_, key)) = keys.first() {
        in_a_session(room, key).await.context("a key during a session")?;
    }
    room.site.prints_from_keys(false).await
}

/// A key with the document on it, written by a Linux as anybody else's would be.
async fn filled(room: &Room, file_system: FileSystem) -> Result<PathBuf> {
    let image = room.folder().join(format!("key-{}.img", file_system.name()));
    key::empty(file_system, &image)?;
    let machine = room.machine()?;
    machine.plug(&image).await?;
    let (kind, options) = (file_system.name(), file_system.options());
    partition_is_there(room).await?;
    let mount = format!(
        "set -e
         mkdir -p /run/epn-tests-key; mount -t {kind} -o {options} {PARTITION} /run/epn-tests-key
         mkdir /run/epn-tests-key/'{FOLDER}'"
    );
    room.guest()?.run(&mount).await.with_context(|| format!("mounting {kind}"))?;
    let text = String::from_utf8(document(SIDES, A4, 0))?;
    room.guest()?.write(&format!("\"/run/epn-tests-key/{FOLDER}/{DOCUMENT}\""), &text).await?;
    room.guest()?.run("umount /run/epn-tests-key && rmdir /run/epn-tests-key").await?;
    machine.unplug().await?;
    Ok(image)
}

/// Plugged in, chosen, confirmed, printed and taken out; nothing of it stays.
async fn printed_from(room: &Room, name: &str, key: &Path) -> Result<()> {
    let (machine, before) = (room.machine()?, room.site.sides_printed());
    machine.plug(key).await?;
    let view =
        sees(room, "the key's documents", |view| shows_key(view, |key| matches!(key, UsbKey::Files(_))))
            .await?;
    let listed: Vec<_> =
        files(&view).into_iter().map(|file| (file.folder.as_deref(), file.name.as_str())).collect();
    ensure!(listed == [(Some(FOLDER), DOCUMENT)], "listed is {listed:?}");
    machine.keep_picture(&format!("key-{name}")).await?;
    room.intend(&KioskIntent::Usb { wish: UsbWish::Print { file: 0 } }).await?;
    let held = sees(room, "a print that waits", |view| {
        print(view).is_some_and(|print| print.stage == PrintStage::Held)
    })
    .await?;
    let held = print(&held).context("a print")?;
    let offer = held.offers.first().context("a printer that is offered")?;
    let ask = PrintAsk::Confirm { job: held.id, printer: offer.printer, price: offer.price };
    room.intend(&KioskIntent::Print { ask }).await?;
    sees(room, "the paper", |view| {
        print(view).is_some_and(|print| print.stage == PrintStage::Done { sides: SIDES })
    })
    .await?;
    machine.keep_picture(&format!("key-{name}-printed")).await?;
    let printed = room.site.sides_printed() - before;
    ensure!(printed == SIDES, "the printer says {printed} sides");
    machine.unplug().await?;
    sees(room, "a key that is gone", |view| shows_key(view, |key| matches!(key, UsbKey::Gone))).await?;
    room.intend(&KioskIntent::Usb { wish: UsbWish::Over }).await?;
    sees(room, "the lock screen", |view| view.usb.is_none() && view.printing.is_none()).await?;
    nothing_is_mounted(room).await?;
    room.proved_clean().await
}

async fn unreadable(room: &Room) -> Result<()> {
    let image = room.folder().join("key-unreadable.img");
    fs::write(&image, vec![0x5A; 8 << 20])?;
    room.machine()?.plug(&image).await?;
    sees(room, "a key that cannot be read", |view| shows_key(view, |key| matches!(key, UsbKey::Unreadable)))
        .await?;
    room.machine()?.keep_picture("key-unreadable").await?;
    room.machine()?.unplug().await?;
    sees(room, "the lock screen", |view| view.usb.is_none()).await.map(drop)
}

/// Waits until the machine has noticed the key.
async fn partition_is_there(room: &Room) -> Result<()> {
    let wait = format!("for i in $(seq 200); do ls {PARTITION} && exit 0; sleep 0.1; done; exit 1");
    room.guest()?.run(&wait).await.map(drop)
}

/// The lock screen takes no notice of what a visitor brings, neither then nor once they left without it.
async fn in_a_session(room: &Room, key: &Path) -> Result<()> {
    room.log_in(Minutes(30)).await?;
    room.machine()?.plug(key).await?;
    partition_is_there(room).await?;
    room.end_session().await?;
    let view = room.view().await?;
    ensure!(view.usb.is_none(), "the key of a session is shown at the lock screen: {:?}", view.usb);
    nothing_is_mounted(room).await?;
    room.machine()?.unplug().await
}

async fn nothing_is_mounted(room: &Room) -> Result<()> {
    let mounts = room.guest()?.ask("grep -s '^/dev/sd' /proc/*/mounts", room.prompt()).await?;
    ensure!(mounts.code != 0, "somebody still has the key: {}", mounts.output);
    Ok(())
}

/// Waits until the kiosk is told this.
async fn sees(room: &Room, what: &str, wanted: impl Fn(&KioskView) -> bool) -> Result<KioskView> {
    let mut last = None;
    let seen = wait_for(what, room.patience(LOOKED_AT), async || {
        let view = room.view().await?;
        let found = wanted(&view);
        last = Some(view);
        Ok(found.then(|| last.take()).flatten())
    });
    seen.await.with_context(|| match last {
        Some(view) => format!("the kiosk is told: {:?}, {:?}", view.usb, view.printing),
        None => "the kiosk is told nothing".to_owned(),
    })
}

fn shows_key(view: &KioskView, wanted: impl Fn(&UsbKey) -> bool) -> bool {
    view.usb.as_ref().is_some_and(|shown| wanted(&shown.key))
}

fn files(view: &KioskView) -> Vec<&epn_wire::usb::UsbFile> {
    match view.usb.as_ref().map(|shown| &shown.key) {
        Some(UsbKey::Files(files)) => files.files.iter().collect(),
        _ => Vec::new(),
    }
}

/// The newest print of whoever came with a key.
fn print(view: &KioskView) -> Option<&PrintShown> {
    view.printing.as_ref()?.printing.prints.first()
}
