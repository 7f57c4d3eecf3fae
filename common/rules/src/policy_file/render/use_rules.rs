//! Quotas, bonuses and tariffs.

use std::fmt::{self, Write};

use crate::policy::{Bonus, Policy, Quota, Scope, Tariff};
use crate::policy_check::Figure;
use crate::policy_file::render::{list, most, quoted};

pub(super) fn write(file: &mut String, policy: &Policy) -> fmt::Result {
    write_quotas(file, &policy.quotas)?;
    write_bonuses(file, &policy.bonuses)?;
    write_tariffs(file, &policy.tariffs)
}

fn write_quotas(file: &mut String, quotas: &[Quota]) -> fmt::Result {
    writeln!(file)?;
    writeln!(
        file,
        "# How much one visitor may use: any of [[quotas]] with per = \"session\", \"day\", \"week\", \"month\" or a number"
    )?;
    writeln!(
        file,
        "# of days (\"7-days\"), and minutes. With scope, only for some visitors (\"member\", \"ticket\", \"no-account\", or a"
    )?;
    writeln!(
        file,
        "# group of your own) or on stations with a tag; pooled = false counts each station by itself."
    )?;
    for Quota { per, minutes, pooled, scope } in quotas {
        writeln!(file, "[[quotas]]")?;
        writeln!(file, "per = \"{per}\"")?;
        writeln!(file, "minutes = {}", minutes.0)?;
        if *pooled != Quota::pooled_default() {
            writeln!(file, "pooled = {pooled}")?;
        }
        write_scope(file, scope)?;
    }
    Ok(())
}

fn write_bonuses(file: &mut String, bonuses: &[Bonus]) -> fmt::Result {
    writeln!(file)?;
    writeln!(
        file,
        "# Minutes that some visitors have beyond the quotas over the same span: any of [[bonuses]], with a label that they read."
    )?;
    for Bonus { per, minutes, label, scope } in bonuses {
        writeln!(file, "[[bonuses]]")?;
        writeln!(file, "per = \"{per}\"")?;
        writeln!(file, "minutes = {}", minutes.0)?;
        writeln!(file, "label = {}", quoted(label))?;
        write_scope(file, scope)?;
    }
    Ok(())
}

fn write_tariffs(file: &mut String, tariffs: &[Tariff]) -> fmt::Result {
    writeln!(file)?;
    writeln!(
        file,
        "# What use costs for each quarter of an hour that has begun, at most {} cents: the first of [[tariffs]] that fits;\n\
         # else it is free.",
        most(Figure::TariffPrice)
    )?;
    for Tariff { cents_per_quarter_hour, free_minutes, scope } in tariffs {
        writeln!(file, "[[tariffs]]")?;
        writeln!(file, "cents_per_quarter_hour = {}", cents_per_quarter_hour.0)?;
        writeln!(file, "free_minutes = {}", free_minutes.0)?;
        write_scope(file, scope)?;
    }
    Ok(())
}

/// A scope that leaves anything out.
pub(super) fn write_scope(file: &mut String, scope: &Scope) -> fmt::Result {
    let named = [("categories", &scope.categories), ("tags", &scope.tags)];
    let parts: Vec<_> = named
        .into_iter()
        .filter(|(_, names)| !names.is_empty())
        .map(|(key, names)| format!("{key} = {}", list(names)))
        .collect();
    if parts.is_empty() { Ok(()) } else { writeln!(file, "scope = {{ {} }}", parts.join(", ")) }
}
