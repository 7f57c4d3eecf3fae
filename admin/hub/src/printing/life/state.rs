//! How a print stands, and what may happen to it next: decided here, without any input or output.

use serde::{Deserialize, Serialize};

/// How a print stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum State {
    /// Its document arrives, or is being counted.
    Receiving,
    /// Its pages could not be counted for sure, or are more than is printed unasked: a mediator looks.
    ToCheck,
    /// It waits for its visitor's word.
    Held,
    /// The visitor said yes and its price is reserved; it waits for its release.
    Authorised,
    /// It waits for its printer.
    Released,
    /// The printer is being asked to create it: nobody knows yet whether it did.
    Asked,
    /// The printer created it; nothing of its document was sent.
    Created,
    /// Its document is being sent: some of it may be there.
    Sending,
    /// The printer has it.
    Printing,
    /// It came out; what did was debited.
    Settled,
    /// Its printer gave it up; what came out was debited.
    Aborted,
    /// Nobody knows what came out: a mediator decides.
    Unknown,
    /// Its document did not arrive whole.
    Incomplete,
    /// It is not printed.
    Refused,
    /// Nobody said yes in time.
    Expired,
    /// Its visitor took it back.
    Cancelled,
}

/// What happens to a print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Event {
    /// Its pages are known.
    Counted,
    /// They are not known for sure.
    Doubted,
    /// It cannot be printed, or a mediator says no.
    Refused,
    /// Its document will never be whole.
    Broken,
    /// The visitor said yes; a mediator has to release it.
    Confirmed,
    /// It is to be printed: the visitor said yes and that is enough, or a mediator released it.
    Released,
    /// The visitor takes it back.
    Cancelled,
    /// It waited too long.
    TimedOut,
    /// The printer is about to be asked to create it.
    Asking,
    /// Whatever the printer may have created of this attempt is no more; nothing was sent.
    Abandoned,
    /// The printer will not print it, now or later; nothing was sent.
    Declined,
    /// The printer created it.
    Created,
    /// The first byte is about to be sent.
    Sending,
    /// All of it was sent.
    Sent,
    /// The printer says that it is done.
    Completed,
    /// The printer says that it gave it up.
    Stopped,
    /// The printer does not know it any more.
    Lost,
    /// A mediator says what came out.
    Decided,
}

impl Event {
    /// Every one of them.
    pub const ALL: [Self; 18] = [
        Self::Counted,
        Self::Doubted,
        Self::Refused,
        Self::Broken,
        Self::Confirmed,
        Self::Released,
        Self::Cancelled,
        Self::TimedOut,
        Self::Asking,
        Self::Abandoned,
        Self::Declined,
        Self::Created,
        Self::Sending,
        Self::Sent,
        Self::Completed,
        Self::Stopped,
        Self::Lost,
        Self::Decided,
    ];
}

/// What follows from it, in the same transaction.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// Its price is reserved.
    Reserve,
    /// What came out is debited, and the rest of the reservation is free again.
    Settle,
    /// The reservation is free again.
    Free,
    /// Its document is deleted.
    Forget,
}

/// What becomes of a print.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Next {
    pub state: State,
    pub effects: &'static [Effect],
}

impl State {
    /// Every one of them.
    pub const ALL: [Self; 16] = [
        Self::Receiving,
        Self::ToCheck,
        Self::Held,
        Self::Authorised,
        Self::Released,
        Self::Asked,
        Self::Created,
        Self::Sending,
        Self::Printing,
        Self::Settled,
        Self::Aborted,
        Self::Unknown,
        Self::Incomplete,
        Self::Refused,
        Self::Expired,
        Self::Cancelled,
    ];

    /// What becomes of a print that stands so; nothing, if that cannot happen to it any more (or not yet).
    #[expect(clippy::match_same_arms, reason = "a table, a line for each thing that can happen")]
    pub fn after(self, event: Event) -> Option<Next> {
        use Effect::{Forget, Free, Reserve, Settle};
        use State as S;
        let (state, effects): (Self, &'static [Effect]) = match (self, event) {
            (S::Receiving, Event::Counted) => (S::Held, &[]),
            (S::Receiving, Event::Doubted) => (S::ToCheck, &[]),
            (S::Receiving, Event::Broken | Event::TimedOut) => (S::Incomplete, &[Forget]),
            (S::Receiving | S::ToCheck | S::Held, Event::Refused) => (S::Refused, &[Forget]),
            (S::Receiving | S::ToCheck | S::Held, Event::Cancelled) => (S::Cancelled, &[Forget]),
            (S::ToCheck | S::Held, Event::TimedOut) => (S::Expired, &[Forget]),
            (S::Held, Event::Confirmed) => (S::Authorised, &[Reserve]),
            (S::ToCheck | S::Held, Event::Released) => (S::Released, &[Reserve]),
            (S::Authorised, Event::Released) => (S::Released, &[]),
            (S::Authorised | S::Released, Event::Refused) => (S::Refused, &[Free, Forget]),
            (S::Authorised | S::Released, Event::Cancelled) => (S::Cancelled, &[Free, Forget]),
            (S::Authorised | S::Released, Event::TimedOut) => (S::Expired, &[Free, Forget]),
            (S::Released, Event::Asking) => (S::Asked, &[]),
            (S::Asked | S::Created, Event::Abandoned) => (S::Released, &[]),
            (S::Asked | S::Created, Event::Declined) => (S::Aborted, &[Settle]),
            (S::Asked, Event::Created) => (S::Created, &[]),
            (S::Created, Event::Sending) => (S::Sending, &[]),
            (S::Sending, Event::Sent) => (S::Printing, &[]),
            (S::Sending | S::Printing, Event::Completed) => (S::Settled, &[Settle, Forget]),
            (S::Sending | S::Printing, Event::Stopped) => (S::Aborted, &[Settle]),
            (S::Sending | S::Printing, Event::Lost) => (S::Unknown, &[]),
            (S::Sending | S::Printing | S::Unknown, Event::Decided) => (S::Aborted, &[Settle]),
            _ => return None,
        };
        Some(Next { state, effects })
    }

