//! A visit as everybody's: the power button, the kiosk, a ticket typed by keys, the desktop, and the end of the time.

use std::time::{Duration, Instant};

use anyhow::{Result, ensure};
use epn_rules::session::Phase;
use epn_rules::units::Minutes;
use epn_wire::console::StationTile;

use crate::vm::room::Room;
use crate::vm::screen::Look;
use crate::vm::watch::{May, Watch};

/// A short ticket, whose last minute is not all of it.
const TICKET: Minutes = Minutes(2);
/// A minute that is counted, and what asking takes.
const A_MINUTE_AND_MORE: Duration = Duration::from_secs(75);
/// KiB that the agent's processes hold, each by itself, the link part's too.
const AGENTS_MEMORY: &str = "ps -o rss= -C epn-agent | xargs";

/// How often the agent's threads were woken, by the kernel's count, within a minute: those that are there at its end.
const AGENTS_WAKES: &str = "count() { grep -H ^voluntary_ctxt $(pgrep -x epn-agent | sed 's|.*|/proc/&/task/*/status|'); }; \
    count >/run/epn-tests-wakes; sleep 60; \
    count | awk 'NR == FNR { before[$1] = $2; next } { woken += $2 - before[$1] } END { print woken }' /run/epn-tests-wakes -";

/// Time up is seen this much after it at the latest, on a machine that may be busy.
const LATE: Duration = Duration::from_secs(30);

pub(super) async fn run(room: &mut Room) -> Result<()> {
    booted(room).await?;
    time_up(room).await?;
    ended(room).await
}

/// From the power button to a kiosk that can be used.
async fn booted(room: &mut Room) -> Result<()> {
    room.restart().await?;
    let machine = room.machine()?;
    machine.shows(Look::Kiosk, room.boot_time()).await?;
    let visible = machine.switched_on().elapsed();
    room.is_free().await?;
    room.proved_clean().await?;
    room.figures.add("from the power button to the kiosk", visible);
    let memory = room.guest()?.run(AGENTS_MEMORY).await?;
    room.figures.say("KiB of each of the agent's processes", &memory);
    let woken = room.guest()?.run_within(AGENTS_WAKES, room.patience(A_MINUTE_AND_MORE)).await?;
    room.figures.say("wake-ups of the agent's threads in a minute with nobody there", &woken);
    Ok(())
}

/// The time of a ticket passes; from its end on nothing but the kiosk is seen.
async fn time_up(room: &mut Room) -> Result<()> {
    let begun = Instant::now();
    room.log_in(TICKET).await?;
    room.figures.add("from the lock screen to the desktop, by keys", begun.elapsed());
    let watch = room.watch(May::NoConsole)?;
    let machine = room.machine()?;
    machine.keep_picture("desktop").await?;
    // Meanwhile the kiosk comes in front to announce the end, and goes back again.
    run_out(room, watch, TICKET, "time up").await
}

/// The time of such a ticket runs out, and leaves a proved kiosk; the watch is told as `what`.
pub(super) async fn run_out(room: &Room, watch: Watch, ticket: Minutes, what: &str) -> Result<()> {
    let limit = Duration::from_secs(u64::from(ticket.0) * 60) + LATE;
    let over = |tile: &StationTile| !matches!(tile.phase, Phase::Active | Phase::Grace);
    room.site.sees("the end of the time", room.patience(limit), over).await?;
    watch.now(May::KioskOrBlack);
    room.is_free().await?;
    room.proved_clean().await?;
    let watched = watch.end()?;
    ensure!(watched.last(Look::Kiosk).is_some(), "the watch never saw the kiosk");
    println!("  {what}: {}", watched.story());
    Ok(())
}

/// The mediator ends a session: how long it takes.
async fn ended(room: &mut Room) -> Result<()> {
    room.log_in(Minutes(60)).await?;
    let (visible, proved) = room.end_session().await?;
    room.figures.add("from the end of a session to the kiosk", visible);
    room.figures.add("from the end of a session to a clean proof at the hub", proved);
    Ok(())
}
