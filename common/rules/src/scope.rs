//! Whom and what a rule is about.

use crate::facts::{EntryFacts, VisitorFacts};
use crate::policy::Scope;

impl Scope {
    /// Whether a rule with this scope is about this visitor on a station with these tags.
    pub fn fits(&self, visitor: &VisitorFacts, tags: &[String]) -> bool {
        self.fits_visitor(visitor) && self.fits_tags(tags)
    }

    /// Whether a rule with this scope is about stations with these tags.
    pub fn fits_tags(&self, tags: &[String]) -> bool {
        self.tags.is_empty() || tags.iter().any(|tag| self.tags.contains(tag))
    }

    fn fits_visitor(&self, visitor: &VisitorFacts) -> bool {
        let is_named = |category: &String| {
            Some(category.as_str()) == category_of(visitor.entry) || visitor.groups.contains(category)
        };
        self.categories.is_empty() || self.categories.iter().any(is_named)
    }
}

/// The category of a visitor by what they come with; whom a mediator lets in is in none.
fn category_of(entry: EntryFacts) -> Option<&'static str> {
    match entry {
        EntryFacts::Member => Some("member"),
        EntryFacts::Ticket { .. } => Some("ticket"),
        EntryFacts::NoAccount => Some("no-account"),
        EntryFacts::Staff { .. } => None,
    }
}
