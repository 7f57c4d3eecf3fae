//! A timer on the boot-time clock.

use std::io;
use std::os::fd::OwnedFd;

use rustix::time::{
    Itimerspec, TimerfdClockId, TimerfdFlags, TimerfdTimerFlags, Timespec, timerfd_create, timerfd_settime,
};
use tokio::io::unix::AsyncFd;

use crate::sys;

/// Fires at a moment of the boot-time clock, also if the machine slept meanwhile.
#[derive(Debug)]
pub struct BootTimer {
    timer: AsyncFd<OwnedFd>,
}

impl BootTimer {
    /// A timer that is not set.
    pub fn new() -> io::Result<Self> {
        let timer = timerfd_create(TimerfdClockId::Boottime, TimerfdFlags::NONBLOCK | TimerfdFlags::CLOEXEC)?;
        Ok(Self { timer: sys::watch(timer)? })
    }

    /// Sets it to this moment, in milliseconds of the boot-time clock, or to none.
    pub fn set(&self, at_ms: Option<u64>) -> io::Result<()> {
        let at = at_ms.map_or(Timespec { tv_sec: 0, tv_nsec: 0 }, |at| Timespec {
            tv_sec: i64::try_from(at / 1000).unwrap_or(i64::MAX),
            // A moment of zero would stop the timer.
            tv_nsec: i64::try_from(at % 1000).unwrap_or(0) * 1_000_000 + 1,
        });
        let once = Itimerspec { it_interval: Timespec { tv_sec: 0, tv_nsec: 0 }, it_value: at };
        timerfd_settime(self.timer.get_ref(), TimerfdTimerFlags::ABSTIME, &once)?;
        Ok(())
    }

    /// Waits until it fires.
    pub async fn fired(&self) -> io::Result<()> {
        loop {
            let mut ready = self.timer.readable().await?;
            let read = ready.try_io(|timer| {
                let mut count = [0; 8];
                Ok(rustix::io::read(timer, &mut count)?)
            });
            match read {
                Ok(done) => return done.map(drop),
                Err(_not_yet) => {}
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::daemon::clock::boot_ms;

    #[tokio::test]
    async fn it_fires_at_its_moment_and_not_before() {
        let timer = BootTimer::new().unwrap();
        let at = boot_ms() + 30;
        timer.set(Some(at)).unwrap();
        timer.fired().await.unwrap();
        assert!(boot_ms() >= at);
    }
}
