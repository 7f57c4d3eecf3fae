//! The strip in the visitor's session: the time left, whether a print waits, and how many scans came. Its way to the kiosk is in [`super::front`].

use epn_rules::ending::Warning;
use epn_rules::units::Minutes;
use epn_wire::bar::{BarTime, BarView, Urgency};
use epn_wire::kiosk::TimeShown;

use super::Machine;
use super::step::{Stage, Step};

impl Machine {
    /// What the strip shows.
    pub fn bar_view(&self, now: u64) -> BarView {
        let Step::Running { stage, session } = &self.step else { return BarView::default() };
        let time = match stage {
            Stage::Starting => None,
            Stage::Active | Stage::StillThere(_) | Stage::Paused(_) => {
                Some(bar_time(session.shown(now, None, self.hub.site.waiting > 0)))
            }
            Stage::Grace => Some(BarTime::Closing { seconds_left: session.grace_seconds_left(now) }),
        };
        let print = time.and_then(|_| self.print_to_look_at());
        let scans = time.map_or(0, |_| self.scans_to_tell());
        BarView { time, print, lang: self.lang.clone(), scans }
    }
}

fn bar_time(time: TimeShown) -> BarTime {
    match time {
        TimeShown::NobodyWaits => BarTime::NobodyWaits,
        TimeShown::Left { minutes, .. } => BarTime::Left { minutes, urgency: urgency(minutes) },
    }
}

fn urgency(left: Minutes) -> Urgency {
    match Warning::reached(left.seconds()) {
        None => Urgency::Calm,
        Some(Warning::Ten) => Urgency::Soon,
        Some(Warning::Five) => Urgency::Near,
        Some(Warning::One) => Urgency::Last,
    }
}
