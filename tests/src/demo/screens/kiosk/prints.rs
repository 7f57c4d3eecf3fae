//! *Mes impressions*: a print that waits, its price, the purse, what comes out, and what the purse cannot pay.

use anyhow::Result;
use epn_rules::units::Cents;
use epn_wire::printing::{PrintShown, PrintStage};
use ulid::Ulid;

use super::{Kiosks, PROMPT};
use crate::demo::print::{is_held, newest, send, top_up, voucher};

/// Who prints.
const MEMBER: &str = "odile";
/// What is paid in beside what the commune offers, in cash and with a voucher.
const PAID: Cents = Cents(50);
const VOUCHER: Cents = Cents(100);
/// A short print in two copies, and one that the purse cannot pay.
const SHORT: (u32, i32) = (3, 2);
const LONG: (u32, i32) = (45, 1);
/// On the list, from the first print over the way out to *Mon crédit*.
const TO_PURSE: &[&str] = &["Tab", "Tab", "Return"];
/// In a session whose time is counted, from *plus de temps* to *Terminer*.
const TO_LEAVE: &[&str] = &["Tab", "Return"];

impl Kiosks<'_> {
    /// A member prints: what the purse pays comes out, what it cannot pay is left behind.
    pub(super) async fn prints(&mut self) -> Result<()> {
        let member = self.room.people.member(MEMBER)?.clone();
        self.come_as_member(&member).await?;
        self.works().await?;
        top_up(self.room, self.station, PAID, None).await?;
        // One of its own at each attempt: a voucher is taken once.
        let voucher = voucher(self.room, &Ulid::new().to_string()).await?;
        top_up(self.room, self.station, VOUCHER, Some(voucher)).await?;
        let paid =
            |print: &PrintShown| is_held(print) && print.offers.iter().any(|offer| offer.after.is_some());
        self.print(SHORT, paid).await?;
        self.shot("print", "print").await?;
        self.go(&["Escape"], "prints").await?;
        self.go(TO_PURSE, "purse").await?;
        self.press(&["Escape"], "prints").await?;
        self.press(&["Return"], "print").await?;
        self.french.keys(&["Return"]).await?;
        self.wait_for_print(|print| matches!(print.stage, PrintStage::Printing { done: 1.., .. })).await?;
        self.otherwise("print", "print-coming-out").await?;
        self.wait_for_print(|print| matches!(print.stage, PrintStage::Done { .. })).await?;
        self.otherwise("print", "print-done").await?;
        self.press(&["Escape"], "prints").await?;
        self.press(&["Escape"], "session").await?;
        self.print(LONG, is_held).await?;
        self.shot("print", "print-too-dear").await?;
        self.press(&["Escape"], "prints").await?;
        self.press(&["Escape"], "session").await?;
        self.leave(TO_LEAVE, "leave-prints").await
    }

    /// Prints from a program of the session, up to where it is held.
    async fn print(&mut self, (pages, copies): (u32, i32), held: impl Fn(&PrintShown) -> bool) -> Result<()> {
        self.look()?;
        send(self.room, self.station, pages, copies).await?;
        self.wait_for_print(held).await
    }

    async fn wait_for_print(&mut self, wanted: impl Fn(&PrintShown) -> bool) -> Result<()> {
        let told = |view: &epn_wire::kiosk::KioskView| newest(view).filter(&wanted).map(drop);
        self.seat.until("the print", PROMPT, told).await
    }
}
