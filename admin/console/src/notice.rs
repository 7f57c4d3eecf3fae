//! What the person is told across the screen, as data: it is put into words when it is drawn.

use std::path::PathBuf;

use epn_rules::people::Alias;
use epn_ui::{Banner, Icon, Tone, Ui};
use epn_wire::calendar::ClosedDays;
use epn_wire::console::ApiError;
use epn_wire::money::{ReceiptKind, ReceiptShown};
use epn_wire::passage::PassagePurpose;
use epn_words::Reader;
use jiff::Timestamp;

use crate::client::Failure;
use crate::dates;
use crate::intent::{ReadError, WriteError};
use crate::words::{Phrases, say};

/// Whether a file closes so many days that somebody ought to look.
fn is_long(closed: Option<&ClosedDays>) -> bool {
    closed.is_some_and(ClosedDays::is_long)
}

/// What a file closes, and what of it was left out.
fn imported(left_out: &[String], closed: Option<&ClosedDays>, phrases: &Phrases) -> Option<String> {
    let mut said = Vec::new();
    if let Some(&ClosedDays { days, from, until, in_a_row, every }) = closed {
        let (from, until) = (dates::written(from), dates::written(until));
        said.push(say!(phrases, "notice-imported-closed", count = days, from = from, until = until));
        if every {
            said.push(say!(phrases, "notice-imported-every"));
        } else if is_long(closed) {
            said.push(say!(phrases, "notice-imported-long", count = in_a_row));
        }
    }
    if !left_out.is_empty() {
        said.push(say!(phrases, "notice-imported-left", what = left_out.join(" ")));
    }
    (!said.is_empty()).then(|| said.join(" "))
}

/// Something that happened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Notice {
    Failed(Failure),
    /// So many stations were opened; these were not.
    OpenedAll {
        opened: usize,
        refused: Vec<ApiError>,
    },
    Passage(PassagePurpose),
    MessageSent {
        station: String,
    },
    Saved(PathBuf),
    NotSaved(WriteError),
    PolicyInForce {
        number: u32,
    },
    /// So many bookings hold their places now.
    Booked {
        count: usize,
    },
    BookingMoved {
        place: String,
        from: Timestamp,
    },
    BookingCancelled,
    /// Money changed hands.
    Receipt(ReceiptShown),
    /// The cash desk's day is closed.
    DayClosed {
        number: u64,
    },
    /// Somebody joined the queue.
    Joined(Alias),
    /// An iCalendar file was read into the rules that are being written.
    Imported {
        added: u32,
        left_out: Vec<String>,
        closed: Option<ClosedDays>,
    },
    /// A file could not be read.
    NotRead(ReadError),
    /// The hub says something, by Fluent key.
    FromHub {
        code: String,
        detail: String,
    },
}

impl Notice {
    /// Whether it has to be read: it stays until it is closed.
    pub fn has_to_be_read(&self) -> bool {
        match self {
            Self::Failed(_) | Self::NotSaved(_) | Self::NotRead(_) | Self::FromHub { .. } => true,
            Self::OpenedAll { refused, .. } => !refused.is_empty(),
            Self::Imported { left_out, closed, .. } => !left_out.is_empty() || is_long(closed.as_ref()),
            Self::Passage(_)
            | Self::MessageSent { .. }
            | Self::Saved(_)
            | Self::PolicyInForce { .. }
            | Self::Booked { .. }
            | Self::BookingMoved { .. }
            | Self::BookingCancelled
            | Self::Receipt(_)
            | Self::DayClosed { .. }
            | Self::Joined(_) => false,
        }
    }

    fn tone(&self) -> Tone {
        match self {
            Self::Failed(_) | Self::NotSaved(_) | Self::NotRead(_) => Tone::Danger,
            Self::FromHub { .. } => Tone::Warning,
            Self::OpenedAll { refused, .. } if !refused.is_empty() => Tone::Warning,
            Self::Imported { .. } if self.has_to_be_read() => Tone::Warning,
            _ => Tone::Success,
        }
    }

