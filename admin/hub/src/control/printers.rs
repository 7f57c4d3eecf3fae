//! The printers, on the command line.

use std::sync::Arc;

use epn_wire::print_desk::PrinterSettings;

use super::Answer;
use crate::desk::By;
use crate::grant::Case;
use crate::hub::Hub;
use crate::printing::life::{PrintError, printer_row};
use crate::printing::printers;
use crate::store::{StoreError, printer};

/// Whoever runs commands on the hub's machine.
const NOBODY: By = By { staff: None, station: None };

pub(super) async fn add(hub: &Arc<Hub>, settings: PrinterSettings) -> Result<Answer, PrintError> {
    let inside = Arc::clone(hub);
    let done = hub.store.writer.run(move |tx| {
        let id = printers::add(&Case::new(tx, &inside)?, NOBODY, settings)?;
        let printer = printer_row(tx, &inside.prints, id)?.ok_or(PrintError::NotFound("printer"))?;
        Ok(Answer::PrinterAdded { printer: Box::new(printer) })
    });
    done.await
}

pub(super) async fn list(hub: &Arc<Hub>) -> Result<Answer, PrintError> {
    let inside = Arc::clone(hub);
    let printers = hub.store.readers.read(move |connection| {
        let rows = printer::all(connection)?
            .into_iter()
            .map(|printer| printer_row(connection, &inside.prints, printer.id));
        Ok::<_, StoreError>(rows.collect::<Result<Vec<_>, _>>()?.into_iter().flatten().collect())
    });
    Ok(Answer::Printers { printers: printers.await? })
}

pub(super) async fn remove(hub: &Arc<Hub>, named: String) -> Result<Answer, PrintError> {
    let inside = Arc::clone(hub);
    let done = hub.store.writer.run(move |tx| {
        let found = printer::find(tx, &named)?.ok_or(PrintError::NotFound("printer"))?;
        printers::remove(&Case::new(tx, &inside)?, NOBODY, found.id)?;
        Ok(Answer::PrinterRemoved)
    });
    done.await
}
