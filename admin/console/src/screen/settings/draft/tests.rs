use std::num::NonZeroU16;

use epn_rules::policy::{
    Allowance, Bonus, Closure, OpenRange, Period, PrintRules, Quota, QuotaSpan, Release, SchoolHoliday,
    Scope, SpecialDay, Tariff, Variant, VariantDays,
};
use epn_rules::units::{Cents, Minutes};
use epn_words::Lang;
use jiff::civil::{date, time};

use super::*;
use crate::words::Phrases;

fn draft() -> Draft {
    Draft::of(&Policy::default())
}

fn write(draft: &mut Draft, at: At, text: &str) {
    draft.edit(Edit::Wrote(at, text.to_owned()));
}

fn at(draft: &Draft, path: &str) -> Option<Wrong> {
    let faults = draft.policy().err()?;
    faults.into_iter().find(|fault| fault.is_at(path)).map(|fault| fault.wrong)
}

/// A policy that uses everything.
fn full() -> Policy {
    let days = NonZeroU16::new(10).unwrap();
    let scope = Scope {
        categories: vec!["member".to_owned(), "job-seeker".to_owned()],
        tags: vec!["interview".to_owned(), "scanner".to_owned()],
    };
    let morning = OpenRange::between(time(9, 0, 0, 0), time(12, 0, 0, 0));
    let mut policy = Policy::default();
    let quota = |per| Quota { scope: scope.clone(), pooled: false, ..Quota::of_everybody(per, Minutes(300)) };
    policy.quotas.extend([quota(QuotaSpan::Rolling { days }), quota(QuotaSpan::Month)]);
    let (label, minutes) = ("recherche d’emploi".to_owned(), Minutes(30));
    policy.bonuses.push(Bonus { per: QuotaSpan::Day, minutes, label, scope: scope.clone() });
    policy.tariffs.push(Tariff { cents_per_quarter_hour: Cents(25), free_minutes: Minutes(30), scope });
    let (from, to) = (date(2026, 8, 1), date(2026, 8, 15));
    policy.closures.push(Closure { from, to, label: "Été".to_owned() });
    policy.special_days.push(SpecialDay { date: from, opening: vec![morning], label: "Fête".to_owned() });
    let zone = "B".to_owned();
    policy.school_holidays.push(SchoolHoliday { zone: zone.clone(), from, to, label: String::new() });
    let opening = policy.opening.clone();
    policy.variants.push(Variant { days: VariantDays::SchoolHolidays { zone }, opening: opening.clone() });
    policy.variants.push(Variant { days: VariantDays::Dates { from, to }, opening });
    policy.companions = 2;
    policy.pause.times = 0;
    policy.printing = printing();
    policy
}

fn printing() -> PrintRules {
    let of = |cents, per, categories: &[&str]| {
        let categories = categories.iter().map(ToString::to_string).collect();
        Allowance { cents: Cents(cents), per, scope: Scope { categories, tags: Vec::new() } }
    };
    PrintRules {
        release: Release::Mediator,
        express_sides: 5,
        allowances: vec![of(305, Period::Year, &["member", "job-seeker"]), of(50, Period::Day, &[])],
        held: Minutes(90),
        longest_pages: 40,
        voucher_issuers: vec!["Département du Loiret".to_owned(), "Médiathèque, accueil".to_owned()],
        refund_on_leaving: true,
    }
}

#[test]
fn a_form_that_nobody_touched_says_the_same_rules() {
    assert_eq!(draft().policy(), Ok(Policy::default()));
    assert_eq!(Draft::of(&full()).policy(), Ok(full()));
}

#[test]
fn hours_are_read_as_people_write_them() {
    let mut draft = draft();
    write(&mut draft, At::One("opening.monday"), "9h30 – 12h ; 14 h - 18:15");
    let policy = draft.policy().unwrap();
    let written: Vec<_> = policy.opening.monday.iter().map(ToString::to_string).collect();
    assert_eq!(written, ["09:30-12:00", "14:00-18:15"]);
}

#[test]
fn an_empty_day_is_closed_and_a_removed_quota_is_none() {
    let mut draft = draft();
    write(&mut draft, At::One("opening.tuesday"), "  ");
    draft.edit(Edit::Removed(List::Quotas, 0));
    draft.edit(Edit::Removed(List::Quotas, 7));
    let policy = draft.policy().unwrap();
    assert!(policy.opening.tuesday.is_empty() && policy.quotas.is_empty());
}

#[test]
fn what_cannot_be_read_is_said_at_its_field() {
    let mut draft = draft();
    write(&mut draft, At::One("opening.friday"), "9:00-12:00, matin");
    write(&mut draft, At::One("session.longest"), "une heure");
    draft.edit(Edit::Added(List::Closures));
    draft.edit(Edit::Added(List::Tariffs));
    assert_eq!(at(&draft, "opening.friday"), Some(Wrong::Hours("matin".to_owned())));
    assert_eq!(at(&draft, "session.longest"), Some(Wrong::Number));
    assert_eq!(at(&draft, "closures[0].from"), Some(Wrong::Date));
    assert_eq!(at(&draft, "tariffs[0].cents_per_quarter_hour"), Some(Wrong::Price));
    assert_eq!(draft.policy().unwrap_err().len(), 4);
}

