//! How fast site time runs beside the boot-time clock.

/// Site seconds per machine second: 1, except in a demonstration.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pace(u32);

impl Default for Pace {
    fn default() -> Self {
        Self(1)
    }
}

impl Pace {
    /// So many site seconds for a machine second; 0 counts as 1.
    pub fn new(scale: u32) -> Self {
        Self(scale.max(1))
    }

    /// The site time that passes in `machine` milliseconds, in milliseconds.
    pub fn site_ms(self, machine: u64) -> u64 {
        machine.saturating_mul(u64::from(self.0))
    }

    /// The machine time in which `site` milliseconds pass, rounded down: what is granted is never exceeded.
    pub fn machine_ms(self, site: u64) -> u64 {
        site / u64::from(self.0)
    }

    /// The machine time after which at least `site` milliseconds have passed.
    pub fn machine_ms_after(self, site: u64) -> u64 {
        site.div_ceil(u64::from(self.0))
    }
}
