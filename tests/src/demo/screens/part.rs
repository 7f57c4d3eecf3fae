//! When each part of the script may begin, so that neither the room's hours nor the hub's mishaps get in its way.

use jiff::civil::{Time, time};

/// A span of the day in which something may begin.
pub type Span = (Time, Time);

/// The room is open, the hub is there, and both stay so for as long as a part takes on a slow machine.
pub const OPEN: &[Span] = &[
    (time(9, 31, 0, 0), time(11, 15, 0, 0)),
    (time(14, 44, 0, 0), time(15, 20, 0, 0)),
    (time(16, 12, 0, 0), time(17, 15, 0, 0)),
];
/// The hub is there, whether the room is open or not.
pub const HUB: &[Span] = &[
    (time(9, 31, 0, 0), time(14, 0, 0, 0)),
    (time(14, 44, 0, 0), time(15, 40, 0, 0)),
    (time(16, 12, 0, 0), time(23, 0, 0, 0)),
];
/// Shortly before the hub is away, from half past two on.
pub const BEFORE_NO_HUB: &[Span] = &[(time(14, 12, 0, 0), time(14, 26, 0, 0))];

/// The room is closed, and opens again.
pub const CLOSED: &[Span] = &[(time(0, 1, 0, 0), time(9, 26, 0, 0)), (time(12, 3, 0, 0), time(13, 50, 0, 0))];
/// The second room's clock goes slowly, and nothing begins in it when the day is over: nobody waits for a slow machine.
pub const SECOND_ROOM: &[Span] = &[(SECOND_OPENS, SECOND_OVER)];
pub const SECOND_OPENS: Time = time(14, 5, 0, 0);
pub const SECOND_OVER: Time = time(16, 0, 0, 0);

/// What of several things is begun next, each with the spans in which it may be: the first that may be now, else the one
/// that may be soonest, and when. None if the day is over for all of them.
pub fn next<'s>(now: Time, all: impl IntoIterator<Item = &'s [Span]>) -> Option<(usize, Time)> {
    let soonest =
        |spans: &[Span]| spans.iter().filter(|(_, until)| now < *until).map(|(from, _)| now.max(*from)).min();
    let all = all.into_iter().enumerate().filter_map(|(index, spans)| Some((index, soonest(spans)?)));
    all.min_by_key(|(index, at)| (*at, *index))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_begin_now_comes_in_order_and_the_rest_when_it_may() {
        let all = [OPEN, HUB, BEFORE_NO_HUB];
        let next = |hour, minute| next(time(hour, minute, 0, 0), all);
        assert_eq!(next(9, 20), Some((0, time(9, 31, 0, 0))));
        assert_eq!(next(10, 0), Some((0, time(10, 0, 0, 0))));
        assert_eq!(next(12, 30), Some((1, time(12, 30, 0, 0))));
        assert_eq!(next(14, 5), Some((2, time(14, 12, 0, 0))));
        assert_eq!(next(15, 30), Some((1, time(15, 30, 0, 0))));
        assert_eq!(next(23, 30), None);
    }
}
