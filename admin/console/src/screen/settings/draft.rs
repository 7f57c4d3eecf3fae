//! The rules as they stand in the fields of a form, and the way back. A field's path is its place in the policy file, which
//! is also where a flaw is reported.

mod reading;
#[cfg(test)]
mod tests;

use std::collections::BTreeMap;

use epn_rules::policy::Policy;
use epn_rules::policy_check::{self, Flaw};

use super::sections;

pub use reading::{Reading, ranges_written};

/// The texts of fields, by the last part of their paths.
pub type Texts = BTreeMap<&'static str, String>;

/// What a switch that is on holds.
const ON: &str = "yes";

/// A list of the policy.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum List {
    SpecialDays,
    Variants,
    Holidays,
    Closures,
    Quotas,
    Bonuses,
    Tariffs,
    Allowances,
}

impl List {
    /// Its name in the policy file.
    pub fn path(self) -> &'static str {
        match self {
            Self::SpecialDays => "special_days",
            Self::Variants => "variants",
            Self::Holidays => "school_holidays",
            Self::Closures => "closures",
            Self::Quotas => "quotas",
            Self::Bonuses => "bonuses",
            Self::Tariffs => "tariffs",
            Self::Allowances => "printing.allowances",
        }
    }
}

/// A field of the form.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum At {
    One(&'static str),
    /// Of an item of a list, counted from 0.
    In(List, usize, &'static str),
}

impl At {
    /// Its path in the policy, and its id in the outline.
    pub fn path(self) -> String {
        match self {
            Self::One(path) => path.to_owned(),
            Self::In(list, index, cell) => format!("{}[{index}].{cell}", list.path()),
        }
    }
}

/// What somebody did in the form.
#[derive(Clone, Debug)]
pub enum Edit {
    Wrote(At, String),
    /// A switch was pressed.
    Turned(At),
    /// A name was put on a list of names, or taken off it.
    Named(At, &'static str),
    Added(List),
    Removed(List, usize),
}

/// What is wrong with a field.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Wrong {
    /// These are no hours.
    Hours(String),
    Number,
    Date,
    Price,
    /// It is well written, but means nothing sensible.
    Flaw(Flaw),
}

/// Something wrong, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    pub path: String,
    pub wrong: Wrong,
}

impl Fault {
    /// Whether it is about this field, or about a part of what stands in it.
    pub fn is_at(&self, path: &str) -> bool {
        let rest = self.path.strip_prefix(path);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(['[', '.']))
    }
}

/// The form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Draft {
    /// What the form does not show stays as it was.
    base: Policy,
    texts: Texts,
    lists: BTreeMap<List, Vec<Texts>>,
}

impl Draft {
    /// Rules as a form.
    pub fn of(policy: &Policy) -> Self {
        let mut draft = Self { base: policy.clone(), texts: Texts::new(), lists: BTreeMap::new() };
        sections::write(policy, &mut draft);
        draft
    }

    /// What stands in a field.
    pub fn text(&self, at: At) -> &str {
        let texts = match at {
            At::One(_) => Some(&self.texts),
            At::In(list, index, _) => self.lists.get(&list).and_then(|items| items.get(index)),
        };
        let (At::One(cell) | At::In(_, _, cell)) = at;
        texts.and_then(|texts| texts.get(cell)).map_or("", String::as_str)
    }

    /// Whether a switch is on.
    pub fn is_on(&self, at: At) -> bool {
        self.text(at) == ON
    }

    /// Whether a name is on a list of names.
    pub fn names(&self, at: At, name: &str) -> bool {
        self.text(at).split(',').any(|other| other == name)
    }

    /// How many items a list has.
    pub fn len(&self, list: List) -> usize {
        self.lists.get(&list).map_or(0, Vec::len)
    }

    /// Fills a field.
    pub fn set(&mut self, cell: &'static str, text: &impl ToString) {
        self.texts.insert(cell, text.to_string());
    }

    /// Fills a switch.
    pub fn switch(&mut self, cell: &'static str, is_on: bool) {
        self.set(cell, &switched(is_on));
    }

    /// Adds an item to a list.
    pub fn push(&mut self, list: List, item: Texts) {
        self.lists.entry(list).or_default().push(item);
    }

    /// Somebody did something in the form.
    pub fn edit(&mut self, edit: Edit) {
        match edit {
            Edit::Wrote(at, text) => self.write(at, text),
            Edit::Turned(at) => self.write(at, switched(!self.is_on(at))),
            Edit::Named(at, name) => self.turn_name(at, name),
            Edit::Added(list) => self.push(list, sections::blank(list)),
            Edit::Removed(list, index) => {
                if let Some(items) = self.lists.get_mut(&list).filter(|items| index < items.len()) {
                    items.remove(index);
                }
            }
        }
    }

    fn write(&mut self, at: At, text: String) {
        let (texts, cell) = match at {
            At::One(cell) => (Some(&mut self.texts), cell),
            At::In(list, index, cell) => {
                (self.lists.get_mut(&list).and_then(|items| items.get_mut(index)), cell)
            }
        };
        if let Some(texts) = texts {
            texts.insert(cell, text);
        }
    }

    fn turn_name(&mut self, at: At, name: &str) {
        let mut names: Vec<&str> = self.text(at).split(',').filter(|other| !other.is_empty()).collect();
        match names.iter().position(|other| *other == name) {
            Some(index) => {
                names.remove(index);
            }
            None => names.push(name),
        }
        let names = names.join(",");
        self.write(at, names);
    }

    /// The rules that the form says.
    ///
    /// # Errors
    /// What is wrong, and where.
    pub fn policy(&self) -> Result<Policy, Vec<Fault>> {
        let mut policy = self.base.clone();
        let mut reading = Reading::new(self);
        sections::read(&mut reading, &mut policy);
        let mut faults = reading.faults;
        if faults.is_empty() {
            let flaws = policy_check::check(&policy).into_iter().filter_map(|problem| {
                Some(Fault { path: problem.field, wrong: Wrong::Flaw(*problem.flaw?) })
            });
            faults.extend(flaws);
        }
        if faults.is_empty() { Ok(policy) } else { Err(faults) }
    }
}

/// A switch as a text.
pub fn switched(is_on: bool) -> String {
    if is_on { ON.to_owned() } else { String::new() }
}
