//! Counts as a table: a row for each span, station, category and age band in which anything happened.

use std::collections::BTreeMap;

use super::suppress::Node;
use super::{Cell, Key, Table};
use crate::cell::word;
use crate::sheet::{Datum, Sheet};

/// Stands where a total has no day, station, category or age band.
const TOTAL: &str = "total";
/// Of what a row is: span, station, category, age band.
type Of = [Option<String>; 4];

/// The room's own file: every cell as it is. The rows add up to the totals, which are not in it.
pub fn sheet(table: &Table) -> Sheet {
    let rows = table.cells.iter().map(|(key, cell)| row(of(key), counted(*cell).map(Datum::Count)));
    under_heads(table, rows.collect())
}

/// The file that may leave the site: with the totals of each station, span and all, and every count from 1 to
/// `least - 1` hidden, so that no total gives one back. Minutes are hidden where sessions are.
pub fn sheet_suppressed(table: &Table, least: u64) -> Sheet {
    let tree = Tree::of(table);
    let measure = |of: fn(&Cell) -> u64| {
        let mut node = tree.measured(of);
        node.suppress(least);
        let mut hidden = Vec::new();
        flags(&node, &mut hidden);
        hidden
    };
    let (sessions, passages, refusals) =
        (measure(|cell| cell.sessions), measure(|cell| cell.passages), measure(|cell| cell.refusals));
    let mut rows = Vec::new();
    tree.rows(&mut rows);
    let rows = rows.into_iter().zip(sessions).zip(passages).zip(refusals).map(
        |((((of, cell), no_sessions), no_passages), no_refusals)| {
            let is_hidden = [no_sessions, no_sessions, no_passages, no_refusals];
            let counts = counted(cell).into_iter().zip(is_hidden);
            let counts =
                counts.map(|(count, is_hidden)| if is_hidden { Datum::Hidden } else { Datum::Count(count) });
            row(of, counts)
        },
    );
    under_heads(table, rows.collect())
}

fn under_heads(table: &Table, rows: Vec<Vec<Datum>>) -> Sheet {
    let heads = ["station", "category", "age", "sessions", "minutes", "passages", "refusals"];
    Sheet { heads: std::iter::once(table.per.column()).chain(heads).collect(), rows }
}

fn row(of: Of, counts: impl IntoIterator<Item = Datum>) -> Vec<Datum> {
    of.into_iter().map(Datum::text).chain(counts).collect()
}

fn of(key: &Key) -> Of {
    let Key { span, station, category, age } = key;
    [Some(span.clone()), station.clone(), category.map(word), Some(word(*age))]
}

/// Sessions, minutes, passages, refusals.
fn counted(Cell { sessions, minutes, passages, refusals }: Cell) -> [u64; 4] {
    [sessions, minutes, passages, refusals]
}

/// A table with its totals: of each station in a span, of each span, of all.
enum Tree {
    Cell { of: Of, cell: Cell },
    Total { of: Of, cell: Cell, parts: Vec<Tree> },
}

impl Tree {
    fn of(table: &Table) -> Self {
        let mut spans: BTreeMap<&str, BTreeMap<Option<&str>, Vec<Self>>> = BTreeMap::new();
        for (key, cell) in &table.cells {
            let stations = spans.entry(&key.span).or_default();
            let leaf = Self::Cell { of: of(key), cell: *cell };
            stations.entry(key.station.as_deref()).or_default().push(leaf);
        }
        let spans = spans.into_iter().map(|(span, stations)| {
            let stations = stations.into_iter().map(|(station, cells)| {
                Self::total([span, station.unwrap_or_default(), TOTAL, TOTAL], cells)
            });
            Self::total([span, TOTAL, TOTAL, TOTAL], stations.collect())
        });
        Self::total([TOTAL; 4], spans.collect())
    }

    fn total(of: [&str; 4], parts: Vec<Self>) -> Self {
        let mut cell = Cell::default();
        for part in &parts {
            cell += part.cell();
        }
        Self::Total { of: of.map(|word| Some(word.to_owned())), cell, parts }
    }

    fn cell(&self) -> Cell {
        match self {
            Self::Cell { cell, .. } | Self::Total { cell, .. } => *cell,
        }
    }

    /// One measure of it.
    fn measured(&self, of: fn(&Cell) -> u64) -> Node {
        match self {
            Self::Cell { cell, .. } => Node::count(of(cell)),
            Self::Total { parts, .. } => Node::total(parts.iter().map(|part| part.measured(of)).collect()),
        }
    }

    /// Its rows: parts first, then their total.
    fn rows(self, rows: &mut Vec<(Of, Cell)>) {
        match self {
            Self::Cell { of, cell } => rows.push((of, cell)),
            Self::Total { of, cell, parts } => {
                for part in parts {
                    part.rows(rows);
                }
                rows.push((of, cell));
            }
        }
    }
}

/// What is hidden, in the order of [`Tree::rows`].
fn flags(node: &Node, hidden: &mut Vec<bool>) {
    node.parts.iter().for_each(|part| flags(part, hidden));
    hidden.push(node.is_hidden);
}
