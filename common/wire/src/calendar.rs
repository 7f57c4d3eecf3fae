//! The console's calendar, bookings, equipment and queue: messages of the API that [`crate::console`] lists.

use epn_rules::decision::{DayHours, SlotLimit};
use epn_rules::id::{BookingId, EquipmentId, QueueId, StationId, VisitorId};
use epn_rules::people::{AgeBand, Alias};
use epn_rules::policy::Policy;
use epn_rules::units::Minutes;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::planning::{Called, PlaceAsked};

/// What the clock on the site's wall shows, `2026-03-10T14:00`: an offset from UTC would say another moment, and is refused
/// rather than overlooked; so is a day without a time.
mod wall {
    use jiff::civil::DateTime;
    use serde::de::Error as _;
    use serde::{Deserialize as _, Deserializer, Serialize as _, Serializer};

    /// With and without seconds, of which there are none.
    const WRITTEN: [&str; 2] = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"];

    pub fn serialize<S: Serializer>(at: &DateTime, to: S) -> Result<S::Ok, S::Error> {
        at.serialize(to)
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<DateTime, D::Error> {
        let text = String::deserialize(from)?;
        let read = WRITTEN.into_iter().find_map(|written| DateTime::strptime(written, &text).ok());
        let is_sensible = |at: &DateTime| at.second() == 0 && (2000..=9000).contains(&at.year());
        read.filter(is_sensible).ok_or_else(|| {
            D::Error::custom(
                "write a day and a time by the site's clock, in whole minutes and without a zone, such as 2026-03-10T14:00",
            )
        })
    }
}

/// What a booking holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(tag = "place", rename_all = "kebab-case")]
pub enum Place {
    Station {
        #[schema(value_type = String)]
        id: StationId,
    },
    /// A 3D printer, a tablet, a meeting room.
    Equipment {
        #[schema(value_type = String)]
        id: EquipmentId,
    },
}

/// How a booking stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum BookingState {
    /// It holds its place.
    #[default]
    Held,
    /// The visitor came.
    Arrived,
    /// Nobody came in time: the place is free again.
    Released,
    Cancelled,
}

/// A booking on the console.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct BookingRow {
    #[schema(value_type = String)]
    pub id: BookingId,
    #[schema(value_type = Object)]
    pub place: Place,
    /// The station's or equipment's name.
    pub name: String,
    #[schema(value_type = String)]
    pub from: Timestamp,
    #[schema(value_type = String)]
    pub until: Timestamp,
    /// Of the visitor, if it is for one.
    #[schema(value_type = Option<Object>)]
    pub alias: Option<Alias>,
    /// The visitor's name, if one was given; shown only on request.
    pub visitor_name: Option<String>,
    /// What it is for, if it is for no visitor (a class, a workshop).
    pub label: String,
    pub state: BookingState,
    /// The same for all bookings that were made as one.
    pub series: Option<String>,
}

/// Days, places, and what is on them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CalendarView {
    pub days: Vec<CalendarDay>,
    pub rows: Vec<CalendarRow>,
    /// Those that are held or whose visitor came.
    pub bookings: Vec<BookingRow>,
    pub sessions: Vec<CalendarSession>,
}

/// One day of the calendar.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CalendarDay {
    #[schema(value_type = String)]
    pub date: Date,
    #[schema(value_type = Object)]
    pub hours: DayHours,
    /// Its first moment, and the first after it.
    #[schema(value_type = String)]
    pub from: Timestamp,
    #[schema(value_type = String)]
    pub until: Timestamp,
}

/// One station or piece of equipment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CalendarRow {
    #[schema(value_type = Object)]
    pub place: Place,
    pub name: String,
    pub tags: Vec<String>,
}

/// A session, as far as the calendar draws it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct CalendarSession {
    #[schema(value_type = String)]
    pub station: StationId,
    #[schema(value_type = String)]
    pub from: Timestamp,
    /// Its end; the granted one while it runs.
    #[schema(value_type = String)]
    pub until: Timestamp,
    #[schema(value_type = Object)]
    pub alias: Alias,
    pub running: bool,
}

