//! A trace of every kind is planted: nothing is left of it; and without protection all of it is reported.

use std::collections::BTreeSet;

use anyhow::{Context, Result, ensure};
use epn_wire::report::ResetReport;

use crate::vm::room::Room;

/// A kind of trace: what the proof calls it, and how a visitor plants it.
struct Trace {
    /// Its kind in a report.
    kind: &'static str,
    plant: &'static str,
    /// Whether a plain log-in leaves it, so that the proof must report it then.
    stays: bool,
}

const fn trace(kind: &'static str, plant: &'static str) -> Trace {
    Trace { kind, plant, stays: true }
}

/// What does not outlive a log-out anyhow, or what Debian refuses a visitor: it must at least not be there afterwards.
const fn fleeting(kind: &'static str, plant: &'static str) -> Trace {
    Trace { kind, plant, stays: false }
}

/// `perl` is part of every Debian; the numbers are those of this processor's system calls.
const TRACES: [Trace; 22] = [
    trace(
        "home",
        "echo secret >$HOME/letter; mkdir -p $HOME/.mozilla/profile; echo secret >$HOME/.mozilla/profile/cookies",
    ),
    trace(
        "file",
        "for place in /tmp /var/tmp /dev/shm /run/lock; do mkdir -p $place/trace/inner; echo secret >$place/trace/inner/a; \
         ln -s /etc $place/trace/link; mkfifo $place/trace/pipe; done",
    ),
    trace("process", "setsid sh -c 'trap \"\" HUP INT TERM QUIT USR1; while :; do sleep 1000; done' &"),
    trace("sysv-shm", "perl -e 'shmget(0, 100, 0600) // die'"),
    trace("sysv-sem", "perl -e 'semget(0, 1, 0600) // die'"),
    trace("sysv-msg", "perl -e 'msgget(0, 0600) // die'"),
    trace("posix-queue", "perl -e '$n = \"trace-$$\"; syscall(240, $n, 66, 0600, 0) >= 0 or die'"),
    fleeting(
        "keyring",
        "perl -e '($t, $n, $s) = (\"user\", \"trace\", \"secret\"); syscall(248, $t, $n, $s, 6, -4) >= 0 or die'",
    ),
    // Denied on a station that is locked down: then there is nothing to find.
    fleeting("crontab", "echo '* * * * * true' | crontab -"),
    fleeting("at-job", "echo true | at now + 10 hours"),
    fleeting("process", "systemd-run --user --unit trace sleep 1000"),
    fleeting("process", "systemd-run --user --on-active=1h true"),
    fleeting(
        "home",
        "mkdir -p $HOME/.config/systemd/user $HOME/.config/autostart; \
         printf '[Service]\\nExecStart=/bin/sleep 1000\\n' >$HOME/.config/systemd/user/trace.service; \
         printf '[Desktop Entry]\\nType=Application\\nName=t\\nExec=sleep 1000\\n' >$HOME/.config/autostart/t.desktop; \
         systemctl --user daemon-reload; systemctl --user start trace",
    ),
    fleeting("linger", "loginctl enable-linger"),
    fleeting("core-dump", "ulimit -c unlimited; sh -c 'kill -SEGV $$'"),
    fleeting("mount", "gio mount file:///tmp; fusermount3 --version; mkdir -p $HOME/m; unshare -Ur true"),
    fleeting("print-job", "echo secret | lp"),
    fleeting("connection", "nmcli connection add type dummy ifname trace0 con-name trace ip4 10.9.9.9/24"),
    fleeting(
        "account",
        "busctl call org.freedesktop.Accounts /org/freedesktop/Accounts/User61000 \
         org.freedesktop.Accounts.User SetLanguage s de_DE.UTF-8",
    ),
    fleeting(
        "process",
        "dbus-send --session --print-reply --dest=org.freedesktop.DBus / \
         org.freedesktop.DBus.StartServiceByName string:org.xfce.Xfconf uint32:0",
    ),
    fleeting(
        "preferences",
        "localectl set-locale LANG=de_DE.UTF-8; localectl set-keymap de; localectl set-x11-keymap de",
    ),
    fleeting(
        "file",
        "logger -t trace secret; echo secret | mail visitor; touch /var/crash/trace /var/mail/visitor",
    ),
];

/// All of them, each by itself: one that fails hinders no other.
fn plan() -> String {
    let lines = TRACES.iter().map(|trace| format!("( {} ) >/dev/null 2>&1 || true\n", trace.plant));
    lines.collect::<String>() + "true"
}

/// The station's own sessions leave nothing.
pub(super) async fn protected(room: &mut Room) -> Result<()> {
    let report = tried(room, "").await?;
    ensure!(report.proved && report.leftovers.is_empty(), "left: {:?}, {:?}", report.leftovers, report.steps);
    let erased: u32 = report.steps.iter().map(|step| step.erased).sum();
    println!("  with protection: {erased} things were erased in {} ms, none is left", report.ms);
    room.proved_clean().await
}

/// Without protection everything that stays is reported.
pub(super) async fn unprotected(room: &mut Room) -> Result<()> {
    let report = tried(room, "--unprotected").await?;
    let found: BTreeSet<&str> = report.leftovers.iter().map(|left| left.kind.as_str()).collect();
    let stay: BTreeSet<&str> = TRACES.iter().filter(|trace| trace.stays).map(|trace| trace.kind).collect();
    let missed: Vec<&&str> = stay.difference(&found).collect();
    ensure!(!report.proved && missed.is_empty(), "not reported: {missed:?}; reported: {found:?}");
    let places: BTreeSet<&str> =
        report.leftovers.iter().filter(|left| left.kind == "file").map(|left| left.place.as_str()).collect();
    for place in ["/tmp", "/var/tmp", "/dev/shm", "/run/lock"] {
        ensure!(places.contains(place), "files in {place} are not reported: {places:?}");
    }
    println!("  without protection: {} kinds are reported: {found:?}", found.len());
    room.proved_clean().await
}

/// One session without the hub that plants everything.
async fn tried(room: &Room, how: &str) -> Result<ResetReport> {
    room.guest()?.write("/usr/local/share/epn-traces", &plan()).await?;
    let command = format!(
        "epn-agent try --backend systemd {how} --json --seconds 40 --command 'sh /usr/local/share/epn-traces'"
    );
    room.report(&command).await.context("a session that plants traces")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_plan_is_a_script() {
        let mut shell = std::process::Command::new("sh");
        let checked = crate::support::run_to_end(shell.arg("-n"), plan().as_bytes()).unwrap();
        checked.ok().unwrap();
    }
}
