//! Printers, prints and payments, as all programs name them.

use epn_wire::money::Means;
use epn_wire::printing::{PrintRefusal, PrinterTrouble};
use i18n_embed_fl::fl;

use crate::Words;

impl Words {
    /// What keeps a printer from printing, in a few small letters: `papier coincé`.
    pub fn printer_trouble(&self, trouble: PrinterTrouble) -> String {
        match trouble {
            PrinterTrouble::Jam => fl!(self.loader, "printer-jam"),
            PrinterTrouble::NoPaper => fl!(self.loader, "printer-no-paper"),
            PrinterTrouble::NoInk => fl!(self.loader, "printer-no-ink"),
            PrinterTrouble::CoverOpen => fl!(self.loader, "printer-cover-open"),
            PrinterTrouble::Offline => fl!(self.loader, "printer-offline"),
            PrinterTrouble::Paused => fl!(self.loader, "printer-paused"),
            PrinterTrouble::Other => fl!(self.loader, "printer-stopped"),
        }
    }

    /// Why a document is not printed, in a sentence; a mediator's own words as they are.
    pub fn print_refusal(&self, why: &PrintRefusal) -> String {
        match why {
            PrintRefusal::Encrypted => fl!(self.loader, "print-encrypted"),
            PrintRefusal::TooLarge => fl!(self.loader, "print-too-large"),
            &PrintRefusal::TooManyPages { pages, most } => {
                fl!(self.loader, "print-too-many-pages", pages = pages, most = most)
            }
            PrintRefusal::TooBig => fl!(self.loader, "print-too-big"),
            PrintRefusal::Unreadable => fl!(self.loader, "print-unreadable"),
            PrintRefusal::Staff { reason } => reason.clone(),
        }
    }

    /// With what somebody pays, in small letters: `espèces`.
    pub fn means(&self, means: Means) -> String {
        match means {
            Means::Cash => fl!(self.loader, "means-cash"),
            Means::Card => fl!(self.loader, "means-card"),
            Means::Cheque => fl!(self.loader, "means-cheque"),
            Means::Voucher => fl!(self.loader, "means-voucher"),
        }
    }
}
