//! A document from a phone, and scans.

use std::fs;

use anyhow::Result;
use epn_wire::kiosk::KioskView;
use epn_wire::scanning::ScanningShown;

use super::{Kiosks, PROMPT};
use crate::demo::screens::second::scanner;
use crate::prints::{A4, document};

/// From where the focus begins in a session, back to *Je vais numériser*, and over it to *Mes impressions*.
const TO_SCAN: &[&str] = &["shift+Tab", "Return"];
const TO_PRINTS: &[&str] = &["shift+Tab", "shift+Tab", "Return"];
/// From the way back to *J'ai un code (téléphone)*.
const TO_PHONE: &[&str] = &["Tab", "Return"];
/// How many pages are scanned.
const PAGES: u32 = 2;
/// The share of a window that a banner is, at least.
const BANNER: f64 = 0.02;

impl Kiosks<'_> {
    /// Where a document is sent from a phone, and the entry of its code.
    pub(super) async fn phone(&mut self) -> Result<()> {
        self.come_without_account().await?;
        self.press(TO_PRINTS, "prints").await?;
        self.keep("prints-none")?;
        self.go(TO_PHONE, "phone").await?;
        self.end().await?;
        self.at_rest().await
    }

    /// What the scanner writes comes to whoever said that they were about to scan.
    pub(super) async fn scans(&mut self) -> Result<()> {
        self.come_without_account().await?;
        self.press(TO_SCAN, "scan").await?;
        self.until_scans(|scans| scans.wanted_until.is_some() && !scans.asking).await?;
        self.shot("scan", "scan").await?;
        self.look()?;
        let folder = scanner(self.room).await;
        fs::write(folder.join("scan.pdf"), document(PAGES, A4, 0))?;
        self.until_scans(|scans| scans.arrived == 1 && !scans.arriving).await?;
        self.changed(BANNER, "scan", "scan-arrived").await?;
        self.press(&["Escape"], "session").await?;
        self.keep("session-scans")?;
        self.end().await?;
        self.at_rest().await
    }

    async fn until_scans(&mut self, wanted: impl Fn(&ScanningShown) -> bool) -> Result<()> {
        let told = |view: &KioskView| view.scanning.as_ref().is_some_and(&wanted).then_some(());
        self.seat.until("the scanner", PROMPT, told).await
    }
}
