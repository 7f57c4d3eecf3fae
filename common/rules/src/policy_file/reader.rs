//! Reads a TOML document part by part, and remembers every problem and where each value stands.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::policy_check::Found;
use crate::policy_file::value::{FromToml, Misread, shown};
use crate::problem::Problem;

/// A table of the document and its path, such as `session`.
pub(super) struct Section<'d> {
    pub(super) path: String,
    pub(super) table: &'d DeTable<'d>,
}

impl<'d> Section<'d> {
    pub(super) fn path_of(&self, key: &str) -> String {
        if self.path.is_empty() { key.to_owned() } else { format!("{}.{key}", self.path) }
    }

    fn get(&self, key: &str) -> Option<&'d Spanned<DeValue<'d>>> {
        self.table.get(key)
    }
}

pub(super) struct Reader {
    /// Where each line of the text ends.
    line_ends: Vec<usize>,
    problems: Vec<Problem>,
    /// The line of each value that was met, by path.
    lines: BTreeMap<String, usize>,
    /// The paths whose value is missing or not what it should be, for which a default stands in.
    doubtful: BTreeSet<String>,
    /// The lines that are no TOML; what else is said of them means little.
    garbled: BTreeSet<usize>,
}

impl Reader {
    pub(super) fn new(text: &str) -> Self {
        let ends = text.bytes().enumerate().filter(|&(_, byte)| byte == b'\n').map(|(at, _)| at);
        Self {
            line_ends: ends.collect(),
            problems: Vec::new(),
            lines: BTreeMap::new(),
            doubtful: BTreeSet::new(),
            garbled: BTreeSet::new(),
        }
    }

    /// Notes that a part of the text is no TOML.
    pub(super) fn not_toml(&mut self, message: &str, span: Option<Range<usize>>) {
        let line = span.map(|span| self.line_at(span.start));
        if line.is_none_or(|line| self.garbled.insert(line)) {
            self.problems.push(Problem {
                line,
                field: String::new(),
                what: format!("This is not well-formed TOML: {}.", message.replace('\n', ", ")),
                fix:
                    "Write each value as \"key = value\", text between double quotes, lists between brackets."
                        .to_owned(),
                flaw: None,
            });
        }
    }

    /// Notes a flaw of the policy that was read, unless it comes from a value that stands in for another.
    pub(super) fn flaw(&mut self, found: Found) {
        let Found { field, against, flaw } = found;
        let doubtful = |path: &String| self.doubtful.contains(path);
        if doubtful(&field) || against.as_ref().is_some_and(doubtful) {
            return;
        }
        let section = field.rsplit_once('.').map(|(section, _)| section);
        let places = [Some(field.as_str()), against.as_deref(), section];
        let line = places.into_iter().flatten().find_map(|path| self.lines.get(path).copied());
        self.problems.push(Problem { line, ..Problem::of(flaw, field) });
    }

    /// The value of a key that must be there; `stand_in` if it is not, or is not what it should be.
    pub(super) fn required<T: FromToml>(&mut self, section: &Section<'_>, key: &str, stand_in: T) -> T {
        if section.get(key).is_none() {
            self.missing(section, key);
        }
        self.optional(section, key, stand_in)
    }

    /// The value of a key that may be left out; `default` if it is, or is not what it should be.
    pub(super) fn optional<T: FromToml>(&mut self, section: &Section<'_>, key: &str, default: T) -> T {
        let read = section.get(key).and_then(|value| self.value(section.path_of(key), value));
        read.unwrap_or(default)
    }

    /// The values of a list that may be left out; those that are not what they should be are left out too.
    pub(super) fn list<T: FromToml>(&mut self, section: &Section<'_>, key: &str) -> Vec<T> {
        let path = section.path_of(key);
        let items = self.items(section, key, T::LIST);
        items.filter_map(|(index, item)| self.value(format!("{path}[{index}]"), item)).collect()
    }

    /// The values of a list that must be there.
    pub(super) fn required_list<T: FromToml>(&mut self, section: &Section<'_>, key: &str) -> Vec<T> {
        if section.get(key).is_none() {
            self.missing(section, key);
        }
        self.list(section, key)
    }

