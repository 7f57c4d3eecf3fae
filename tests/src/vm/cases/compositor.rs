//! A desktop that draws on the terminal by itself (Wayland), by the station's configuration: here `cage`, which every station
//! has, with a terminal in it. Its visitor may ask logind for terminals, and gets none.

use anyhow::{Context, Result, ensure};
use epn_rules::units::Minutes;
use epn_wire::kiosk::KioskIntent;

use super::visit;
use crate::vm::room::Room;
use crate::vm::watch::May;

/// Long enough to look around; its end is waited for.
const TICKET: Minutes = Minutes(3);
/// The terminals of the kiosk and of the session.
const KIOSK: &str = "tty7";
const SESSION: &str = "tty8";

/// Until the machine is switched off, or [`AS_BEFORE`].
const CONFIGURED: &str = r#"set -e
    mkdir -p /run/epn-tests /run/systemd/system/epn-agent.service.d
    sed -e 's|^command = .*|command = "/usr/bin/cage"\nargs = ["--", "/usr/bin/xfce4-terminal", "--color-bg=#336699"]|' \
        -e 's|^env = .*|env = { WLR_RENDERER = "pixman" }\ndisplay = { kind = "none" }|' \
        /etc/epn/agent.toml >/run/epn-tests/agent.toml
    printf '[Service]\nExecStart=\nExecStart=/usr/bin/epn-agent run --config /run/epn-tests/agent.toml\n' \
        >/run/systemd/system/epn-agent.service.d/epn-tests.conf
    systemctl daemon-reload
    systemctl restart epn-agent"#;
const AS_BEFORE: &str = "rm /run/systemd/system/epn-agent.service.d/epn-tests.conf && \
    systemctl daemon-reload && systemctl restart epn-agent";

/// What a visitor asks of logind; whatever it answers, no other terminal comes.
const ASKED: [&str; 3] = [
    "loginctl activate $(loginctl list-sessions --no-legend | grep epn-kiosk | cut -d' ' -f1)",
    "busctl call org.freedesktop.login1 /org/freedesktop/login1/seat/seat0 org.freedesktop.login1.Seat SwitchTo u 1",
    "chvt 7",
];
/// The same for its own, while the kiosk is shown.
const ASKED_FOR_ITS_OWN: &str =
    "loginctl activate $(loginctl list-sessions --no-legend | grep ' visitor ' | cut -d' ' -f1)";

pub(super) async fn run(room: &mut Room) -> Result<()> {
    room.guest()?.run(CONFIGURED).await?;
    let tried = tried(room).await;
    room.guest()?.run(AS_BEFORE).await?;
    tried?;
    room.is_free().await.map(drop)
}

async fn tried(room: &Room) -> Result<()> {
    room.is_free().await?;
    room.log_in(TICKET).await?;
    room.machine()?.keep_picture("compositor").await?;
    let watch = room.watch(May::NoConsole)?;
    for line in ASKED {
        room.as_visitor(line).await.with_context(|| line.to_owned())?;
        ensure!(room.terminal().await? == SESSION, "“{line}” changed the terminal");
    }
    room.site.message("Bonjour").await?;
    room.comes_to(KIOSK).await.context("the kiosk with the message")?;
    let said = room.as_visitor(ASKED_FOR_ITS_OWN).await?;
    ensure!(said.code != 0, "a visitor may ask for their terminal while the kiosk is shown");
    ensure!(room.terminal().await? == KIOSK, "a visitor took the kiosk's place");
    room.intend(&KioskIntent::Dismiss).await?;
    room.comes_to(SESSION).await.context("the visitor's work")?;
    visit::run_out(room, watch, TICKET, "a compositor of the visitor's").await
}
