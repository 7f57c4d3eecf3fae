//! Flaws of the rules of printing.

use crate::policy::{Allowance, PrintRules};
use crate::policy_check::hours::check_name;
use crate::policy_check::use_rules::check_scope;
use crate::policy_check::{Flaw, Found, LONGEST_HELD, MOST_ALLOWANCE, MOST_EXPRESS_SIDES, MOST_PAGES};
use crate::units::{Cents, Minutes};

pub(super) fn check(printing: &PrintRules, found: &mut Vec<Found>) {
    let (held, pages, sides) = (printing.held, printing.longest_pages, printing.express_sides);
    let flaws = [
        ("printing.express_sides", sides > MOST_EXPRESS_SIDES, Flaw::ExpressTooLong { sides }),
        ("printing.held", held == Minutes::ZERO || held > LONGEST_HELD, Flaw::HeldTime { minutes: held }),
        ("printing.longest_pages", !(1..=MOST_PAGES).contains(&pages), Flaw::LongestPages { pages }),
    ];
    found.extend(flaws.into_iter().filter(|(_, is, _)| *is).map(|(field, _, flaw)| Found::new(field, flaw)));
    check_issuers(&printing.voucher_issuers, found);
    check_allowances(&printing.allowances, found);
}

fn check_issuers(issuers: &[String], found: &mut Vec<Found>) {
    for (index, issuer) in issuers.iter().enumerate() {
        let path = format!("printing.voucher_issuers[{index}]");
        check_name(&path, issuer, found);
        if issuers.iter().take(index).any(|earlier| earlier == issuer) {
            found.push(Found::new(path, Flaw::IssuerTwice { issuer: issuer.clone() }));
        }
    }
}

fn check_allowances(allowances: &[Allowance], found: &mut Vec<Found>) {
    for (index, allowance) in allowances.iter().enumerate() {
        let path = format!("printing.allowances[{index}]");
        let cents = allowance.cents;
        if cents <= Cents(0) || cents > MOST_ALLOWANCE {
            found.push(Found::new(format!("{path}.cents"), Flaw::AllowanceAmount { cents }));
        }
        if !allowance.scope.tags.is_empty() {
            found.push(Found::new(format!("{path}.scope.tags"), Flaw::AllowanceByStation));
        }
        check_scope(&path, &allowance.scope, found);
    }
}
