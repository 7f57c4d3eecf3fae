//! Whatever is fed to it, in whatever order.

use proptest::prelude::*;

use epn_wire::planning::{PlanningAnswer, PlanningAsk, Who};

use super::*;
use crate::session::Activity;

#[derive(Clone, Debug)]
enum Act {
    LogIn,
    Leave,
    MoreTime,
    Dismiss,
    Pause,
    Resume(bool),
    StillHere,
    Activity(Activity),
    NotSteered,
    Plan(bool),
    Planned,
    PlanRead,
    Help(bool),
    Offer,
    EndByStaff,
    OutOfService,
    InService,
    GoodLease { minutes: u32, by_itself: bool },
    ForeignLease { minutes: u32 },
    OtherLease { minutes: u32 },
    Refuse,
    Welcome,
    LinkDown,
    Pass { ms: u64 },
    Started(bool),
    Exited(bool),
    Killed,
    Erased,
    Proved(bool),
    LookedEverywhere(bool),
    JournalBroken,
    JournalMended,
}

fn act() -> impl Strategy<Value = Act> {
    prop_oneof![
        3 => Just(Act::LogIn),
        1 => Just(Act::Leave),
        2 => Just(Act::MoreTime),
        1 => Just(Act::Dismiss),
        3 => Just(Act::Pause),
        3 => any::<bool>().prop_map(Act::Resume),
        1 => Just(Act::StillHere),
        3 => activity().prop_map(Act::Activity),
        1 => Just(Act::NotSteered),
        1 => any::<bool>().prop_map(Act::Plan),
        1 => Just(Act::Planned),
        1 => Just(Act::PlanRead),
        1 => any::<bool>().prop_map(Act::Help),
        2 => Just(Act::Offer),
        1 => Just(Act::EndByStaff),
        1 => Just(Act::OutOfService),
        2 => Just(Act::InService),
        5 => (0_u32..90, any::<bool>()).prop_map(|(minutes, by_itself)| Act::GoodLease { minutes, by_itself }),
        1 => (0_u32..90).prop_map(|minutes| Act::ForeignLease { minutes }),
        1 => (0_u32..90).prop_map(|minutes| Act::OtherLease { minutes }),
        1 => Just(Act::Refuse),
        3 => Just(Act::Welcome),
        1 => Just(Act::LinkDown),
        4 => (0_u64..40 * MINUTE).prop_map(|ms| Act::Pass { ms }),
        3 => prop_oneof![4 => Just(true), 1 => Just(false)].prop_map(Act::Started),
        1 => any::<bool>().prop_map(Act::Exited),
        3 => Just(Act::Killed),
        3 => Just(Act::Erased),
        3 => prop_oneof![4 => Just(true), 1 => Just(false)].prop_map(Act::Proved),
        1 => prop_oneof![4 => Just(true), 1 => Just(false)].prop_map(Act::LookedEverywhere),
        1 => Just(Act::JournalBroken),
        1 => Just(Act::JournalMended),
    ]
}

fn activity() -> impl Strategy<Value = Activity> {
    prop_oneof![
        2 => (0_u64..2 * MINUTE).prop_map(|for_ms| Activity::Quiet { for_ms }),
        1 => Just(Activity::Input),
        1 => Just(Activity::Unknown),
    ]
}

/// The latest moment that the good leases so far allow, if one did.
type Allowed = Option<u64>;

