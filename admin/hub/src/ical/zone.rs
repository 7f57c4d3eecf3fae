//! A time zone as iCalendar describes it (RFC 5545, 3.6.5): when its clocks change, and by how much.

use jiff::civil::{DateTime, date};
use jiff::tz::{Offset, TimeZone, TimeZoneTransition};
use jiff::{SignedDuration, Timestamp};

/// For how long changes to come are told.
const AHEAD: SignedDuration = SignedDuration::from_hours(2 * 366 * 24);

/// A span in which a zone's clocks are the same.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Observance {
    pub(super) is_summer: bool,
    /// When it begins, as the clocks showed until then.
    pub(super) begins: DateTime,
    pub(super) from: Offset,
    pub(super) to: Offset,
}

/// The one that a moment is in, and those that follow soon.
pub(super) fn observances(zone: &TimeZone, now: Timestamp) -> Vec<Observance> {
    let last = now.checked_add(AHEAD).unwrap_or(Timestamp::MAX);
    let before = zone.preceding(now).next();
    let present = before.map_or_else(|| since_ever(zone, now), |change| after(zone, &change));
    let coming = zone.following(now).take_while(|change| change.timestamp() <= last);
    std::iter::once(present).chain(coming.map(|change| after(zone, &change))).collect()
}

fn after(zone: &TimeZone, change: &TimeZoneTransition<'_>) -> Observance {
    let at = change.timestamp();
    let from = zone.to_offset(at.checked_sub(SignedDuration::from_secs(1)).unwrap_or(at));
    Observance { is_summer: change.dst().is_dst(), begins: from.to_datetime(at), from, to: change.offset() }
}

/// Of a zone whose clocks never changed.
fn since_ever(zone: &TimeZone, now: Timestamp) -> Observance {
    let offset = zone.to_offset(now);
    Observance { is_summer: false, begins: date(1970, 1, 1).at(0, 0, 0, 0), from: offset, to: offset }
}

/// An offset as `+0100`.
pub(super) fn written(offset: Offset) -> String {
    let sign = if offset.seconds() < 0 { '-' } else { '+' };
    let minutes = offset.seconds().unsigned_abs() / 60;
    format!("{sign}{:02}{:02}", minutes / 60, minutes % 60)
}
