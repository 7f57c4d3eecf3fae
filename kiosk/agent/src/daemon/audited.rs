//! How well the station is locked down, looked at again and again; the hub is told when that changed.

use std::time::Duration;

use epn_wire::audit::Audit;
use tokio::sync::mpsc;
use tokio::time::{MissedTickBehavior, interval};

use crate::check::{Root, Station, audit};

/// How often it is looked at, in time of the machine: what a visitor could change is looked at after each session by the
/// proof; this is for what a technician or an update changed.
const EVERY: Duration = Duration::from_mins(10);

/// Looks again and again, away from the agent's own thread: most of it is waiting for systemd.
pub async fn look_again_and_again(audits: mpsc::Sender<Audit>) {
    let mut ticks = interval(EVERY);
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    loop {
        ticks.tick().await;
        let look = || audit(&Station::new(Root::live())).in_short();
        let Ok(audit) = tokio::task::spawn_blocking(look).await else { return };
        if audits.send(audit).await.is_err() {
            return;
        }
    }
}

/// What is known, and whether the hub knows it.
#[derive(Clone, Debug, Default)]
pub struct Audited {
    latest: Option<Audit>,
    is_news: bool,
}

impl Audited {
    /// A new look.
    pub fn take_in(&mut self, audit: Audit) {
        if self.latest.as_ref() != Some(&audit) {
            tracing::info!(held = audit.held, short = audit.short, "the lockdown was looked at");
            self.latest = Some(audit);
            self.is_news = true;
        }
    }

    /// A connection begins: whatever is known is news to the hub.
    pub fn forget_telling(&mut self) {
        self.is_news = self.latest.is_some();
    }

    /// Whether there is something to tell.
    pub fn is_news(&self) -> bool {
        self.is_news
    }

    /// What to tell, once.
    pub fn tell(&mut self) -> Option<Audit> {
        std::mem::take(&mut self.is_news).then(|| self.latest.clone()).flatten()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_is_told_once_a_connection_and_when_it_changed() {
        let mut audited = Audited::default();
        audited.forget_telling();
        assert_eq!((audited.is_news(), audited.tell()), (false, None));
        let first = Audit { held: 3, short: 1, ..Audit::default() };
        audited.take_in(first.clone());
        assert!(audited.is_news());
        assert_eq!(audited.tell(), Some(first.clone()));
        assert_eq!(audited.tell(), None);
        audited.take_in(first.clone());
        assert!(!audited.is_news(), "the same again");
        let mended = Audit { held: 4, ..Audit::default() };
        audited.take_in(mended.clone());
        assert_eq!(audited.tell(), Some(mended.clone()));
        audited.forget_telling();
        assert_eq!(audited.tell(), Some(mended));
    }
}
