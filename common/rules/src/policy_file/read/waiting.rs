//! Bookings, the queue, pauses and sessions left alone, as they stand in a policy file.

use crate::policy::{LeftAlone, PauseRules, QueueRules, SlotRules};
use crate::policy_file::reader::{Reader, Section};
use crate::policy_file::value::Count;

pub(super) fn slots(reader: &mut Reader, root: &Section<'_>) -> SlotRules {
    let default = SlotRules::default();
    let Some(section) = reader.optional_section(root, "slots") else { return default };
    reader
        .only(&section, &["allowed", "granularity", "longest", "horizon_days", "at_once", "released_after"]);
    SlotRules {
        allowed: reader.optional(&section, "allowed", default.allowed),
        granularity: reader.optional(&section, "granularity", default.granularity),
        longest: reader.optional(&section, "longest", default.longest),
        horizon_days: reader.optional(&section, "horizon_days", default.horizon_days),
        at_once: reader.optional(&section, "at_once", Count(default.at_once)).0,
        released_after: reader.optional(&section, "released_after", default.released_after),
    }
}

pub(super) fn queue(reader: &mut Reader, root: &Section<'_>) -> QueueRules {
    let default = QueueRules::default();
    let Some(section) = reader.optional_section(root, "queue") else { return default };
    reader.only(&section, &["allowed", "answer_within", "calls"]);
    QueueRules {
        allowed: reader.optional(&section, "allowed", default.allowed),
        answer_within: reader.optional(&section, "answer_within", default.answer_within),
        calls: reader.optional(&section, "calls", Count(default.calls)).0,
    }
}

pub(super) fn pause(reader: &mut Reader, root: &Section<'_>) -> PauseRules {
    let default = PauseRules::default();
    let Some(section) = reader.optional_section(root, "pause") else { return default };
    reader.only(&section, &["longest", "times"]);
    PauseRules {
        longest: reader.optional(&section, "longest", default.longest),
        times: reader.optional(&section, "times", Count(default.times)).0,
    }
}

pub(super) fn left_alone(reader: &mut Reader, root: &Section<'_>) -> LeftAlone {
    let default = LeftAlone::default();
    let Some(section) = reader.optional_section(root, "left_alone") else { return default };
    reader.only(&section, &["ask_after", "end_after"]);
    LeftAlone {
        ask_after: reader.optional(&section, "ask_after", default.ask_after),
        end_after: reader.optional(&section, "end_after", default.end_after),
    }
}
