use std::collections::BTreeMap;

use epn_rules::people::{AgeBand, Category};
use proptest::prelude::*;

use super::suppress::Node;
use super::*;

/// What a reader knows: the totals and counts that are shown.
struct Published<'n>(&'n Node);

impl Published<'_> {
    /// The hidden counts, in order.
    fn hidden(&self) -> Vec<u64> {
        fn walk(node: &Node, hidden: &mut Vec<u64>) {
            if node.parts.is_empty() && node.is_hidden {
                hidden.push(node.value);
            }
            node.parts.iter().for_each(|part| walk(part, hidden));
        }
        let mut hidden = Vec::new();
        walk(self.0, &mut hidden);
        hidden
    }

    /// The value of a node if the hidden counts were these; none where that contradicts a total that is shown.
    fn value(node: &Node, guess: &mut std::slice::Iter<'_, u64>) -> Option<u64> {
        let value = if node.parts.is_empty() {
            if node.is_hidden { *guess.next()? } else { node.value }
        } else {
            let mut sum = 0;
            for part in &node.parts {
                sum += Self::value(part, guess)?;
            }
            sum
        };
        (node.is_hidden || value == node.value).then_some(value)
    }

    fn is_possible(&self, guess: &[u64]) -> bool {
        Self::value(self.0, &mut guess.iter()).is_some()
    }

    /// The values that each hidden count could have, for all the reader knows, up to `most`.
    fn possible(&self, most: u64) -> Vec<Vec<u64>> {
        let many = self.hidden().len();
        let mut possible = vec![Vec::new(); many];
        let mut guess = vec![1; many];
        loop {
            if self.is_possible(&guess) {
                guess.iter().zip(&mut possible).for_each(|(value, values)| values.push(*value));
            }
            let Some(next) = guess.iter().position(|value| *value < most) else { return possible };
            guess[..next].fill(1);
            guess[next] += 1;
        }
    }
}

fn tree() -> impl Strategy<Value = Node> {
    let counts = prop::collection::vec((0..7_u64).prop_map(Node::count), 1..4);
    let totals = prop::collection::vec(counts.prop_map(Node::total), 1..3);
    totals.prop_map(Node::total)
}

proptest! {
    /// Against somebody who tries every combination of counts that fits what is shown.
    #[test]
    fn no_total_gives_a_hidden_count_back(mut tree in tree(), least in 2..4_u64) {
        tree.suppress(least);
        let published = Published(&tree);
        prop_assert!(published.is_possible(&published.hidden()));
        for (index, values) in published.possible(9).into_iter().enumerate() {
            let truth = published.hidden()[index];
            prop_assert!(values.contains(&truth) || truth > 9);
            prop_assert!(values.iter().any(|value| *value >= least), "{values:?} in {tree:?}");
            prop_assert!(values.iter().any(|value| *value < least), "{values:?} in {tree:?}");
        }
    }

    #[test]
    fn no_small_count_is_shown(mut tree in tree(), least in 2..8_u64) {
        fn smallest(node: &Node) -> Option<u64> {
            let own = (!node.is_hidden && node.value > 0).then_some(node.value);
            own.into_iter().chain(node.parts.iter().filter_map(smallest)).min()
        }
        tree.suppress(least);
        prop_assert!(smallest(&tree).is_none_or(|count| count >= least));
    }
}

#[test]
fn nothing_is_hidden_where_nothing_is_small() {
    let mut tree = Node::total(vec![Node::count(5), Node::count(0), Node::count(80)]);
    tree.suppress(5);
    assert!(tree.parts.iter().all(|part| !part.is_hidden) && !tree.is_hidden);
}

#[test]
fn a_small_count_takes_the_smallest_other_with_it() {
    let mut tree = Node::total(vec![Node::count(2), Node::count(30), Node::count(9)]);
    tree.suppress(5);
    let hidden: Vec<_> = tree.parts.iter().map(|part| part.is_hidden).collect();
    assert_eq!(hidden, [true, false, true]);
}

