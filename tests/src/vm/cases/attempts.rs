//! The cable is pulled out in the middle of a session, and the visitor tries what only others may.

use anyhow::{Context, Result, ensure};
use epn_rules::session::Phase;
use epn_rules::units::Minutes;
use epn_wire::kiosk::{KioskIntent, Scene};

use crate::support::wait_for;
use crate::vm::room::Room;
use crate::vm::screen::Look;
use crate::vm::watch::May;

/// Lines that must fail, though not for want of the program.
const REFUSED: [&str; 37] = [
    "systemctl reboot",
    "systemctl poweroff",
    "systemctl suspend",
    "systemctl kexec",
    "loginctl reboot",
    "busctl call org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager Reboot b true",
    "busctl call org.freedesktop.login1 /org/freedesktop/login1 org.freedesktop.login1.Manager PowerOff b true",
    "loginctl enable-linger",
    "loginctl terminate-user epn-kiosk",
    "loginctl activate $(loginctl list-sessions --no-legend | grep epn-kiosk | cut -d' ' -f1)",
    "systemctl stop epn-agent",
    "systemctl start getty@tty3",
    "systemctl isolate rescue.target",
    "systemctl set-property user-61000.slice MemoryMax=1G",
    "su -c id",
    "su epn-kiosk -c id",
    "sudo --non-interactive id",
    "pkexec id",
    "mount -t tmpfs none /mnt",
    "umount /",
    "chvt 7",
    "openvt -c 9 -- sh",
    "cat /dev/tty7",
    "cat /dev/input/event0",
    "cat /dev/fb0",
    "cat /dev/vda",
    "date --set 2030-01-01",
    "timedatectl set-time 2030-01-01",
    "hostnamectl set-hostname mine",
    "nmcli networking off",
    "nmcli connection add type dummy ifname mine0 con-name mine ip4 10.9.9.9/24",
    "ip link set lo down",
    "cat /etc/shadow",
    "ls /var/lib/epn-agent/identity",
    "cat /var/lib/epn-agent/journal.db /var/lib/epn-agent/*.sqlite /var/lib/epn-agent/*.db",
    "perl -MIO::Socket::UNIX -e 'my $s = IO::Socket::UNIX->new(Peer => \"/run/epn/kiosk.sock\") or die; \
     print $s pack(\"N\", 18), q({\"intent\":\"leave\"}); $s->flush; read($s, my $head, 4) == 4 or die'",
    "kill -KILL $(pgrep -x -u root epn-agent)",
];

pub(super) async fn run(room: &mut Room) -> Result<()> {
    room.log_in(Minutes(60)).await?;
    let watch = room.watch(May::NoConsole)?;
    let before = room.guest()?.run(STATE).await?;
    let resets = room.machine()?.resets();
    room.machine()?.cable(false).await?;
    for line in REFUSED {
        let said = room.as_visitor(line).await.with_context(|| line.to_owned())?;
        ensure!(said.code != 0, "a visitor could do “{line}”: {}", said.output.trim());
        ensure!(!said.output.contains(": not found"), "“{line}” is no attempt here: {}", said.output.trim());
        ensure!(room.machine()?.resets() == resets, "“{line}” reset the machine");
    }
    let after = room.guest()?.run(STATE).await?;
    ensure!(before == after, "something changed: {before}\n{after}");
    let scene = room.view().await?.scene;
    ensure!(matches!(scene, Scene::Active(_)), "the session did not go on without the hub: {scene:?}");
    left_without_the_hub(room).await?;
    println!("  {} attempts were refused: {}", REFUSED.len(), watch.end()?.story());
    Ok(())
}

/// What no visitor may change.
const STATE: &str = "cat /proc/sys/kernel/random/boot_id /sys/class/tty/tty0/active /etc/hostname; \
    systemctl is-active epn-agent; pgrep -x -o epn-agent; ls /var/lib/systemd/linger; cut -d' ' -f2,3 /proc/mounts | \
    grep -v epn-visitor; nmcli -g name connection | sort";

/// The visitor leaves while the hub is away; the hub hears of it once the cable is in again.
async fn left_without_the_hub(room: &Room) -> Result<()> {
    room.intend(&KioskIntent::Leave).await?;
    wait_for("a lock without the hub", room.prompt(), async || {
        Ok(matches!(room.view().await?.scene, Scene::Locked { .. }).then_some(()))
    })
    .await?;
    room.machine()?.shows(Look::Kiosk, room.prompt()).await?;
    room.machine()?.cable(true).await?;
    room.site.is(Phase::Locked, room.boot_time()).await?;
    wait_for("the session's end at the hub", room.boot_time(), async || {
        Ok(room.site.sessions().await?.iter().all(|row| row.ended.is_some()).then_some(()))
    })
    .await?;
    room.proved_clean().await
}
