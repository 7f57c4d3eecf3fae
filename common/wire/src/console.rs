//! The console's API: HTTP and JSON under `/api/v1`, and one WebSocket of events. Described by OpenAPI; other software may use it.
//!
//! | call | does |
//! | --- | --- |
//! | `POST /login` `Login` → `LoggedIn` | staff log-in; every other call carries `Authorization: Bearer TOKEN` |
//! | `POST /logout` | |
//! | `GET /room` → `RoomView` | the live room |
//! | `GET /events` | WebSocket of `ConsoleEvent` |
//! | `POST /stations/{id}/open` `Open` | one-click opening for somebody |
//! | `POST /stations/{id}/extend` `Extend` · `/end` · `/message` `Message` · `/move` `MoveTo` · `/service` `Service` · `/help-answered` | |
//! | `POST /room/open-all` `Open` → `OpenedAll` | every station that is free and kept for nobody |
//! | `POST /passages` `NewPassage` | a presence without a station |
//! | `POST /tickets` `NewTicket` → `TicketIssued` | |
//! | `POST /visitors` `NewVisitor` → `VisitorCreated` · `GET /visitors?query=` → `[VisitorRow]` · `POST /visitors/{id}/pin` → `VisitorCreated` | |
//! | `GET /sessions?date=YYYY-MM-DD` → `[SessionRow]` | |
//! | `GET /policy` → `PolicyView` · `POST /policy/preview` `PolicyDraft` → `PolicyEffect` · `POST /policy` `PolicyDraft` → `PolicyView` | |
//! | `GET /calendar?from=YYYY-MM-DD&to=YYYY-MM-DD` → `CalendarView` | at most 62 days |
//! | `POST /bookings` `NewBooking` → `[BookingRow]` · `POST /bookings/longest` `LongestAsked` → `LongestBooking` · `POST /bookings/{id}/move` `MoveBooking` → `BookingRow` · `POST /bookings/{id}/cancel` `CancelBooking` | |
//! | `GET /equipment` → `[EquipmentRow]` · `POST /equipment` `NewEquipment` → `EquipmentRow` · `POST /equipment/{id}/retire` | |
//! | `POST /stations/{id}/tags` `Tags` · `POST /stations/{id}/companions` `Companions` · `POST /visitors/{id}/groups` `Groups` | |
//! | `GET /queue` → `[QueueRow]` · `POST /queue` `JoinQueue` → `QueueRow` · `POST /queue/{id}/call` `CallTo` · `POST /queue/{id}/remove` | |
//! | `GET /calendar.ics?what=room\|hours\|station&station=` | `text/calendar` |
//! | `POST /policy/calendar` `ImportCalendar` → `ImportedCalendar` | a draft with the file's days; nothing is saved |
//! | `GET /counts?from=&to=` | `text/csv` |
//! | `GET /staff` → `[StaffRow]` · `POST /staff/card` → `CardIssued` · `POST /staff/{id}/card/revoke` | cards for the quick actions at a station; one's own alone is issued |
//! | `GET /prints` → `PrintQueue` · `POST /prints/{id}/release` `ReleasePrint` · `/pay` `PayPrint` → `PrintPaid` · `/refuse` `RefusePrint` · `/decide` `DecidePrint` · `/reprint` · `/refund` `RefundPrint` → `PrintRow` | |
//! | `POST /scans/{id}/assign` `AssignScan` · `POST /scans/{id}/delete` | a scan that waits for somebody who knows whose it is |
//! | `POST /printers` `PrinterSettings` · `POST /printers/{id}` `PrinterSettings` · `/pause` · `/resume` · `/remove` → `PrinterRow` | |
//! | `GET /accounts/{holder}/{id}` → `Account` · `POST /cash/top-up` `TopUp` → `ReceiptShown` · `POST /cash/refund` `Refund` → `ReceiptShown` | `holder`: `visitor`, `ticket`, `session`, `purse` |
//! | `GET /cash` → `CashDay` · `POST /cash/close` `CloseDay` → `DayClosed` · `GET /cash/closes` → `[DayClosed]` | |
//!
//! Refusals answer with a status of 4xx and an [`ApiError`].
//!
//! **Requests are read strictly**: a field that the hub does not know is refused by its name, so that a slip of the pen
//! does not pass for something left out. **Answers and events are read leniently**: a newer hub may add fields to them. A
//! console may be newer than its hub as well: a field that is added to a request is left out where it says nothing
//! (`skip_serializing_if`), so that an older hub either does all that is asked or refuses it by that name. What requests
//! and answers share (a place, a purse's holder) is read leniently.

mod policies;

use epn_rules::decision::{DayHours, Decision};
use epn_rules::id::{SessionId, SiteId, StationId, TicketId, VisitorId};
use epn_rules::people::{AgeBand, Alias, Category};
use epn_rules::session::{EndCause, Phase};
use epn_rules::units::{Cents, Minutes};
use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

pub use policies::{
    BrokenBooking, DayEffect, PolicyComing, PolicyDraft, PolicyEffect, PolicyView, Resolution, Resolved,
};

