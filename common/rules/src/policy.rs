//! Everything the site decides. Versioned, dated, never edited in place.

mod booking;
mod hours;
mod people;
mod printing;
mod quota;
mod session;

use jiff::civil::time;
use serde::{Deserialize, Serialize};

use crate::units::Minutes;

pub use booking::{QueueRules, SlotRules};
pub use hours::{Closure, OpenRange, SchoolHoliday, SpecialDay, Variant, VariantDays, WeekHours};
pub use people::{Ages, CHILDREN, INTERVIEW, NoAccount, TicketRules};
pub use printing::{Allowance, Period, PrintRules, Release, UnknownWord};
pub use quota::{Bonus, Quota, QuotaSpan, Scope, Tariff, UnknownSpan};
pub use session::{LeftAlone, PauseRules, SessionRules};

/// The rules of access of one site.
///
/// A value of this type may still contradict itself (it is what a person wrote);
/// [`crate::policy_check::check`] says what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Policy {
    /// The IANA time zone in which opening hours are meant, such as `Europe/Paris`.
    pub timezone: String,
    /// The ranges in which the room is open, for each day of the week.
    pub opening: WeekHours,
    /// Days on which the room is closed whatever the weekday says.
    #[serde(default)]
    pub closures: Vec<Closure>,
    /// Days with hours of their own, even within a closure.
    #[serde(default)]
    pub special_days: Vec<SpecialDay>,
    /// Other hours for a part of the year; the first that fits a day counts.
    #[serde(default)]
    pub variants: Vec<Variant>,
    /// When the school holidays are that the variants name.
    #[serde(default)]
    pub school_holidays: Vec<SchoolHoliday>,
    /// How a session's length is made.
    pub session: SessionRules,
    /// How much each visitor may use; all of them apply together.
    #[serde(default)]
    pub quotas: Vec<Quota>,
    /// What some visitors may use beyond that.
    #[serde(default)]
    pub bonuses: Vec<Bonus>,
    /// What it costs.
    #[serde(default)]
    pub tariffs: Vec<Tariff>,
    /// Who may enter without an account.
    #[serde(default)]
    pub no_account: NoAccount,
    /// Ages that matter.
    #[serde(default)]
    pub ages: Ages,
    /// How long a new ticket may wait before it is first used, and how many minutes it carries.
    #[serde(default)]
    pub tickets: TicketRules,
    /// What may be booked.
    #[serde(default)]
    pub slots: SlotRules,
    /// Those who wait without a booking.
    #[serde(default)]
    pub queue: QueueRules,
    /// How often and how long a session may pause.
    #[serde(default)]
    pub pause: PauseRules,
    /// What becomes of a session that nobody uses.
    #[serde(default)]
    pub left_alone: LeftAlone,
    /// How many people at most sit with a visitor.
    #[serde(default = "Policy::companions_default")]
    pub companions: u8,
    /// Prints.
    #[serde(default)]
    pub printing: PrintRules,
}

impl Policy {
    pub(crate) fn companions_default() -> u8 {
        3
    }
}

impl Default for Policy {
    /// A village room: Tuesday to Saturday, an hour at a time, two hours a day.
    fn default() -> Self {
        let day = vec![
            OpenRange::between(time(9, 30, 0, 0), time(12, 0, 0, 0)),
            OpenRange::between(time(14, 0, 0, 0), time(18, 0, 0, 0)),
        ];
        Self {
            timezone: "Europe/Paris".to_owned(),
            opening: WeekHours {
                monday: Vec::new(),
                tuesday: day.clone(),
                wednesday: day.clone(),
                thursday: day.clone(),
                friday: day.clone(),
                saturday: day,
                sunday: Vec::new(),
            },
            closures: Vec::new(),
            session: SessionRules::default(),
            special_days: Vec::new(),
            variants: Vec::new(),
            school_holidays: Vec::new(),
            quotas: vec![Quota::of_everybody(QuotaSpan::Day, Minutes(120))],
            bonuses: Vec::new(),
            tariffs: Vec::new(),
            no_account: NoAccount::default(),
            ages: Ages::default(),
            tickets: TicketRules::default(),
            slots: SlotRules::default(),
            queue: QueueRules::default(),
            pause: PauseRules::default(),
            left_alone: LeftAlone::default(),
            companions: Self::companions_default(),
            printing: PrintRules::default(),
        }
    }
}
