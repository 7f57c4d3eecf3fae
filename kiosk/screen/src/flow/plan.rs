//! The screens of bookings and the queue.

use epn_wire::kiosk::LogInAnswer;
use epn_wire::planning::Queued;
use iced::widget::Id;

use super::Way;
use super::planning::{Booking, Choosing, Done, Goal};
use crate::screen::{answer, plan};

/// What is shown, with what it is drawn from.
#[derive(Clone, Copy, Debug)]
pub enum Screen<'a> {
    Asking,
    Booking(&'a Booking),
    Queued(&'a Queued),
    /// *Ne plus attendre*: is it meant?
    LeavingQueue,
    Done(&'a Done),
    Refused {
        answer: &'a LogInAnswer,
        goal: Goal,
        way: Option<Way>,
        /// A slot was being chosen; another one can be.
        may_choose: bool,
    },
}

/// Which of them it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    Asking,
    Days { page: usize },
    Times,
    Lengths,
    Confirm,
    Mine,
    Cancel,
    Queued,
    LeavingQueue,
    Booked,
    Cancelled,
    Gone,
    LeftQueue,
    Refused,
}

impl Place {
    /// Its stable name.
    pub fn id(self) -> &'static str {
        match self {
            Self::Asking => "plan-asking",
            Self::Days { .. } => "book-day",
            Self::Times => "book-time",
            Self::Lengths => "book-length",
            Self::Confirm => "book-confirm",
            Self::Mine => "bookings",
            Self::Cancel => "booking-cancel",
            Self::Queued => "queued",
            Self::LeavingQueue => "queue-leave",
            Self::Booked => "booked",
            Self::Cancelled => "booking-cancelled",
            Self::Gone => "booking-gone",
            Self::LeftQueue => "queue-left",
            Self::Refused => "plan-refused",
        }
    }
}

impl Screen<'_> {
    pub fn place(&self) -> Place {
        match self {
            Self::Asking => Place::Asking,
            Self::Booking(booking) => match booking.at() {
                Choosing::Day { page } => Place::Days { page: *page },
                Choosing::Time(_) => Place::Times,
                Choosing::Length(..) => Place::Lengths,
                Choosing::Confirm(..) => Place::Confirm,
                Choosing::Mine => Place::Mine,
                Choosing::Cancel(_) => Place::Cancel,
            },
            Self::Queued(_) => Place::Queued,
            Self::LeavingQueue => Place::LeavingQueue,
            Self::Done(Done::Booked(_)) => Place::Booked,
            Self::Done(Done::Cancelled) => Place::Cancelled,
            Self::Done(Done::Gone) => Place::Gone,
            Self::Done(Done::LeftQueue) => Place::LeftQueue,
            Self::Refused { .. } => Place::Refused,
        }
    }

    /// The widget that the focus begins on.
    pub fn main_action(&self) -> Option<Id> {
        match self {
            Self::Asking => None,
            Self::Booking(booking) => Some(plan::booking_action(booking)),
            Self::Queued(_) | Self::Done(_) => Some(plan::FINISH.into()),
            Self::LeavingQueue => Some(plan::KEEP.into()),
            Self::Refused { answer, may_choose, .. } => Some(answer::main_action(answer, *may_choose).into()),
        }
    }

    pub fn has_back(&self) -> bool {
        match self {
            Self::Booking(_) => true,
            Self::Asking | Self::Queued(_) | Self::LeavingQueue | Self::Done(_) | Self::Refused { .. } => {
                false
            }
        }
    }
}
