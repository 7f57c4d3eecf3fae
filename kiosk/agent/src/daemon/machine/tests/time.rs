//! Time left, warnings, extensions, clocks.

use epn_rules::policy::{Scope, Tariff};
use epn_rules::units::Cents;
use epn_wire::bar::{BarTime, Urgency};
use epn_wire::kiosk::{MoreTimeAnswer, PriceShown, TimeShown};

use super::*;

fn by_itself(rig: &Rig) -> usize {
    let asked = |message: &&FromStation| {
        matches!(message, FromStation::Request { request: Request::MoreTime { by_itself: true, .. }, .. })
    };
    rig.said.iter().filter(asked).count()
}

#[test]
fn warnings_come_at_ten_five_and_one_minutes_and_stay_until_dismissed() {
    let mut rig = Rig::locked();
    rig.sit_down(30);
    let mut seen = Vec::new();
    for minute in 0..30 {
        if let Some(warning) = rig.active().warning {
            seen.push((30 - minute, warning.0));
            rig.feed(Input::Kiosk(KioskIntent::Dismiss));
            assert_eq!(rig.active().warning, None);
        }
        rig.pass(MINUTE);
    }
    assert_eq!(seen, [(10, 10), (5, 5), (1, 1)]);
}

#[test]
fn a_warning_that_comes_late_tells_the_minutes_that_are_left() {
    let mut rig = Rig::locked();
    rig.sit_down(8);
    assert_eq!(rig.active().warning, Some(Minutes(8)));
    rig.pass(3 * MINUTE);
    assert_eq!(rig.active().warning, Some(Minutes(5)));
}

#[test]
fn while_nobody_waits_it_goes_on_and_nobody_is_warned() {
    let mut rig = Rig::locked();
    rig.sit_down_with(30, |lease| lease.extends_by_itself = true);
    assert_eq!(rig.active().time, TimeShown::NobodyWaits);
    rig.pass(19 * MINUTE);
    assert_eq!(by_itself(&rig), 1);
    let mut longer = rig.lease(26);
    longer.extends_by_itself = true;
    rig.grant(&longer);
    rig.pass(14 * MINUTE);
    assert_eq!((rig.active().warning, rig.active().time, by_itself(&rig)), (None, TimeShown::NobodyWaits, 1));
    assert!(rig.events.iter().any(|e| matches!(e, StationEvent::SessionExtended { by_itself: true, .. })));
}

#[test]
fn once_somebody_waits_the_time_left_is_shown_until_nobody_does() {
    let mut rig = Rig::locked();
    rig.sit_down_with(30, |lease| lease.extends_by_itself = true);
    let waiting = |rig: &mut Rig, waiting| {
        let site = SiteView { waiting, ..rig.machine.hub.site.clone() };
        rig.hub(ToStation::Site(Box::new(site)));
    };
    waiting(&mut rig, 1);
    assert!(matches!(rig.active().time, TimeShown::Left { minutes: Minutes(30), until: Some(_) }));
    rig.pass(5 * MINUTE);
    assert!(matches!(rig.active().time, TimeShown::Left { minutes: Minutes(25), .. }));
    waiting(&mut rig, 0);
    assert_eq!(rig.active().time, TimeShown::NobodyWaits);
    waiting(&mut rig, 2);
    rig.pass(14 * MINUTE);
    assert_eq!(by_itself(&rig), 1, "the hub decides, and is asked all the same");
    rig.reply(refusal());
    waiting(&mut rig, 0);
    assert!(matches!(rig.active().time, TimeShown::Left { minutes: Minutes(11), .. }), "the hub said no");
}

#[test]
fn when_it_does_not_go_on_all_three_warnings_come() {
    let mut rig = Rig::locked();
    rig.sit_down_with(30, |lease| lease.extends_by_itself = true);
    rig.pass(19 * MINUTE);
    rig.reply(refusal());
    assert!(matches!(rig.active().time, TimeShown::Left { minutes: Minutes(11), .. }));
    rig.pass(MINUTE);
    assert_eq!(rig.active().warning, Some(Minutes(10)));
    rig.pass(20 * MINUTE);
    assert_eq!(by_itself(&rig), 1, "the answer was no");
}

