//! The printers that the site has: who adds one, changes it, pauses it, removes it.

use std::sync::Arc;

use epn_rules::id::PrinterId;
use epn_rules::print::PrintTariff;
use epn_wire::print_desk::PrinterSettings;
use serde_json::json;
use ulid::Ulid;

use super::life::PrintError;
use super::send::Address;
use crate::desk::By;
use crate::grant::Case;
use crate::name;
use crate::store::printer::{self, Printer};
use crate::store::{audit, print_job};

/// The longest name, in characters.
const LONGEST_NAME: usize = 60;
/// The highest price of a side, in cents.
const HIGHEST: i64 = 100_000;

/// Adds a printer.
pub fn add(case: &Case<'_>, by: By, settings: PrinterSettings) -> Result<PrinterId, PrintError> {
    let PrinterSettings { name, uri, tariff } = checked(settings)?;
    free_name(case, &name, None)?;
    let id = PrinterId(Ulid::new());
    let new = Printer { id, name, uri, tariff, paused: false, pin: None, removed: None };
    printer::insert(case.tx, &new, case.now)?;
    changed(case, by, "printer-added", &new)?;
    Ok(id)
}

/// Gives it another name, address or tariff. What was said yes to keeps its price.
pub fn change(case: &Case<'_>, by: By, id: PrinterId, settings: PrinterSettings) -> Result<(), PrintError> {
    let PrinterSettings { name, uri, tariff } = checked(settings)?;
    let before = known(case, id)?;
    free_name(case, &name, Some(id))?;
    // Another address is another machine: it shows a key of its own.
    let pin = before.pin.filter(|_| before.uri == uri);
    if before.uri != uri && is_busy(case, id)? {
        return Err(PrintError::NotNow("a print is on it: its address is changed once that is over"));
    }
    let after = Printer { name, uri, tariff, pin, ..before };
    printer::save(case.tx, &after)?;
    changed(case, by, "printer-changed", &after)
}

/// Nothing more is sent to it; what is on it comes out.
pub fn pause(case: &Case<'_>, by: By, id: PrinterId) -> Result<(), PrintError> {
    set_paused(case, by, id, true)
}

/// It gets prints again.
pub fn resume(case: &Case<'_>, by: By, id: PrinterId) -> Result<(), PrintError> {
    set_paused(case, by, id, false)
}

fn set_paused(case: &Case<'_>, by: By, id: PrinterId, paused: bool) -> Result<(), PrintError> {
    let after = Printer { paused, ..known(case, id)? };
    printer::save(case.tx, &after)?;
    changed(case, by, if paused { "printer-paused" } else { "printer-resumed" }, &after)
}

/// Nothing is printed there any more.
pub fn remove(case: &Case<'_>, by: By, id: PrinterId) -> Result<(), PrintError> {
    let before = known(case, id)?;
    if !print_job::under_way(case.tx, id)?.is_empty() {
        return Err(PrintError::NotNow("prints wait for it: refuse them, or let them come out first"));
    }
    let after = Printer { removed: Some(case.now), ..before };
    printer::save(case.tx, &after)?;
    changed(case, by, "printer-removed", &after)
}

fn known(case: &Case<'_>, id: PrinterId) -> Result<Printer, PrintError> {
    printer::get(case.tx, id)?.ok_or(PrintError::NotFound("printer"))
}

fn is_busy(case: &Case<'_>, id: PrinterId) -> Result<bool, PrintError> {
    let next = print_job::next_for(case.tx, id)?;
    Ok(next.is_some_and(|job| job.state.is_at_its_printer()))
}

fn free_name(case: &Case<'_>, name: &str, own: Option<PrinterId>) -> Result<(), PrintError> {
    let others = printer::all(case.tx)?;
    let taken = others.iter().any(|other| other.name == name && Some(other.id) != own);
    if taken { Err(PrintError::BadRequest("another printer has this name: choose another")) } else { Ok(()) }
}

fn checked(settings: PrinterSettings) -> Result<PrinterSettings, PrintError> {
    if !name::is_fit(&settings.name, LONGEST_NAME) {
        return Err(PrintError::BadRequest("a printer's name has 1 to 60 characters, all on one line"));
    }
    Address::parse(&settings.uri).map_err(|_| {
        PrintError::BadRequest("a printer's address is ipp:// or ipps:// with a host and a path")
    })?;
    let PrintTariff { black, colour, a3_black, a3_colour, second_face_less, duplex: _ } = settings.tariff;
    let prices = [Some(black), colour, a3_black, a3_colour, Some(second_face_less)];
    let fits = prices.into_iter().flatten().all(|price| (0..=HIGHEST).contains(&price.0));
    if fits { Ok(settings) } else { Err(PrintError::BadRequest("a price is from 0 to 1000 euros a side")) }
}

fn changed(case: &Case<'_>, by: By, what: &str, printer: &Printer) -> Result<(), PrintError> {
    let detail = json!({ "name": printer.name, "uri": printer.uri, "tariff": printer.tariff });
    audit::insert(case.tx, case.now, by, what, Some(&printer.id.to_string()), &detail)?;
    let hub = Arc::clone(case.hub);
    case.tx.after_commit(move || hub.prints.tell());
    Ok(())
}