    fn sentence(&self, phrases: &Phrases, reader: &Reader) -> String {
        match self {
            Self::Failed(failure) => phrases.failure(failure, reader),
            &Self::OpenedAll { opened, .. } => {
                say!(phrases, "notice-opened-all", count = u32::try_from(opened).unwrap_or(u32::MAX))
            }
            Self::Passage(PassagePurpose::Question) => say!(phrases, "notice-passage-question"),
            Self::Passage(PassagePurpose::Wifi) => say!(phrases, "notice-passage-wifi"),
            Self::Passage(PassagePurpose::OwnDevice) => say!(phrases, "notice-passage-own-device"),
            Self::MessageSent { station } => {
                say!(phrases, "notice-message-sent", station = station.clone())
            }
            Self::Saved(path) => say!(phrases, "notice-saved", path = path.display().to_string()),
            Self::NotSaved(WriteError::Disk { path, .. }) => {
                say!(phrases, "notice-not-saved", path = path.display().to_string())
            }
            Self::NotSaved(WriteError::Document(_)) => say!(phrases, "notice-no-document"),
            Self::PolicyInForce { number } => {
                say!(phrases, "notice-policy", number = number.to_string())
            }
            Self::Booked { count } => {
                say!(phrases, "notice-booked", count = u32::try_from(*count).unwrap_or(u32::MAX))
            }
            Self::BookingMoved { place, from } => {
                let moment = phrases.shared.moment(*from, reader);
                say!(phrases, "notice-booking-moved", place = place.clone(), moment = moment)
            }
            Self::BookingCancelled => say!(phrases, "notice-booking-cancelled"),
            Self::Receipt(receipt) => receipt_words(receipt, phrases),
            Self::DayClosed { number } => say!(phrases, "notice-day-closed", number = number.to_string()),
            Self::Joined(alias) => say!(phrases, "notice-joined", alias = phrases.shared.alias(alias)),
            &Self::Imported { added, .. } => say!(phrases, "notice-imported", count = added),
            Self::NotRead(ReadError { path, .. }) => {
                say!(phrases, "notice-not-read", path = path.display().to_string())
            }
            Self::FromHub { code, detail } => phrases.hub_notice(code, detail),
        }
    }

    fn more(&self, phrases: &Phrases, reader: &Reader) -> Option<String> {
        match self {
            Self::OpenedAll { refused, .. } if !refused.is_empty() => {
                let mut reasons: Vec<_> =
                    refused.iter().map(|error| phrases.api_error(error, reader)).collect();
                reasons.dedup();
                Some(reasons.join(" "))
            }
            Self::Imported { left_out, closed, .. } => imported(left_out, closed.as_ref(), phrases),
            Self::Failed(Failure::TimedOut) => Some(say!(phrases, "error-timed-out-more")),
            _ => None,
        }
    }

    /// The notice as a banner that can be closed.
    pub fn banner<'a, M: Clone + 'a>(
        &self,
        index: usize,
        ui: Ui,
        phrases: &Phrases,
        reader: &Reader,
        close: M,
    ) -> Banner<'a, M> {
        let close = ui
            .button(format!("close-notice-{index}"), say!(phrases, "close"), close)
            .quiet()
            .icon_only(Icon::Close);
        let banner =
            ui.banner(format!("notice-{index}"), self.tone(), self.sentence(phrases, reader)).action(close);
        match self.more(phrases, reader) {
            Some(more) => banner.more(more),
            None => banner,
        }
    }
}

/// Which receipt, for how much.
fn receipt_words(receipt: &ReceiptShown, phrases: &Phrases) -> String {
    let amount = phrases.price(receipt.amount);
    let means = phrases.shared.means(receipt.means);
    let number = receipt.number.to_string();
    match receipt.kind {
        ReceiptKind::TopUp => {
            say!(phrases, "notice-receipt-top-up", amount = amount, means = means, number = number)
        }
        ReceiptKind::Refund => {
            say!(phrases, "notice-receipt-refund", amount = amount, means = means, number = number)
        }
    }
}

/// The notices that are shown: those that have to be read, and the last of the others.
#[derive(Clone, Debug, Default)]
pub struct Notices(Vec<Notice>);

/// More would hide the room.
const MOST: usize = 3;

impl Notices {
    /// Adds one, the newest first. It takes the place of one that says the same, and of one that need not be read.
    pub fn add(&mut self, notice: Notice) {
        self.0.retain(|other| *other != notice && other.has_to_be_read());
        self.0.insert(0, notice);
        self.0.truncate(MOST);
    }

    /// Closes one.
    pub fn close(&mut self, index: usize) {
        if index < self.0.len() {
            self.0.remove(index);
        }
    }

    /// Those that need not be read make room when the person goes on.
    pub fn person_went_on(&mut self) {
        self.0.retain(Notice::has_to_be_read);
    }

    /// From the newest.
    pub fn iter(&self) -> impl Iterator<Item = &Notice> {
        self.0.iter()
    }
}
