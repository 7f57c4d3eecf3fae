//! How the station is: room on the disk, memory, heat.

use std::path::Path;

use epn_wire::station::Health;
use sysinfo::{Components, Disks, System};

const MIB: u64 = 1024 * 1024;

/// Looks now. `journal` is a folder on the disk that matters: the one that must not fill up.
pub fn look(journal: &Path) -> Health {
    let mut system = System::new();
    system.refresh_memory();
    Health {
        disk_free_mb: disk_free_mb(journal),
        memory_free_mb: system.available_memory() / MIB,
        memory_total_mb: system.total_memory() / MIB,
        temperature_c: hottest(),
        uptime_s: System::uptime(),
    }
}

/// Free space on the disk that holds the folder: the one mounted nearest above it.
fn disk_free_mb(folder: &Path) -> u64 {
    let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
    let disks = Disks::new_with_refreshed_list();
    let nearest = disks
        .iter()
        .filter(|disk| folder.starts_with(disk.mount_point()))
        .max_by_key(|disk| disk.mount_point().components().count());
    nearest.map_or(0, |disk| disk.available_space() / MIB)
}

fn hottest() -> Option<i32> {
    let sensors = Components::new_with_refreshed_list();
    let readings = sensors.iter().filter_map(sysinfo::Component::temperature);
    // A sensor that is not connected reads nonsense.
    let plausible = readings.filter(|celsius| (-40.0..150.0).contains(celsius));
    #[expect(clippy::cast_possible_truncation, reason = "within the plausible range")]
    plausible.map(|celsius| celsius.round() as i32).max()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_machine_that_runs_tests_has_memory_and_room() {
        let health = look(Path::new("/"));
        assert!(health.memory_total_mb >= health.memory_free_mb && health.memory_free_mb > 0);
        assert!(health.disk_free_mb > 0);
        assert!(health.uptime_s > 0);
    }
}
