//! Flaws of the quotas, of what some have beyond them, and of the tariffs.

use crate::policy::{Bonus, Policy, Quota, QuotaSpan, Scope, Tariff};
use crate::policy_check::hours::check_name;
use crate::policy_check::{Flaw, Found, LONGEST_QUOTA};
use crate::units::Minutes;

pub(super) fn check(policy: &Policy, found: &mut Vec<Found>) {
    check_quotas(&policy.quotas, policy.session.shortest, found);
    check_bonuses(&policy.bonuses, &policy.quotas, found);
    check_tariffs(&policy.tariffs, found);
}

fn check_quotas(quotas: &[Quota], shortest: Minutes, found: &mut Vec<Found>) {
    for (index, quota) in quotas.iter().enumerate() {
        let path = format!("quotas[{index}]");
        let per = quota.per;
        check_span(&path, per, found);
        let is_same = |earlier: &Quota| {
            earlier.per == per && earlier.scope == quota.scope && earlier.pooled == quota.pooled
        };
        if quotas.iter().take(index).any(is_same) {
            found.push(Found::new(format!("{path}.per"), Flaw::QuotaTwice { per }));
        }
        let field = format!("{path}.minutes");
        if quota.minutes == Minutes::ZERO {
            found.push(Found::new(field, Flaw::QuotaZero { per }));
        } else if quota.minutes < shortest {
            let flaw = Flaw::QuotaBelowShortest { per, minutes: quota.minutes, shortest };
            found.push(Found::new(field, flaw).against("session.shortest"));
        }
        check_scope(&path, &quota.scope, found);
    }
}

fn check_span(path: &str, per: QuotaSpan, found: &mut Vec<Found>) {
    if let QuotaSpan::Rolling { days } = per
        && days.get() > LONGEST_QUOTA
    {
        found.push(Found::new(format!("{path}.per"), Flaw::QuotaOverTooManyDays { days: days.get() }));
    }
}

fn check_bonuses(bonuses: &[Bonus], quotas: &[Quota], found: &mut Vec<Found>) {
    for (index, bonus) in bonuses.iter().enumerate() {
        let path = format!("bonuses[{index}]");
        if !quotas.iter().any(|quota| quota.per == bonus.per) {
            found.push(Found::new(format!("{path}.per"), Flaw::BonusWithoutQuota { per: bonus.per }));
        }
        if bonus.minutes == Minutes::ZERO {
            found.push(Found::new(format!("{path}.minutes"), Flaw::BonusZero));
        }
        check_scope(&path, &bonus.scope, found);
    }
}

fn check_tariffs(tariffs: &[Tariff], found: &mut Vec<Found>) {
    for (index, tariff) in tariffs.iter().enumerate() {
        let path = format!("tariffs[{index}]");
        let cents = tariff.cents_per_quarter_hour;
        if cents.0 <= 0 {
            found.push(Found::new(
                format!("{path}.cents_per_quarter_hour"),
                Flaw::TariffNotPositive { cents },
            ));
        }
        check_scope(&path, &tariff.scope, found);
    }
}

pub(super) fn check_scope(path: &str, scope: &Scope, found: &mut Vec<Found>) {
    for (key, names) in [("categories", &scope.categories), ("tags", &scope.tags)] {
        for (index, name) in names.iter().enumerate() {
            check_name(&format!("{path}.scope.{key}[{index}]"), name, found);
        }
    }
}
