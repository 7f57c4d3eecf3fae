//! Scans as the hub, a station and its visitor speak of them: the room's scanner drops files in a folder, and each goes to the
//! station where somebody said that they were about to scan. Never the name of a file.
//!
//! The station fetches a scan part by part and asks for the next only once the last is written, so that neither side holds
//! more of it in memory; the hub forgets it once the station says that it has it whole.

use epn_rules::id::{ScanId, SessionId};
use epn_rules::scan::WhyStaff;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use crate::part::{LONGEST as LONGEST_PART, Part as ScanPart};

/// The folder in the visitor's home that holds their scans, as the screens name it.
pub const FOLDER: &str = "Numérisations";

/// The most scans that are told to a station at once, the oldest first.
pub const MOST_READY: usize = 20;

/// What a scanner writes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ScanFormat {
    Pdf,
    Jpeg,
    Png,
    Tiff,
}

impl ScanFormat {
    /// How the name of such a file ends.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Pdf => "pdf",
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Tiff => "tif",
        }
    }
}

/// What the scanner has for one session.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SessionScans {
    /// Until when what the scanner writes comes here, as the site's clock will show it.
    pub wanted_until: Option<Timestamp>,
    /// Scans for the station to fetch, the oldest first, at most [`MOST_READY`].
    pub ready: Vec<ScanReady>,
}

/// A scan that a station can fetch.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanReady {
    pub id: ScanId,
    pub format: ScanFormat,
    pub bytes: u64,
}

/// What a station wants of the hub for its session.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "ask", rename_all = "kebab-case")]
pub enum ScanAsk {
    /// *Je vais numériser*.
    Want,
    /// No longer.
    NoLonger,
    /// The part of a scan that begins at this byte.
    Part { scan: ScanId, from: u64 },
    /// It is in the visitor's folder, whole: the hub need not keep it.
    Taken { scan: ScanId },
    /// It cannot be put there: the mediator is told.
    NotTaken { scan: ScanId },
}

/// What the hub answers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "answer", rename_all = "kebab-case")]
pub enum ScanAnswer {
    /// What the scanner writes comes here: until when is told with the scans.
    Wanted,
    /// The part that was asked for; empty at the end of the scan.
    Part { bytes: ScanPart },
    /// It is noted.
    Noted,
    /// There is no such scan for this session (any more).
    Gone,
    /// The scanner's folder cannot be used.
    NoScanner,
}

/// What the kiosk shows of scans.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ScanningShown {
    /// Until when what the scanner writes comes here.
    pub wanted_until: Option<Timestamp>,
    /// The hub is asked.
    pub asking: bool,
    /// One is on its way into the folder.
    pub arriving: bool,
    /// How many are in the folder.
    pub arrived: u32,
    /// What went wrong, until it was read.
    pub trouble: Option<ScanTrouble>,
}

/// What goes wrong with scans.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum ScanTrouble {
    /// The hub does not answer.
    NoHub,
    /// The scanner's folder cannot be used.
    NoScanner,
    /// The visitor's folders are full: the scan is with the mediator.
    NoRoom,
    /// It could not be written: the scan is with the mediator.
    NotWritten,
}

/// The scanner as the mediator sees it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScanDesk {
    /// Why the scanner's folder cannot be used, if it cannot.
    pub trouble: Option<ScanFolderTrouble>,
    /// The scans that wait for a mediator, the oldest first.
    pub waiting: Vec<ScanRow>,
    /// How many are on their way to a station.
    pub on_their_way: u32,
    /// What stays in the scanner's folder.
    pub left: Vec<ScansLeft>,
}

/// Why the scanner's folder cannot be used.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ScanFolderTrouble {
    /// It is not there.
    Missing,
    /// The hub may not read it, or not take files out of it.
    NoRights,
    /// It does not answer as a folder does.
    Broken,
}

/// A scan of which nobody knows for sure whose it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScanRow {
    #[schema(value_type = String)]
    pub id: ScanId,
    /// What people call it by in the room.
    pub number: u32,
    /// When it came.
    #[schema(value_type = String)]
    pub at: Timestamp,
    pub format: ScanFormat,
    pub bytes: u64,
    /// How many pages, once they were counted.
    pub pages: Option<u32>,
    #[schema(value_type = String)]
    pub why: WhyStaff,
    /// The sessions whose visitors said that they were about to scan.
    #[schema(value_type = Vec<String>)]
    pub wanted_by: Vec<SessionId>,
    /// When it is deleted.
    #[schema(value_type = String)]
    pub until: Timestamp,
}

/// Files that stay in the scanner's folder, and why.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ScansLeft {
    pub why: ScanLeft,
    pub count: u32,
}

/// Why a file stays in the scanner's folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ScanLeft {
    /// It is no PDF, JPEG, PNG or TIFF.
    OtherFormat,
    /// It is larger than is taken.
    TooLarge,
    /// It does not come to an end.
    Unfinished,
    /// It is no file but a link, a pipe or the like.
    NoFile,
    /// The hub may not read or remove it.
    NoRights,
    /// The hub has no room for it now.
    NoRoom,
}

/// Whose a scan is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct AssignScan {
    #[schema(value_type = String)]
    pub session: SessionId,
}
