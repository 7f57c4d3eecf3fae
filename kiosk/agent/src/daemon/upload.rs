//! Which events to send when: after what the hub has stored, in order, one message at a time, again if no
//! acknowledgement comes.

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

/// Which events of its epoch a journal still has.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    /// The oldest that is kept; one after the last if none is.
    pub first: u64,
    /// The last; 0 if there never was one.
    pub last: u64,
    /// The last that was ever sent to a hub.
    pub sent: u64,
}

/// How the hub's knowledge compares with the journal.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fits {
    Yes,
    No(Misfit),
}

/// Why a new epoch is needed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Misfit {
    /// The journal was put back to an earlier day: the hub has all that was sent by then, and more. What it has under
    /// the numbers after that is not what this journal calls by them.
    #[error("the hub knows more of this journal than was ever sent from it")]
    HubIsAhead { sent: u64 },
    /// The hub was put back to an earlier day than the oldest event: what lies between is gone on both sides.
    #[error("{gone} events that the hub misses are no longer kept")]
    HubIsBehind { stored: u64, gone: u64 },
}

impl Misfit {
    /// The last event of the old epoch that needs no sending.
    pub fn stored(self) -> u64 {
        match self {
            Self::HubIsAhead { sent: stored } | Self::HubIsBehind { stored, .. } => stored,
        }
    }
}

impl Held {
    /// Compares with a hub that has the events up to `stored`.
    fn with_hub_at(self, stored: u64) -> Fits {
        let gone = self.first.saturating_sub(stored.saturating_add(1));
        if stored > self.sent {
            Fits::No(Misfit::HubIsAhead { sent: self.sent })
        } else if gone > 0 {
            Fits::No(Misfit::HubIsBehind { stored, gone })
        } else {
            Fits::Yes
        }
    }
}

impl Upload {
    /// A connection begins or ends: nothing is sent before the welcome.
    pub fn reset(&mut self) {
        *self = Self::default();
    }

    /// The hub says how far it is.
    pub fn welcome(&mut self, stored: u64, held: Held) -> Fits {
        *self = Self { welcomed: true, stored, in_flight: None };
        held.with_hub_at(stored)
    }

    /// Events up to this number are stored.
    pub fn acknowledged(&mut self, through: u64) {
        self.stored = self.stored.max(through);
        self.in_flight = self.in_flight.filter(|(sent, _)| *sent > self.stored);
    }

    /// The hub misses what comes after this number.
    pub fn resend(&mut self, after: u64, held: Held) -> Fits {
        self.stored = after;
        self.in_flight = None;
        held.with_hub_at(after)
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

    /// A journal that still has everything, and has sent it.
    fn whole(last: u64) -> Held {
        Held { first: 1, last, sent: last }
    }

    #[test]
    fn nothing_leaves_before_the_welcome_and_one_message_at_a_time() {
        let mut upload = Upload::default();
        assert_eq!(upload.next(0, 5), None);
        assert_eq!(upload.welcome(2, whole(5)), Fits::Yes);
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
        upload.welcome(0, whole(9));
        upload.sent(9, 0);
        assert_eq!(upload.resend(3, whole(9)), Fits::Yes);
        assert_eq!(upload.next(1, 9), Some(3));
        upload.sent(9, 1);
        assert_eq!(upload.next(1 + PATIENCE_MS, 9), Some(3));
    }

    #[test]
    fn a_restored_hub_gets_acknowledged_events_again_and_a_hub_that_is_ahead_shows() {
        let mut upload = Upload::default();
        upload.welcome(9, whole(9));
        upload.reset();
        assert_eq!(upload.welcome(4, whole(9)), Fits::Yes);
        assert_eq!(upload.next(0, 9), Some(4));
        assert_eq!(upload.welcome(12, whole(9)), Fits::No(Misfit::HubIsAhead { sent: 9 }));
    }

    #[test]
    fn a_journal_that_was_put_back_shows_although_it_has_as_many_events_again() {
        let mut upload = Upload::default();
        let held = Held { sent: 4, ..whole(9) };
        assert_eq!(upload.welcome(4, held), Fits::Yes, "nothing was sent after it was copied");
        for stored in [5, 9, 12] {
            assert_eq!(upload.welcome(stored, held), Fits::No(Misfit::HubIsAhead { sent: 4 }));
        }
    }

    #[test]
    fn a_hub_that_wants_what_is_no_longer_kept_shows() {
        let held = Held { first: 5, ..whole(9) };
        let mut upload = Upload::default();
        assert_eq!(upload.welcome(4, held), Fits::Yes, "number 5 is there");
        assert_eq!(upload.welcome(3, held), Fits::No(Misfit::HubIsBehind { stored: 3, gone: 1 }));
        assert_eq!(upload.resend(0, held), Fits::No(Misfit::HubIsBehind { stored: 0, gone: 4 }));
        assert_eq!(upload.welcome(0, whole(0)), Fits::Yes, "a journal that has nothing yet");
    }
}