    /// The tables of a list that may be left out, with their paths.
    pub(super) fn sections<'d>(&mut self, section: &Section<'d>, key: &str) -> Vec<Section<'d>> {
        let path = section.path_of(key);
        let fix = format!("Begin each with a line \"[[{key}]]\".");
        let items = self.items(section, key, &fix);
        items.filter_map(|(index, item)| self.table(format!("{path}[{index}]"), item, &fix)).collect()
    }

    /// A table that must be there.
    pub(super) fn required_section<'d>(&mut self, parent: &Section<'d>, key: &str) -> Option<Section<'d>> {
        if parent.get(key).is_none() {
            self.missing(parent, key);
        }
        self.optional_section(parent, key)
    }

    /// A table that may be left out.
    pub(super) fn optional_section<'d>(&mut self, parent: &Section<'d>, key: &str) -> Option<Section<'d>> {
        let fix = format!("Begin it with a line \"[{key}]\".");
        parent.get(key).and_then(|value| self.table(parent.path_of(key), value, &fix))
    }

    /// Notes every key of a table that is none of `known`.
    pub(super) fn only(&mut self, section: &Section<'_>, known: &[&str]) {
        let unknown = section.table.keys().filter(|key| !known.contains(&key.get_ref().as_ref()));
        for key in unknown {
            let what = format!("{:?} is unknown here.", key.get_ref());
            let fix = format!("Use one of {}, or remove it.", known.join(", "));
            let line = self.line_at(key.span().start);
            self.problem(Some(line), section.path_of(key.get_ref()), Misread { what, fix });
        }
    }

    /// Everything that was wrong, by line, what is missing from the whole file last.
    pub(super) fn finish(self) -> Result<(), Vec<Problem>> {
        let mut problems = self.problems;
        problems.sort_by_key(|problem| problem.line.unwrap_or(usize::MAX));
        if problems.is_empty() { Ok(()) } else { Err(problems) }
    }

    fn items<'d>(
        &mut self,
        section: &Section<'d>,
        key: &str,
        fix: &str,
    ) -> impl Iterator<Item = (usize, &'d Spanned<DeValue<'d>>)> + use<'d> {
        let list = section.get(key);
        let array = list.and_then(|list| list.get_ref().as_array());
        if let (Some(other), None) = (list, array) {
            let what = format!("{} is not a list.", shown(other.get_ref()));
            let line = self.line_at(other.span().start);
            self.problem(Some(line), section.path_of(key), Misread { what, fix: fix.to_owned() });
        }
        array.into_iter().flat_map(|array| array.iter()).enumerate()
    }

    fn table<'d>(&mut self, path: String, value: &'d Spanned<DeValue<'d>>, fix: &str) -> Option<Section<'d>> {
        let line = self.met(&path, value);
        let table = value.get_ref().as_table();
        if table.is_none() {
            let what = format!("{} is not a section.", shown(value.get_ref()));
            self.problem(Some(line), path.clone(), Misread { what, fix: fix.to_owned() });
        }
        table.map(|table| Section { path, table })
    }

    fn value<T: FromToml>(&mut self, path: String, value: &Spanned<DeValue<'_>>) -> Option<T> {
        let line = self.met(&path, value);
        T::from_toml(value.get_ref()).map_err(|misread| self.problem(Some(line), path, misread)).ok()
    }

    fn missing(&mut self, section: &Section<'_>, key: &str) {
        let path = section.path_of(key);
        if !self.garbled.is_empty() {
            self.doubtful.insert(path);
            return;
        }
        let line = self.lines.get(&section.path).copied();
        let (what, fix) = if section.path.is_empty() {
            (format!("\"{key}\" is missing."), "Add it; the example file shows how.".to_owned())
        } else {
            let what = format!("\"{key}\" is missing from \"{}\".", section.path);
            (what, format!("Add a line \"{key} = …\" there; the example file shows how."))
        };
        self.problem(line, path, Misread { what, fix });
    }

    fn problem(&mut self, line: Option<usize>, field: String, Misread { what, fix }: Misread) {
        self.doubtful.insert(field.clone());
        if line.is_none_or(|line| !self.garbled.contains(&line)) {
            self.problems.push(Problem { line, field, what, fix, flaw: None });
        }
    }

    /// Remembers where a value stands.
    fn met(&mut self, path: &str, value: &Spanned<DeValue<'_>>) -> usize {
        let line = self.line_at(value.span().start);
        self.lines.insert(path.to_owned(), line);
        line
    }

    fn line_at(&self, offset: usize) -> usize {
        self.line_ends.partition_point(|&end| end < offset) + 1
    }
}
