//! The copy of the print queue: which prints wait for a mediator, and where they come from.

use epn_wire::print_desk::{PrintQueue, PrintRow, PrinterRow};
use epn_wire::printing::PrintStage;

use super::Live;

/// Where a print stands for the one who looks after all of them, what comes first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Turn {
    /// A mediator has to do something about it.
    Staff,
    /// It goes on without one.
    OnItsWay,
    Over,
}

impl Turn {
    /// Whose turn it is at this stage.
    pub fn at(stage: &PrintStage) -> Self {
        match stage {
            PrintStage::AwaitsStaff | PrintStage::Unclear | PrintStage::ToCheck => Self::Staff,
            PrintStage::Arriving { .. }
            | PrintStage::Held
            | PrintStage::Waiting { .. }
            | PrintStage::Printing { .. } => Self::OnItsWay,
            PrintStage::Done { .. }
            | PrintStage::Stopped { .. }
            | PrintStage::Refused { .. }
            | PrintStage::Expired
            | PrintStage::Cancelled
            | PrintStage::Incomplete => Self::Over,
        }
    }
}

/// The prints in the order in which they are shown: what needs somebody, then what is on its way, the longest there first;
/// then what is over, the newest first.
pub fn in_order(queue: &PrintQueue) -> Vec<&PrintRow> {
    let mut rows: Vec<_> = queue.prints.iter().collect();
    rows.sort_by(|one, other| {
        let turns = (Turn::at(&one.stage), Turn::at(&other.stage));
        let newest_first = turns == (Turn::Over, Turn::Over);
        let by_time = if newest_first { other.at.cmp(&one.at) } else { one.at.cmp(&other.at) };
        turns.0.cmp(&turns.1).then(by_time)
    });
    rows
}

/// The printers that do not print, and why.
pub fn troubled(queue: &PrintQueue) -> impl Iterator<Item = &PrinterRow> {
    queue.printers.iter().filter(|printer| printer.trouble.is_some() || printer.paused)
}

impl Live {
    /// The hub told the queue.
    pub fn prints_told(&mut self, queue: PrintQueue) {
        self.prints = Some(queue);
        self.prints_heard += 1;
    }

    /// How often the queue was told: an answer to an older question says nothing new.
    pub fn prints_heard(&self) -> u64 {
        self.prints_heard
    }

    /// How many prints wait for a mediator.
    pub fn prints_for_staff(&self) -> usize {
        self.for_staff().count()
    }

    /// The same with the scans that wait for one, and the scanner's folder if it cannot be used.
    pub fn paper_for_staff(&self) -> usize {
        let scans = self.prints.as_ref().and_then(|queue| queue.scans.as_ref());
        let scans = scans.map_or(0, |desk| desk.waiting.len() + usize::from(desk.trouble.is_some()));
        self.prints_for_staff() + scans
    }

    /// How many of them come from a station.
    pub fn prints_for_staff_of(&self, station: &str) -> u32 {
        let count = self.for_staff().filter(|row| row.station == station).count();
        u32::try_from(count).unwrap_or(u32::MAX)
    }

    fn for_staff(&self) -> impl Iterator<Item = &PrintRow> {
        let rows = self.prints.iter().flat_map(|queue| &queue.prints);
        rows.filter(|row| Turn::at(&row.stage) == Turn::Staff)
    }
}