/// How long could a new booking be, of all these places at once? Asked before it is made.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct LongestAsked {
    pub places: Vec<PlaceAsked>,
    /// By the clock of the site, in whole minutes.
    #[schema(value_type = String)]
    #[serde(with = "wall")]
    pub from: DateTime,
    /// For whom, if for a visitor.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    pub visitor: Option<VisitorId>,
}

/// The answer to [`LongestAsked`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct LongestBooking {
    /// The greatest length that is granted without a reason; 0 if none is.
    #[schema(value_type = u32)]
    pub longest: Minutes,
    /// Why not longer, if something keeps it from it.
    #[schema(value_type = Option<Object>)]
    pub limit: Option<SlotLimit>,
}

/// Bookings to make together: all, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewBooking {
    /// Each is held; ten stations for a class are ten places.
    pub places: Vec<PlaceAsked>,
    /// By the clock of the site, in whole minutes.
    #[schema(value_type = String)]
    #[serde(with = "wall")]
    pub from: DateTime,
    #[schema(value_type = u32)]
    pub minutes: Minutes,
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    pub visitor: Option<VisitorId>,
    /// What it is for, if for no visitor; at most 80 characters.
    #[serde(default)]
    pub label: String,
    #[serde(default)]
    pub repeat: Option<Repeat>,
    /// Why although the rules refuse; recorded. What is held already stays held.
    #[serde(default)]
    pub reason: Option<String>,
}

/// The same again.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Repeat {
    pub every: RepeatEvery,
    /// How many in all, 2 to 60.
    pub count: u16,
}

/// After how long.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum RepeatEvery {
    Day,
    #[default]
    Week,
}

/// Where and when to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveBooking {
    pub place: PlaceAsked,
    #[schema(value_type = String)]
    #[serde(with = "wall")]
    pub from: DateTime,
    #[schema(value_type = u32)]
    pub minutes: Minutes,
    #[serde(default)]
    pub reason: Option<String>,
}

/// Cancel one booking, or all of its series from it on.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CancelBooking {
    #[serde(default)]
    pub and_later: bool,
}

/// Equipment that is no PC.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewEquipment {
    pub name: String,
    #[serde(default)]
    pub tags: Vec<String>,
}

/// The same, as it is kept.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct EquipmentRow {
    #[schema(value_type = String)]
    pub id: EquipmentId,
    pub name: String,
    pub tags: Vec<String>,
}

/// What a station is fit for, all of it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Tags {
    pub tags: Vec<String>,
}

/// How many sit with the visitor of a station.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Companions {
    pub companions: u8,
}

/// Somebody who waits.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct QueueRow {
    #[schema(value_type = String)]
    pub id: QueueId,
    #[schema(value_type = Object)]
    pub alias: Alias,
    #[schema(value_type = String)]
    pub joined: Timestamp,
    /// Among those who are not called yet: 1 is next. Of no meaning for whoever is.
    pub place: u32,
    /// About when they are called, as far as can be said.
    #[schema(value_type = Option<String>)]
    pub about: Option<Timestamp>,
    pub called: Option<Called>,
    /// Calls that were not answered.
    pub missed: u8,
}

/// Somebody joins at the desk.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct JoinQueue {
    /// A member; else somebody without an account.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    pub visitor: Option<VisitorId>,
    /// The picture that somebody without an account is called by; one is chosen if left out.
    #[serde(default)]
    pub picture: Option<String>,
    #[schema(value_type = String)]
    #[serde(default)]
    pub age: AgeBand,
}

/// Call somebody now, to this station.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct CallTo {
    #[schema(value_type = String)]
    pub station: StationId,
}

/// What an iCalendar file is to be read as.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(tag = "as", rename_all = "kebab-case", deny_unknown_fields)]
pub enum ImportAs {
    /// Its days are closed.
    Closures,
    /// Its days are the school holidays of this zone.
    SchoolHolidays { zone: String },
}

/// An iCalendar file for the policy.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct ImportCalendar {
    #[schema(value_type = Object)]
    pub read: ImportAs,
    /// The file, at most 512 KiB.
    pub text: String,
    /// To which its days are added.
    #[schema(value_type = Object)]
    pub policy: Policy,
}

