//! Whom and what a limit, a bonus or a price is about: the same three lines in each.

use epn_rules::policy::Scope;
use epn_ui::Element;

use super::super::Message;
use super::super::draft::{At, List, Reading, Texts};
use super::super::parts::Form;
use crate::words::{KNOWN_TAGS, say};

/// With what visitors come; everything else is a group of the site's own.
const CATEGORIES: [&str; 3] = ["member", "ticket", "no-account"];

/// Names that are chosen, as the form keeps them, and the others, as they are written.
fn parted(names: &[String], known: &[&str]) -> (String, String) {
    let (chosen, written): (Vec<_>, Vec<_>) =
        names.iter().map(String::as_str).partition(|name| known.contains(name));
    (chosen.join(","), written.join(", "))
}

pub fn texts(scope: &Scope) -> Texts {
    let (categories, groups) = parted(&scope.categories, &CATEGORIES);
    let (tags, others) = parted(&scope.tags, &KNOWN_TAGS);
    [
        ("scope.categories", categories),
        ("scope.groups", groups),
        ("scope.tags", tags),
        ("scope.tags_other", others),
    ]
    .into()
}

pub fn read(read: &Reading<'_>, list: List, index: usize) -> Scope {
    let at = |cell| At::In(list, index, cell);
    Scope {
        categories: read.names(at("scope.categories"), at("scope.groups")),
        tags: read.names(at("scope.tags"), at("scope.tags_other")),
    }
}

pub fn view<'a>(form: &Form<'a, '_>, list: List, index: usize) -> Vec<Element<'a, Message>> {
    let phrases = form.ctx.phrases;
    let at = |cell| At::In(list, index, cell);
    let tags = KNOWN_TAGS.map(|tag| (tag, phrases.tag(tag))).to_vec();
    let others =
        form.field_with_hint(at("scope.tags_other"), say!(phrases, "tags-other"), say!(phrases, "tags-hint"));
    vec![
        categories(form, list, index),
        form.names(at("scope.tags"), say!(phrases, "scope-where"), tags),
        form.fields([groups(form, list, index), others]),
    ]
}

/// The lines about whom it is alone.
pub fn view_people<'a>(form: &Form<'a, '_>, list: List, index: usize) -> Vec<Element<'a, Message>> {
    vec![categories(form, list, index), form.fields([groups(form, list, index)])]
}

fn categories<'a>(form: &Form<'a, '_>, list: List, index: usize) -> Element<'a, Message> {
    let phrases = form.ctx.phrases;
    let categories = vec![
        ("member", say!(phrases, "scope-member")),
        ("ticket", say!(phrases, "scope-ticket")),
        ("no-account", say!(phrases, "scope-no-account")),
    ];
    form.names(At::In(list, index, "scope.categories"), say!(phrases, "scope-who"), categories)
}

fn groups<'a>(form: &Form<'a, '_>, list: List, index: usize) -> Element<'a, Message> {
    let phrases = form.ctx.phrases;
    let at = At::In(list, index, "scope.groups");
    form.field_with_hint(at, say!(phrases, "scope-groups"), say!(phrases, "tags-hint"))
}
