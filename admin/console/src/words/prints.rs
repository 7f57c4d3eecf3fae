//! Prints and printers, for the mediator.

use epn_rules::print::PrintTariff;
use epn_ui::{Icon, Tone};
use epn_wire::print_desk::PrinterRow;
use epn_wire::printing::PrintStage;

use super::{Phrases, say};

/// How something stands: a sign, how loud it is, and the words.
pub type Standing = (Icon, Tone, String);

impl Phrases {
    /// How a print stands.
    pub fn print_stage(&self, stage: &PrintStage) -> Standing {
        match stage {
            PrintStage::Arriving { pages: None } => {
                (Icon::Download, Tone::Neutral, say!(self, "print-arriving"))
            }
            &PrintStage::Arriving { pages: Some(pages) } => {
                (Icon::Download, Tone::Neutral, say!(self, "print-counting", count = pages))
            }
            PrintStage::Held => (Icon::Hourglass, Tone::Neutral, say!(self, "print-held")),
            PrintStage::AwaitsStaff => (Icon::Flag, Tone::Warning, say!(self, "print-awaits-staff")),
            &PrintStage::Waiting { ahead: _, trouble: Some(trouble) } => {
                let why = self.shared.printer_trouble(trouble);
                (Icon::Alert, Tone::Warning, say!(self, "print-waits-printer", why = why))
            }
            PrintStage::Waiting { ahead: 0, trouble: None } => {
                (Icon::Clock, Tone::Primary, say!(self, "print-next"))
            }
            &PrintStage::Waiting { ahead, trouble: None } => {
                (Icon::Clock, Tone::Primary, say!(self, "print-waiting", count = ahead))
            }
            &PrintStage::Printing { done, of, trouble: None } => {
                let words = say!(self, "print-printing", done = done.to_string(), of = of.to_string());
                (Icon::Printer, Tone::Primary, words)
            }
            &PrintStage::Printing { done, of, trouble: Some(trouble) } => {
                let why = self.shared.printer_trouble(trouble);
                let words =
                    say!(self, "print-halted", done = done.to_string(), of = of.to_string(), why = why);
                (Icon::Alert, Tone::Danger, words)
            }
            &PrintStage::Done { sides } => {
                (Icon::Success, Tone::Success, say!(self, "print-done", count = sides))
            }
            &PrintStage::Stopped { sides, why } => {
                let words = say!(self, "print-stopped", count = sides);
                let why = why.map(|why| self.shared.printer_trouble(why));
                let words = match why {
                    Some(why) => say!(self, "print-stopped-why", stopped = words, why = why),
                    None => words,
                };
                (Icon::Alert, Tone::Warning, words)
            }
            PrintStage::Unclear => (Icon::Question, Tone::Danger, say!(self, "print-unclear")),
            PrintStage::ToCheck => (Icon::Eye, Tone::Warning, say!(self, "print-to-check")),
            PrintStage::Refused { why } => {
                let words = say!(self, "print-refused", why = self.shared.print_refusal(why));
                (Icon::Refused, Tone::Neutral, words)
            }
            PrintStage::Expired => (Icon::History, Tone::Neutral, say!(self, "print-expired")),
            PrintStage::Cancelled => (Icon::Close, Tone::Neutral, say!(self, "print-cancelled")),
            PrintStage::Incomplete => (Icon::Alert, Tone::Neutral, say!(self, "print-incomplete")),
        }
    }

    /// Why a mediator has to look at a print; a newer hub may know more reasons.
    pub fn to_check(&self, why: &str) -> String {
        let key = format!("check-{why}");
        if self.own.has(&key) { self.own.get(&key) } else { say!(self, "check-other") }
    }

    /// How a printer stands.
    pub fn printer_standing(&self, printer: &PrinterRow) -> Standing {
        match (printer.paused, printer.trouble) {
            (true, _) => (Icon::Pause, Tone::Warning, say!(self, "printer-paused")),
            (false, Some(trouble)) => {
                (Icon::Alert, Tone::Danger, self.capital(self.shared.printer_trouble(trouble)))
            }
            (false, None) => (Icon::Success, Tone::Success, say!(self, "printer-ready")),
        }
    }

    /// The prices of a printer, in a line.
    pub fn tariff(&self, tariff: &PrintTariff) -> String {
        let price = |price| self.price(price);
        let parts = [
            Some(say!(self, "tariff-black", price = price(tariff.black))),
            tariff.colour.map(|colour| say!(self, "tariff-colour", price = price(colour))),
            tariff.a3_black.map(|black| say!(self, "tariff-a3-black", price = price(black))),
            tariff.a3_colour.map(|colour| say!(self, "tariff-a3-colour", price = price(colour))),
            (tariff.duplex && tariff.second_face_less.0 > 0)
                .then(|| say!(self, "tariff-second-face", price = price(tariff.second_face_less))),
        ];
        parts.into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }
}
