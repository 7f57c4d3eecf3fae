//! Which events to send when: after what the hub has stored, in order, one message at a time, again if no
//! acknowledgement comes.

use std::cmp::Ordering;

/// How long an acknowledgement is waited for, in milliseconds of the machine.
const PATIENCE_MS: u64 = 15_000;

/// How far the hub is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Upload {
    /// Whether the hub has welcomed the station on this connection.
    welcomed: bool,
    /// What the hub has stored.
    stored: u64,
    /// What was sent and is not acknowledged yet, and until when that is waited for.
    in_flight: Option<(u64, u64)>,
}

/// How the hub's knowledge compares with the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fits {
    Yes,
    /// The hub knows events that this journal does not have: a new epoch is needed.
    HubIsAhead,
}

impl Upload {
    /// A connection begins or ends: nothing is sent before the welcome.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// The hub says how far it is; `last_event` is the journal's last.
    pub fn welcome(&mut self, stored: u64, last_event: u64) -> Fits {
        *self = Self { welcomed: true, stored, in_flight: None };
        match stored.cmp(&last_event) {
            Ordering::Greater => Fits::HubIsAhead,
            _ => Fits::Yes,
        }
    }

    /// Events up to this number are stored.
    pub fn acknowledged(&mut self, through: u64) {
        self.stored = self.stored.max(through);
        self.in_flight = self.in_flight.filter(|(sent, _)| *sent > self.stored);
    }

    /// The hub misses what comes after this number.
    pub fn resend(&mut self, after: u64) {
        self.stored = after;
        self.in_flight = None;
    }

    /// After which number events are to be sent now, if there are any.
    pub fn next(&self, now: u64, last_event: u64) -> Option<u64> {
        let waiting = self.in_flight.is_some_and(|(_, until)| now < until);
        (self.welcomed && !waiting && self.stored < last_event).then_some(self.stored)
    }

    /// Events up to this number were sent.
    pub fn sent(&mut self, through: u64, now: u64) {
        self.in_flight = Some((through, now.saturating_add(PATIENCE_MS)));
    }

    /// When to look again.
    pub fn deadline(&self) -> Option<u64> {
        self.in_flight.map(|(_, until)| until)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_leaves_before_the_welcome_and_one_message_at_a_time() {
        let mut upload = Upload::default();
        assert_eq!(upload.next(0, 5), None);
        assert_eq!(upload.welcome(2, 5), Fits::Yes);
        assert_eq!(upload.next(0, 5), Some(2));
        upload.sent(4, 0);
        assert_eq!(upload.next(1, 6), None);
        upload.acknowledged(3);
        assert_eq!(upload.next(1, 6), None, "number 4 is still on its way");
        upload.acknowledged(4);
        assert_eq!(upload.next(1, 6), Some(4));
        upload.sent(6, 1);
        upload.acknowledged(6);
        assert_eq!((upload.next(2, 6), upload.deadline()), (None, None));
    }

    #[test]
    fn what_is_missed_or_never_acknowledged_is_sent_again() {
        let mut upload = Upload::default();
        upload.welcome(0, 9);
        upload.sent(9, 0);
        upload.resend(3);
        assert_eq!(upload.next(1, 9), Some(3));
        upload.sent(9, 1);
        assert_eq!(upload.next(1 + PATIENCE_MS, 9), Some(3));
    }

    #[test]
    fn a_restored_hub_gets_acknowledged_events_again_and_a_hub_that_is_ahead_shows() {
        let mut upload = Upload::default();
        upload.welcome(9, 9);
        upload.reset();
        assert_eq!(upload.welcome(4, 9), Fits::Yes);
        assert_eq!(upload.next(0, 9), Some(4));
        assert_eq!(upload.welcome(12, 9), Fits::HubIsAhead);
    }
}