#[test]
fn what_means_nothing_sensible_is_said_at_its_field() {
    let mut draft = draft();
    write(&mut draft, At::One("opening.wednesday"), "12:00-9:00");
    write(&mut draft, At::In(List::Quotas, 0, "minutes"), "0");
    assert!(matches!(at(&draft, "opening.wednesday"), Some(Wrong::Flaw(Flaw::RangeEndsBeforeStart { .. }))));
    assert!(matches!(at(&draft, "quotas[0].minutes"), Some(Wrong::Flaw(Flaw::QuotaZero { .. }))));
    write(&mut draft, At::One("opening.wednesday"), "9-12, 11-15");
    assert!(matches!(at(&draft, "opening.wednesday"), Some(Wrong::Flaw(Flaw::RangesOverlap { .. }))));
}

#[test]
fn a_figure_that_is_too_large_is_said_at_its_field_with_its_range() {
    let mut draft = Draft::of(&full());
    for (cell, value, said) in [
        (At::One("session.grace"), "61", "De 0 à 60 minutes."),
        (At::One("pause.times"), "21", "De 0 à 20."),
        (At::One("queue.answer_within"), "5000", "De 1 à 60 minutes."),
        (At::One("tickets.valid_days"), "367", "De 1 à 366 jours."),
        (At::In(List::Tariffs, 0, "cents_per_quarter_hour"), "100,01", "De 0,01 € à 100,00 €."),
    ] {
        write(&mut draft, cell, value);
        let Some(Wrong::Flaw(flaw)) = at(&draft, &cell.path()) else { panic!("{value} at {cell:?}") };
        assert_eq!(Phrases::new(Lang::French).unwrap().flaw(&flaw), said);
    }
}

#[test]
fn every_flaw_of_a_full_policy_has_a_field() {
    let mut draft = Draft::of(&full());
    write(&mut draft, At::In(List::Variants, 0, "days.zone"), "Z");
    write(&mut draft, At::In(List::Variants, 1, "days.to"), "01/07/2026");
    write(&mut draft, At::In(List::Bonuses, 0, "per"), "week");
    write(&mut draft, At::In(List::Closures, 0, "to"), "01/07/2026");
    write(&mut draft, At::One("slots.granularity"), "7");
    for path in [
        "variants[0].days.zone",
        "variants[1].days.to",
        "bonuses[0].per",
        "closures[0].to",
        "slots.granularity",
    ] {
        assert!(matches!(at(&draft, path), Some(Wrong::Flaw(_))), "{path}: {:?}", draft.policy());
    }
}

#[test]
fn a_span_of_one_day_is_written_once() {
    let mut draft = draft();
    draft.edit(Edit::Added(List::Closures));
    write(&mut draft, At::In(List::Closures, 0, "from"), "01/08/2026");
    write(&mut draft, At::In(List::Closures, 0, "label"), " Été ");
    let day = date(2026, 8, 1);
    assert_eq!(draft.policy().unwrap().closures, [Closure { from: day, to: day, label: "Été".to_owned() }]);
}

#[test]
fn names_are_chosen_and_written() {
    let mut draft = draft();
    draft.edit(Edit::Named(At::In(List::Quotas, 0, "scope.categories"), "ticket"));
    draft.edit(Edit::Named(At::In(List::Quotas, 0, "scope.categories"), "member"));
    draft.edit(Edit::Named(At::In(List::Quotas, 0, "scope.categories"), "ticket"));
    write(&mut draft, At::In(List::Quotas, 0, "scope.groups"), "job-seeker; student");
    let scope = draft.policy().unwrap().quotas.remove(0).scope;
    assert_eq!(scope.categories, ["member", "job-seeker", "student"]);
}

#[test]
fn flaws_of_printing_are_said_at_their_field() {
    let mut draft = draft();
    draft.edit(Edit::Added(List::Allowances));
    write(&mut draft, At::In(List::Allowances, 0, "cents"), "0");
    write(&mut draft, At::One("printing.held"), "481");
    write(&mut draft, At::One("printing.voucher_issuers"), "Loiret; Cher ;Loiret");
    assert!(matches!(
        at(&draft, "printing.allowances[0].cents"),
        Some(Wrong::Flaw(Flaw::AllowanceAmount { .. }))
    ));
    assert!(matches!(at(&draft, "printing.held"), Some(Wrong::Flaw(Flaw::HeldTime { .. }))));
    assert!(matches!(at(&draft, "printing.voucher_issuers"), Some(Wrong::Flaw(Flaw::IssuerTwice { .. }))));
    write(&mut draft, At::In(List::Allowances, 0, "cents"), "2,50");
    write(&mut draft, At::One("printing.held"), "60");
    write(&mut draft, At::One("printing.voucher_issuers"), "Loiret; Cher");
    let printing = draft.policy().unwrap().printing;
    assert_eq!((printing.allowances[0].cents, printing.allowances[0].per), (Cents(250), Period::Month));
    assert_eq!(printing.voucher_issuers, ["Loiret", "Cher"]);
}