/// The warnings in the minutes to come, with the time that was left when each appeared, and that they stay away else.
fn warnings_of(rig: &mut Rig, minutes: u64) -> Vec<u32> {
    let mut seen = Vec::new();
    for _ in 0..minutes {
        rig.pass(MINUTE);
        if rig.phase() != Phase::Active {
            break;
        }
        if let Some(warning) = rig.active().warning {
            seen.push(warning.0);
            rig.press(KioskIntent::Dismiss);
        }
    }
    seen
}

#[test]
fn whoever_goes_on_by_itself_is_warned_in_time_when_somebody_comes_to_wait() {
    // Until then it went on, once or twice, however short the pieces.
    for (first, pieces) in [(30, vec![]), (60, vec![15]), (20, vec![15, 15]), (8, vec![15]), (12, vec![])] {
        let mut rig = Rig::locked();
        rig.sit_down_with(first, |lease| lease.extends_by_itself = true);
        let mut left = first;
        for piece in &pieces {
            let wait = left.saturating_sub(11);
            assert!(warnings_of(&mut rig, u64::from(wait)).is_empty(), "{first} {pieces:?}");
            rig.pass(1);
            left = left - wait + piece;
            let mut longer = rig.lease(left);
            longer.extends_by_itself = true;
            rig.grant(&longer);
        }
        rig.pass(u64::from(left - 11) * MINUTE + 1);
        assert_eq!(by_itself(&rig), pieces.len() + 1, "{first} {pieces:?}");
        rig.reply(refusal());
        assert_eq!(warnings_of(&mut rig, 12), [10, 5, 1], "{first} {pieces:?}");
    }
}

#[test]
fn a_hub_that_does_not_answer_in_time_does_not_cost_the_warning() {
    let mut rig = Rig::locked();
    rig.sit_down_with(30, |lease| lease.extends_by_itself = true);
    rig.pass(19 * MINUTE + 10_000);
    assert!(matches!(rig.active().time, TimeShown::Left { .. }), "nobody answered: the end counts as real");
    rig.pass(50_000);
    assert_eq!(rig.active().warning, Some(Minutes(10)));
}

#[test]
fn the_price_grows_with_each_quarter_of_an_hour_that_begins() {
    let mut rig = Rig::locked();
    let tariff =
        Tariff { cents_per_quarter_hour: Cents(50), free_minutes: Minutes(15), scope: Scope::default() };
    rig.sit_down_with(60, |lease| lease.tariff = Some(tariff));
    let mut seen = Vec::new();
    for _ in 0..4 {
        seen.push(rig.active().price.map(|PriceShown { quarter_hour, so_far }| (quarter_hour.0, so_far.0)));
        rig.pass(15 * MINUTE);
    }
    assert_eq!(seen, [Some((50, 0)), Some((50, 50)), Some((50, 100)), Some((50, 150))]);
    let mut free = Rig::locked();
    free.sit_down(60);
    assert_eq!(free.active().price, None);
}

#[test]
fn without_the_hub_the_end_is_real_and_when_it_returns_it_is_asked_at_once() {
    let mut rig = Rig::locked();
    rig.sit_down_with(30, |lease| lease.extends_by_itself = true);
    rig.feed(Input::LinkDown);
    rig.pass(21 * MINUTE);
    assert_eq!((by_itself(&rig), rig.active().warning), (0, Some(Minutes(10))));
    rig.welcome(None);
    assert_eq!(by_itself(&rig), 1);
    let longer = rig.lease(30);
    rig.grant(&longer);
    assert_eq!(rig.active().warning, None);
    assert!(matches!(rig.active().time, TimeShown::Left { minutes: Minutes(30), .. }));
}

