//! The lock screen, comfort, and the ways to enter.

use anyhow::{Context, Result};
use epn_rules::ticket_code::TicketCode;
use tokio::try_join;

use super::Kiosks;

/// Keys on the lock screen from *Commencer*: over *Réserver*, *Pour l'équipe* and the language.
const TO_SIZE: &[&str] = &["Tab", "Tab", "Tab", "Tab", "Return"];
const TO_CONTRAST: &[&str] = &["Tab", "Tab", "Tab", "Tab", "Tab", "Return"];
pub(super) const TO_STAFF: &[&str] = &["Tab", "Tab", "Return"];
/// The bits of a ticket's code that was never given out.
const UNKNOWN: [u8; 5] = [0x5e, 0x1f, 0x00, 0xba, 0x11];

/// A ticket's code that was never given out.
pub(super) fn unknown_ticket() -> TicketCode {
    TicketCode::from_random(UNKNOWN)
}

impl Kiosks<'_> {
    /// High contrast and larger letters, which the keys change; the last key leaves the text as it was.
    pub(super) async fn comfort(&mut self) -> Result<()> {
        self.keep("lock")?;
        self.dress(TO_CONTRAST, "lock-contrast").await?;
        self.dress(&["Return"], "lock-plain").await?;
        self.dress(&["shift+Tab", "Return"], "lock-large").await?;
        self.dress(&["Return"], "lock-larger").await?;
        self.dress(&["Return"], "lock-largest").await?;
        self.dress_by(&["Return"]).await
    }

    /// The same keys in both windows, which change how the lock screen looks.
    async fn dress_by(&mut self, keys: &[&str]) -> Result<()> {
        self.french.keys(keys).await?;
        self.english.keys(keys).await?;
        try_join!(self.french.looks_otherwise("lock"), self.english.looks_otherwise("lock")).map(drop)
    }

    /// The same, with a picture.
    async fn dress(&mut self, keys: &[&str], name: &str) -> Result<()> {
        self.dress_by(keys).await.with_context(|| format!("the picture “{name}”"))?;
        self.keep(name)
    }

    /// Every step up to where something is sent; from the lock screen and back.
    pub(super) async fn ways_in(&mut self) -> Result<()> {
        self.begin_afresh().await?;
        self.go(TO_STAFF, "staff-card").await?;
        self.press(&["Escape"], "lock").await?;
        self.go(&["Return"], "charter").await?;
        self.go(&["Return"], "entry").await?;
        self.go(&["Return"], "ticket").await?;
        self.press(&["Escape"], "entry").await?;
        self.go(&["Tab", "Return"], "member").await?;
        self.press(&["Escape"], "entry").await?;
        self.go(&["Tab", "Tab", "Tab", "Return"], "forgot").await?;
        self.press(&["Escape"], "entry").await?;
        self.go(&["Tab", "Tab", "Return"], "age").await?;
        self.go(&["Tab", "Tab", "Tab", "Tab", "Return"], "picture").await?;
        for screen in ["age", "entry", "lock"] {
            self.press(&["Escape"], screen).await?;
        }
        Ok(())
    }

    /// All stations' day: behind a button of its own only where text is large, or stations are many.
    pub(super) async fn whole_room(&mut self) -> Result<()> {
        self.begin_afresh().await?;
        self.dress(TO_SIZE, "lock-large").await?;
        self.go(&["shift+Tab", "shift+Tab", "shift+Tab", "shift+Tab", "Return"], "room").await?;
        self.press(&["Escape"], "lock").await?;
        self.begin_afresh().await
    }

    /// Codes that open nothing.
    pub(super) async fn refusals(&mut self) -> Result<()> {
        self.come_with_ticket(&unknown_ticket().reveal()).await?;
        self.answer("not-recognised").await
    }
}
