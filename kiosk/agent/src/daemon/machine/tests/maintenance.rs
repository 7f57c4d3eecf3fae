//! A technician's console.

use epn_rules::long_code::RecoveryCode;
use epn_wire::right::{Right, RightTo, SignedRight};
use epn_wire::staff::{NotOpened, StaffAct, StaffActed, StaffAnswer, StaffOpened, StaffShown};
use epn_wire::station::MaintenanceBy;

use super::*;
use crate::daemon::machine::maintenance::OPEN_MS;
use crate::recovery::Recovery;

/// A station with a terminal for it, and its recovery code.
fn station() -> (Rig, RecoveryCode) {
    let (code, recovery) = Recovery::make().unwrap();
    let mut rig = Rig::locked();
    rig.machine.fixed.own_terminal = true;
    rig.machine.fixed.recovery = Some(recovery);
    (rig, code)
}

fn recover(rig: &mut Rig, code: &str) {
    rig.press(KioskIntent::Recovery { code: code.to_owned().into() });
}

fn shown(rig: &Rig) -> Option<StaffShown> {
    rig.machine.view(rig.now).staff
}

fn why(why: NotOpened) -> StaffShown {
    StaffShown::NotOpened { why }
}

fn maintenance(rig: &Rig) -> Vec<&StationEvent> {
    let is_of_it = |event: &&StationEvent| {
        matches!(event, StationEvent::MaintenanceStarted { .. } | StationEvent::MaintenanceEnded { .. })
    };
    rig.events.iter().filter(is_of_it).collect()
}

const OUT: Scene = Scene::OutOfService { reason: OutOfService::Maintenance };

#[test]
fn the_recovery_code_opens_a_console_for_a_quarter_of_an_hour_without_a_hub() {
    let (mut rig, code) = station();
    rig.feed(Input::LinkDown);
    recover(&mut rig, &code.reveal());
    assert_eq!((rig.scene(), shown(&rig), &rig.orders[..]), (OUT, None, &["open-console"][..]));
    assert_eq!(rig.machine.state(rig.now, None).out_of_service, Some(OutOfService::Maintenance));
    rig.pass(OPEN_MS - 1);
    assert_eq!(rig.scene(), OUT);
    rig.pass(1);
    assert_eq!(rig.phase(), Phase::Locked);
    assert_eq!(rig.orders, ["open-console", "close-console", "kill", "erase", "prove"], "root was on it");
    let expected = [
        &StationEvent::MaintenanceStarted { by: MaintenanceBy::RecoveryCode },
        &StationEvent::MaintenanceEnded { in_time: false },
    ];
    assert_eq!(maintenance(&rig), expected);
}

#[test]
fn whoever_leaves_the_console_leaves_a_station_that_is_reset() {
    let (mut rig, code) = station();
    recover(&mut rig, &code.reveal().to_lowercase());
    rig.feed(Input::ConsoleClosed);
    assert_eq!((rig.phase(), rig.orders.last()), (Phase::Locked, Some(&"prove")));
    assert_eq!(maintenance(&rig)[1], &StationEvent::MaintenanceEnded { in_time: true });
    rig.feed(Input::ConsoleClosed);
    assert_eq!(maintenance(&rig).len(), 2, "once");
}

#[test]
fn nothing_is_begun_while_it_is_open() {
    let (mut rig, code) = station();
    recover(&mut rig, &code.reveal());
    rig.log_in();
    let offer = rig.command(Command::Offer { session: session_id() });
    recover(&mut rig, &code.reveal());
    assert_eq!(rig.outcomes(), [(offer, Outcome::NotNow { phase: Phase::OutOfService })]);
    assert_eq!((rig.scene(), rig.orders.len(), shown(&rig)), (OUT, 1, Some(why(NotOpened::NotFree))));
    rig.command(Command::InService);
    assert_eq!(rig.scene(), OUT, "only its end ends it");
}

#[test]
fn while_a_session_is_here_there_is_no_console_and_without_a_terminal_never() {
    let (mut rig, code) = station();
    rig.sit_down(30);
    rig.forget();
    recover(&mut rig, &code.reveal());
    assert_eq!((rig.phase(), shown(&rig)), (Phase::Active, Some(why(NotOpened::NotFree))));
    assert!(rig.orders.is_empty() && rig.events.is_empty());
    let (mut rig, code) = station();
    rig.machine.fixed.own_terminal = false;
    recover(&mut rig, &code.reveal());
    assert_eq!((rig.phase(), shown(&rig)), (Phase::Locked, Some(why(NotOpened::NoTerminal))));
}

