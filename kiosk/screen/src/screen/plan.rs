//! Bookings and the queue: day, time, length, and done; one's own bookings; one's place in the queue.

mod choose;
mod done;
mod mine;
mod none;
mod queue;

use epn_rules::decision::Decision;
use epn_rules::id::BookingId;
use epn_rules::units::Minutes;
use epn_ui::{Icon, Tone};
use epn_wire::planning::Start;
use i18n_embed_fl::fl;
use iced::widget::Id;
use jiff::civil::Date;

pub(crate) use queue::wait;

use super::answer::{self, About};
use super::{Body, Context, frame, parts};
use crate::flow::plan::Screen;
use crate::flow::{Booking, Choosing};

/// The widgets that the focus can begin on.
pub const FINISH: &str = "finish";
pub const KEEP: &str = "keep";
const CONFIRM: &str = "confirm";
const BOOK: &str = "book";
const MINE: &str = "mine";

/// What a visitor does here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Message {
    /// By its place in the list: 0 is the station that shows this.
    PlaceChosen(usize),
    OtherDays,
    DayChosen(Date),
    TimeChosen(Start),
    LengthChosen(Minutes),
    /// The slot that is shown is wanted.
    Confirmed,
    /// To one's own bookings.
    MineWanted,
    /// From there to a new one.
    BookWanted,
    CancelWanted(BookingId),
    BookingKept,
    CancelConfirmed,
    LeaveQueueWanted,
    StayInQueue,
    LeaveQueueConfirmed,
    /// Another try.
    Retry,
    /// Back to where this was begun.
    Finished,
}

/// The first thing that can be chosen; *Retour* where nothing can.
pub fn booking_action(booking: &Booking) -> Id {
    let overview = booking.overview();
    let when_none = |refused: Option<&Decision>| {
        let holds = none::holds_too_many(refused) && !overview.bookings.is_empty();
        Id::from(if holds { MINE } else { frame::BACK })
    };
    match booking.at() {
        Choosing::Day { .. } if overview.refused.is_some() => when_none(overview.refused.as_ref()),
        Choosing::Day { page } => match booking.days(*page).iter().position(|day| day.open) {
            Some(first) => Id::from(format!("day-{first}")),
            None => frame::BACK.into(),
        },
        Choosing::Time(day) if day.starts.is_empty() => when_none(day.refused.as_ref()),
        Choosing::Time(_) => "time-0".into(),
        Choosing::Length(..) => "length-0".into(),
        Choosing::Confirm(..) => CONFIRM.into(),
        Choosing::Mine if overview.refused.is_none() => BOOK.into(),
        Choosing::Mine if overview.bookings.is_empty() => frame::BACK.into(),
        Choosing::Mine => "cancel-0".into(),
        Choosing::Cancel(_) => KEEP.into(),
    }
}

/// The screen.
pub fn view<'a>(cx: &Context<'a>, screen: Screen<'a>) -> Body<'a, Message> {
    match screen {
        Screen::Asking => asking(cx),
        Screen::Booking(booking) => match booking.at() {
            Choosing::Day { page } => choose::days(cx, booking, *page),
            Choosing::Time(day) => choose::times(cx, booking, day),
            Choosing::Length(day, start) => choose::lengths(cx, booking, day, *start),
            Choosing::Confirm(_, start, length) => choose::confirm(cx, booking, *start, *length),
            Choosing::Mine => mine::view(cx, booking.overview()),
            Choosing::Cancel(shown) => mine::cancel(cx, shown),
        },
        Screen::Queued(queued) => queue::view(cx, queued),
        Screen::LeavingQueue => queue::leaving(cx),
        Screen::Done(done) => done::view(cx, done),
        Screen::Refused { answer, goal, way, may_choose } => {
            let about = About::Plan { goal, may_choose };
            answer::view(cx, answer, way, about).map(|message| match message {
                answer::Message::Retry => Message::Retry,
                answer::Message::ForgotCode | answer::Message::Home => Message::Finished,
            })
        }
    }
}

/// The hub is asked.
fn asking<'a>(cx: &Context<'a>) -> Body<'a, Message> {
    let own = &cx.texts.own;
    let sign = (Icon::Hourglass, Tone::Primary);
    Body::new(parts::hero(cx, sign, fl!(own, "deciding-title"), Some(fl!(own, "plan-asking"))))
}
