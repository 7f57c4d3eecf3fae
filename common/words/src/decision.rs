//! Decisions in words: every reason with its figures, and what comes next.

use epn_rules::decision::{Decision, Limit, Refusal, SlotLimit};
use epn_rules::policy::QuotaSpan;
use epn_rules::units::Minutes;
use i18n_embed_fl::fl;
use jiff::Timestamp;

use crate::quota::Figures;
use crate::{Reader, Words};

impl Words {
    /// The whole decision, a sentence an item: the reasons first, then the next possible moment if it was refused.
    pub fn decision(&self, decision: &Decision, reader: &Reader) -> Vec<String> {
        match decision {
            Decision::Granted { until, because } => {
                let first = fl!(self.loader, "granted-until", time = self.clock(*until, reader));
                std::iter::once(first).chain(because.iter().map(|limit| self.limit(limit, reader))).collect()
            }
            Decision::Refused { because, next } => because
                .iter()
                .map(|refusal| self.refusal(refusal, reader))
                .chain([self.next(*next, reader)])
                .collect(),
        }
    }

    /// When the same would be granted: `Prochain accès : demain à 9 h 30.`
    pub fn next(&self, next: Option<Timestamp>, reader: &Reader) -> String {
        match next {
            Some(moment) => fl!(self.loader, "next-access", moment = self.moment(moment, reader)),
            None => fl!(self.loader, "next-unknown"),
        }
    }

    /// Why a granted time ends when it ends.
    pub fn limit(&self, limit: &Limit, reader: &Reader) -> String {
        match limit {
            Limit::SessionLength { longest } => {
                fl!(self.loader, "limit-session-length", length = self.length(*longest))
            }
            Limit::Closing { at } => fl!(self.loader, "limit-closing", time = self.clock(*at, reader)),
            &Limit::Quota { per, used, allowed, day } => {
                self.quota(per, Figures { used, allowed, day }, reader)
            }
            Limit::Ticket { left } => fl!(self.loader, "limit-ticket", length = self.length(*left)),
            Limit::HeldFrom { at } => fl!(self.loader, "limit-held", time = self.clock(*at, reader)),
            Limit::Staff { minutes } => fl!(self.loader, "limit-staff", length = self.length(*minutes)),
            Limit::Booking { until } => {
                fl!(self.loader, "limit-booking", time = self.clock(*until, reader))
            }
            Limit::Bonus { label, per, minutes } => self.bonus(label, *per, *minutes),
        }
    }

    /// Why a session that runs ends when it ends: what will be used up by then, not what was when it began.
    pub fn limit_of_running(&self, limit: &Limit, reader: &Reader) -> String {
        match limit {
            &Limit::Quota { per, used, allowed, day } => {
                self.quota_by_then(per, Figures { used, allowed, day }, reader)
            }
            Limit::Ticket { .. } => fl!(self.loader, "running-ticket"),
            other => self.limit(other, reader),
        }
    }

    /// How long a slot can be, and why not longer: `Au plus 1 heure : c’est réservé à partir de 15 h.`
    pub fn at_most(&self, longest: Minutes, limit: SlotLimit, reader: &Reader) -> String {
        let length = self.length(longest);
        match limit {
            SlotLimit::Longest { longest } => {
                fl!(self.loader, "refusal-slot-too-long", length = self.length(longest))
            }
            SlotLimit::Closing { at } => {
                fl!(self.loader, "at-most-closing", length = length, time = self.clock(at, reader))
            }
            SlotLimit::Taken { from } => {
                fl!(self.loader, "at-most-taken", length = length, time = self.clock(from, reader))
            }
            SlotLimit::Own { from } => {
                fl!(self.loader, "at-most-own", length = length, time = self.clock(from, reader))
            }
            SlotLimit::Quota { per, used, allowed, day } => {
                let why = self.quota(per, Figures { used, allowed, day }, reader);
                fl!(self.loader, "at-most-quota", length = length, why = why)
            }
        }
    }

