//! The spans for which a place is held, so that very many of them are looked at once.

use jiff::Timestamp;

use crate::facts::Hold;

/// Holds in order, those that touch or overlap joined, those of no length left out.
pub(crate) struct Held(Vec<Hold>);

impl Held {
    /// The holds that are not over at an instant.
    pub(crate) fn after(holds: impl IntoIterator<Item = Hold>, instant: Timestamp) -> Self {
        let lasts = |hold: &Hold| hold.from < hold.until && hold.until > instant;
        let mut sorted: Vec<_> = holds.into_iter().filter(lasts).collect();
        sorted.sort_by_key(|hold| hold.from);
        let mut joined: Vec<Hold> = Vec::with_capacity(sorted.len());
        for hold in sorted {
            match joined.last_mut() {
                Some(last) if hold.from <= last.until => last.until = last.until.max(hold.until),
                _ => joined.push(hold),
            }
        }
        Self(joined)
    }

    /// From when an instant is held, or the next one that is; in the past if it is held itself.
    pub(crate) fn next_from(&self, instant: Timestamp) -> Option<Timestamp> {
        self.not_over_at(instant).next().map(|hold| hold.from)
    }

    /// The ends after one instant and before another, in order.
    pub(crate) fn ends_between(
        &self,
        after: Timestamp,
        before: Timestamp,
    ) -> impl Iterator<Item = Timestamp> + '_ {
        self.not_over_at(after).map(|hold| hold.until).take_while(move |&end| end < before)
    }

    /// The times between two instants for which nothing is held, in order; without an end if there is none.
    pub(crate) fn free_between(
        &self,
        from: Timestamp,
        until: Option<Timestamp>,
    ) -> impl Iterator<Item = (Timestamp, Option<Timestamp>)> + '_ {
        let is_before = move |instant: Timestamp| until.is_none_or(|until| instant < until);
        let holds = move || self.not_over_at(from).take_while(move |hold| is_before(hold.from));
        let begins = std::iter::once(from).chain(holds().map(|hold| hold.until));
        let ends = holds().map(|hold| Some(hold.from)).chain(std::iter::once(until));
        begins.zip(ends).filter(|&(begin, end)| end.is_none_or(|end| begin < end))
    }

    fn not_over_at(&self, instant: Timestamp) -> impl Iterator<Item = &Hold> {
        let first = self.0.partition_point(|hold| hold.until <= instant);
        self.0.iter().skip(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(minute: i64) -> Timestamp {
        Timestamp::from_second(minute * 60).unwrap()
    }

    #[test]
    fn touching_holds_are_one_and_empty_ones_none() {
        let hold = |from, until| Hold { from: at(from), until: at(until) };
        let held = Held::after(
            [hold(40, 50), hold(10, 20), hold(20, 30), hold(15, 18), hold(35, 35), hold(1, 5)],
            at(5),
        );
        assert_eq!(
            [5, 15, 29, 30, 49, 50].map(|minute| held.next_from(at(minute))),
            [Some(at(10)), Some(at(10)), Some(at(10)), Some(at(40)), Some(at(40)), None]
        );
        assert_eq!(held.ends_between(at(0), at(50)).collect::<Vec<_>>(), [at(30)]);
        assert_eq!(held.ends_between(at(30), at(51)).collect::<Vec<_>>(), [at(50)]);
    }

    #[test]
    fn free_times_are_those_between_the_holds() {
        let held = Held::after(
            [(10, 20), (30, 40)].map(|(from, until)| Hold { from: at(from), until: at(until) }),
            at(0),
        );
        let free = |from, until: Option<i64>| held.free_between(at(from), until.map(at)).collect::<Vec<_>>();
        assert_eq!(free(5, None), [(at(5), Some(at(10))), (at(20), Some(at(30))), (at(40), None)]);
        assert_eq!(free(10, Some(35)), [(at(20), Some(at(30)))]);
        assert_eq!(free(20, Some(25)), [(at(20), Some(at(25)))]);
        assert_eq!(free(12, Some(18)), []);
    }
}