use crate::audit::Audit;
use crate::calendar::BookingRow;
use crate::print_desk::PrintQueue;
use crate::secret::Secret;
use crate::station::{Health, LastReset, OutOfService};

/// What a member of staff may do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum StaffRole {
    /// Runs the room.
    Mediator,
    /// Writes the reports; may change the policy.
    Coordinator,
    /// Installs and repairs.
    Technician,
}

/// A staff log-in.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Login {
    pub name: String,
    #[schema(value_type = String)]
    pub password: Secret,
}

/// A staff session; it ends after 12 hours or at log-out.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct LoggedIn {
    #[schema(value_type = String)]
    pub token: Secret,
    pub name: String,
    pub role: StaffRole,
    pub site: String,
}

/// An error of the API. `message` is for the log; a person is told by `code` (a Fluent key `error-<code>`) or by `decision`.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct ApiError {
    pub code: ErrorCode,
    pub message: String,
    /// The refusal with its reasons, where rules refused.
    #[schema(value_type = Option<Object>)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub decision: Option<Decision>,
    /// Wait so long before the next try.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub wait_seconds: Option<u32>,
    /// What is wrong with a policy, a sentence each.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub problems: Vec<String>,
    /// The amount as it is now, where the caller knew another one.
    #[schema(value_type = Option<i64>)]
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub amount: Option<Cents>,
}

impl ApiError {
    /// An error of which nothing more is to be said.
    pub fn new(code: ErrorCode, message: impl Into<String>) -> Self {
        let message = message.into();
        Self { code, message, decision: None, wait_seconds: None, problems: Vec::new(), amount: None }
    }
}

/// What kind of error.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(rename_all = "kebab-case")]
pub enum ErrorCode {
    /// The certificate or token is missing, unknown or expired.
    NotSignedIn,
    /// Name or password is wrong.
    WrongPassword,
    /// Too many wrong tries.
    Throttled,
    /// The role does not allow it.
    NotAllowed,
    /// There is no such station, visitor, session.
    NotFound,
    /// The rules refuse; see `decision`.
    Refused,
    /// The station does not answer.
    StationAway,
    /// The station is in no state for it.
    NotNow,
    /// The request makes no sense.
    BadRequest,
    /// The policy contradicts itself; see `problems`.
    BadPolicy,
    /// The policy breaks bookings that nothing was said about; see the preview.
    BreaksBookings,
    /// The purse does not hold enough.
    NotEnough,
    /// What the desk has to take is not what it was told; see `amount`.
    OtherAmount,
    /// More was given back meanwhile; see `amount`.
    GivenBack,
    /// The voucher was handed in before.
    VoucherSeen,
    /// The voucher is out of date, or of no issuer that the site takes.
    VoucherRefused,
    /// The calendar file cannot be used; see `problems`.
    BadCalendar,
    /// The hub could not store it (disk full, database locked); nothing changed.
    Storage,
}

/// The live room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct RoomView {
    #[schema(value_type = String)]
    pub site_id: SiteId,
    pub site: String,
    pub room: String,
    /// Site time of this view.
    #[schema(value_type = String)]
    pub now: Timestamp,
    /// IANA name.
    pub timezone: String,
    #[schema(value_type = Object)]
    pub today: DayHours,
    pub stations: Vec<StationTile>,
    /// How many wait.
    pub waiting: u32,
    /// Counts of today so far.
    pub day: DayCounts,
}

/// Counts of one day.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct DayCounts {
    pub sessions: u32,
    pub minutes: u32,
    pub passages: u32,
    pub refusals: u32,
}

/// One station in the live room.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct StationTile {
    #[schema(value_type = String)]
    pub id: StationId,
    pub name: String,
    pub tags: Vec<String>,
    /// Whether the station answers.
    pub online: bool,
    #[schema(value_type = String)]
    pub phase: Phase,
    pub session: Option<TileSession>,
    pub out_of_service: Option<OutOfService>,
    pub help: bool,
    /// How often somebody was wrong at the lock of the session that waits, from the third time in a row on.
    #[serde(default)]
    pub wrong_tries: u32,
    pub last_reset: Option<LastReset>,
    pub health: Option<Health>,
    /// How well it is locked down, without the items that hold; none if it does not look.
    #[serde(default)]
    pub lockdown: Option<Audit>,
    /// Who is called to it from the queue.
    #[schema(value_type = Option<Object>)]
    #[serde(default)]
    pub called: Option<Alias>,
    /// Whether it is kept for somebody, who was called to it or whose booking runs or is about to: the rules refuse it to
    /// anybody else.
    #[serde(default)]
    pub kept: bool,
    /// The next booking on it today.
    #[serde(default)]
    pub next_booking: Option<BookingRow>,
}

