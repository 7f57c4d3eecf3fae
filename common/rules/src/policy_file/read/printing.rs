//! The rules of printing, as they stand in a policy file.

use super::use_rules::scope;
use crate::policy::{Allowance, Period, PrintRules};
use crate::policy_file::reader::{Reader, Section};
use crate::policy_file::value::Pages;
use crate::units::Cents;

pub(super) fn printing(reader: &mut Reader, root: &Section<'_>) -> PrintRules {
    let default = PrintRules::default();
    let Some(section) = reader.optional_section(root, "printing") else { return default };
    reader.only(
        &section,
        &[
            "release",
            "express_sides",
            "held",
            "longest_pages",
            "voucher_issuers",
            "refund_on_leaving",
            "allowances",
        ],
    );
    PrintRules {
        release: reader.optional(&section, "release", default.release),
        express_sides: reader.optional(&section, "express_sides", Pages(default.express_sides)).0,
        allowances: allowances(reader, &section),
        held: reader.optional(&section, "held", default.held),
        longest_pages: reader.optional(&section, "longest_pages", Pages(default.longest_pages)).0,
        voucher_issuers: reader.list(&section, "voucher_issuers"),
        refund_on_leaving: reader.optional(&section, "refund_on_leaving", default.refund_on_leaving),
    }
}

fn allowances(reader: &mut Reader, printing: &Section<'_>) -> Vec<Allowance> {
    let mut allowances = Vec::new();
    for section in reader.sections(printing, "allowances") {
        reader.only(&section, &["cents", "per", "scope"]);
        allowances.push(Allowance {
            cents: reader.required(&section, "cents", Cents(1)),
            per: reader.required(&section, "per", Period::Month),
            scope: scope(reader, &section),
        });
    }
    allowances
}
