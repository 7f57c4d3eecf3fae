//! A staff card: its PIN, and what can be done with it while somebody works.

use anyhow::{Context as _, Result};
use epn_rules::member_number::{MEMBER_NUMBERS, MemberNumber};
use epn_wire::secret::Secret;
use epn_wire::staff::CardIssued;
use tokio::try_join;

use super::entering::TO_STAFF;
use super::{Kiosks, enter};
use crate::demo::people::People;

/// From *Terminer* to *Pour l'équipe*.
const FROM_SESSION: &[&str] = &["Tab", "Return"];
/// The quick actions beside a session: two of more time, then these.
const TO_STATIONS: &[&str] = &["Tab", "Tab", "Return"];
const TO_NUMBER: &[&str] = &["Tab", "Tab", "Tab", "Return"];
const TO_END: &[&str] = &["Tab", "Tab", "Tab", "Tab", "Return"];
/// The same on a free station: one that opens it, then this.
const TO_NEW_PIN: &[&str] = &["Tab", "Return"];
/// Who has forgotten their PIN.
const FORGETFUL: &str = "rene";

impl Kiosks<'_> {
    /// What a card opens shows in both windows for half a minute; the session beside which it was opened is ended with it.
    pub(super) async fn staff(&mut self) -> Result<()> {
        let issued: CardIssued = self.room.desk.post("/staff/card", &()).await?;
        self.come_without_account().await?;
        self.card(FROM_SESSION, &issued.card, &issued.pin).await?;
        self.shot("staff-acts", "staff-acts").await?;
        self.go(TO_STATIONS, "staff-stations").await?;
        self.press(&["Escape"], "staff-acts").await?;
        self.go(TO_NUMBER, "staff-number").await?;
        self.press(&["Escape"], "staff-acts").await?;
        self.go(TO_END, "staff-end").await?;
        self.french.keys(&["Tab", "Return"]).await?;
        self.at_rest().await?;
        self.card(TO_STAFF, &issued.card, &People::another_pin(&issued.pin)).await?;
        self.answer("staff-not-opened").await
    }

    /// On a free station: a number that nobody has; with the card once more, somebody's new PIN, told once.
    pub(super) async fn new_pin(&mut self) -> Result<()> {
        let issued: CardIssued = self.room.desk.post("/staff/card", &()).await?;
        let number = self.room.people.member(FORGETFUL)?.number.clone();
        let unknown = MemberNumber::of_serial(MEMBER_NUMBERS - 1).context("there is no last number")?;
        self.type_card(TO_STAFF, &issued.card, &issued.pin).await?;
        let held = self.room.hub.lock().await.freeze()?;
        self.french.keys(&["Return"]).await?;
        self.shot("staff-asking", "staff-asking").await?;
        drop(held);
        self.shot("staff-acts", "staff-acts-free").await?;
        self.ask_for_pin(&unknown.to_string()).await?;
        self.shot("staff-told", "staff-told").await?;
        self.read_and_close().await?;
        self.card(TO_STAFF, &issued.card, &issued.pin).await?;
        self.shows("staff-acts").await?;
        self.ask_for_pin(&number).await?;
        self.shot("staff-new-pin", "staff-new-pin").await?;
        self.read_and_close().await
    }

    /// What was told is read, and the quick actions are left.
    async fn read_and_close(&mut self) -> Result<()> {
        self.act(&["Return"], "staff-acts").await?;
        self.french.keys(&["Escape"]).await?;
        self.shows("lock").await
    }

    /// From the quick actions of a free station: a new PIN for whoever has that number.
    async fn ask_for_pin(&mut self, number: &str) -> Result<()> {
        self.press(TO_NEW_PIN, "staff-number").await?;
        self.french.text(number).await?;
        self.french.keys(&["Return"]).await
    }

    /// What a card and its PIN open shows in both windows.
    async fn card(&mut self, keys: &[&str], card: &Secret, pin: &Secret) -> Result<()> {
        self.type_card(keys, card, pin).await?;
        self.french.keys(&["Return"]).await
    }

    /// By `keys` to the entry of a card in both windows, and its PIN in the French one.
    async fn type_card(&mut self, keys: &[&str], card: &Secret, pin: &Secret) -> Result<()> {
        let typed = [card.reveal()];
        try_join!(
            enter(&mut self.french, keys, "staff-card", &typed),
            enter(&mut self.english, keys, "staff-card", &typed)
        )?;
        self.shot("staff-pin", "staff-pin").await?;
        self.french.text(pin.reveal()).await
    }
}
