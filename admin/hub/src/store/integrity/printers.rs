//! What must hold of printers: the security log tells what was made of each.

use epn_rules::print::PrintTariff;
use rusqlite::Connection;
use serde::Deserialize;

use super::first_bad;
use crate::store::codec::Columns as _;
use crate::store::printer::{self, Printer};
use crate::store::{StoreError, codec};

/// Everything that is wrong, the first bad row of each kind.
pub(super) fn problems(connection: &Connection) -> Result<Vec<String>, StoreError> {
    let mut problems = first_bad(connection, &RULES)?;
    problems.extend(first_other(connection)?);
    Ok(problems)
}

/// Queries that name the first row that breaks a rule.
const RULES: [(&str, &str); 1] = [(
    "the security log tells of it, and it is not there",
    "SELECT 'printer ' || about AS bad FROM audit
     WHERE what = 'printer-added' AND NOT EXISTS (SELECT 1 FROM printer WHERE printer.id = about)
     ORDER BY seq LIMIT 1",
)];

/// The first printer that is not as the security log tells. Where that is not kept any longer, it tells nothing.
fn first_other(connection: &Connection) -> Result<Option<String>, StoreError> {
    for (printer, made) in printer::every(connection)? {
        if !told(connection, &printer)?.is_of(&printer, codec::ms(made)) {
            return Ok(Some(format!("printer {}: it is not as the security log tells", printer.id)));
        }
    }
    Ok(None)
}

/// What the security log tells of a printer.
#[derive(Default)]
struct Told {
    added: Option<i64>,
    paused: Option<bool>,
    removed: Option<i64>,
    /// As it was last.
    settings: Option<Settings>,
}

#[derive(PartialEq, Deserialize)]
struct Settings {
    name: String,
    uri: String,
    tariff: PrintTariff,
}

impl Told {
    fn is_of(&self, printer: &Printer, made: i64) -> bool {
        let Printer { id: _, name, uri, tariff, paused, pin: _, removed } = printer;
        let Some(told) = &self.settings else { return true };
        (&told.name, &told.uri, &told.tariff) == (name, uri, tariff)
            && self.added.is_none_or(|added| added == made)
            && self.paused.is_none_or(|told| told == *paused)
            && self.removed == removed.map(codec::ms)
    }
}

fn told(connection: &Connection, printer: &Printer) -> Result<Told, StoreError> {
    let mut statement = connection.prepare_cached(
        "SELECT at, what, detail FROM audit
         WHERE about = ?1
             AND what IN ('printer-added', 'printer-changed', 'printer-paused', 'printer-resumed', 'printer-removed')
         ORDER BY seq",
    )?;
    let mut rows = statement.query([printer.id.to_string()])?;
    let mut told = Told::default();
    while let Some(row) = rows.next()? {
        let at: i64 = row.raw("at")?;
        match row.raw::<String>("what")?.as_str() {
            "printer-added" => (told.added, told.paused) = (Some(at), Some(false)),
            "printer-paused" => told.paused = Some(true),
            "printer-resumed" => told.paused = Some(false),
            "printer-removed" => told.removed = Some(at),
            _ => {}
        }
        told.settings = Some(row.json("detail")?);
    }
    Ok(told)
}
