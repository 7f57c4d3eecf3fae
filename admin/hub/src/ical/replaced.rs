//! Single recurrences that an event of their own stands for (`RECURRENCE-ID`): moved to other days, or cancelled.

use std::collections::BTreeMap;

use super::lines::{Line, find};

/// The recurrences that do not take place as their rule says, by what their event is called (`UID`).
#[derive(Debug, Default)]
pub(super) struct Replaced(BTreeMap<String, Vec<Line>>);

impl Replaced {
    /// Those of a file.
    pub(super) fn among(events: &[Vec<Line>]) -> Self {
        let mut replaced: BTreeMap<String, Vec<Line>> = BTreeMap::new();
        for event in events {
            if let (Some(uid), Some(line)) = (find(event, "UID"), find(event, "RECURRENCE-ID")) {
                replaced.entry(uid.value.trim().to_owned()).or_default().push(line.clone());
            }
        }
        Self(replaced)
    }

    /// Those of an event; none of one that is such a recurrence itself.
    pub(super) fn of(&self, event: &[Line]) -> impl Iterator<Item = &Line> {
        let uid = find(event, "UID").filter(|_| find(event, "RECURRENCE-ID").is_none());
        uid.and_then(|uid| self.0.get(uid.value.trim())).into_iter().flatten()
    }
}
