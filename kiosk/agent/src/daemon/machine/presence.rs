//! Whether somebody seems to be there: what is known of the input in the session, and of whatever else speaks for a
//! visitor. All moments are milliseconds of the boot-time clock.

use crate::session::Activity;

/// What is known.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Presence {
    /// Since when there was no input, as far as is known; `None` while there is some, and where nothing ever reported.
    quiet_since_ms: Option<u64>,
    /// When something else last showed that somebody is there: the session's start or return, a press on the kiosk, sound
    /// or a camera in use.
    shown_ms: u64,
    /// Whether sound and cameras are being looked at right now.
    looking: bool,
}

impl Presence {
    /// The session's screen reported.
    pub fn hear(&mut self, activity: Activity, now: u64) {
        self.quiet_since_ms = match activity {
            Activity::Quiet { for_ms } => Some(now.saturating_sub(for_ms)),
            Activity::Input => None,
            // The watch runs as the visitor, who can end it: that must not keep a station for ever.
            Activity::Unknown => Some(self.quiet_since_ms.unwrap_or(now)),
        };
    }

    /// Something shows that somebody is there.
    pub fn shows(&mut self, now: u64) {
        self.shown_ms = now;
    }

    /// When it is to be looked whether somebody is there, if it stays as quiet as it is. Where nothing ever
    /// reported (a session without a screen of its own), never.
    pub fn due_ms(&self, ask_after_ms: u64) -> Option<u64> {
        let quiet = self.quiet_since_ms.filter(|_| !self.looking && ask_after_ms > 0)?;
        Some(quiet.max(self.shown_ms).saturating_add(ask_after_ms))
    }

    /// Whether there is input right now, as far as is known.
    pub fn is_busy(&self) -> bool {
        self.quiet_since_ms.is_none()
    }

    /// Sound and cameras are looked at: until [`Self::looked`], nothing else is due.
    pub fn look(&mut self) {
        self.looking = true;
    }

    /// They were looked at. Tells whether nobody seems to be there.
    pub fn looked(&mut self, in_use: bool, now: u64, ask_after_ms: u64) -> bool {
        self.looking = false;
        if in_use {
            self.shows(now);
        }
        self.due_ms(ask_after_ms).is_some_and(|due| now >= due)
    }
}