fn perform(rig: &mut Rig, act: &Act, allowed: &mut Allowed) {
    let asked = rig.said.iter().any(|message| matches!(message, FromStation::Request { .. }));
    let lease_asked = asked && !matches!(rig.question().1, Request::Plan { .. });
    match act {
        Act::LogIn => rig.log_in(),
        Act::Leave => rig.feed(Input::Kiosk(KioskIntent::Leave)),
        Act::MoreTime => rig.feed(Input::Kiosk(KioskIntent::AskMoreTime)),
        Act::Dismiss => rig.feed(Input::Kiosk(KioskIntent::Dismiss)),
        Act::Pause => rig.press(KioskIntent::Pause),
        Act::Resume(right) => rig.resume(picture(if *right { "cat" } else { "dog" })),
        Act::StillHere => rig.press(KioskIntent::StillHere),
        Act::Activity(activity) => rig.feed(Input::Activity(*activity)),
        Act::NotSteered => rig.feed(Input::NotSteered),
        Act::Plan(here) => {
            let who = if *here { Who::Here } else { Who::Entry { entry: picture("cat") } };
            rig.press(KioskIntent::Plan { who, ask: PlanningAsk::Overview });
        }
        Act::Planned if asked => {
            rig.reply(Reply::Planned { answer: Box::new(PlanningAnswer::Cancelled) });
        }
        Act::PlanRead => rig.press(KioskIntent::PlanRead),
        Act::Help(asked) => rig.feed(Input::Kiosk(KioskIntent::Help { asked: *asked })),
        Act::Offer => drop(rig.command(Command::Offer { session: session_id() })),
        Act::EndByStaff => {
            rig.command(Command::End { session: session_id(), cause: EndCause::EndedByStaff });
        }
        Act::OutOfService => drop(rig.command(Command::OutOfService { note: String::new() })),
        Act::InService => drop(rig.command(Command::InService)),
        Act::GoodLease { minutes, by_itself } if lease_asked => {
            let mut lease = rig.lease(*minutes);
            lease.extends_by_itself = *by_itself;
            // The question left no later than now.
            let until = rig.now + u64::from(*minutes) * MINUTE;
            *allowed = Some(allowed.map_or(until, |before| before.max(until)));
            rig.grant(&lease);
        }
        Act::ForeignLease { minutes } if lease_asked => {
            let lease = SignedLease::sign(&rig.lease(*minutes), &SigningKey::from_bytes(&[8; 32])).unwrap();
            rig.reply(Reply::Lease { lease });
        }
        Act::OtherLease { minutes } if lease_asked => {
            let mut lease = rig.lease(*minutes);
            lease.nonce = Nonce([9; 16]);
            rig.grant(&lease);
        }
        Act::Refuse if asked => rig.reply(Reply::NothingOffered),
        Act::GoodLease { .. }
        | Act::ForeignLease { .. }
        | Act::OtherLease { .. }
        | Act::Planned
        | Act::Refuse => {}
        Act::Welcome => rig.welcome(None),
        Act::LinkDown => rig.feed(Input::LinkDown),
        Act::Pass { ms } => rig.pass(*ms),
        Act::Started(true) => rig.feed(Input::Started { golden: None }),
        Act::Started(false) => rig.feed(Input::NotStarted),
        Act::Exited(clean) => rig.feed(Input::Exited { clean: *clean }),
        Act::Killed => rig.feed(Input::Killed),
        Act::Erased => rig.feed(Input::Erased),
        Act::Proved(ok) => rig.feed(Input::Proved(if *ok { clean() } else { dirty(1) })),
        Act::LookedEverywhere(ok) => {
            rig.feed(Input::LookedEverywhere(if *ok { clean() } else { dirty(1) }));
        }
        Act::JournalBroken => rig.feed(Input::JournalBroken),
        Act::JournalMended => rig.feed(Input::JournalMended),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn nothing_opens_without_a_good_lease_and_nothing_lasts_longer(acts in prop::collection::vec(act(), 0..120)) {
        let mut rig = Rig::with(Kept::default(), Pace::default(), false);
        let mut allowed = None;
        for act in &acts {
            perform(&mut rig, act, &mut allowed);
            // Timers that are due fire before anything else is looked at.
            rig.pass(0);
            match rig.phase() {
                Phase::Starting => prop_assert!(allowed.is_some()),
                Phase::Active => prop_assert!(allowed.is_some_and(|until| rig.now < until)),
                Phase::Paused | Phase::Grace => prop_assert!(allowed.is_some_and(|until| rig.now < until + 5 * MINUTE)),
                _ => {}
            }
        }
    }

    #[test]
    fn behind_the_lock_it_stands_still_and_before_it_it_goes_on(acts in prop::collection::vec(act(), 0..120)) {
        let mut rig = Rig::with(Kept::default(), Pace::default(), false);
        let mut allowed = None;
        for act in &acts {
            perform(&mut rig, act, &mut allowed);
            let steered = rig.orders.iter().rposition(|order| ["freeze", "thaw", "start"].contains(order));
            let still = steered.is_some_and(|at| rig.orders[at] == "freeze");
            match rig.phase() {
                Phase::Paused => prop_assert!(still),
                Phase::Active | Phase::Grace => prop_assert!(!still),
                _ => {}
            }
        }
        for (at, order) in rig.orders.iter().enumerate() {
            prop_assert!(*order != "freeze" || rig.orders[at - 1] == "show", "the lock is shown first");
        }
        let steps = |wanted| rig.steps.iter().filter(|phase| **phase == wanted).count();
        let noted = rig.events.iter().filter(|event| matches!(event, StationEvent::SessionPaused { .. })).count();
        prop_assert_eq!(steps(Phase::Paused), noted);
    }

    #[test]
    fn a_session_is_recorded_once_and_every_kill_leads_to_a_proof_before_the_lock(
        acts in prop::collection::vec(act(), 0..120)
    ) {
        let mut rig = Rig::with(Kept::default(), Pace::default(), false);
        let mut allowed = None;
        for act in &acts {
            perform(&mut rig, act, &mut allowed);
        }
        let (mut open, mut dirty) = (false, true);
        for phase in &rig.steps {
            match phase {
                Phase::Starting => {
                    prop_assert!(!open && !dirty, "nobody starts on what another left");
                    (open, dirty) = (true, true);
                }
                Phase::Ending => open = false,
                Phase::Proving => dirty = false,
                Phase::Locked => prop_assert!(!open && !dirty),
                _ => {}
            }
        }
        let starts = rig.steps.iter().filter(|phase| **phase == Phase::Starting).count();
        let late = rig.ended().iter().filter(|(_, seconds)| *seconds == 0).count();
        let ended = rig.ended().len();
        prop_assert!(ended + usize::from(open) >= starts && ended <= starts + late);
    }
}
