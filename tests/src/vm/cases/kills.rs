//! Everything that runs on a station is killed or stopped in the middle of a session.

use std::time::Duration;

use anyhow::{Context, Result, ensure};
use epn_rules::session::Phase;
use epn_rules::units::Minutes;

use crate::support::wait_for;
use crate::vm::room::Room;
use crate::vm::screen::Look;
use crate::vm::watch::{May, Watch};

/// Some processes, as `pgrep` is asked for them.
struct Target {
    what: &'static str,
    whom: &'static str,
}

/// Without which a session goes on: they come back, at the latest when they are needed.
const SPARE: [Target; 3] = [
    Target { what: "the kiosk", whom: "-u epn-kiosk -x epn-kiosk" },
    Target { what: "cage", whom: "-u epn-kiosk -x cage" },
    Target { what: "the bar", whom: "-u visitor -x epn-kiosk" },
];

const XORG: Target = Target { what: "Xorg", whom: "-x Xorg" };
const TREE: Target = Target { what: "the visitor's tree", whom: "-u visitor" };
const AGENT: Target = Target { what: "the agent", whom: "-x -o epn-agent" };

/// A ticket whose end a test waits for.
const SHORT: Minutes = Minutes(2);

/// A dead agent is left alone for longer than anybody waits here.
const NOBODY_STARTS_IT: &str = "RestartSec=1h";

/// What is not vital, each in a session of its own that goes on without, until the mediator ends it.
pub(super) async fn spare_killed(room: &mut Room) -> Result<()> {
    for target in &SPARE {
        let told = || format!("{} was killed", target.what);
        let watch = begin(room).await.with_context(told)?;
        hit(room, target, "KILL").await.with_context(told)?;
        let phase = room.site.tile().await?.phase;
        ensure!(phase == Phase::Active, "without {} the session is {phase:?}", target.what);
        room.site.end_session().await?;
        finish(room, watch, target.what).await.with_context(told)?;
    }
    Ok(())
}

/// What a session cannot go on without, each in a session of its own.
pub(super) async fn vital_killed(room: &mut Room) -> Result<()> {
    for target in &[XORG, TREE, AGENT] {
        let told = || format!("{} was killed", target.what);
        let watch = begin(room).await.with_context(told)?;
        hit(room, target, "KILL").await.with_context(told)?;
        finish(room, watch, target.what).await.with_context(told)?;
    }
    Ok(())
}

/// Everything of the visitor and all screens stand still, and the mediator ends the session.
pub(super) async fn screens_stopped(room: &mut Room) -> Result<()> {
    let watch = begin(room).await?;
    for target in SPARE.iter().chain(&[XORG, TREE]) {
        hit(room, target, "STOP").await?;
    }
    room.site.end_session().await?;
    room.site.is(Phase::Locked, room.boot_time()).await?;
    watch.now(May::KioskOrBlack);
    // A kiosk that stands still shows nothing, but it locks. Whoever stopped it has it go on.
    for target in &SPARE {
        room.guest()?.ask(&format!("pkill -CONT {}", target.whom), room.prompt()).await?;
    }
    finish(room, watch, "kiosk, cage, bar, Xorg and the visitor's tree stopped").await
}

/// The agent stands still: that is found out, and it is started again.
pub(super) async fn agent_stopped(room: &mut Room) -> Result<()> {
    let watch = begin(room).await?;
    hit(room, &AGENT, "STOP").await?;
    finish(room, watch, "the agent stopped").await
}

/// The agent is dead and nobody starts it: a timer of systemd ends the session, and starts it.
pub(super) async fn agent_gone(room: &mut Room) -> Result<()> {
    room.agents_unit(&[NOBODY_STARTS_IT]).await?;
    room.log_in(SHORT).await?;
    let watch = room.watch(May::NoConsole)?;
    hit(room, &AGENT, "KILL").await?;
    let second_deadline = room.patience(Duration::from_mins(3));
    finish_within(room, watch, "the agent dead for good", second_deadline).await?;
    room.agent_as_installed().await
}

async fn begin(room: &Room) -> Result<Watch> {
    room.log_in(Minutes(60)).await?;
    room.watch(May::NoConsole)
}

async fn hit(room: &Room, target: &Target, signal: &str) -> Result<()> {
    wait_for(target.what, room.prompt(), async || {
        let found = room.guest()?.ask(&format!("pgrep {}", target.whom), room.prompt()).await?;
        Ok((found.code == 0).then_some(()))
    })
    .await?;
    room.guest()?.run(&format!("pkill -{signal} {}", target.whom)).await.map(drop)
}

async fn finish(room: &Room, watch: Watch, what: &str) -> Result<()> {
    finish_within(room, watch, what, room.boot_time()).await
}

/// The session is over and erased; from then on nothing but the kiosk is seen, and it is.
async fn finish_within(room: &Room, watch: Watch, what: &str, within: Duration) -> Result<()> {
    let erased = |tile: &epn_wire::console::StationTile| {
        tile.online && tile.phase == Phase::Locked && tile.session.is_none()
    };
    room.site.sees("the end of the session", within, erased).await?;
    watch.now(May::KioskOrBlack);
    room.machine()?.shows(Look::Kiosk, room.boot_time()).await?;
    room.proved_clean().await?;
    println!("  {what}: {}", watch.end()?.story());
    Ok(())
}
