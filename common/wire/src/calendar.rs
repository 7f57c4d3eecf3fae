//! The console's calendar, bookings, equipment and queue: messages of the API that [`crate::console`] lists.

use epn_rules::decision::DayHours;
use epn_rules::id::{BookingId, EquipmentId, QueueId, StationId, VisitorId};
use epn_rules::people::{AgeBand, Alias};
use epn_rules::policy::Policy;
use epn_rules::units::Minutes;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::planning::{Called, PlaceAsked};

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

/// Bookings to make together: all, or none.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewBooking {
    /// Each is held; ten stations for a class are ten places.
    pub places: Vec<PlaceAsked>,
    /// In the site's time zone.
    #[schema(value_type = String)]
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
    /// 1 is next.
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