    /// Why it was refused.
    pub fn refusal(&self, refusal: &Refusal, reader: &Reader) -> String {
        match refusal {
            &Refusal::SomebodyWaits { waiting } => {
                fl!(self.loader, "refusal-somebody-waits", count = waiting)
            }
            Refusal::Closed { opens: Some(opens) } => {
                fl!(self.loader, "refusal-closed-until", moment = self.moment(*opens, reader))
            }
            Refusal::Closed { opens: None } => fl!(self.loader, "refusal-closed"),
            Refusal::ClosesSoon { at, .. } => {
                fl!(self.loader, "refusal-closes-soon", time = self.clock(*at, reader))
            }
            Refusal::Closure { label, .. } if label.is_empty() => fl!(self.loader, "refusal-closed"),
            Refusal::Closure { label, .. } => fl!(self.loader, "refusal-closure", why = label.clone()),
            &Refusal::QuotaSpent { per, used, allowed, day } => {
                self.quota(per, Figures { used, allowed, day }, reader)
            }
            Refusal::TicketSpent { carried } => {
                fl!(self.loader, "refusal-ticket-spent", length = self.length(*carried))
            }
            Refusal::TicketExpired { since } => {
                fl!(
                    self.loader,
                    "refusal-ticket-expired",
                    date = self.day_of_year(reader.civil(*since).date())
                )
            }
            Refusal::StationBusy { until: Some(until) } => {
                fl!(self.loader, "refusal-busy-until", time = self.clock(*until, reader))
            }
            Refusal::StationBusy { until: None } => fl!(self.loader, "refusal-busy"),
            Refusal::StationHeld { from, until } => {
                fl!(
                    self.loader,
                    "refusal-held",
                    from = self.clock(*from, reader),
                    until = self.clock(*until, reader)
                )
            }
            Refusal::OutOfService => fl!(self.loader, "refusal-out-of-service"),
            Refusal::AlreadyIn { station } => {
                fl!(self.loader, "refusal-already-in", station = station.clone())
            }
            Refusal::NoAccountNotAllowed => fl!(self.loader, "refusal-no-account"),
            Refusal::MustBeAccompanied { under } => {
                fl!(self.loader, "refusal-accompanied", age = under.to_string())
            }
            Refusal::AuthorisationMissing { under } => {
                fl!(self.loader, "refusal-authorisation", age = under.to_string())
            }
            Refusal::StationCalled { until } => {
                fl!(self.loader, "refusal-called", time = self.clock(*until, reader))
            }
            Refusal::TooYoung { minimum } => {
                fl!(self.loader, "refusal-too-young", age = minimum.to_string())
            }
            Refusal::ForChildren { under } => {
                fl!(self.loader, "refusal-for-children", age = under.to_string())
            }
            Refusal::BookingNotAllowed => fl!(self.loader, "refusal-booking-not-allowed"),
            Refusal::SlotPast => fl!(self.loader, "refusal-slot-past"),
            &Refusal::SlotTooFar { days } => fl!(self.loader, "refusal-slot-too-far", days = days),
            Refusal::SlotEmpty => fl!(self.loader, "refusal-slot-empty"),
            Refusal::SlotTooLong { longest } => {
                fl!(self.loader, "refusal-slot-too-long", length = self.length(*longest))
            }
            Refusal::SlotOffGrid { granularity } => {
                fl!(self.loader, "refusal-slot-off-grid", length = self.length(*granularity))
            }
            Refusal::SlotSkipped { at } => {
                fl!(self.loader, "refusal-slot-skipped", time = self.time(at.time()))
            }
            Refusal::SlotClosed { opens: Some(opens) } => {
                fl!(self.loader, "refusal-slot-closed-until", moment = self.moment(*opens, reader))
            }
            Refusal::SlotClosed { opens: None } => fl!(self.loader, "refusal-slot-closed"),
            Refusal::SlotTaken { from, until } => {
                fl!(
                    self.loader,
                    "refusal-slot-taken",
                    from = self.clock(*from, reader),
                    until = self.clock(*until, reader)
                )
            }
            Refusal::SlotOverlapsOwn { from, until } => {
                fl!(
                    self.loader,
                    "refusal-slot-own",
                    from = self.clock(*from, reader),
                    until = self.clock(*until, reader)
                )
            }
            Refusal::TooManyBookings { held, allowed } => {
                fl!(self.loader, "refusal-too-many-bookings", held = held, allowed = allowed)
            }
            Refusal::NothingSuchHere { tag } => {
                fl!(self.loader, "refusal-nothing-such", tag = tag.clone())
            }
            Refusal::NoQueue => fl!(self.loader, "refusal-no-queue"),
            &Refusal::QueueFull { waiting } => fl!(self.loader, "refusal-queue-full", waiting = waiting),
        }
    }

    fn bonus(&self, label: &str, per: QuotaSpan, minutes: Minutes) -> String {
        let (length, why) = (self.length(minutes), label.to_owned());
        match per {
            QuotaSpan::Session => fl!(self.loader, "bonus-session", length = length, why = why),
            QuotaSpan::Day => fl!(self.loader, "bonus-day", length = length, why = why),
            QuotaSpan::Week => fl!(self.loader, "bonus-week", length = length, why = why),
            QuotaSpan::Month => fl!(self.loader, "bonus-month", length = length, why = why),
            QuotaSpan::Rolling { days } => {
                fl!(self.loader, "bonus-days", length = length, days = days.get(), why = why)
            }
        }
    }
}
