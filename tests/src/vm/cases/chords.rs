//! Every chord that somewhere opens something, in every state of a station.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use epn_rules::session::Phase;
use epn_rules::units::Minutes;
use epn_wire::kiosk::{KioskIntent, Scene};

use crate::support::wait_for;
use crate::vm::room::Room;
use crate::vm::screen::Look;
use crate::vm::watch::May;

/// By QEMU's names of keys. The power key is not among them: it powers off, as it should.
const CHORDS: [&str; 82] = [
    "ctrl-alt-f1",
    "ctrl-alt-f2",
    "ctrl-alt-f3",
    "ctrl-alt-f4",
    "ctrl-alt-f5",
    "ctrl-alt-f6",
    "ctrl-alt-f7",
    "ctrl-alt-f8",
    "ctrl-alt-f9",
    "ctrl-alt-f10",
    "ctrl-alt-f11",
    "ctrl-alt-f12",
    "ctrl-alt-shift-f1",
    "ctrl-alt-shift-f8",
    "ctrl-alt_r-f2",
    "alt-f1",
    "alt-f3",
    "alt-f5",
    "alt-f6",
    "alt-f7",
    "alt-f8",
    "alt-f9",
    "alt-f10",
    "alt-f11",
    "alt-f12",
    "alt-left",
    "alt-right",
    "alt-sysrq-r",
    "alt-sysrq-e",
    "alt-sysrq-i",
    "alt-sysrq-s",
    "alt-sysrq-u",
    "alt-sysrq-k",
    "alt-sysrq-f",
    "alt-sysrq-c",
    "alt-sysrq-o",
    "alt-sysrq-b",
    "alt-sysrq-h",
    "alt-sysrq-t",
    "alt-sysrq-v",
    "ctrl-alt-delete",
    "ctrl-alt-kp_decimal",
    "ctrl-alt_r-delete",
    "ctrl-alt-shift-delete",
    "ctrl-alt-backspace",
    "ctrl-alt-end",
    "ctrl-alt-insert",
    "ctrl-alt-home",
    "ctrl-alt-esc",
    "ctrl-alt-kp_add",
    "ctrl-alt-kp_subtract",
    "ctrl-alt-kp_multiply",
    "ctrl-alt-kp_divide",
    "ctrl-alt-t",
    "ctrl-alt-l",
    "ctrl-alt-d",
    "ctrl-alt-x",
    "ctrl-alt-tab",
    "ctrl-alt-left",
    "ctrl-alt-right",
    "ctrl-alt-spc",
    "ctrl-shift-esc",
    "ctrl-esc",
    "ctrl-c",
    "ctrl-d",
    "ctrl-z",
    "ctrl-backslash",
    "ctrl-q",
    "ctrl-w",
    "alt-tab",
    "alt-esc",
    "alt-spc",
    "alt-print",
    "print",
    "pause",
    "scroll_lock",
    "shift-scroll_lock",
    "meta_l-l",
    "meta_l-r",
    "meta_l-e",
    "meta_l-p",
    "sleep",
];

/// Chords that close windows or open menus: what a desktop is for, and nothing that a kiosk does.
const OF_WINDOWS: [&str; 4] = ["alt-f4", "alt-f2", "f11", "meta_l-d"];

/// How many chords are pressed after each death of the kiosk, while its screen is away.
const A_GAP: usize = 12;

/// Nobody has logged in.
pub(super) async fn locked(room: &mut Room) -> Result<()> {
    let watch = room.watch(May::KioskOrBlack)?;
    for chord in CHORDS.iter().chain(&OF_WINDOWS) {
        tried(room, chord, &["tty7"]).await?;
    }
    still(room, Phase::Locked).await?;
    renew_kiosk(room).await?;
    println!("  locked: {}", watch.end()?.story());
    Ok(())
}

/// A visitor works; then the session waits behind the lock.
pub(super) async fn in_session(room: &mut Room) -> Result<()> {
    room.log_in(Minutes(60)).await?;
    let watch = room.watch(May::NoConsole)?;
    for chord in CHORDS {
        tried(room, chord, &["tty8"]).await?;
        // Whatever it opened is closed again.
        room.press("esc").await?;
    }
    still(room, Phase::Active).await?;
    room.intend(&KioskIntent::Pause).await?;
    still(room, Phase::Paused).await?;
    room.machine()?.shows(Look::Kiosk, room.prompt()).await?;
    watch.now(May::KioskOrBlack);
    for chord in CHORDS.iter().chain(&OF_WINDOWS) {
        tried(room, chord, &["tty7"]).await.context("in a pause")?;
    }
    still(room, Phase::Paused).await?;
    println!("  in session, then in a pause: {}", watch.end()?.story());
    room.end_session().await.map(drop)
}

/// From the announcement of the end until after it.
pub(super) async fn last_minute(room: &mut Room) -> Result<()> {
    room.log_in(Minutes(2)).await?;
    let watch = room.watch(May::NoConsole)?;
    for chord in CHORDS.iter().cycle() {
        if is_over(room).await? {
            break;
        }
        tried(room, chord, &["tty7", "tty8"]).await?;
    }
    room.is_free().await?;
    watch.now(May::KioskOrBlack);
    for chord in CHORDS.iter().take(A_GAP) {
        tried(room, chord, &["tty7"]).await?;
    }
    println!("  last minute: {}", watch.end()?.story());
    room.proved_clean().await
}

/// The kiosk was killed, and nothing is on its screen yet.
pub(super) async fn gap(room: &mut Room) -> Result<()> {
    let watch = room.watch(May::KioskOrBlack)?;
    for some in CHORDS.chunks(A_GAP) {
        room.guest()?.run("systemctl kill --signal=KILL epn-kiosk.service").await?;
        for chord in some {
            tried(room, chord, &["tty7"]).await?;
        }
        room.machine()?.shows(Look::Kiosk, room.prompt()).await.context("after a killed kiosk")?;
    }
    still(room, Phase::Locked).await?;
    println!("  gap: {}", watch.end()?.story());
    Ok(())
}

/// Presses a chord, after which one of these terminals is shown and the machine is the one that was started.
async fn tried(room: &Room, chord: &str, terminals: &[&str]) -> Result<()> {
    let resets = room.machine()?.resets();
    room.press(chord).await?;
    let shown = room.terminal().await?;
    ensure!(terminals.contains(&shown.as_str()), "{chord} led to {shown}");
    ensure!(room.machine()?.resets() == resets, "{chord} reset the machine or powered it off");
    Ok(())
}

async fn still(room: &Room, phase: Phase) -> Result<()> {
    room.site.is(phase, room.prompt()).await.map(drop)
}

async fn is_over(room: &Room) -> Result<bool> {
    Ok(!matches!(room.view().await?.scene, Scene::Active(_) | Scene::Grace { .. }))
}

/// Chords may have led through the kiosk's own screens: the next visitor finds the first.
async fn renew_kiosk(room: &Room) -> Result<()> {
    let first = room.guest()?.run("systemctl show --property MainPID --value epn-kiosk").await?;
    room.guest()?.run("systemctl kill --signal=KILL epn-kiosk.service").await?;
    wait_for("another kiosk", room.patience(Duration::from_secs(20)), async || {
        let now = room.guest()?.run("systemctl show --property MainPID --value epn-kiosk").await?;
        Ok((now != "0" && now != first).then_some(()))
    })
    .await?;
    room.machine()?.shows(Look::Kiosk, room.prompt()).await
}
