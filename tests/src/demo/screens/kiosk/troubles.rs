//! What keeps a visitor from a session: one that does not start, and too many wrong codes. And a call for help.

use std::path::PathBuf;

use anyhow::{Result, bail};

use super::entering::unknown_ticket;
use super::sessions::TO_PICTURE;
use super::{Kiosks, PROMPT, enter};
use crate::support::wait_for;

/// A program that is on no machine.
const MISSING: &str = "/usr/bin/a-desktop-that-was-removed";
/// So many wrong codes bring a wait that nobody has typed another one in.
const TRIES: u8 = 8;
/// From *Commencer* back to the call for the mediator, which stands before it.
const TO_HELP: &[&str] = &["shift+Tab", "Return"];
/// The share of a window that a banner is, at least.
const BANNER: f64 = 0.02;

impl Kiosks<'_> {
    /// The mediator is called, and then not.
    pub(super) async fn help(&mut self) -> Result<()> {
        self.begin_afresh().await?;
        self.look()?;
        self.french.keys(TO_HELP).await?;
        self.changed(BANNER, "lock", "lock-help").await?;
        self.french.keys(&["Return"]).await?;
        self.seat.until("the call taken back", PROMPT, |view| (!view.help).then_some(())).await
    }

    /// The station's desktop was removed; then it is there again.
    pub(super) async fn did_not_start(&mut self) -> Result<()> {
        let usual = self.start_in_sessions(MISSING.into()).await?;
        let played = self.fail_to_start().await;
        self.start_in_sessions(usual).await?;
        played?;
        self.at_rest().await
    }

    async fn start_in_sessions(&mut self, command: PathBuf) -> Result<PathBuf> {
        self.room.station(self.station)?.lock().await.kill()?;
        self.shows("away").await?;
        let mut station = self.room.station(self.station)?.lock().await;
        let before = station.start_in_sessions(command)?;
        station.start()?;
        Ok(before)
    }

    async fn fail_to_start(&mut self) -> Result<()> {
        self.at_rest().await?;
        self.come_to_pictures().await?;
        self.french.keys(TO_PICTURE).await?;
        self.answer("did-not-start").await
    }

    /// Wrong codes one after the other, faster than they may come.
    pub(super) async fn too_many_tries(&mut self) -> Result<()> {
        let code = unknown_ticket().reveal();
        self.come_with_ticket(&code).await?;
        for _ in 0..TRIES {
            let french = &self.french;
            let is_throttled = wait_for("an answer to a wrong code", PROMPT, async || {
                let said = [(true, french.says("throttled")?), (false, french.says("not-recognised")?)];
                Ok(said.into_iter().find_map(|(is_throttled, is_said)| is_said.then_some(is_throttled)))
            });
            if is_throttled.await? {
                return self.answer("throttled").await;
            }
            self.french.shows("not-recognised").await?;
            enter(&mut self.french, &["Return"], "ticket", &[&code]).await?;
        }
        bail!("{TRIES} wrong codes brought no wait")
    }
}
