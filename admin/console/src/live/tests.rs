use epn_rules::people::Category;
use epn_rules::session::Phase;
use epn_wire::console::StationTile;
use epn_wire::station::{Health, OutOfService};

use super::*;
use crate::testing::fixtures::{at, now, room, session, tile};

fn active(to: i64) -> StationTile {
    StationTile { session: Some(session("moon", Category::Member, -30, to)), ..tile(1, Phase::Active) }
}

#[test]
fn the_last_minute_counts_until_it_is_over() {
    let session = session("moon", Category::Member, -30, 10);
    let seconds = |seconds: i64| at(10).checked_sub(jiff::SignedDuration::from_secs(seconds)).unwrap();
    assert_eq!(left(&session, seconds(61)), Minutes(2));
    assert_eq!(left(&session, seconds(60)), Minutes(1));
    assert_eq!(left(&session, seconds(1)), Minutes(1));
    assert_eq!(left(&session, at(10)), Minutes(0));
    assert_eq!(left(&session, at(20)), Minutes(0), "never below zero");
    assert!((share_left(&session, at(-10)) - 0.5).abs() < 0.01);
}

#[test]
fn only_a_real_end_is_urgent() {
    assert_eq!(need_of(&active(6), now()), None);
    assert_eq!(need_of(&active(5), now()), Some(Need::Ending { left: Minutes(5) }));
    let mut goes_on = active(5);
    goes_on.session.as_mut().unwrap().extends_by_itself = true;
    assert_eq!(need_of(&goes_on, now()), None);
    let grace = StationTile { phase: Phase::Grace, ..active(-1) };
    assert_eq!(need_of(&grace, now()), Some(Need::Ending { left: Minutes(0) }));
}

#[test]
fn a_call_comes_before_a_fault_and_a_fault_before_an_end() {
    let mut room = room();
    room.stations = vec![
        active(1),
        StationTile {
            out_of_service: Some(OutOfService::Leftovers { count: 1 }),
            ..tile(2, Phase::OutOfService)
        },
        StationTile { wrong_tries: 3, ..tile(4, Phase::Paused) },
        StationTile { help: true, ..active(30) },
    ];
    let found: Vec<_> = needs(&room).into_iter().map(|(_, need)| need).collect();
    assert_eq!(
        found,
        [
            Need::Help,
            Need::Fault(OutOfService::Leftovers { count: 1 }),
            Need::WrongTries { times: 3 },
            Need::Ending { left: Minutes(1) }
        ]
    );
}

#[test]
fn what_staff_took_out_needs_nobody() {
    let out_of_service = Some(OutOfService::Staff { note: String::new() });
    let tile = StationTile { online: false, out_of_service, ..tile(1, Phase::OutOfService) };
    assert_eq!(need_of(&tile, now()), None);
}

#[test]
fn a_machine_in_trouble_is_named() {
    let health = Health {
        disk_free_mb: 100,
        memory_free_mb: 100,
        memory_total_mb: 8000,
        temperature_c: Some(91),
        uptime_s: 1,
    };
    assert_eq!(
        warnings(&health),
        [
            HealthWarning::Hot { celsius: 91 },
            HealthWarning::DiskFull { free_mb: 100 },
            HealthWarning::MemoryShort { free_mb: 100 }
        ]
    );
    let unknown = Health { disk_free_mb: 5000, ..Health::default() };
    assert_eq!(warnings(&unknown), []);
}

#[test]
fn the_first_moment_without_the_hub_stays() {
    let mut live = Live::default();
    let start = Instant::now();
    live.lost(start);
    live.lost(start + Duration::from_secs(50));
    assert_eq!(live.away_for(start + Duration::from_mins(1)), Some(Duration::from_mins(1)));
    live.connected();
    assert_eq!(live.away_for(start), None);
}
