use epn_rules::decision::{Decision, Refusal};
use epn_rules::units::Minutes;
use jiff::Timestamp;

use super::{Advice, of};

fn refused(because: Vec<Refusal>, next: Option<Timestamp>) -> Decision {
    Decision::Refused { because, next }
}

const LATER: Timestamp = Timestamp::UNIX_EPOCH;

#[test]
fn a_taken_station_sends_to_another_one_first() {
    let because = vec![
        Refusal::Closed { opens: None },
        Refusal::StationBusy { until: None },
        Refusal::StationHeld { from: LATER, until: LATER },
    ];
    assert_eq!(of(&refused(because, Some(LATER)), false), [Advice::OtherStation, Advice::ComeBack]);
}

#[test]
fn nobody_is_told_to_come_back_at_a_moment_that_is_not_known() {
    let because = vec![Refusal::Closed { opens: None }];
    assert_eq!(of(&refused(because, None), false), [Advice::Mediator]);
}

#[test]
fn a_spent_ticket_calls_for_another() {
    let because = vec![Refusal::TicketSpent { carried: Minutes(30) }];
    assert_eq!(of(&refused(because, None), false), [Advice::OtherTicket]);
}

#[test]
fn who_is_choosing_a_slot_chooses_another_one() {
    let because = vec![
        Refusal::SlotTaken { from: LATER, until: LATER },
        Refusal::Closed { opens: None },
        Refusal::TooManyBookings { held: 2, allowed: 2 },
    ];
    assert_eq!(of(&refused(because, None), true), [Advice::CancelAnother, Advice::OtherSlot]);
}
