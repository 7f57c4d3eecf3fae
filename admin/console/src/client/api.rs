//! Every call of the console's API, by name; see `epn_wire::console` for what each does.

mod money;
mod planning;
mod printing;
mod staff;

use epn_rules::id::{StationId, VisitorId};
use epn_rules::units::Minutes;
use epn_wire::calendar::{ImportCalendar, ImportedCalendar};
use epn_wire::console::{
    Extend, Groups, LoggedIn, Login, Message, MoveTo, NewTicket, NewVisitor, Open, OpenedAll, PolicyDraft,
    PolicyEffect, PolicyView, RoomView, Service, SessionRow, TicketIssued, VisitorCreated, VisitorRow,
};
use epn_wire::passage::{NewPassage, PassagePurpose};
use epn_wire::secret::Secret;
use jiff::civil::Date;

use super::Question;

pub use money::*;
pub use planning::*;
pub use printing::*;
pub use staff::*;

/// Signs a member of staff in.
pub fn log_in(name: String, password: Secret) -> Question<LoggedIn> {
    Question::post("/login").body(&Login { name, password })
}

/// Ends the staff session.
pub fn log_out() -> Question<()> {
    Question::order("/logout")
}

/// The live room.
pub fn room() -> Question<RoomView> {
    Question::get("/room")
}

/// Opens a station for somebody; `None` is the policy's longest session. With a reason, although the rules refuse.
pub fn open(station: StationId, minutes: Option<Minutes>, reason: Option<String>) -> Question<()> {
    Question::order(format!("/stations/{station}/open")).body(&Open { minutes, reason, ..Open::default() })
}

/// Gives the session on a station more time. With a reason, although the rules refuse.
pub fn extend(station: StationId, minutes: Minutes, reason: Option<String>) -> Question<()> {
    Question::order(format!("/stations/{station}/extend")).body(&Extend { minutes, reason })
}

/// Ends the session on a station.
pub fn end(station: StationId) -> Question<()> {
    Question::order(format!("/stations/{station}/end"))
}

/// Shows a message on a station.
pub fn message(station: StationId, text: String) -> Question<()> {
    Question::order(format!("/stations/{station}/message")).body(&Message { text })
}

/// Moves a session; its minutes follow.
pub fn move_session(from: StationId, to: StationId) -> Question<()> {
    Question::order(format!("/stations/{from}/move")).body(&MoveTo { to })
}

/// Takes a station out of service, or puts it back.
pub fn service(station: StationId, in_service: bool, note: String) -> Question<()> {
    Question::order(format!("/stations/{station}/service")).body(&Service { in_service, note })
}

/// The visitor's call was answered.
pub fn help_answered(station: StationId) -> Question<()> {
    Question::order(format!("/stations/{station}/help-answered"))
}

/// Opens every free station.
pub fn open_all() -> Question<OpenedAll> {
    Question::post("/room/open-all").body(&Open::default())
}

/// Counts a presence without a station.
pub fn passage(purpose: PassagePurpose) -> Question<()> {
    Question::order("/passages").body(&NewPassage { purpose, ..NewPassage::default() })
}

/// Issues a ticket.
pub fn new_ticket(ticket: NewTicket) -> Question<TicketIssued> {
    Question::post("/tickets").body(&ticket)
}

/// Makes a new member.
pub fn new_visitor(visitor: &NewVisitor) -> Question<VisitorCreated> {
    Question::post("/visitors").body(visitor)
}

/// Members whose number or name holds these letters.
pub fn visitors(query: &str) -> Question<Vec<VisitorRow>> {
    Question::get("/visitors").query("query", query)
}

/// A new PIN for a member.
pub fn reset_pin(visitor: VisitorId) -> Question<VisitorCreated> {
    Question::post(format!("/visitors/{visitor}/pin"))
}

/// The groups of the site's own that a member is in, all of them.
pub fn set_groups(visitor: VisitorId, groups: Vec<String>) -> Question<()> {
    Question::order(format!("/visitors/{visitor}/groups")).body(&Groups { groups })
}

/// The sessions of one day.
pub fn sessions(date: Date) -> Question<Vec<SessionRow>> {
    Question::get("/sessions").query("date", date.to_string())
}

/// The policy in force.
pub fn policy() -> Question<PolicyView> {
    Question::get("/policy")
}

/// What a draft would change.
pub fn preview(draft: &PolicyDraft) -> Question<PolicyEffect> {
    Question::post("/policy/preview").body(draft)
}

/// Puts a draft in force.
pub fn save_policy(draft: &PolicyDraft) -> Question<PolicyView> {
    Question::post("/policy").body(draft)
}

/// A draft with the days of an iCalendar file; nothing is saved.
pub fn import_calendar(file: &ImportCalendar) -> Question<ImportedCalendar> {
    Question::post("/policy/calendar").body(file)
}

/// The counts of a span of days, both ends included, as CSV.
pub fn counts(from: Date, to: Date) -> Question<String> {
    Question::text("/counts").query("from", from.to_string()).query("to", to.to_string())
}