#[test]
fn a_small_count_alone_takes_its_total_with_it() {
    let mut tree = Node::total(vec![
        Node::total(vec![Node::count(2)]),
        Node::total(vec![Node::count(20), Node::count(30)]),
        Node::total(vec![Node::count(90)]),
    ]);
    tree.suppress(5);
    let hidden: Vec<_> = tree.parts.iter().map(|part| part.is_hidden).collect();
    assert_eq!(hidden, [true, true, false]);
    // The second total was hidden with one of its parts, or adding them up would give it back.
    assert!(tree.parts[1].parts[0].is_hidden && !tree.parts[1].parts[1].is_hidden);
}

fn key(span: &str, station: Option<&str>, category: Option<Category>) -> Key {
    let station = station.map(str::to_owned);
    Key { span: span.to_owned(), station, category, age: AgeBand::DouzeDixHuit }
}

fn table() -> Table {
    let cells = BTreeMap::from([
        (
            key("2026-03-10", Some("Poste 1"), Some(Category::Member)),
            Cell { sessions: 12, minutes: 400, refusals: 1, ..Cell::default() },
        ),
        (
            key("2026-03-10", Some("Poste 1"), Some(Category::Ticket)),
            Cell { sessions: 3, minutes: 70, ..Cell::default() },
        ),
        (key("2026-03-10", None, None), Cell { passages: 9, ..Cell::default() }),
    ]);
    Table { per: Per::Day, cells }
}

#[test]
fn the_rooms_own_file_has_every_cell() {
    let file = String::from_utf8(sheet(&table()).csv().unwrap()).unwrap();
    assert_eq!(
        file,
        "day,station,category,age,sessions,minutes,passages,refusals\n\
         2026-03-10,,,douze_dix_huit,0,0,9,0\n\
         2026-03-10,Poste 1,member,douze_dix_huit,12,400,0,1\n\
         2026-03-10,Poste 1,ticket,douze_dix_huit,3,70,0,0\n"
    );
}

#[test]
fn a_public_file_has_totals_and_hides_minutes_with_sessions() {
    let file = String::from_utf8(sheet_suppressed(&table(), 5).csv().unwrap()).unwrap();
    assert_eq!(
        file,
        "day,station,category,age,sessions,minutes,passages,refusals\n\
         2026-03-10,,,douze_dix_huit,0,0,9,0\n\
         2026-03-10,,total,total,0,0,9,0\n\
         2026-03-10,Poste 1,member,douze_dix_huit,*,*,0,*\n\
         2026-03-10,Poste 1,ticket,douze_dix_huit,*,*,0,0\n\
         2026-03-10,Poste 1,total,total,15,470,0,*\n\
         2026-03-10,total,total,total,15,470,9,*\n\
         total,total,total,total,15,470,9,*\n"
    );
}

#[test]
fn weeks_belong_to_the_year_of_their_thursday() {
    let names =
        |per: Per| ["2024-12-29", "2024-12-30", "2026-03-10"].map(|day| per.span_of(day.parse().unwrap()));
    assert_eq!(names(Per::Week), ["2024-W52", "2025-W01", "2026-W11"]);
    assert_eq!(names(Per::Month), ["2024-12", "2024-12", "2026-03"]);
    assert_eq!(names(Per::Year), ["2024", "2024", "2026"]);
}

#[test]
fn days_that_are_no_span_are_refused() {
    let day = |text: &str| text.parse().unwrap();
    assert!(Days::new(day("2026-03-10"), day("2026-03-10")).is_ok());
    assert!(matches!(Days::new(day("2026-03-10"), day("2026-03-09")), Err(DaysError::Reversed { .. })));
    assert!(matches!(Days::new(day("0001-01-01"), day("2026-03-09")), Err(DaysError::TooMany { .. })));
}