/// The session on a tile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct TileSession {
    #[schema(value_type = String)]
    pub id: SessionId,
    #[schema(value_type = Object)]
    pub alias: Alias,
    /// The member's name, if one was given; shown only on request.
    pub name: Option<String>,
    #[schema(value_type = String)]
    pub category: Category,
    #[schema(value_type = String)]
    pub started: Timestamp,
    /// The first moment after the granted time.
    #[schema(value_type = String)]
    pub ends: Timestamp,
    pub extends_by_itself: bool,
    /// How many sit with the visitor.
    #[serde(default)]
    pub companions: u8,
    /// What it costs so far, in cents, if it costs anything.
    #[schema(value_type = Option<i64>)]
    #[serde(default)]
    pub price: Option<Cents>,
}

/// What the event stream says.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
#[serde(tag = "event", rename_all = "kebab-case")]
pub enum ConsoleEvent {
    /// The room changed, or a minute of the site's clock passed.
    Room { room: Box<RoomView> },
    /// The print queue or a printer changed.
    Prints { queue: Box<PrintQueue> },
    /// Something a mediator should read, by Fluent key: `broken-charter` …
    Notice { code: String, detail: String },
}

/// Open a station.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Open {
    /// So many minutes; the policy's longest session if left out.
    #[schema(value_type = Option<u32>)]
    #[serde(default)]
    pub minutes: Option<Minutes>,
    /// For this member.
    #[schema(value_type = Option<String>)]
    #[serde(default)]
    pub visitor: Option<VisitorId>,
    /// How many sit with them.
    #[serde(default)]
    pub companions: u8,
    /// Why although the rules refuse; recorded. Without it, the rules' refusal stands.
    #[serde(default)]
    pub reason: Option<String>,
}

/// Give a running session more time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Extend {
    #[schema(value_type = u32)]
    pub minutes: Minutes,
    /// Why although the rules refuse; recorded.
    #[serde(default)]
    pub reason: Option<String>,
}

/// A message to whoever sits at a station; at most 280 characters.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Message {
    pub text: String,
}

/// Move a session to another station; the minutes follow.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct MoveTo {
    #[schema(value_type = String)]
    pub to: StationId,
}

/// Take a station out of service, or put it back.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Service {
    pub in_service: bool,
    #[serde(default)]
    pub note: String,
}

/// Which stations were opened, and which were not and why.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct OpenedAll {
    #[schema(value_type = Vec<String>)]
    pub opened: Vec<StationId>,
    pub refused: Vec<ApiError>,
}

/// A new ticket.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewTicket {
    /// So many minutes; the policy's if left out.
    #[schema(value_type = Option<u32>)]
    #[serde(default)]
    pub minutes: Option<Minutes>,
    #[schema(value_type = String)]
    #[serde(default)]
    pub age: AgeBand,
}

/// A ticket, with its code: said this once, kept only as a keyed hash.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct TicketIssued {
    #[schema(value_type = String)]
    pub id: TicketId,
    #[schema(value_type = String)]
    pub code: Secret,
    #[schema(value_type = Object)]
    pub alias: Alias,
    #[schema(value_type = u32)]
    pub minutes: Minutes,
    #[schema(value_type = String)]
    pub expires: Timestamp,
    pub site: String,
}

/// A new member. All may stay empty: anonymous by default.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct NewVisitor {
    #[serde(default)]
    pub name: Option<String>,
    #[serde(default)]
    pub birth_year: Option<i16>,
    /// The picture they chose.
    #[serde(default)]
    pub picture: Option<String>,
    /// A guardian's authorisation was given now.
    #[serde(default)]
    pub authorised: bool,
}

/// A member's number, with a new PIN: said this once.
#[derive(Clone, Debug, Serialize, Deserialize, ToSchema)]
pub struct VisitorCreated {
    #[schema(value_type = String)]
    pub id: VisitorId,
    pub number: String,
    #[schema(value_type = String)]
    pub pin: Secret,
    #[schema(value_type = Object)]
    pub alias: Alias,
}

/// A member in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct VisitorRow {
    #[schema(value_type = String)]
    pub id: VisitorId,
    pub number: String,
    pub name: Option<String>,
    #[schema(value_type = Object)]
    pub alias: Alias,
    #[schema(value_type = u32)]
    pub used_today: Minutes,
    /// The site's own groups that they are in.
    #[serde(default)]
    pub groups: Vec<String>,
}

/// The groups of a member, all of them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
#[serde(deny_unknown_fields)]
pub struct Groups {
    pub groups: Vec<String>,
}

/// One session of a day.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct SessionRow {
    #[schema(value_type = String)]
    pub id: SessionId,
    pub station: String,
    #[schema(value_type = Object)]
    pub alias: Alias,
    #[schema(value_type = String)]
    pub category: Category,
    #[schema(value_type = String)]
    pub started: Timestamp,
    #[schema(value_type = Option<String>)]
    pub ended: Option<Timestamp>,
    #[schema(value_type = Option<u32>)]
    pub minutes: Option<Minutes>,
    #[schema(value_type = Option<String>)]
    pub cause: Option<EndCause>,
    pub reset: Option<LastReset>,
    #[serde(default)]
    pub companions: u8,
    /// What it cost, in cents, if it cost anything.
    #[schema(value_type = Option<i64>)]
    #[serde(default)]
    pub price: Option<Cents>,
}
