//! Counts as CSV: a row for each span, station, category and age band in which anything happened.

use std::collections::BTreeMap;

use super::suppress::Node;
use super::{Cell, Key, Table};
use crate::cell::{inert, word};

/// Stands where a total has no day, station, category or age band.
const TOTAL: &str = "total";
/// Stands where a count is hidden.
const HIDDEN: &str = "*";

/// One line of the file.
struct Line {
    /// Span, station, category, age band.
    of: [String; 4],
    /// Sessions, minutes, passages, refusals.
    counts: [String; 4],
}

/// The room's own file: every cell as it is. The rows add up to the totals, which are not in it.
pub fn csv(table: &Table) -> Result<Vec<u8>, csv::Error> {
    let lines = table.cells.iter().map(|(key, cell)| Line { of: of(key), counts: shown(*cell) });
    write(table, lines)
}

/// The file that may leave the site: with the totals of each station, span and all, and every count from 1 to
/// `least - 1` hidden, so that no total gives one back. Minutes are hidden where sessions are.
pub fn csv_suppressed(table: &Table, least: u64) -> Result<Vec<u8>, csv::Error> {
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
    let lines = rows.into_iter().zip(sessions).zip(passages).zip(refusals).map(
        |((((of, cell), no_sessions), no_passages), no_refusals)| {
            let is_hidden = [no_sessions, no_sessions, no_passages, no_refusals];
            let mut counts = shown(cell);
            let hidden = counts.iter_mut().zip(is_hidden).filter(|(_, is_hidden)| *is_hidden);
            hidden.for_each(|(count, _)| HIDDEN.clone_into(count));
            Line { of, counts }
        },
    );
    write(table, lines)
}

fn write(table: &Table, lines: impl Iterator<Item = Line>) -> Result<Vec<u8>, csv::Error> {
    let mut file = csv::Writer::from_writer(Vec::new());
    let heads = ["station", "category", "age", "sessions", "minutes", "passages", "refusals"];
    file.write_record(std::iter::once(table.per.column()).chain(heads))?;
    for Line { of, counts } in lines {
        file.write_record(of.iter().chain(&counts))?;
    }
    file.into_inner().map_err(|error| error.into_error().into())
}

fn of(key: &Key) -> [String; 4] {
    let Key { span, station, category, age } = key;
    let station = station.as_deref().map(inert).unwrap_or_default().into_owned();
    [span.clone(), station, category.map(word).unwrap_or_default(), word(*age)]
}

fn shown(Cell { sessions, minutes, passages, refusals }: Cell) -> [String; 4] {
    [sessions, minutes, passages, refusals].map(|count| count.to_string())
}

/// A table with its totals: of each station in a span, of each span, of all.
enum Tree {
    Cell { of: [String; 4], cell: Cell },
    Total { of: [String; 4], cell: Cell, parts: Vec<Tree> },
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
        Self::Total { of: of.map(str::to_owned), cell, parts }
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
    fn rows(self, rows: &mut Vec<([String; 4], Cell)>) {
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
