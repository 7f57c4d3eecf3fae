//! Whose a scan is, against all that was said, gone through from its beginning for each session.

use std::collections::BTreeSet;
use std::time::Duration;

use epn_rules::id::SessionId;
use epn_rules::scan::{Coming, Moment, Presses, WANTED_FOR, Whose, WhyStaff};
use proptest::prelude::*;
use ulid::Ulid;

use crate::config;

/// What happens at a station.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Said {
    Press,
    Withdraw,
    /// Whatever does not hold any more is forgotten: it changes nothing.
    Lapse,
}

/// Who says what, and when.
type Told = (Moment, SessionId, Said);

/// A few sessions, and waits around those that matter.
fn told() -> impl Strategy<Value = Vec<Told>> {
    let said = prop_oneof![4 => Just(Said::Press), 1 => Just(Said::Withdraw), 1 => Just(Said::Lapse)];
    let wait = prop_oneof![Just(0), Just(1), Just(60), Just(179), Just(180), Just(181)];
    prop::collection::vec((wait, 0..3_u128, said), 0..12).prop_map(|steps| {
        let mut now = Duration::ZERO;
        let told = steps.into_iter().map(|(wait, session, said)| {
            now += Duration::from_secs(wait);
            (now, SessionId(Ulid(session)), said)
        });
        told.collect()
    })
}

/// Whether a press of that session holds, after all that was told.
fn holds(told: &[Told], session: SessionId, now: Moment) -> bool {
    let last = told.iter().rev().find(|(_, who, said)| *who == session && *said != Said::Lapse);
    last.is_some_and(|(at, _, said)| *said == Said::Press && now < *at + WANTED_FOR)
}

fn tell(presses: &mut Presses, (at, session, said): Told) {
    match said {
        Said::Press => drop(presses.press(session, at)),
        Said::Withdraw => drop(presses.withdraw(session)),
        Said::Lapse => drop(presses.lapse(at)),
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_scan_goes_to_the_only_one_who_wanted_it(before in told(), wait in 0..200_u64, during in told(), open in 0..8_u8) {
        let began = before.last().map_or(Duration::ZERO, |(at, ..)| *at) + Duration::from_secs(wait);
        let during: Vec<Told> = during.into_iter().map(|(at, session, said)| (began + at, session, said)).collect();
        let mut presses = Presses::default();
        for told in &before {
            tell(&mut presses, *told);
        }
        let mut coming = Coming::seen(&presses, began);
        for told in &during {
            tell(&mut presses, *told);
            if told.2 == Said::Press {
                coming.pressed(told.1);
            }
        }

        let sessions = (0..3).map(|number| SessionId(Ulid(number)));
        let wanted: BTreeSet<_> = sessions
            .filter(|session| {
                let pressed = |told: &Told| told.1 == *session && told.2 == Said::Press;
                holds(&before, *session, began) || during.iter().any(pressed)
            })
            .collect();
        let is_open = |session: SessionId| open >> session.0.0 & 1 == 1;
        let expected = match wanted.iter().copied().collect::<Vec<_>>()[..] {
            [] => Whose::Staff(WhyStaff::Nobody),
            [only] if is_open(only) => Whose::Session(only),
            [_] => Whose::Staff(WhyStaff::SessionOver),
            [..] => Whose::Staff(WhyStaff::Several),
        };
        prop_assert_eq!(coming.whose(is_open), expected);
        prop_assert_eq!(coming.wanted_by().collect::<BTreeSet<_>>(), wanted);
        prop_assert_eq!(Coming::Found.whose(is_open), Whose::Staff(WhyStaff::Found));
    }
}