/// The text of an iCalendar file; none if it is not in UTF-8. Programs that fold lines by bytes cut characters in two:
/// these are joined again (RFC 5545, 3.1).
pub fn text_of(file: Vec<u8>) -> Option<String> {
    String::from_utf8(file).or_else(|cut| String::from_utf8(unfolded(cut.as_bytes()))).ok()
}

/// The lines of a file, those that were folded in one.
fn unfolded(file: &[u8]) -> Vec<u8> {
    let mut unfolded = Vec::with_capacity(file.len());
    for (index, line) in file.split(|byte| *byte == b'\n').enumerate() {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        match line {
            [b' ' | b'\t', rest @ ..] if index > 0 => unfolded.extend_from_slice(rest),
            line => {
                if index > 0 {
                    unfolded.push(b'\n');
                }
                unfolded.extend_from_slice(line);
            }
        }
    }
    unfolded
}

/// The policy with the file's days.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ImportedCalendar {
    #[schema(value_type = Object)]
    pub policy: Policy,
    /// How many spans of days were read.
    pub added: u32,
    /// What was left out, a sentence each.
    pub left_out: Vec<String>,
    /// What the file closes, if anything.
    #[serde(default)]
    pub closed: Option<ClosedDays>,
}

/// The days on which a room that would be open is closed by what was added.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ClosedDays {
    /// How many, within the two years for which recurrences are followed.
    pub days: u32,
    /// The first and the last.
    #[schema(value_type = String)]
    pub from: Date,
    #[schema(value_type = String)]
    pub until: Date,
    /// The most days in a row on which it is closed then, those on which it is closed anyway among them.
    pub in_a_row: u32,
    /// Whether it is open on no day any more.
    pub every: bool,
}

impl ClosedDays {
    /// From more days in a row than this on, it is rather a mistake in the file than a holiday.
    pub const LONG: u32 = 60;

    /// Whether somebody ought to look whether that is meant.
    pub fn is_long(&self) -> bool {
        self.every || self.in_a_row > Self::LONG
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_moment_by_the_sites_clock_has_no_zone_and_whole_minutes() {
        let read = |from: &str| {
            let place = r#"{ "place": "tag", "tag": "interview" }"#;
            let text = format!(r#"{{ "place": {place}, "from": "{from}", "minutes": 30 }}"#);
            serde_json::from_str::<MoveBooking>(&text)
        };
        for fine in ["2026-03-10T14:00", "2026-03-10T14:00:00"] {
            let moved = read(fine).unwrap();
            assert_eq!(moved.from, jiff::civil::date(2026, 3, 10).at(14, 0, 0, 0));
            let again = serde_json::to_string(&moved).unwrap();
            assert_eq!(serde_json::from_str::<MoveBooking>(&again).unwrap(), moved);
        }
        for odd in [
            "2026-03-10T14:00:00+01:00",
            "2026-03-10T14:00:00-05:00[America/New_York]",
            "2026-03-10T14:00Z",
            "2026-03-10",
            "2026-03-10T14:00:30",
            "2026-03-10T14:00:00.5",
            "2026-03-10T24:00",
            "9999-12-31T23:30",
            "-009999-01-01T00:00",
            "demain",
            "",
        ] {
            let why = read(odd).unwrap_err().to_string();
            assert!(why.starts_with("write a day and a time by the site's clock"), "{odd}: {why}");
        }
    }

    #[test]
    fn a_character_that_folding_cut_in_two_is_whole_again() {
        let whole = "BEGIN:VCALENDAR\r\nSUMMARY:Fête\r\nEND:VCALENDAR\r\n";
        assert_eq!(text_of(whole.as_bytes().to_vec()).as_deref(), Some(whole), "else nothing is changed");
        let cut = b"BEGIN:VCALENDAR\r\nSUMMARY:F\xc3\r\n \xaate\r\nEND:VCALENDAR\r\n".to_vec();
        assert_eq!(text_of(cut).as_deref(), Some("BEGIN:VCALENDAR\nSUMMARY:Fête\nEND:VCALENDAR\n"));
        assert_eq!(text_of(b"SUMMARY:F\xeate".to_vec()), None, "Latin-1");
    }
}
