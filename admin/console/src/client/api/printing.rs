//! The print queue, the printers and the scanner.

use epn_rules::id::{PrintJobId, PrinterId, ScanId, SessionId};
use epn_wire::print_desk::{
    DecidePrint, PayPrint, PrintPaid, PrintQueue, PrintRow, PrinterRow, PrinterSettings, RefundPrint,
    RefusePrint, ReleasePrint,
};
use epn_wire::scanning::AssignScan;

use super::super::Question;

/// The print queue and the printers.
pub fn prints() -> Question<PrintQueue> {
    Question::get("/prints")
}

/// Releases a print, at its quote or at another price.
pub fn release_print(print: PrintJobId, how: &ReleasePrint) -> Question<PrintRow> {
    Question::post(format!("/prints/{print}/release")).body(how)
}

/// Takes money for a print and releases it.
pub fn pay_print(print: PrintJobId, how: &PayPrint) -> Question<PrintPaid> {
    Question::post(format!("/prints/{print}/pay")).body(how)
}

/// Refuses a print, in words that the visitor reads.
pub fn refuse_print(print: PrintJobId, why: &RefusePrint) -> Question<PrintRow> {
    Question::post(format!("/prints/{print}/refuse")).body(why)
}

/// Says how many sides came out of a print of which nobody knows.
pub fn decide_print(print: PrintJobId, what: DecidePrint) -> Question<PrintRow> {
    Question::post(format!("/prints/{print}/decide")).body(&what)
}

/// Prints it again.
pub fn reprint(print: PrintJobId) -> Question<PrintRow> {
    Question::post(format!("/prints/{print}/reprint"))
}

/// Gives back what a print cost, or a part of it.
pub fn refund_print(print: PrintJobId, what: &RefundPrint) -> Question<PrintRow> {
    Question::post(format!("/prints/{print}/refund")).body(what)
}

/// A printer more.
pub fn add_printer(printer: &PrinterSettings) -> Question<PrinterRow> {
    Question::post("/printers").body(printer)
}

/// What a printer becomes.
pub fn change_printer(printer: PrinterId, to: &PrinterSettings) -> Question<PrinterRow> {
    Question::post(format!("/printers/{printer}")).body(to)
}

/// Nothing more is sent to it.
pub fn pause_printer(printer: PrinterId) -> Question<PrinterRow> {
    Question::post(format!("/printers/{printer}/pause"))
}

/// It prints again.
pub fn resume_printer(printer: PrinterId) -> Question<PrinterRow> {
    Question::post(format!("/printers/{printer}/resume"))
}

/// It is there no more.
pub fn remove_printer(printer: PrinterId) -> Question<PrinterRow> {
    Question::post(format!("/printers/{printer}/remove"))
}

/// Says whose a scan is.
pub fn assign_scan(scan: ScanId, session: SessionId) -> Question<()> {
    Question::order(format!("/scans/{scan}/assign")).body(&AssignScan { session })
}

/// Deletes a scan.
pub fn delete_scan(scan: ScanId) -> Question<()> {
    Question::order(format!("/scans/{scan}/delete"))
}
