use super::day::Day;
use crate::support::workspace_root;

#[test]
fn the_shipped_day_hangs_together() {
    let day = Day::read(&workspace_root().join("assets/demo/day.toml")).unwrap();
    assert!(day.visits.len() >= 38, "{} visits", day.visits.len());
    assert!(day.stations.len() >= 4);
}

#[test]
fn visits_of_a_station_do_not_overlap() {
    let day = Day::read(&workspace_root().join("assets/demo/day.toml")).unwrap();
    for station in &day.stations {
        let mut free = day.start;
        for visit in day.visits.iter().filter(|v| v.station == station.name) {
            assert!(visit.at >= free, "{} at {}: the visit before is not over", visit.at, station.name);
            let stay = visit.stay.map_or(0, epn_rules::units::Minutes::seconds);
            free = visit.at.saturating_add(jiff::SignedDuration::from_secs(stay));
        }
    }
}

#[test]
fn every_print_falls_into_a_visit_of_its_station() {
    let day = Day::read(&workspace_root().join("assets/demo/day.toml")).unwrap();
    assert!(!day.prints.is_empty());
    for print in &day.prints {
        let sits = day.visits.iter().any(|visit| {
            let stay = visit.stay.map_or(60 * 60, epn_rules::units::Minutes::seconds);
            let until = visit.at.saturating_add(jiff::SignedDuration::from_secs(stay));
            visit.station == print.station && (visit.at..until).contains(&print.at)
        });
        assert!(sits, "{}: nobody sits at {}", print.at, print.station);
    }
}
