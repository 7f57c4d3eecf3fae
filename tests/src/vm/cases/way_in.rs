//! A technician's way in: the recovery code opens a console of the machine, and whoever leaves it finds a proved lock.

use anyhow::{Context, Result};
use epn_rules::session::Phase;
use epn_wire::kiosk::KioskIntent;

use crate::support::wait_for;
use crate::vm::keys;
use crate::vm::room::Room;
use crate::vm::screen::Look;
use crate::vm::watch::May;

/// Where the console is.
const TERMINAL: &str = "tty9";

/// Typed there: a full screen, and a trace of who typed. Only letters that each layout has in the same place.
const LOOK_AROUND: &str = "ps ex";
const LEAVE_A_TRACE: &str = "touch tested";
const LEAVE: &str = "exit";

/// Whose the trace is; it is taken away, since nothing that a technician leaves is for the reset.
const FIND_THE_TRACE: &str =
    r"find / -xdev -maxdepth 2 -name tested -printf '%u\n' -delete 2>/dev/null | head -n 1";

pub(super) async fn run(room: &mut Room) -> Result<()> {
    let code = room.guest()?.run("epn-agent recovery && systemctl restart epn-agent").await?;
    room.is_free().await?;
    let watch = room.watch(May::NoDesktop)?;
    room.intend(&KioskIntent::Recovery { code: code.into() }).await?;
    room.site.is(Phase::OutOfService, room.prompt()).await?;
    room.comes_to(TERMINAL).await.context("the technician's terminal")?;
    type_line(room, LOOK_AROUND).await?;
    room.machine()?.shows(Look::Text, room.prompt()).await?;
    room.machine()?.keep_picture("technician").await?;
    type_line(room, LEAVE_A_TRACE).await?;
    wait_for("what root typed", room.prompt(), async || {
        Ok((room.guest()?.run(FIND_THE_TRACE).await? == "root").then_some(()))
    })
    .await?;
    type_line(room, LEAVE).await?;
    room.is_free().await.context("after the technician left")?;
    room.proved_clean().await?;
    println!("  a technician's console: {}", watch.end()?.story());
    Ok(())
}

async fn type_line(room: &Room, line: &str) -> Result<()> {
    keys::type_text(room.machine()?.qmp(), room.layout, line).await?;
    room.press("ret").await
}
