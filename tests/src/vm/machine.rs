//! A machine that runs: QEMU with a disk, a screen, a keyboard and a cable.

use std::fmt;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::Arc;
use std::time::{Duration, Instant};

use anyhow::{Context, Result, ensure};
use serde_json::json;

use super::guest::Guest;
use super::qmp::Qmp;
use super::screen::Look;
use crate::support::{Picture, Process, run_to_end, wait_for};

/// QEMU opens its monitor within this, on a machine that may be busy.
const PROMPT: Duration = Duration::from_secs(20);
/// A kernel that runs on the processor has panicked by then.
const PROBE: Duration = Duration::from_secs(15);
/// A guest that was asked to power off has ended within this.
const POWER_OFF: Duration = Duration::from_mins(2);

/// What runs the guest's instructions.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Accelerator {
    /// The processor itself.
    Kvm,
    /// QEMU, an order of magnitude slower.
    Software,
}

impl fmt::Display for Accelerator {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            Self::Kvm => "KVM",
            Self::Software => "software emulation",
        })
    }
}

impl Accelerator {
    /// The processor, if this kernel runs on it here to its panic for want of a disk. That the system offers it is not
    /// enough: where it is offered to machines inside a machine, it may stand still.
    ///
    /// # Errors
    /// There is no QEMU.
    pub async fn best(kernel: &Path, logs: &Path) -> Result<Self> {
        let mut probe = Command::new(QEMU);
        probe.args(Self::Kvm.arguments());
        probe.args(["-machine", "q35", "-nodefaults", "-display", "none", "-no-reboot", "-m", "512"]);
        probe.arg("-kernel").arg(kernel).args(["-append", "panic=-1"]);
        let mut process = Process::spawn("qemu", &mut probe, &logs.join("probe.log"))?;
        let works = process.ended(PROBE).await.is_ok_and(|status| status.success());
        Ok(if works { Self::Kvm } else { Self::Software })
    }

    fn arguments(self) -> &'static [&'static str] {
        match self {
            Self::Kvm => &["-accel", "kvm", "-cpu", "host"],
            Self::Software => &["-accel", "tcg,thread=multi,tb-size=512", "-cpu", "max"],
        }
    }

    /// How much longer than with the processor things may take.
    pub fn patience(self, with_the_processor: Duration) -> Duration {
        match self {
            Self::Kvm => with_the_processor,
            Self::Software => with_the_processor * 8,
        }
    }
}

const QEMU: &str = "qemu-system-x86_64";

/// What QEMU calls the USB key.
const KEY: &str = "key";

/// What the kernel is told. No console that asks for a name: a station has none either.
const KERNEL_LINE: &str =
    "root=/dev/vda rw console=ttyS0 console=tty0 quiet systemd.show_status=0 systemd.getty_auto=0";

/// What a machine is made of.
#[derive(Clone, Debug)]
pub struct Parts {
    pub accelerator: Accelerator,
    pub kernel: PathBuf,
    pub initrd: PathBuf,
    /// A disk in QEMU's own format, which the machine writes to.
    pub disk: PathBuf,
    /// A second disk as it is, which it only reads.
    pub medium: Option<PathBuf>,
    pub memory_mb: u32,
}

/// A machine that was switched on; dropping it cuts the power.
#[derive(Debug)]
pub struct Machine {
    process: Process,
    qmp: Arc<Qmp>,
    guest: Guest,
    folder: PathBuf,
    switched_on: Instant,
}

/// Makes a disk that holds only what changes from `base` on (of the format `raw` or `qcow2`).
///
/// QEMU itself can, so that its tools are not needed besides: not every Debian has both of one version.
///
/// # Errors
/// QEMU cannot read `base` or write `disk`.
pub fn disk_over(base: &Path, format: &str, disk: &Path) -> Result<()> {
    let mut command = Command::new(QEMU);
    command.args(["-machine", "none", "-nodefaults", "-display", "none", "-S", "-qmp", "stdio", "-drive"]);
    command.arg(format!("if=none,id=base,file={},format={format}", base.display()));
    let arguments = json!({ "device": "base", "snapshot-file": disk, "format": "qcow2" });
    let commands = [
        json!({ "execute": "qmp_capabilities" }),
        json!({ "execute": "blockdev-snapshot-sync", "arguments": arguments }),
        json!({ "execute": "quit" }),
    ];
    let input = commands.map(|command| command.to_string()).join("\n");
    let said = run_to_end(&mut command, input.as_bytes())?.ok()?;
    ensure!(disk.is_file(), "QEMU did not make the disk {}: {}", disk.display(), said.stdout);
    Ok(())
}

impl Machine {
    /// Switches a machine on; its logs and sockets go to `folder`.
    ///
    /// # Errors
    /// QEMU does not start.
    pub async fn switch_on(parts: &Parts, folder: &Path) -> Result<Self> {
        let (monitor, line) = (folder.join("monitor"), folder.join("guest"));
        for socket in [&monitor, &line] {
            if socket.exists() {
                std::fs::remove_file(socket)?;
            }
        }
        let switched_on = Instant::now();
        let mut command = parts.command(folder, &monitor, &line);
        let mut process = Process::spawn("qemu", &mut command, &folder.join("qemu.log"))?;
        let qmp = Qmp::connect(&monitor, PROMPT).await;
        let running = process.is_running()?;
        let qmp = qmp.with_context(|| format!("QEMU (running: {running}): {}", process.log().display()))?;
        let guest = Guest::connect(&line).await?;
        Ok(Self { process, qmp: Arc::new(qmp), guest, folder: folder.to_owned(), switched_on })
    }

    /// When it was.
    pub fn switched_on(&self) -> Instant {
        self.switched_on
    }

