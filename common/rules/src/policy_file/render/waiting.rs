//! Bookings, the queue, pauses and sessions left alone.

use std::fmt::{self, Write};

use crate::policy::{LeftAlone, PauseRules, Policy, QueueRules, SlotRules};
use crate::policy_check::Figure;
use crate::policy_file::render::most;

pub(super) fn write(file: &mut String, policy: &Policy) -> fmt::Result {
    write_slots(file, policy.slots)?;
    write_queue(file, policy.queue)?;
    write_pause(file, policy.pause)?;
    write_left_alone(file, policy.left_alone)
}

fn write_slots(file: &mut String, slots: SlotRules) -> fmt::Result {
    let SlotRules { allowed, granularity, longest, horizon_days, at_once, released_after } = slots;
    writeln!(file)?;
    writeln!(file, "# What visitors book.")?;
    writeln!(file, "[slots]")?;
    writeln!(file, "# Whether visitors book for themselves.")?;
    writeln!(file, "allowed = {allowed}")?;
    writeln!(file, "# Slots begin at a multiple of this after an hour and last a multiple of it.")?;
    writeln!(file, "granularity = {}", granularity.0)?;
    writeln!(file, "# The longest slot.")?;
    writeln!(file, "longest = {}", longest.0)?;
    writeln!(file, "# How many days ahead, today not counted.")?;
    writeln!(file, "horizon_days = {horizon_days}")?;
    writeln!(file, "# How many bookings a visitor holds at once, at most {}.", most(Figure::BookingsAtOnce))?;
    writeln!(file, "at_once = {at_once}")?;
    let late = most(Figure::ReleasedAfter);
    writeln!(file, "# A booking is released if nobody has come so long after its start; at most {late}.")?;
    writeln!(file, "released_after = {}", released_after.0)
}

fn write_queue(file: &mut String, queue: QueueRules) -> fmt::Result {
    let QueueRules { allowed, answer_within, calls } = queue;
    writeln!(file)?;
    writeln!(file, "# Those who wait without a booking.")?;
    writeln!(file, "[queue]")?;
    writeln!(file, "allowed = {allowed}")?;
    let held = most(Figure::AnswerWithin);
    writeln!(file, "# A station is held so long for whoever is called to it; at most {held}.")?;
    writeln!(file, "answer_within = {}", answer_within.0)?;
    let often = most(Figure::Calls);
    writeln!(
        file,
        "# After so many calls without an answer, at most {often}, somebody is taken off the queue."
    )?;
    writeln!(file, "calls = {calls}")
}

fn write_pause(file: &mut String, pause: PauseRules) -> fmt::Result {
    let PauseRules { longest, times } = pause;
    writeln!(file)?;
    writeln!(file, "# A pause locks the screen; time runs on.")?;
    writeln!(file, "[pause]")?;
    writeln!(file, "# After so long, at most {}, the session ends.", most(Figure::PauseLength))?;
    writeln!(file, "longest = {}", longest.0)?;
    writeln!(file, "# How often in one session, at most {}; 0 for never.", most(Figure::Pauses))?;
    writeln!(file, "times = {times}")
}

fn write_left_alone(file: &mut String, left_alone: LeftAlone) -> fmt::Result {
    let LeftAlone { ask_after, end_after } = left_alone;
    writeln!(file)?;
    writeln!(file, "# A session that nobody seems to use.")?;
    writeln!(file, "[left_alone]")?;
    writeln!(
        file,
        "# After so long, at most {}, the screen asks whether somebody is there, then locks; 0 for never.",
        most(Figure::AskAfter)
    )?;
    writeln!(file, "ask_after = {}", ask_after.0)?;
    writeln!(file, "# So long after that, at most {}, the session ends.", most(Figure::EndAfter))?;
    writeln!(file, "end_after = {}", end_after.0)
}
