//! The ways back to a session that waits: by number and PIN, and by ticket.

use anyhow::Result;
use epn_wire::console::{NewTicket, TicketIssued};
use tokio::try_join;

use super::Kiosks;
use super::entering::unknown_ticket;

/// Who pauses.
const MEMBER: &str = "odile";
/// From where the focus begins in a session, over *Je vais numériser*, *Mes impressions* and *Réserver*.
pub(super) const TO_PAUSE: &[&str] = &["shift+Tab", "shift+Tab", "shift+Tab", "shift+Tab", "Return"];

impl Kiosks<'_> {
    /// A member comes back; whoever has another ticket does not.
    pub(super) async fn pauses(&mut self) -> Result<()> {
        let member = self.room.people.member(MEMBER)?.clone();
        self.come_as_member(&member).await?;
        self.pause().await?;
        self.type_way_back("resume-member", &[&member.number, member.pin.reveal()]).await?;
        self.shows("session").await?;
        self.end().await?;
        self.at_rest().await?;
        let ticket: TicketIssued = self.room.desk.post("/tickets", &NewTicket::default()).await?;
        self.come_with_ticket(ticket.code.reveal()).await?;
        self.pause().await?;
        self.type_way_back("resume-ticket", &[&unknown_ticket().reveal()]).await?;
        self.english.keys(&["Escape"]).await?;
        try_join!(self.french.shows("paused"), self.english.shows("paused"))?;
        self.keep("paused-wrong")?;
        self.end().await?;
        self.at_rest().await
    }

    async fn pause(&mut self) -> Result<()> {
        self.works().await?;
        self.french.keys(TO_PAUSE).await?;
        self.shows("paused").await
    }
}
