//! Dying on purpose right after a step was journalled, for tests of what the next start makes of it.

use epn_rules::session::Phase;

#[cfg(debug_assertions)]
pub use armed::Crash;
#[cfg(not(debug_assertions))]
pub use harmless::Crash;

#[cfg(debug_assertions)]
mod armed {
    use rustix::process::{Signal, getpid, kill_process};

    use super::Phase;

    /// After which step, and which time.
    #[derive(Clone, Debug, Default)]
    pub struct Crash {
        after: Option<(Phase, u32)>,
    }

    impl Crash {
        /// From `resetting` or `resetting#2`; anything else never crashes.
        pub fn from_setting(setting: Option<&str>) -> Self {
            let (name, time) = setting.map_or(("", ""), |text| text.split_once('#').unwrap_or((text, "1")));
            let phase = serde_json::from_value(name.into()).ok();
            Self { after: phase.zip(time.parse().ok()) }
        }

        /// A step was journalled.
        pub fn passed(&mut self, passed: Phase) {
            if let Some((phase, times)) = &mut self.after
                && *phase == passed
            {
                *times = times.saturating_sub(1);
                if *times == 0 {
                    // As a power cut would: nothing is tidied up.
                    let _ = kill_process(getpid(), Signal::KILL);
                }
            }
        }
    }
}

#[cfg(not(debug_assertions))]
mod harmless {
    use super::Phase;

    /// Never.
    #[derive(Clone, Debug, Default)]
    pub struct Crash;

    impl Crash {
        /// A step was journalled.
        #[expect(clippy::unused_self, reason = "as in builds for development")]
        pub fn passed(&mut self, _: Phase) {}
    }
}
