//! Other desktops than the package's, by the station's configuration: MATE on the same X server, and Sway, which draws on the
//! terminal by itself (Wayland) and whose visitor may ask logind for terminals, and gets none.

use anyhow::{Context, Result, ensure};
use epn_rules::units::Minutes;
use epn_wire::kiosk::KioskIntent;

use super::visit;
use crate::support::wait_for;
use crate::vm::room::Room;
use crate::vm::screen::Look;
use crate::vm::watch::May;

/// Long enough to look around; its end is waited for.
const TICKET: Minutes = Minutes(3);
/// The terminals of the kiosk and of the session.
const KIOSK: &str = "tty7";
const SESSION: &str = "tty8";

/// A desktop that a station may have.
struct Desktop {
    name: &'static str,
    /// What makes it the station's, in `agent.toml`, by `sed`.
    configured: &'static str,
    /// What runs as the visitor once it is there.
    programs: &'static [&'static str],
}

const MATE: Desktop = Desktop {
    name: "mate",
    configured: r#"s|^command = .*|command = "/usr/bin/mate-session"|"#,
    programs: &["mate-session", "marco", "mate-panel", "caja", "mate-settings-daemon"],
};

/// What the guide tells who wants MATE (`assets/golden.md`).
const MATES_SETTINGS: &str = "cp /usr/share/epn-station/mate/90_epn-station.gschema.override /usr/share/glib-2.0/schemas/ && \
    /usr/lib/x86_64-linux-gnu/glib-2.0/glib-compile-schemas /usr/share/glib-2.0/schemas";

const SWAY: Desktop = Desktop {
    name: "sway",
    configured: r#"s|^command = .*|command = "/usr/bin/sway"\nargs = ["--config", "/etc/epn-tests-sway"]|
        s|^env = .*|env = { WLR_RENDERER = "pixman" }\ndisplay = { kind = "none" }|"#,
    programs: &["sway", "xfce4-terminal"],
};
/// What Sway shows; it has no keys of its own here, but those for terminals are built in.
const SWAYS_OWN: &str = "exec xfce4-terminal --color-bg=#336699";

/// The keys that ask a compositor for another terminal.
const CHORDS: [&str; 4] = ["ctrl-alt-f1", "ctrl-alt-f3", "ctrl-alt-f7", "ctrl-alt-f9"];
/// What a visitor asks of logind; whatever it answers, no other terminal comes.
const ASKED: [&str; 3] = [
    "loginctl activate $(loginctl list-sessions --no-legend | grep epn-kiosk | cut -d' ' -f1)",
    "busctl call org.freedesktop.login1 /org/freedesktop/login1/seat/seat0 org.freedesktop.login1.Seat SwitchTo u 1",
    "chvt 7",
];
/// The same for its own, while the kiosk is shown.
const ASKED_FOR_ITS_OWN: &str =
    "loginctl activate $(loginctl list-sessions --no-legend | grep ' visitor ' | cut -d' ' -f1)";

pub(super) async fn mate(room: &mut Room) -> Result<()> {
    room.guest()?.run(MATES_SETTINGS).await?;
    with(room, &MATE, async |room| {
        MATE.comes_up(room).await?;
        room.end_session().await?;
        room.proved_clean().await
    })
    .await
}

pub(super) async fn sway(room: &mut Room) -> Result<()> {
    room.guest()?.run(&format!("echo '{SWAYS_OWN}' >/etc/epn-tests-sway")).await?;
    with(room, &SWAY, async |room| {
        SWAY.comes_up(room).await?;
        let watch = room.watch(May::NoConsole)?;
        no_terminal_is_given(room).await?;
        visit::run_out(room, watch, TICKET, "a compositor of the visitor's").await
    })
    .await?;
    room.guest()?.run("rm /etc/epn-tests-sway").await.map(drop)
}

/// Tries something with that desktop as the station's.
async fn with(
    room: &mut Room,
    desktop: &Desktop,
    tried: impl AsyncFnOnce(&Room) -> Result<()>,
) -> Result<()> {
    room.agent_with(desktop.configured, &[]).await?;
    room.is_free().await?;
    let ended = tried(room).await;
    room.agent_as_installed().await?;
    room.guest()?.run("systemctl restart epn-agent").await?;
    ended?;
    room.is_free().await.map(drop)
}

impl Desktop {
    /// A visitor logs in and sees it.
    async fn comes_up(&self, room: &Room) -> Result<()> {
        room.log_in(TICKET).await?;
        for program in self.programs {
            let runs = format!("pgrep -u visitor -x {program} || true");
            wait_for(program, room.prompt(), async || {
                Ok((!room.guest()?.run(&runs).await?.is_empty()).then_some(()))
            })
            .await?;
        }
        room.stands_still().await?;
        room.machine()?.keep_picture(self.name).await.map(drop)
    }
}

/// By no key and by no word does a visitor with a compositor get another terminal than the one that is shown.
async fn no_terminal_is_given(room: &Room) -> Result<()> {
    for chord in CHORDS {
        room.press(chord).await?;
        ensure!(room.terminal().await? == SESSION, "{chord} changed the terminal");
    }
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
    room.machine()?.shows(Look::Desktop, room.prompt()).await
}
