//! Sessions, from the first picture to the proof that nothing is left.

use anyhow::Result;
use epn_rules::units::Minutes;
use epn_wire::console::{Message, NewTicket, TicketIssued};
use epn_wire::kiosk::{KioskIntent, KioskView, MoreTimeAnswer, Scene};
use epn_wire::secret::Secret;
use tokio::try_join;

use super::pauses::TO_PAUSE;
use super::{Kiosks, PROMPT, enter, is_active};

/// The minutes of the ticket that is used up in front of the camera.
const TICKET: Minutes = Minutes(36);
/// From the choice of ways to enter, over the ages, to the first picture and the one that is taken.
pub(super) const TO_AGES: &[&str] = &["Tab", "Tab", "Return"];
pub(super) const TO_PICTURES: &[&str] = &["Tab", "Tab", "Tab", "Tab", "Return"];
pub(super) const TO_PICTURE: &[&str] = &["Tab", "Tab", "Tab", "Return"];

impl Kiosks<'_> {
    /// In the French window, from the lock screen to a session without an account.
    pub(super) async fn come_without_account(&mut self) -> Result<()> {
        self.come_to_pictures().await?;
        self.french.keys(TO_PICTURE).await?;
        self.works().await
    }

    /// The same, up to where a picture is taken.
    pub(super) async fn come_to_pictures(&mut self) -> Result<()> {
        self.act(&["Return"], "charter").await?;
        self.act(&["Return"], "entry").await?;
        self.act(TO_AGES, "age").await?;
        self.act(TO_PICTURES, "picture").await
    }

    /// A session that nobody waits for, and a pause in it.
    pub(super) async fn without_account(&mut self) -> Result<()> {
        self.come_without_account().await?;
        self.keep("session-nobody-waits")?;
        let digits = self.way_back().await?;
        self.act(TO_PAUSE, "pausing").await?;
        self.french.keep("pausing")?;
        self.english.keys(TO_PAUSE).await?;
        self.english.shot("pausing", "pausing").await?;
        self.french.keys(&["Return"]).await?;
        self.shot("paused", "paused").await?;
        self.type_way_back("resume-code", &[digits.reveal()]).await?;
        self.shows("session").await?;
        self.leave(&["Return"], "leave").await
    }

    /// From the lock of a session that waits to where it is said who comes back, and that in the French window. A pause
    /// is short.
    pub(super) async fn type_way_back(&mut self, entry: &str, typed: &[&str]) -> Result<()> {
        let Self { french, english, .. } = self;
        let waits = async {
            english.keys(&["Return"]).await?;
            english.shot(entry, entry).await
        };
        try_join!(enter(french, &["Return"], entry, typed), waits)?;
        self.french.keep(entry)
    }

    /// The digits that a pause of whoever has no account is over with.
    async fn way_back(&mut self) -> Result<Secret> {
        let told = |view: &KioskView| match &view.scene {
            Scene::Active(active) => active.way_back.clone(),
            _ => None,
        };
        self.seat.until("the digits to come back with", PROMPT, told).await
    }

    /// A ticket that is used up: warned, told something, out of time; and tried again.
    pub(super) async fn by_ticket(&mut self) -> Result<()> {
        let ticket = NewTicket { minutes: Some(TICKET), ..NewTicket::default() };
        let ticket: TicketIssued = self.room.desk.post("/tickets", &ticket).await?;
        self.come_with_ticket(ticket.code.reveal()).await?;
        self.works().await?;
        self.keep("session")?;
        self.french.keys(&["Return"]).await?;
        self.scene("an answer", is_answered).await?;
        self.otherwise("session", "more-time").await?;
        self.french.keys(&["Return"]).await?;
        self.scene("the answer put away", |scene| is_active(scene) && !is_answered(scene)).await?;
        self.shows("session").await?;
        self.scene("a warning", is_warned).await?;
        self.otherwise("session", "warning").await?;
        self.tell("Votre impression est prête à l’accueil.").await?;
        self.seat.until("the message", PROMPT, |view| view.message.is_some().then_some(())).await?;
        self.otherwise("session", "message").await?;
        // The message is read, and the warning.
        self.seat.want(KioskIntent::Dismiss).await?;
        self.seat.want(KioskIntent::Dismiss).await?;
        self.hold("grace", is_grace, is_over).await?;
        self.at_rest().await?;
        self.come_with_ticket(ticket.code.reveal()).await?;
        self.answer("refused").await
    }

    /// The mediator tells whoever sits here something.
    async fn tell(&self, text: &str) -> Result<()> {
        let path = format!("/stations/{}/message", self.room.id_of(self.station).await?);
        self.room.desk.tell(&path, &Message { text: text.to_owned() }).await
    }

    /// Both windows as they are when they are opened: another visitor's focus and letters are gone.
    pub(super) async fn begin_afresh(&mut self) -> Result<()> {
        (self.french, self.english) = super::windows(&self.socket, self.folder, self.logs).await?;
        try_join!(self.french.shows("lock"), self.english.shows("lock")).map(drop)
    }
}

fn is_answered(scene: &Scene) -> bool {
    let said = |answer: &MoreTimeAnswer| *answer != MoreTimeAnswer::Asking;
    matches!(scene, Scene::Active(active) if active.more_time.as_ref().is_some_and(said))
}

fn is_warned(scene: &Scene) -> bool {
    matches!(scene, Scene::Active(active) if active.warning.is_some())
}

fn is_grace(scene: &Scene) -> bool {
    matches!(scene, Scene::Grace { .. })
}

fn is_over(scene: &Scene) -> bool {
    matches!(scene, Scene::Ending | Scene::Locked { .. })
}
