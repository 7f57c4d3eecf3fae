//! Scans as the hub, a station and its visitor speak of them: the room's scanner drops files in a folder, and each goes to the
//! station where somebody said that they were about to scan. Never the name of a file.
//!
//! The station fetches a scan part by part and asks for the next only once the last is written, so that neither side holds
//! more of it in memory; the hub forgets it once the station says that it has it whole.

use std::fmt;

use data_encoding::BASE64;
use epn_rules::id::{ScanId, SessionId};
use epn_rules::scan::WhyStaff;
use jiff::Timestamp;
use serde::{Deserialize, Deserializer, Serialize, Serializer, de};
use utoipa::ToSchema;

/// The folder in the visitor's home that holds their scans, as the screens name it.
pub const FOLDER: &str = "Numérisations";

/// The longest part, in bytes: as text it fits in a frame with what is around it.
pub const LONGEST_PART: usize = 96 * 1024;

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

/// A part of a scan, at most [`LONGEST_PART`] bytes. As text it is base64.
#[derive(Clone, PartialEq, Eq)]
pub struct ScanPart(Vec<u8>);

impl ScanPart {
    /// So much of the bytes as fits in a part.
    pub fn new(mut bytes: Vec<u8>) -> Self {
        bytes.truncate(LONGEST_PART);
        Self(bytes)
    }

    /// The bytes.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for ScanPart {
    /// How much it is, never what.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ScanPart({} bytes)", self.0.len())
    }
}

impl Serialize for ScanPart {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&BASE64.encode(&self.0))
    }
}

impl<'de> Deserialize<'de> for ScanPart {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let bytes = BASE64.decode(text.as_bytes()).map_err(|_| de::Error::custom("a part is base64"))?;
        if bytes.len() > LONGEST_PART {
            return Err(de::Error::custom("a part is longer than allowed"));
        }
        Ok(Self(bytes))
    }
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
pub struct AssignScan {
    #[schema(value_type = String)]
    pub session: SessionId,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_survives_the_way_and_a_longer_one_is_refused() {
        let part = ScanPart::new((0..=255).collect());
        let text = serde_json::to_string(&part).unwrap();
        assert_eq!(serde_json::from_str::<ScanPart>(&text).unwrap(), part);
        assert_eq!(ScanPart::new(vec![0; LONGEST_PART + 1]).bytes().len(), LONGEST_PART);
        let long = format!("\"{}\"", BASE64.encode(&vec![0; LONGEST_PART + 1]));
        assert!(serde_json::from_str::<ScanPart>(&long).is_err());
        assert!(serde_json::from_str::<ScanPart>("\"?\"").is_err());
    }

    #[test]
    fn the_longest_part_fits_in_a_message() {
        let answer = ScanAnswer::Part { bytes: ScanPart::new(vec![0xff; LONGEST_PART]) };
        let reply = crate::station::Reply::Scanned { answer };
        assert!(serde_json::to_vec(&reply).unwrap().len() < crate::framing::LONGEST * 3 / 4);
    }

    #[test]
    fn what_a_part_holds_is_in_no_log() {
        assert_eq!(format!("{:?}", ScanPart::new(b"secret".to_vec())), "ScanPart(6 bytes)");
    }
}
