//! What a visitor and the hub say about bookings and the queue. It travels from the kiosk to the agent, from there to
//! the hub, and back the same way; the agent only bounds it and says whose session asks.

use epn_rules::decision::{DayHours, Decision, SlotLimit};
use epn_rules::id::{BookingId, SessionId};
use epn_rules::people::{AgeBand, Alias};
use epn_rules::units::Minutes;
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::station::Entry;

/// Who asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "who", rename_all = "kebab-case")]
pub enum Who {
    /// Somebody at the lock screen, by what they would log in with. Looked at as a log-in is, wrong tries included.
    Entry { entry: Entry },
    /// Whoever works in this session. The agent writes it; from a screen it is [`Who::Here`].
    Session { session: SessionId },
    /// Whoever works at this station: only between screen and agent.
    Here,
}

/// What the visitor wants.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "plan", rename_all = "kebab-case")]
pub enum PlanningAsk {
    /// Their bookings, and the days and places that can be booked.
    Overview,
    /// The starts of one day.
    Starts { place: PlaceAsked, date: Date },
    /// Hold a slot.
    Book { place: PlaceAsked, from: DateTime, minutes: Minutes },
    /// Give a booking up.
    Cancel { booking: BookingId },
    /// Wait without a booking. `age` counts only for somebody without an account.
    JoinQueue { age: AgeBand },
    /// Wait no more.
    LeaveQueue,
}

/// What a slot is for.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, ToSchema)]
#[serde(tag = "place", rename_all = "kebab-case")]
pub enum PlaceAsked {
    /// The station that asks, or (from the console) the one named.
    Station {
        /// Its id; none for the station that asks.
        #[serde(default)]
        id: Option<String>,
    },
    /// Any station or equipment with this tag.
    Tag { tag: String },
    /// Equipment that is no PC.
    Equipment { id: String },
}

/// What became of it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "planned", rename_all = "kebab-case")]
pub enum PlanningAnswer {
    /// What can be booked, and what is.
    Overview(Overview),
    /// The starts of a day, in order; each with the longest length. Where there is none, the decision says why and from
    /// when there is one; an older hub leaves it out.
    Starts {
        date: Date,
        hours: DayHours,
        starts: Vec<Start>,
        /// The lengths on offer on that day; where an older hub leaves them out, those of the overview.
        #[serde(default, skip_serializing_if = "Vec::is_empty")]
        lengths: Vec<Minutes>,
        #[serde(default, skip_serializing_if = "Option::is_none")]
        refused: Option<Decision>,
    },
    /// Held.
    Booked { booking: BookingShown },
    /// Given up.
    Cancelled,
    /// In the queue, at this place.
    Queued { queued: Queued },
    /// Out of it.
    LeftQueue,
    /// Not done, with the reasons.
    Refused { decision: Decision },
    /// The code, or number and PIN, is not known; wait this long before the next try.
    NotRecognised { wait_seconds: u32 },
    /// Too many wrong tries; wait this long.
    Throttled { wait_seconds: u32 },
    /// There is no such booking any more.
    Gone,
    /// The hub does not answer, or could not store it; nothing changed.
    NoHub,
}

/// What a visitor sees first when they want to book.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Overview {
    pub alias: Alias,
    /// Their bookings that are not over, in order.
    pub bookings: Vec<BookingShown>,
    /// The days within the horizon, and whether the room is open on them.
    pub days: Vec<DayOffered>,
    /// What can be booked beside this station: tags and equipment.
    pub places: Vec<PlaceOffered>,
    /// The lengths on offer.
    pub lengths: Vec<Minutes>,
    /// Their place in the queue, if they wait.
    pub queued: Option<Queued>,
    /// Why they can book nothing on any of these days, if something keeps them from it (they hold as many bookings as
    /// allowed).
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub refused: Option<Decision>,
}

/// A day of the picker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayOffered {
    pub date: Date,
    pub open: bool,
}

/// A place of the picker.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlaceOffered {
    pub place: PlaceAsked,
    /// A station's or equipment's name, or a tag.
    pub name: String,
}

/// A start of the picker.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Start {
    pub from: DateTime,
    pub longest: Minutes,
    /// Why not longer; an older hub leaves it out.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub limit: Option<SlotLimit>,
}

/// A booking as its visitor sees it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct BookingShown {
    pub id: BookingId,
    /// The station or equipment.
    pub place: String,
    pub from: Timestamp,
    pub until: Timestamp,
}

/// Somebody's place in the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Queued {
    #[schema(value_type = Object)]
    pub alias: Alias,
    /// Among those who are not called yet: 1 is next. Of no meaning for whoever is.
    pub place: u32,
    /// About when they are called, as far as can be said.
    #[schema(value_type = Option<String>)]
    pub about: Option<Timestamp>,
    /// The station they are called to, and until when it is held for them.
    pub called: Option<Called>,
}

/// A call from the queue.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, ToSchema)]
pub struct Called {
    /// The station's name.
    pub station: String,
    #[schema(value_type = String)]
    pub until: Timestamp,
}

/// A span of the room's day in which a station or equipment is not free, without saying for whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Taken {
    pub from: Timestamp,
    pub until: Timestamp,
}

/// One row of the room's day on the lock screen.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineRow {
    /// The station's name.
    pub name: String,
    /// Whether it is the station that shows this.
    pub here: bool,
    pub taken: Vec<Taken>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_most_starts_that_a_day_has_fit_in_a_message() {
        let at: Timestamp = "2026-03-10T14:00:00.123456789Z".parse().unwrap();
        let (used, allowed) = (Minutes(100_000), Minutes(100_000));
        let per = epn_rules::policy::QuotaSpan::Rolling { days: std::num::NonZeroU16::MAX };
        let limits = [
            SlotLimit::Quota { per, used, allowed, day: Some(jiff::civil::date(2026, 3, 10)) },
            SlotLimit::Taken { from: at },
        ];
        for limit in limits {
            let from = jiff::civil::date(2026, 3, 10).at(14, 0, 0, 0);
            // Every five minutes.
            let starts = vec![Start { from, longest: Minutes(1440), limit: Some(limit) }; 24 * 12];
            let (date, lengths) = (from.date(), vec![Minutes(1440); 32]);
            let answer =
                PlanningAnswer::Starts { date, hours: DayHours::default(), starts, lengths, refused: None };
            let text = serde_json::to_vec(&answer).unwrap();
            assert!(text.len() < crate::framing::LONGEST / 2, "{}", text.len());
            assert_eq!(serde_json::from_slice::<PlanningAnswer>(&text).unwrap(), answer);
        }
    }

    #[test]
    fn what_an_older_hub_said_is_read_without_the_reasons() {
        let starts = r#"{ "planned": "starts", "date": "2026-03-10", "hours": { "ranges": [], "closure": null }, "starts": [] }"#;
        let read: PlanningAnswer = serde_json::from_str(starts).unwrap();
        assert!(matches!(read, PlanningAnswer::Starts { refused: None, .. }), "{read:?}");
        let start: Start =
            serde_json::from_str(r#"{ "from": "2026-03-10T14:00:00", "longest": 60 }"#).unwrap();
        assert_eq!((start.longest, start.limit), (Minutes(60), None));
        let overview = r#"{ "planned": "overview", "alias": { "picture": "moon", "ordinal": 1 }, "bookings": [],
            "days": [], "places": [], "lengths": [], "queued": null }"#;
        let read: PlanningAnswer = serde_json::from_str(overview).unwrap();
        assert!(matches!(read, PlanningAnswer::Overview(Overview { refused: None, .. })), "{read:?}");
    }
}
