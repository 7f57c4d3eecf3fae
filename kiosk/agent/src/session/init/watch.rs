//! The watch of a session: tells the agent whether there is input on the session's own screen. It runs as the visitor,
//! asks the X server to be woken at the two moments that matter, and sleeps otherwise.

use std::convert::Infallible;
use std::error::Error;
use std::io;
use std::path::PathBuf;

use rustix::process::setsid;
use serde::{Deserialize, Serialize};
use x11rb::connection::Connection;
use x11rb::errors::{ReplyError, ReplyOrIdError};
use x11rb::protocol::Event;
use x11rb::protocol::sync::{self, ConnectionExt as _, CreateAlarmAux, Int64, TESTTYPE, Trigger, VALUETYPE};
use x11rb::rust_connection::RustConnection;

use super::{Identity, become_, report};
use crate::fault::{Doing, Fault};
use crate::session::activity::{Activity, QUIET_AFTER_MS};
use crate::session::tree::SessionTree;

/// Milliseconds since the last input, as every X server counts them.
const IDLE_COUNTER: &[u8] = b"IDLETIME";

/// The version of the X Synchronization Extension that has alarms on that counter.
const SYNC_VERSION: (u8, u8) = (3, 1);

/// What to watch.
#[derive(Debug, Serialize, Deserialize)]
pub struct Watch {
    /// As whom.
    pub identity: Identity,
    /// The session's folder.
    pub tree: PathBuf,
    /// The session's own screen.
    pub display: String,
}

/// Reports on standard output until the screen is gone.
pub fn run(order: &Watch) -> Result<i32, Fault> {
    setsid().doing(|| "starting a session of processes")?;
    become_::take(order.identity, &SessionTree::at(order.tree.clone()))?;
    let Err(error) = tell_for_ever(&order.display);
    Err(io::Error::other(error)).doing(|| "watching the session's input")
}

fn tell_for_ever(display: &str) -> Result<Infallible, Box<dyn Error + Send + Sync>> {
    let (server, _) = RustConnection::connect(Some(display))?;
    let idle = idle_counter(&server)?.ok_or("the screen does not count how long there was none")?;
    let falls_quiet = alarm(&server, idle, TESTTYPE::POSITIVE_TRANSITION)?;
    alarm(&server, idle, TESTTYPE::NEGATIVE_TRANSITION)?;
    // Whoever took long to come here has missed the moment at which it fell quiet.
    let so_far = milliseconds(server.sync_query_counter(idle)?.reply()?.counter_value);
    if so_far >= QUIET_AFTER_MS {
        report(&Activity::Quiet { for_ms: so_far }.to_string());
    }
    loop {
        let Event::SyncAlarmNotify(told) = server.wait_for_event()? else { continue };
        let activity = if told.alarm == falls_quiet {
            Activity::Quiet { for_ms: milliseconds(told.counter_value) }
        } else {
            Activity::Input
        };
        report(&activity.to_string());
    }
}

fn idle_counter(server: &RustConnection) -> Result<Option<sync::Counter>, ReplyError> {
    server.sync_initialize(SYNC_VERSION.0, SYNC_VERSION.1)?.reply()?;
    let counters = server.sync_list_system_counters()?.reply()?.counters;
    Ok(counters.into_iter().find(|counter| counter.name == IDLE_COUNTER).map(|found| found.counter))
}

/// Wakes this process whenever the counter passes the limit in the direction of `test`.
fn alarm(
    server: &RustConnection,
    counter: sync::Counter,
    test: TESTTYPE,
) -> Result<sync::Alarm, ReplyOrIdError> {
    let limit = Int64 { hi: 0, lo: u32::try_from(QUIET_AFTER_MS).unwrap_or(u32::MAX) };
    let trigger = Trigger { counter, wait_type: VALUETYPE::ABSOLUTE, wait_value: limit, test_type: test };
    let alarm = server.generate_id()?;
    // Without a step to move the limit by, it stays, and the alarm goes off each time.
    let wanted = CreateAlarmAux::new()
        .counter(trigger.counter)
        .value_type(trigger.wait_type)
        .value(trigger.wait_value)
        .test_type(trigger.test_type)
        .delta(Int64 { hi: 0, lo: 0 })
        .events(1);
    server.sync_create_alarm(alarm, &wanted)?.check()?;
    Ok(alarm)
}

fn milliseconds(value: Int64) -> u64 {
    (u64::from(value.hi.max(0).unsigned_abs()) << 32) | u64::from(value.lo)
}
