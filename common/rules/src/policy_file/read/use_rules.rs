//! Quotas, bonuses and tariffs, as they stand in a policy file.

use crate::policy::{Bonus, Quota, QuotaSpan, Scope, Tariff};
use crate::policy_file::reader::{Reader, Section};
use crate::units::{Cents, Minutes};

pub(super) fn quotas(reader: &mut Reader, root: &Section<'_>) -> Vec<Quota> {
    let mut quotas = Vec::new();
    for section in reader.sections(root, "quotas") {
        reader.only(&section, &["per", "minutes", "pooled", "scope"]);
        quotas.push(Quota {
            per: reader.required(&section, "per", QuotaSpan::Day),
            minutes: reader.required(&section, "minutes", Minutes(u32::MAX)),
            pooled: reader.optional(&section, "pooled", Quota::pooled_default()),
            scope: scope(reader, &section),
        });
    }
    quotas
}

pub(super) fn bonuses(reader: &mut Reader, root: &Section<'_>) -> Vec<Bonus> {
    let mut bonuses = Vec::new();
    for section in reader.sections(root, "bonuses") {
        reader.only(&section, &["per", "minutes", "label", "scope"]);
        bonuses.push(Bonus {
            per: reader.required(&section, "per", QuotaSpan::Day),
            minutes: reader.required(&section, "minutes", Minutes(1)),
            label: reader.required(&section, "label", String::new()),
            scope: scope(reader, &section),
        });
    }
    bonuses
}

pub(super) fn tariffs(reader: &mut Reader, root: &Section<'_>) -> Vec<Tariff> {
    let mut tariffs = Vec::new();
    for section in reader.sections(root, "tariffs") {
        reader.only(&section, &["cents_per_quarter_hour", "free_minutes", "scope"]);
        tariffs.push(Tariff {
            cents_per_quarter_hour: reader.required(&section, "cents_per_quarter_hour", Cents(1)),
            free_minutes: reader.optional(&section, "free_minutes", Minutes::ZERO),
            scope: scope(reader, &section),
        });
    }
    tariffs
}

pub(super) fn scope(reader: &mut Reader, parent: &Section<'_>) -> Scope {
    let Some(section) = reader.optional_section(parent, "scope") else { return Scope::default() };
    reader.only(&section, &["categories", "tags"]);
    Scope { categories: reader.list(&section, "categories"), tags: reader.list(&section, "tags") }
}
