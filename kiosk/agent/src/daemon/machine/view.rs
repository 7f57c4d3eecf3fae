//! What the screen is shown and what the hub is told.

use epn_wire::kiosk::{ActiveView, KioskView, PriceShown, Scene};
use epn_wire::station::{Health, OutOfService, RunningSession, StationState};
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Unit};

use super::Machine;
use super::session::Session;
use super::step::{Stage, Step};

impl Machine {
    /// Site time at a moment of the boot-time clock, if the hub was heard since boot.
    pub fn site_at(&self, boot_ms: u64) -> Option<Timestamp> {
        self.hub.site_at(boot_ms, self.fixed.pace)
    }

    /// What the kiosk screen shows.
    pub fn view(&self, now: u64) -> KioskView {
        let scene = self.scene(now);
        KioskView {
            now: self.site_at(now).map(|at| self.minute_on_the_wall(at)),
            hub: self.hub.answers(),
            site: self.hub.site.clone(),
            printing: self.printing_shown(&scene),
            scanning: self.scanning_shown(&scene),
            usb: self.usb_shown(&scene),
            scene,
            front: self.front(),
            message: self.message.clone().filter(|_| !self.step.is_paused()),
            help: self.help,
            last_reset: self.last_reset.clone(),
            planning: self.planning.shown(),
            staff: self.staff_desk.shown(now),
        }
    }

    /// The site's civil time, to the minute: a view changes once a minute.
    fn minute_on_the_wall(&self, at: Timestamp) -> DateTime {
        let zone = TimeZone::get(&self.hub.site.timezone).unwrap_or(TimeZone::UTC);
        let civil = zone.to_datetime(at);
        civil.date().at(civil.hour(), civil.minute(), 0, 0)
    }

    fn scene(&self, now: u64) -> Scene {
        match &self.step {
            Step::Locked { answer } => Scene::Locked { answer: answer.clone() },
            Step::Authenticating { .. } => Scene::Deciding,
            Step::Running { stage, session } => self.session_scene(stage, session, now),
            Step::Removing { .. } => Scene::Ending,
            Step::OutOfService { reason, .. } => Scene::OutOfService { reason: reason.clone() },
            Step::Maintenance { .. } => Scene::OutOfService { reason: OutOfService::Maintenance },
        }
    }

    fn session_scene(&self, stage: &Stage, session: &Session, now: u64) -> Scene {
        let alias = session.lease().alias.clone();
        let until = self.site_at(session.ends_ms()).map(to_the_minute);
        match stage {
            Stage::Starting => Scene::Starting { alias },
            Stage::Active => Scene::Active(ActiveView {
                alias,
                time: session.shown(now, until, self.hub.site.waiting > 0),
                warning: session.warning,
                more_time: session.more_time.clone(),
                because: session.lease().because.clone(),
                may_pause: self.fixed.freezes && session.may_pause(),
                way_back: session.way_back(),
                price: price(session, now),
            }),
            Stage::StillThere(answer) => {
                let seconds_left = answer.seconds_left(now, self.fixed.pace);
                Scene::StillThere { alias, seconds_left, resume: session.resume_with(true) }
            }
            Stage::Paused(pause) => Scene::Paused(self.paused_view(pause, session, now)),
            Stage::Grace => Scene::Grace { alias, seconds_left: session.grace_seconds_left(now) },
        }
    }

    /// What the hub is told.
    pub fn state(&self, now: u64, health: Option<Health>) -> StationState {
        StationState {
            phase: self.step.phase(),
            session: self.step.session().map(|session| RunningSession {
                session: session.id(),
                alias: session.lease().alias.clone(),
                category: session.lease().category,
                used_seconds: session.used_seconds(now),
                left_seconds: session.left_seconds(now),
                extends_by_itself: session.goes_on(),
            }),
            out_of_service: match &self.step {
                Step::OutOfService { reason, .. } => Some(reason.clone()),
                Step::Maintenance { .. } => Some(OutOfService::Maintenance),
                _ => None,
            },
            help: self.help,
            wrong_tries: self.wrong_tries(),
            last_reset: self.last_reset.clone(),
            health,
            lockdown: None,
        }
    }

    /// Whether the hub has welcomed the station and is still there.
    pub fn is_welcome(&self) -> bool {
        self.hub.answers()
    }

    /// When the granted time ends, on the boot-time clock: part of what makes a state another one.
    pub fn ends_ms(&self) -> Option<u64> {
        self.step.session().map(Session::ends_ms)
    }
}

/// What the session costs so far: the quarter of an hour that begins at this very second counts.
fn price(session: &Session, now: u64) -> Option<PriceShown> {
    let tariff = session.lease().tariff.as_ref()?;
    let so_far = tariff.price(i64::from(session.used_seconds(now)) + 1);
    Some(PriceShown { quarter_hour: tariff.cents_per_quarter_hour, so_far })
}

/// The nearest minute: what is heard of the hub's clock moves the end by milliseconds, which is no news for anybody.
fn to_the_minute(at: Timestamp) -> Timestamp {
    at.round(Unit::Minute).unwrap_or(at)
}
