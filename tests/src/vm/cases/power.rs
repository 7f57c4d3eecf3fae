//! The power is cut at each step of a session's life.

use anyhow::{Context, Result, ensure};
use epn_rules::session::Phase;
use epn_rules::units::Minutes;
use epn_wire::kiosk::KioskIntent;

use crate::support::wait_for;
use crate::vm::room::Room;
use crate::vm::watch::May;

/// After which step the agent stands still until the power is cut. The first end, erasing and proof are those of its own start.
const STEPS: [(Phase, &str); 6] = [
    (Phase::Starting, "starting"),
    (Phase::Active, "active"),
    (Phase::Paused, "paused"),
    (Phase::Ending, "ending#2"),
    (Phase::Resetting, "resetting#2"),
    (Phase::Proving, "proving#2"),
];

/// An agent that died is not started again before the power is cut.
const NOBODY_STARTS_IT: &str = "RestartSec=1h";

pub(super) async fn run(room: &mut Room) -> Result<()> {
    for (phase, setting) in STEPS {
        cut(room, phase, setting).await.with_context(|| format!("the power was cut at {setting}"))?;
    }
    let check = room.site.check()?;
    ensure!(check.to_lowercase().contains("ok"), "the hub's own check says: {check}");
    Ok(())
}

async fn cut(room: &mut Room, phase: Phase, setting: &str) -> Result<()> {
    let before = room.site.sessions().await?.len();
    // It dies right after that step was journalled.
    let dies = format!("1i crash_after_step = \"{setting}\"");
    room.agent_with(&dies, &[NOBODY_STARTS_IT]).await?;
    room.is_free().await?;
    room.type_ticket(Minutes(30)).await?;
    match phase {
        Phase::Starting | Phase::Active => {}
        Phase::Paused => {
            room.site.is(Phase::Active, room.prompt()).await?;
            room.intend(&KioskIntent::Pause).await?;
        }
        _ => {
            room.site.is(Phase::Active, room.prompt()).await?;
            room.site.end_session().await?;
        }
    }
    let dead = "systemctl show --property SubState --value epn-agent";
    wait_for("an agent that stands still", room.prompt(), async || {
        Ok((room.guest()?.run(dead).await? == "auto-restart").then_some(()))
    })
    .await?;
    room.cut_power()?;
    booted(room).await?;
    let known = wait_for("the session's end at the hub", room.prompt(), async || {
        let rows = room.site.sessions().await?;
        Ok((rows.len() > before && rows.iter().all(|row| row.ended.is_some())).then_some(rows.len()))
    })
    .await?;
    ensure!(known == before + 1, "{before} sessions became {known}");
    Ok(())
}

/// From the power button to a proved lock, and no picture of a desktop on the way.
async fn booted(room: &mut Room) -> Result<()> {
    room.switch_on().await?;
    let watch = room.watch(May::NoDesktop)?;
    room.is_free().await?;
    room.proved_clean().await?;
    watch.end().map(drop)
}
