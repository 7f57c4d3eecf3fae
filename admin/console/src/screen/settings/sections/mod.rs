//! The sections of the form, a file each: how it is filled from the rules, read back, and drawn.

mod days;
mod hours;
mod limits;
mod people;
mod prices;
mod printing;
mod scope;
mod sessions;
mod slots;
mod variants;

use epn_rules::policy::Policy;
use epn_ui::Element;

use super::Message;
use super::draft::{Draft, List, Reading, Texts};
use super::parts::Form;
use crate::words::{Phrases, say};

/// A part of the rules that is shown at once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Section {
    #[default]
    Hours,
    Days,
    Variants,
    Slots,
    Limits,
    Prices,
    Printing,
    Sessions,
    People,
}

impl Section {
    pub const ALL: [Self; 9] = [
        Self::Hours,
        Self::Days,
        Self::Variants,
        Self::Slots,
        Self::Limits,
        Self::Prices,
        Self::Printing,
        Self::Sessions,
        Self::People,
    ];

    /// The one after it; after the last, the first.
    pub fn next(self) -> Self {
        let after = Self::ALL.into_iter().cycle().skip_while(|section| *section != self);
        after.take(2).last().unwrap_or_default()
    }

    /// Its id in the outline.
    pub fn id(self) -> &'static str {
        match self {
            Self::Hours => "settings-hours",
            Self::Days => "settings-days",
            Self::Variants => "settings-variants",
            Self::Slots => "settings-slots",
            Self::Limits => "settings-limits",
            Self::Prices => "settings-prices",
            Self::Printing => "settings-printing",
            Self::Sessions => "settings-sessions",
            Self::People => "settings-people",
        }
    }

    pub fn words(self, phrases: &Phrases) -> String {
        match self {
            Self::Hours => say!(phrases, "settings-hours"),
            Self::Days => say!(phrases, "settings-days"),
            Self::Variants => say!(phrases, "settings-variants"),
            Self::Slots => say!(phrases, "settings-slots"),
            Self::Limits => say!(phrases, "settings-limits"),
            Self::Prices => say!(phrases, "settings-prices"),
            Self::Printing => say!(phrases, "settings-printing"),
            Self::Sessions => say!(phrases, "settings-sessions"),
            Self::People => say!(phrases, "settings-people"),
        }
    }

    /// In which section a path of the policy is shown.
    pub fn of_path(path: &str) -> Self {
        match path.split(['.', '[']).next().unwrap_or_default() {
            "opening" | "special_days" => Self::Hours,
            "closures" | "school_holidays" => Self::Days,
            "variants" => Self::Variants,
            "slots" | "queue" => Self::Slots,
            "quotas" | "bonuses" => Self::Limits,
            "tariffs" => Self::Prices,
            "printing" => Self::Printing,
            "session" | "pause" | "left_alone" | "companions" => Self::Sessions,
            _ => Self::People,
        }
    }

    pub fn view<'a>(self, form: &Form<'a, '_>) -> Element<'a, Message> {
        match self {
            Self::Hours => hours::view(form),
            Self::Days => days::view(form),
            Self::Variants => variants::view(form),
            Self::Slots => slots::view(form),
            Self::Limits => limits::view(form),
            Self::Prices => prices::view(form),
            Self::Printing => printing::view(form),
            Self::Sessions => sessions::view(form),
            Self::People => people::view(form),
        }
    }
}

/// Fills the form.
pub fn write(policy: &Policy, draft: &mut Draft) {
    hours::write(policy, draft);
    days::write(policy, draft);
    variants::write(policy, draft);
    slots::write(policy, draft);
    limits::write(policy, draft);
    prices::write(policy, draft);
    printing::write(policy, draft);
    sessions::write(policy, draft);
    people::write(policy, draft);
}

/// Reads it back.
pub fn read(read: &mut Reading<'_>, policy: &mut Policy) {
    hours::read(read, policy);
    days::read(read, policy);
    variants::read(read, policy);
    slots::read(read, policy);
    limits::read(read, policy);
    prices::read(read, policy);
    printing::read(read, policy);
    sessions::read(read, policy);
    people::read(read, policy);
}

/// A new item of a list, before anything is written.
pub fn blank(list: List) -> Texts {
    match list {
        List::Quotas | List::Bonuses => limits::blank(),
        List::Tariffs => prices::blank(),
        List::Allowances => printing::blank(),
        List::Variants => variants::blank(),
        List::SpecialDays | List::Holidays | List::Closures => Texts::new(),
    }
}

/// The field of a new item in which one begins.
pub fn first_cell(list: List) -> &'static str {
    match list {
        List::SpecialDays => "date",
        List::Holidays => "zone",
        List::Closures => "from",
        List::Variants => "days.zone",
        List::Quotas | List::Bonuses => "minutes",
        List::Tariffs => "cents_per_quarter_hour",
        List::Allowances => "cents",
    }
}