#[test]
fn an_extension_that_brings_nothing_is_the_end() {
    let mut rig = Rig::locked();
    rig.sit_down_with(30, |lease| lease.extends_by_itself = true);
    rig.pass(19 * MINUTE);
    let mut same = rig.lease(11);
    same.extends_by_itself = true;
    rig.grant(&same);
    rig.pass(20 * MINUTE);
    assert_eq!((rig.phase(), by_itself(&rig)), (Phase::Locked, 1));
}

#[test]
fn the_visitor_asks_for_more_and_is_answered() {
    let mut rig = Rig::locked();
    rig.sit_down(12);
    rig.feed(Input::Kiosk(KioskIntent::AskMoreTime));
    rig.feed(Input::Kiosk(KioskIntent::AskMoreTime));
    assert_eq!(rig.active().more_time, Some(MoreTimeAnswer::Asking));
    let asked =
        |m: &&FromStation| matches!(m, FromStation::Request { request: Request::MoreTime { .. }, .. });
    assert_eq!(rig.said.iter().filter(asked).count(), 1);
    rig.reply(refusal());
    assert!(matches!(rig.active().more_time, Some(MoreTimeAnswer::Refused { .. })));
    rig.feed(Input::Kiosk(KioskIntent::Dismiss));
    assert_eq!(rig.active().more_time, None);
    rig.feed(Input::Kiosk(KioskIntent::AskMoreTime));
    let lease = rig.lease(25);
    rig.grant(&lease);
    assert_eq!(rig.active().more_time, Some(MoreTimeAnswer::Granted));
    rig.feed(Input::Kiosk(KioskIntent::AskMoreTime));
    rig.pass(5_000);
    assert_eq!(rig.active().more_time, Some(MoreTimeAnswer::NoHub));
}

#[test]
fn more_time_in_the_grace_brings_the_session_back() {
    let mut rig = Rig::locked();
    rig.sit_down(10);
    rig.pass(11 * MINUTE);
    assert_eq!(rig.phase(), Phase::Grace);
    rig.feed(Input::Kiosk(KioskIntent::AskMoreTime));
    let lease = rig.lease(15);
    rig.grant(&lease);
    assert_eq!(rig.phase(), Phase::Active);
    rig.pass(20 * MINUTE);
    assert_eq!(rig.ended(), [(EndCause::TimeUp, 26 * 60)]);
}

#[test]
fn used_minutes_are_marked_once_each() {
    let mut rig = Rig::locked();
    rig.sit_down(10);
    rig.pass(30 * MINUTE);
    let at_the_grace = 600;
    let marks: Vec<u32> = (1..=10).map(|minute| minute * 60).chain([at_the_grace]).collect();
    assert_eq!(rig.used, marks);
}

#[test]
fn no_wall_clock_moves_a_deadline() {
    for wall in ["2026-03-10T07:00:00Z", "2009-01-01T00:00:00Z", "2040-01-01T00:00:00Z"] {
        let mut rig = Rig::locked();
        rig.sit_down(30);
        rig.pass(10 * MINUTE);
        rig.wall = wall.parse().unwrap();
        rig.welcome(None);
        rig.pass(20 * MINUTE - 1);
        assert_eq!(rig.phase(), Phase::Active, "{wall}");
        rig.pass(1);
        assert_eq!(rig.phase(), Phase::Grace, "{wall}");
        let wrong = rig.events.iter().filter(|e| matches!(e, StationEvent::ClockWrong { .. })).count();
        assert_eq!(wrong, 1, "it is reported once: {wall}");
    }
}