    /// Its monitor.
    pub fn qmp(&self) -> &Arc<Qmp> {
        &self.qmp
    }

    /// Its root.
    pub fn guest(&self) -> &Guest {
        &self.guest
    }

    /// Where its logs and pictures are.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// What its screen shows now.
    ///
    /// # Errors
    /// QEMU cannot tell.
    pub async fn picture(&self) -> Result<Picture> {
        let file = self.folder.join("look.ppm");
        self.qmp.screendump(&file).await?;
        Picture::read_pixmap(&file)
    }

    /// Which screen that is.
    ///
    /// # Errors
    /// As [`Self::picture`].
    pub async fn look(&self) -> Result<Look> {
        Ok(Look::of(&self.picture().await?))
    }

    /// Waits until the screen shows this.
    ///
    /// # Errors
    /// It does not `within` this time; the picture is then kept.
    pub async fn shows(&self, wanted: Look, within: Duration) -> Result<()> {
        let what = format!("the {wanted} on the screen");
        let shown = wait_for(&what, within, async || Ok((self.look().await? == wanted).then_some(()))).await;
        if let Err(error) = shown {
            let kept = self.keep_picture(&format!("no-{wanted}")).await?;
            return Err(error.context(format!("the screen shows otherwise: {}", kept.display())));
        }
        Ok(())
    }

    /// Writes what the screen shows to a file of this name.
    ///
    /// # Errors
    /// As [`Self::picture`].
    pub async fn keep_picture(&self, name: &str) -> Result<PathBuf> {
        let file = self.folder.join(format!("{name}.png"));
        self.picture().await?.write(&file)?;
        Ok(file)
    }

    /// Pulls the network cable out, or puts it in.
    ///
    /// # Errors
    /// QEMU refuses.
    pub async fn cable(&self, plugged: bool) -> Result<()> {
        self.qmp.execute("set_link", json!({ "name": "cable", "up": plugged })).await.map(drop)
    }

    /// Plugs a USB key with this image into a port.
    ///
    /// # Errors
    /// QEMU refuses, or one is there.
    pub async fn plug(&self, image: &Path) -> Result<()> {
        let file = json!({ "driver": "file", "filename": image });
        let disk = json!({ "driver": "raw", "node-name": KEY, "file": file });
        self.qmp.execute("blockdev-add", disk).await?;
        let device =
            json!({ "driver": "usb-storage", "id": KEY, "drive": KEY, "bus": "usb.0", "removable": true });
        self.qmp.execute("device_add", device).await.map(drop)
    }

    /// Pulls the key out, whatever the guest does with it.
    ///
    /// # Errors
    /// There is none.
    pub async fn unplug(&self) -> Result<()> {
        let pulled = || self.qmp.events().iter().filter(|event| *event == "DEVICE_DELETED").count();
        let before = pulled();
        self.qmp.execute("device_del", json!({ "id": KEY })).await?;
        wait_for("a key that is out", PROMPT, async || Ok((pulled() > before).then_some(()))).await?;
        self.qmp.execute("blockdev-del", json!({ "node-name": KEY })).await.map(drop)
    }

    /// How often it was reset or asked to go off by itself.
    pub fn resets(&self) -> usize {
        let of_power = |event: &&String| matches!(event.as_str(), "RESET" | "SHUTDOWN" | "POWERDOWN");
        self.qmp.events().iter().filter(of_power).count()
    }

    /// Cuts the power: whatever the guest has not written to its disk is lost.
    ///
    /// # Errors
    /// The system refuses.
    pub fn cut_power(self) -> Result<()> {
        self.process.kill().map(drop)
    }

    /// Asks the guest to power off and waits for that.
    ///
    /// # Errors
    /// It does not.
    pub async fn power_off(mut self) -> Result<()> {
        self.guest.run("systemctl poweroff --no-block").await?;
        self.process.ended(POWER_OFF).await.map(drop)
    }
}

impl Parts {
    fn command(&self, folder: &Path, monitor: &Path, line: &Path) -> Command {
        // It ends with whoever started it, however that ends.
        let mut qemu = Command::new("setpriv");
        qemu.args(["--pdeathsig", "KILL", QEMU]);
        qemu.args(self.accelerator.arguments());
        qemu.args(["-machine", "q35", "-smp", "2", "-nodefaults", "-display", "none"]);
        qemu.arg("-m").arg(self.memory_mb.to_string());
        // Of QEMU's screens, the one that Debian's kernel draws on as it does on a real PC's.
        qemu.args(["-vga", "none", "-device", "virtio-gpu-pci,xres=1024,yres=768"]);
        qemu.arg("-serial").arg(format!("file:{}", folder.join("serial.log").display()));
        qemu.arg("-qmp").arg(format!("unix:{},server=on,wait=off", monitor.display()));
        let disk = format!("file={},if=virtio,format=qcow2,cache=writeback", self.disk.display());
        qemu.arg("-drive").arg(disk);
        if let Some(medium) = &self.medium {
            qemu.arg("-drive");
            qemu.arg(format!("file={},if=virtio,format=raw,readonly=on", medium.display()));
        }
        qemu.args(["-netdev", "user,id=net", "-device", "virtio-net-pci,netdev=net,id=cable,romfile="]);
        qemu.args([
            "-device",
            "virtio-rng-pci",
            "-device",
            "virtio-serial-pci",
            "-device",
            "qemu-xhci,id=usb",
        ]);
        qemu.arg("-chardev").arg(format!("socket,id=line,path={},server=on,wait=off", line.display()));
        qemu.args(["-device", "virtserialport,chardev=line,name=epn.tests"]);
        qemu.arg("-kernel").arg(&self.kernel).arg("-initrd").arg(&self.initrd);
        qemu.args(["-append", KERNEL_LINE]);
        qemu
    }
}
