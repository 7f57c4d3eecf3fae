//! Scans, for the mediator.

use epn_rules::scan::WhyStaff;
use epn_wire::scanning::{ScanFolderTrouble, ScanFormat, ScanLeft, ScanRow, ScansLeft};

use super::{Phrases, say};

impl Phrases {
    /// `PDF · 2 pages · 310 ko`: what a scan is.
    pub fn scan_measure(&self, row: &ScanRow) -> String {
        let format = match row.format {
            ScanFormat::Pdf => "PDF",
            ScanFormat::Jpeg => "JPEG",
            ScanFormat::Png => "PNG",
            ScanFormat::Tiff => "TIFF",
        };
        let pages = row.pages.map(|pages| say!(self, "scan-pages", count = pages));
        let kilobytes = row.bytes.div_ceil(1000);
        let size = if kilobytes < 1000 {
            say!(self, "size-kb", size = kilobytes.to_string())
        } else {
            say!(self, "size-mb", size = kilobytes.div_ceil(1000).to_string())
        };
        [Some(format.to_owned()), pages, Some(size)].into_iter().flatten().collect::<Vec<_>>().join(" · ")
    }

    /// Why a mediator has to say whose a scan is.
    pub fn why_staff(&self, why: WhyStaff) -> String {
        match why {
            WhyStaff::Nobody => say!(self, "scan-why-nobody"),
            WhyStaff::Several => say!(self, "scan-why-several"),
            WhyStaff::Found => say!(self, "scan-why-found"),
            WhyStaff::SessionOver => say!(self, "scan-why-over"),
            WhyStaff::NotTaken => say!(self, "scan-why-not-taken"),
        }
    }

    /// Why the scanner's folder cannot be used.
    pub fn scan_folder(&self, trouble: ScanFolderTrouble) -> String {
        match trouble {
            ScanFolderTrouble::Missing => say!(self, "scan-folder-missing"),
            ScanFolderTrouble::NoRights => say!(self, "scan-folder-no-rights"),
            ScanFolderTrouble::Broken => say!(self, "scan-folder-broken"),
        }
    }

    /// What stays in the scanner's folder, and why.
    pub fn scans_left(&self, ScansLeft { why, count }: ScansLeft) -> String {
        match why {
            ScanLeft::OtherFormat => say!(self, "scan-left-format", count = count),
            ScanLeft::TooLarge => say!(self, "scan-left-large", count = count),
            ScanLeft::Unfinished => say!(self, "scan-left-unfinished", count = count),
            ScanLeft::NoFile => say!(self, "scan-left-no-file", count = count),
            ScanLeft::NoRights => say!(self, "scan-left-rights", count = count),
            ScanLeft::NoRoom => say!(self, "scan-left-room", count = count),
        }
    }
}