#[test]
fn wrong_codes_wait_longer_each_time_are_told_the_hub_and_not_forgiven_by_a_restart() {
    let (mut rig, code) = station();
    let wrong = RecoveryCode::from_random([9; 16]).reveal();
    for (times, wait_seconds) in [(1, 2), (2, 4), (3, 8)] {
        recover(&mut rig, &wrong);
        assert_eq!(shown(&rig), Some(why(NotOpened::NotRecognised { wait_seconds })));
        assert_eq!(rig.events.last(), Some(&StationEvent::RecoveryRefused { times }));
        recover(&mut rig, &code.reveal());
        assert_eq!(shown(&rig), Some(why(NotOpened::Throttled { wait_seconds })), "not looked at yet");
        rig.pass(u64::from(wait_seconds) * 1_000);
    }
    assert_eq!(rig.recovery_tries, [1, 2, 3]);
    let recovery = rig.machine.fixed.recovery.clone();
    let mut rig = Rig::started(Kept { recovery_tries: 3, ..Kept::default() });
    rig.machine.fixed.own_terminal = true;
    rig.machine.fixed.recovery = recovery;
    recover(&mut rig, &code.reveal());
    assert_eq!(shown(&rig), Some(why(NotOpened::Throttled { wait_seconds: 8 })));
    rig.pass(8_000);
    recover(&mut rig, &code.reveal());
    assert_eq!((rig.scene(), &rig.recovery_tries[..]), (OUT, &[0][..]));
}

#[test]
fn a_station_without_a_code_has_no_way_in_by_one() {
    let (mut rig, code) = station();
    rig.machine.fixed.recovery = None;
    recover(&mut rig, &code.reveal());
    assert_eq!(
        (rig.phase(), shown(&rig)),
        (Phase::Locked, Some(why(NotOpened::NotRecognised { wait_seconds: 2 })))
    );
}

#[test]
fn a_stop_closes_the_console_and_resets_first_and_a_broken_journal_does_not() {
    let (mut rig, code) = station();
    recover(&mut rig, &code.reveal());
    rig.feed(Input::JournalBroken);
    assert_eq!(rig.scene(), OUT, "that is what a technician is here for");
    rig.feed(Input::JournalMended);
    rig.feed(Input::ShutDown);
    assert_eq!(rig.orders, ["open-console", "close-console", "kill", "erase", "prove", "exit"]);
}

/// A technician's card has opened the quick actions, and they want a console.
fn card(rig: &mut Rig) {
    let (card, pin) = ("SECRETCARD".to_owned().into(), "730519".to_owned().into());
    rig.press(KioskIntent::StaffCard { card, pin });
    let opened = StaffAnswer::Opened(StaffOpened {
        pass: Nonce([42; 16]),
        name: "Tom".to_owned(),
        role: epn_wire::console::StaffRole::Technician,
        minutes: Minutes(60),
        free: Vec::new(),
    });
    rig.reply(Reply::Staff { answer: Box::new(opened) });
    rig.press(KioskIntent::StaffAct { act: StaffAct::Maintain });
}

fn allowed(rig: &mut Rig, key: &SigningKey) {
    let Request::Staff { nonce, boot, .. } = rig.question().1 else { panic!("nothing of staff was asked") };
    let right = Right { station: rig.trust.station, nonce, boot, to: RightTo::Maintain };
    let right = SignedRight::sign(&right, key).unwrap();
    rig.reply(Reply::Staff { answer: Box::new(StaffAnswer::Right { right }) });
}

#[test]
fn a_technicians_card_opens_it_by_what_the_hub_signed_and_by_nothing_else() {
    let (mut rig, _) = station();
    card(&mut rig);
    let key = rig.key.clone();
    allowed(&mut rig, &key);
    assert_eq!((rig.scene(), shown(&rig)), (OUT, None));
    assert_eq!(maintenance(&rig), [&StationEvent::MaintenanceStarted { by: MaintenanceBy::Card }]);
    let (mut rig, _) = station();
    card(&mut rig);
    allowed(&mut rig, &SigningKey::from_bytes(&[8; 32]));
    assert_eq!(rig.phase(), Phase::Locked);
    assert!(matches!(rig.events[..], [StationEvent::LeaseRefused { .. }]));
    let (mut rig, _) = station();
    rig.machine.fixed.own_terminal = false;
    card(&mut rig);
    allowed(&mut rig, &key);
    let Some(StaffShown::Open(panel)) = shown(&rig) else { panic!("no quick actions") };
    assert_eq!((rig.phase(), panel.acted), (Phase::Locked, Some(StaffActed::NoTerminal)));
}
