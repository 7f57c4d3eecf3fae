//! What people do at a station and at its desk.

use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};
use epn_rules::session::Phase;
use epn_rules::units::Minutes;
use epn_wire::kiosk::{KioskView, Scene};

use super::keys;
use super::room::Room;
use super::screen::Look;
use crate::support::wait_for;

/// How much of a picture a new screen changes at least; a minute of the clock changes far less.
const OTHER_SCREEN: f64 = 0.01;
/// How much of a picture a blinking cursor changes at most; a letter changes more.
const A_CURSOR: f64 = 0.000_1;
/// Looks, a tenth of a second apart, after which a screen is believed to stand still.
const STILL: u32 = 15;

/// From the lock screen to the entry of a ticket's code, each by the Enter key.
const SCREENS: [&str; 3] = ["charter", "entry", "ticket"];
/// How often a ticket is typed at most, and within which time the kiosk takes one.
const TRIES: u32 = 3;
const TAKEN: Duration = Duration::from_secs(15);

impl Room {
    /// One chord.
    ///
    /// # Errors
    /// There is no such key.
    pub async fn press(&self, chord: &str) -> Result<()> {
        keys::press(self.machine()?.qmp(), chord).await
    }

    /// A visitor comes with a ticket and types its code at the kiosk's lock screen; then waits for the desktop.
    ///
    /// # Errors
    /// The visitor is not let in, no desktop is shown, or the mediator sees no session.
    pub async fn log_in(&self, minutes: Minutes) -> Result<()> {
        self.type_ticket(minutes).await?;
        let let_in = wait_for("an answer to the log-in", self.prompt(), async || {
            Ok(match self.view().await?.scene {
                Scene::Locked { answer: None } | Scene::Deciding => None,
                Scene::Locked { answer: Some(answer) } => Some(Err(answer)),
                _ => Some(Ok(())),
            })
        });
        if let Err(answer) = let_in.await? {
            bail!("the visitor was not let in: {answer:?}");
        }
        self.machine()?.shows(Look::Desktop, self.prompt()).await.context("after a log-in")?;
        self.site.is(Phase::Active, self.prompt()).await.map(drop)
    }

    /// From the lock screen to a ticket's code that is taken. Whoever sees that nothing happens goes back and types it again:
    /// an emulated keyboard loses a key now and then.
    ///
    /// # Errors
    /// A screen does not follow on a key.
    pub async fn type_ticket(&self, minutes: Minutes) -> Result<()> {
        for _ in 1..TRIES {
            self.type_once(minutes).await?;
            if self.is_taken().await {
                return Ok(());
            }
            println!("  a typed ticket was not taken: once more");
            for _ in 0..SCREENS.len() {
                self.press("esc").await?;
                self.stands_still().await?;
            }
        }
        self.type_once(minutes).await
    }

    /// Whether the kiosk asks for a decision, or the agent is past that or dead.
    async fn is_taken(&self) -> bool {
        let taken = wait_for("a code that is taken", self.patience(TAKEN), async || {
            let waits = |view: &KioskView| matches!(view.scene, Scene::Locked { answer: None });
            Ok((!self.view().await.is_ok_and(|view| waits(&view))).then_some(()))
        });
        taken.await.is_ok()
    }

    async fn type_once(&self, minutes: Minutes) -> Result<()> {
        let code = self.site.ticket(minutes).await?;
        for screen in SCREENS {
            self.press_for_another_screen("ret")
                .await
                .with_context(|| format!("the kiosk's screen {screen}"))?;
        }
        keys::type_text(self.machine()?.qmp(), self.layout, code.reveal()).await?;
        // A keyboard keeps few keys for a guest that is slow to take them: the last would be lost.
        self.stands_still().await.context("the typed code")?;
        self.press("ret").await
    }

    /// Waits until the screen shows the same for some looks; a cursor may blink.
    pub(super) async fn stands_still(&self) -> Result<()> {
        let machine = self.machine()?;
        let (mut last, mut same) = (machine.picture().await?, 0);
        wait_for("a screen that stands still", self.prompt(), async || {
            let now = machine.picture().await?;
            same = if now.change_from(&last) < A_CURSOR { same + 1 } else { 0 };
            last = now;
            Ok((same >= STILL).then_some(()))
        })
        .await
    }

    /// Presses a key, and waits until another screen stands still.
    ///
    /// # Errors
    /// None comes.
    pub async fn press_for_another_screen(&self, chord: &str) -> Result<()> {
        let machine = self.machine()?;
        let before = machine.picture().await?;
        self.press(chord).await?;
        let mut last = before.clone();
        wait_for("another screen", self.prompt(), async || {
            let now = machine.picture().await?;
            let settled = now == last && now.change_from(&before) > OTHER_SCREEN;
            last = now;
            Ok(settled.then_some(()))
        })
        .await
    }

    /// Ends the session from the desk and waits for a free station with a clean proof. Gives how long it took until the
    /// kiosk could be seen, and until the proof.
    ///
    /// # Errors
    /// The station does not get free, or something is left.
    pub async fn end_session(&self) -> Result<(Duration, Duration)> {
        let begun = Instant::now();
        self.site.end_session().await?;
        let (visible, proved) = tokio::try_join!(
            async {
                self.machine()?.shows(Look::Kiosk, self.prompt()).await?;
                anyhow::Ok(begun.elapsed())
            },
            async {
                self.site.is(Phase::Locked, self.prompt()).await?;
                anyhow::Ok(begun.elapsed())
            }
        )?;
        self.proved_clean().await?;
        Ok((visible, proved))
    }
}