#[test]
fn a_machine_that_believes_in_2009_since_it_started_works_and_says_so() {
    let wall = "2009-01-01T00:00:00Z".parse().unwrap();
    let mut rig = Rig::at(wall, Kept::default(), Pace::new(1), true);
    rig.welcome(None);
    let shown = rig.machine.view(rig.now).now.unwrap().to_string();
    assert!(shown.starts_with("2026-03-10"), "the hub's time is shown: {shown}");
    rig.sit_down(30);
    rig.pass(30 * MINUTE - 1);
    assert_eq!(rig.phase(), Phase::Active);
    rig.pass(1 + 5 * MINUTE);
    assert_eq!((rig.phase(), rig.ended()), (Phase::Locked, vec![(EndCause::TimeUp, 1800)]));
    assert!(rig.events.iter().any(|event| matches!(event, StationEvent::ClockWrong { .. })));
}

#[test]
fn a_machine_that_slept_past_the_end_wakes_to_an_ended_session() {
    let mut rig = Rig::locked();
    rig.sit_down(30);
    rig.now += 600 * MINUTE;
    rig.feed(Input::Kiosk(KioskIntent::Dismiss));
    assert_eq!(rig.ended(), [(EndCause::TimeUp, 1800)]);
}

#[test]
fn a_site_clock_that_runs_faster_scales_leases_grace_and_marks() {
    let mut rig = Rig::with(Kept::default(), Pace::new(120), true);
    rig.welcome(None);
    rig.sit_down(30);
    rig.pass(15_000);
    assert_eq!(rig.phase(), Phase::Grace);
    assert_eq!(rig.used.len(), 31);
    rig.pass(2_500);
    assert_eq!((rig.phase(), rig.ended()), (Phase::Locked, vec![(EndCause::TimeUp, 1800)]));
}

#[test]
fn the_clock_on_the_screen_moves_each_site_minute_in_the_sites_zone() {
    let mut rig = Rig::locked();
    let shown = |rig: &Rig| rig.machine.view(rig.now).now.unwrap().to_string();
    assert_eq!(shown(&rig), "2026-03-10T09:00:00");
    let next = rig.machine.deadline(rig.now).unwrap();
    assert_eq!(next, rig.now + MINUTE);
    rig.pass(MINUTE);
    assert_eq!(shown(&rig), "2026-03-10T09:01:00");
    assert_eq!(Rig::started(Kept::default()).machine.view(5).now, None, "no clock before the hub was heard");
}

#[test]
fn the_strip_tells_the_time_left_and_how_near_the_end_is() {
    let mut rig = Rig::locked();
    let shown = |rig: &Rig| rig.machine.bar_view(rig.now).time;
    assert_eq!(shown(&rig), None);
    rig.sit_down(30);
    let mut seen = Vec::new();
    for _ in 0..30 {
        let Some(BarTime::Left { minutes, urgency }) = shown(&rig) else { panic!("{:?}", shown(&rig)) };
        if seen.last().is_none_or(|(_, last)| *last != urgency) {
            seen.push((minutes.0, urgency));
        }
        rig.pass(MINUTE);
    }
    assert_eq!(seen, [(30, Urgency::Calm), (10, Urgency::Soon), (5, Urgency::Near), (1, Urgency::Last)]);
    assert!(matches!(shown(&rig), Some(BarTime::Closing { .. })), "{:?}", rig.phase());
    rig.press(KioskIntent::Leave);
    assert_eq!(shown(&rig), None);
}

#[test]
fn the_strip_speaks_the_language_of_whoever_sits_there() {
    let mut rig = Rig::locked();
    let lang = |rig: &Rig| rig.machine.bar_view(rig.now).lang;
    rig.sit_down(30);
    assert_eq!(lang(&rig).as_deref(), Some("fr"), "the charter was accepted in it");
    rig.press(KioskIntent::Language { lang: "en".to_owned() });
    assert_eq!(lang(&rig).as_deref(), Some("en"));
    rig.press(KioskIntent::Leave);
    assert_eq!(lang(&rig), None);
}

#[test]
fn the_strip_counts_nothing_while_the_session_goes_on_by_itself() {
    let mut rig = Rig::locked();
    rig.sit_down_with(30, |lease| lease.extends_by_itself = true);
    assert_eq!(rig.machine.bar_view(rig.now).time, Some(BarTime::NobodyWaits));
}
