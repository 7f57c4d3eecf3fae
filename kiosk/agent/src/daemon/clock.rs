//! Where the daemon's moments come from: the boot-time clock for deadlines, the wall clock only to be compared.

use epn_rules::id::RequestId;
use epn_wire::clock::SiteClock;
use epn_wire::lease::{NoRandomness, Nonce};
use rand::TryRngCore;
use rustix::time::{ClockId, clock_gettime};
use ulid::Ulid;

use super::machine::Moment;

/// Milliseconds since the machine started, sleep included; no setting of a clock moves it.
pub fn boot_ms() -> u64 {
    let now = clock_gettime(ClockId::Boottime);
    let whole = u64::try_from(now.tv_sec).unwrap_or(0) * 1000;
    whole + u64::try_from(now.tv_nsec).unwrap_or(0) / 1_000_000
}

/// This moment, with fresh randomness.
pub fn moment(site: &SiteClock) -> Result<Moment, NoRandomness> {
    Ok(Moment {
        boot_ms: boot_ms(),
        wall: site.now(),
        request: RequestId(Ulid::new()),
        nonce: Nonce::random()?,
        digits: digits()?,
    })
}

/// Four bytes of what the operating system draws.
fn digits() -> Result<u32, NoRandomness> {
    let mut bytes = [0; 4];
    rand::rngs::OsRng.try_fill_bytes(&mut bytes).map_err(|_| NoRandomness)?;
    Ok(u32::from_ne_bytes(bytes))
}
