//! The rules of printing.

use std::fmt::{self, Write};

use super::use_rules::write_scope;
use crate::policy::{Allowance, PrintRules};
use crate::policy_check::LONGEST_HELD;
use crate::policy_file::render::list;

pub(super) fn write(file: &mut String, printing: &PrintRules) -> fmt::Result {
    let PrintRules {
        release,
        express_sides,
        allowances,
        held,
        longest_pages,
        voucher_issuers,
        refund_on_leaving,
    } = printing;
    writeln!(file)?;
    writeln!(file, "# Prints. Prices belong to each printer.")?;
    writeln!(file, "[printing]")?;
    writeln!(file, "# Once the visitor said yes: \"automatic\" prints, \"mediator\" waits for a mediator.")?;
    writeln!(file, "release = \"{release}\"")?;
    writeln!(
        file,
        "# So many black sides, covered by the free allowance, print at one press and without a release; 0 for none."
    )?;
    writeln!(file, "express_sides = {express_sides}")?;
    writeln!(file, "# How long a print waits for a word; at most {}.", LONGEST_HELD.0)?;
    writeln!(file, "held = {}", held.0)?;
    writeln!(file, "# More pages are for a mediator to allow.")?;
    writeln!(file, "longest_pages = {longest_pages}")?;
    writeln!(file, "# Whose vouchers the desk takes.")?;
    writeln!(file, "voucher_issuers = {}", list(voucher_issuers))?;
    writeln!(file, "# Whether paid credit is given back to those who leave and ask.")?;
    writeln!(file, "refund_on_leaving = {refund_on_leaving}")?;
    write_allowances(file, allowances)
}

fn write_allowances(file: &mut String, allowances: &[Allowance]) -> fmt::Result {
    writeln!(
        file,
        "# Credit given free of charge for each period: the first of [[printing.allowances]] that fits."
    )?;
    for Allowance { cents, per, scope } in allowances {
        writeln!(file, "[[printing.allowances]]")?;
        writeln!(file, "cents = {}", cents.0)?;
        writeln!(file, "per = \"{per}\"")?;
        write_scope(file, scope)?;
    }
    Ok(())
}
