//! How a printer stands: what it says of itself, and what waits for it.

use epn_wire::printing::PrinterTrouble;

use crate::printing::DocumentFormat;

/// Sides a minute of a printer that does not say.
const USUAL_SPEED: u32 = 15;
/// `printer-state` (RFC 8011, 5.4.11): stopped.
const STOPPED: i32 = 5;

/// What a printer said of itself last.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    pub trouble: Option<PrinterTrouble>,
    /// Whether it would print now if it got something.
    pub takes_jobs: bool,
    pub sides_a_minute: Option<u32>,
    /// The media types that it prints; empty while it is not known.
    pub formats: Vec<String>,
}

impl Known {
    /// What its attributes say.
    pub fn of(
        state: i32,
        reasons: &[String],
        accepts: bool,
        speed: Option<i32>,
        formats: Vec<String>,
    ) -> Self {
        let stopped = state == STOPPED;
        Self {
            trouble: trouble(reasons).or((stopped || !accepts).then_some(PrinterTrouble::Other)),
            takes_jobs: !stopped && accepts,
            sides_a_minute: speed.and_then(|speed| u32::try_from(speed).ok()).filter(|speed| *speed > 0),
            formats,
        }
    }

    /// The same, but it does not answer.
    #[must_use]
    pub fn offline(self) -> Self {
        Self { trouble: Some(PrinterTrouble::Offline), takes_jobs: false, ..self }
    }
}

/// What keeps a printer from printing, by its `printer-state-reasons` (RFC 8011, 5.4.12). What ends with `-warning` or
/// `-report` keeps it from nothing, but for two that some printers say so although nothing comes out (CUPS's `ippeveprinter`
/// does): paper that is jammed, and a warning that the print on it waits for paper. Of several, what has to be put right first
/// counts.
pub fn trouble(reasons: &[String]) -> Option<PrinterTrouble> {
    use PrinterTrouble as T;
    const ORDER: [T; 7] = [T::Jam, T::CoverOpen, T::NoPaper, T::NoInk, T::Paused, T::Offline, T::Other];
    let troubles: Vec<T> = reasons.iter().filter_map(|reason| one(reason)).collect();
    ORDER.into_iter().find(|trouble| troubles.contains(trouble))
}

fn one(reason: &str) -> Option<PrinterTrouble> {
    let (word, is_error) = match reason.rsplit_once('-') {
        Some(
            (word @ "media-jam", "warning" | "report") | (word @ "media-needed", "warning") | (word, "error"),
        ) => (word, true),
        Some((_, "warning" | "report")) => return None,
        _ => (reason, false),
    };
    match word {
        "media-jam" => Some(PrinterTrouble::Jam),
        "cover-open" | "door-open" | "interlock-open" => Some(PrinterTrouble::CoverOpen),
        "media-empty" | "media-needed" | "input-tray-missing" => Some(PrinterTrouble::NoPaper),
        "toner-empty" | "marker-supply-empty" | "marker-supply-missing" | "developer-empty" => {
            Some(PrinterTrouble::NoInk)
        }
        "paused" | "moving-to-paused" => Some(PrinterTrouble::Paused),
        "shutdown" | "timed-out" | "connecting-to-device" | "offline" => Some(PrinterTrouble::Offline),
        _ => is_error.then_some(PrinterTrouble::Other),
    }
}

/// How a printer stands for whoever comes next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    pub trouble: Option<PrinterTrouble>,
    /// Sides that come out before.
    pub sides_ahead: u32,
    pub sides_a_minute: u32,
    /// How many prints wait for it or are on it.
    pub waiting: usize,
    formats: Vec<String>,
}

impl Standing {
    pub fn of(known: Known, paused: bool, sides_ahead: u32, waiting: usize) -> Self {
        Self {
            trouble: known.trouble.or(paused.then_some(PrinterTrouble::Paused)),
            sides_ahead,
            sides_a_minute: known.sides_a_minute.unwrap_or(USUAL_SPEED),
            waiting,
            formats: known.formats,
        }
    }

    /// Whether it prints documents of this format, as far as it said.
    pub fn takes(&self, format: Option<DocumentFormat>) -> bool {
        let says = |format: DocumentFormat| self.formats.iter().any(|said| said == format.media_type());
        self.formats.is_empty() || format.is_none_or(says)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn said(reasons: &[&str]) -> Option<PrinterTrouble> {
        trouble(&reasons.iter().map(|reason| (*reason).to_owned()).collect::<Vec<_>>())
    }

    #[test]
    fn a_printer_in_trouble_says_what_it_is() {
        let cases: [(&[&str], Option<PrinterTrouble>); 15] = [
            (&["none"], None),
            (&["media-jam-error"], Some(PrinterTrouble::Jam)),
            (&["media-jam"], Some(PrinterTrouble::Jam)),
            (&["media-empty-error", "media-needed"], Some(PrinterTrouble::NoPaper)),
            (&["media-empty-warning", "media-needed-warning"], Some(PrinterTrouble::NoPaper)),
            (&["media-jam-warning"], Some(PrinterTrouble::Jam)),
            (&["media-jam-report"], Some(PrinterTrouble::Jam)),
            (&["media-empty-warning"], None),
            (&["media-needed-report"], None),
            (&["toner-low-warning", "media-low-report"], None),
            (&["toner-empty-error"], Some(PrinterTrouble::NoInk)),
            (
                &["spool-area-full-report", "media-empty-error", "cover-open-error"],
                Some(PrinterTrouble::CoverOpen),
            ),
            (&["fuser-over-temp-error"], Some(PrinterTrouble::Other)),
            (&["com.example-odd"], None),
            (&["paused"], Some(PrinterTrouble::Paused)),
        ];
        for (reasons, expected) in cases {
            assert_eq!(said(reasons), expected, "{reasons:?}");
        }
    }

    #[test]
    fn a_printer_that_stopped_without_a_word_is_in_trouble_too() {
        let known = |state, accepts| Known::of(state, &["none".to_owned()], accepts, Some(0), Vec::new());
        assert_eq!(known(5, true).trouble, Some(PrinterTrouble::Other));
        assert_eq!(known(3, false).trouble, Some(PrinterTrouble::Other));
        let idle = known(3, true);
        assert_eq!((idle.trouble, idle.takes_jobs, idle.sides_a_minute), (None, true, None));
        assert!(!idle.offline().takes_jobs);
    }

    #[test]
    fn a_format_that_a_printer_does_not_name_is_not_printed_there() {
        let standing = |formats: &[&str]| {
            let formats = formats.iter().map(|format| (*format).to_owned()).collect();
            Standing::of(Known { formats, ..Known::default() }, false, 0, 0)
        };
        assert!(standing(&[]).takes(Some(DocumentFormat::Pdf)), "it did not say yet");
        assert!(standing(&["image/urf", "application/pdf"]).takes(Some(DocumentFormat::Pdf)));
        assert!(!standing(&["image/urf"]).takes(Some(DocumentFormat::Pdf)));
    }
}