    /// Whether something can happen to a print that stands so after which it stands like that.
    pub fn leads_to(self, next: Self) -> bool {
        Event::ALL.into_iter().any(|event| self.after(event).is_some_and(|after| after.state == next))
    }

    /// Whether nothing happens to it any more by itself.
    pub fn is_over(self) -> bool {
        matches!(
            self,
            Self::Settled
                | Self::Aborted
                | Self::Incomplete
                | Self::Refused
                | Self::Expired
                | Self::Cancelled
        )
    }

    /// Whether its printer is asked about it.
    pub fn is_at_its_printer(self) -> bool {
        matches!(self, Self::Asked | Self::Created | Self::Sending | Self::Printing)
    }

    /// Whether money is reserved for it.
    pub fn holds_money(self) -> bool {
        matches!(self, Self::Authorised | Self::Released | Self::Unknown) || self.is_at_its_printer()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn walk(events: &[Event]) -> State {
        events.iter().fold(State::Receiving, |state, event| {
            state.after(*event).unwrap_or_else(|| panic!("{event:?} in {state:?}")).state
        })
    }

    #[test]
    fn a_print_goes_from_its_arrival_to_its_settlement() {
        let released = [Event::Counted, Event::Confirmed, Event::Released];
        let sent = [Event::Asking, Event::Created, Event::Sending, Event::Sent];
        let path = |end: Event| walk(&[&released[..], &sent[..], &[end]].concat());
        assert_eq!(path(Event::Completed), State::Settled);
        assert_eq!(path(Event::Stopped), State::Aborted);
        assert_eq!(path(Event::Lost), State::Unknown);
        assert_eq!(walk(&[Event::Counted, Event::Released]), State::Released, "no release is needed");
        assert_eq!(walk(&[Event::Doubted, Event::Released]), State::Released, "the mediator looked");
        let again = [Event::Counted, Event::Released, Event::Asking, Event::Abandoned, Event::Asking];
        assert_eq!(walk(&again), State::Asked, "a new attempt");
    }

    /// The lists are written by hand: what they left out would be looked at by no test, and by no check.
    #[test]
    fn every_state_is_listed_once_and_reached() {
        let listed: std::collections::HashSet<_> = State::ALL.into_iter().collect();
        assert_eq!(listed.len(), State::ALL.len());
        for state in State::ALL {
            let is_reached = State::ALL.into_iter().any(|before| before.leads_to(state));
            assert_eq!(is_reached, state != State::Receiving, "{state:?}");
        }
    }

    #[test]
    fn what_is_over_stays_as_it_is() {
        for state in State::ALL.into_iter().filter(|state| state.is_over()) {
            for event in Event::ALL {
                assert_eq!(state.after(event), None, "{event:?} in {state:?}");
            }
        }
    }

    #[test]
    fn money_is_reserved_once_and_settled_or_freed_once() {
        for state in State::ALL {
            for event in Event::ALL {
                let Some(next) = state.after(event) else { continue };
                let does = |effect: Effect| next.effects.contains(&effect);
                let (before, after) = (state.holds_money(), next.state.holds_money());
                let case = format!("{event:?} in {state:?}");
                assert_eq!(does(Effect::Reserve), !before && after, "{case}");
                assert_eq!(does(Effect::Settle) ^ does(Effect::Free), before && !after, "{case}");
            }
        }
    }

    #[test]
    fn what_may_have_been_sent_is_never_sent_again_by_itself() {
        for state in [State::Sending, State::Printing, State::Unknown] {
            for event in Event::ALL {
                let next = state.after(event).map(|next| next.state);
                let sends = matches!(next, Some(State::Released | State::Asked | State::Created));
                assert!(!sends, "{event:?} in {state:?}");
            }
        }
    }

    #[test]
    fn a_document_is_kept_while_it_may_be_needed_and_no_longer() {
        for state in State::ALL {
            for event in Event::ALL {
                let Some(next) = state.after(event) else { continue };
                // What its printer gave up can be printed again for a while.
                let expected = next.state.is_over() && next.state != State::Aborted;
                assert_eq!(next.effects.contains(&Effect::Forget), expected, "{event:?} in {state:?}");
            }
        }
    }
}
