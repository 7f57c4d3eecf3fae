//! The parts of a policy, as they stand in a policy file.

mod hours;
mod printing;
mod use_rules;
mod waiting;

use toml::de::DeTable;

use crate::policy::{Ages, NoAccount, Policy, SessionRules, TicketRules};
use crate::policy_file::reader::{Reader, Section};
use crate::policy_file::value::Count;

/// The policy of a document; where something is wrong, the reader has the problem and a default stands in.
pub(super) fn policy(reader: &mut Reader, document: &DeTable<'_>) -> Policy {
    let root = Section { path: String::new(), table: document };
    reader.only(
        &root,
        &[
            "timezone",
            "companions",
            "opening",
            "variants",
            "school_holidays",
            "special_days",
            "closures",
            "session",
            "quotas",
            "bonuses",
            "tariffs",
            "no_account",
            "ages",
            "tickets",
            "slots",
            "queue",
            "pause",
            "left_alone",
            "printing",
        ],
    );
    Policy {
        timezone: reader.required(&root, "timezone", "UTC".to_owned()),
        companions: reader.optional::<Count>(&root, "companions", Count(Policy::companions_default())).0,
        opening: hours::opening(reader, &root),
        closures: hours::closures(reader, &root),
        special_days: hours::special_days(reader, &root),
        variants: hours::variants(reader, &root),
        school_holidays: hours::school_holidays(reader, &root),
        session: session(reader, &root),
        quotas: use_rules::quotas(reader, &root),
        bonuses: use_rules::bonuses(reader, &root),
        tariffs: use_rules::tariffs(reader, &root),
        no_account: no_account(reader, &root),
        ages: ages(reader, &root),
        tickets: tickets(reader, &root),
        slots: waiting::slots(reader, &root),
        queue: waiting::queue(reader, &root),
        pause: waiting::pause(reader, &root),
        left_alone: waiting::left_alone(reader, &root),
        printing: printing::printing(reader, &root),
    }
}

fn session(reader: &mut Reader, root: &Section<'_>) -> SessionRules {
    let default = SessionRules::default();
    let Some(section) = reader.required_section(root, "session") else { return default };
    reader.only(
        &section,
        &["longest", "granularity", "extend_while_nobody_waits", "grace", "shortest", "end_before_closing"],
    );
    SessionRules {
        longest: reader.required(&section, "longest", default.longest),
        granularity: reader.required(&section, "granularity", default.granularity),
        extend_while_nobody_waits: reader.required(
            &section,
            "extend_while_nobody_waits",
            default.extend_while_nobody_waits,
        ),
        grace: reader.required(&section, "grace", default.grace),
        shortest: reader.optional(&section, "shortest", default.shortest),
        end_before_closing: reader.optional(&section, "end_before_closing", default.end_before_closing),
    }
}

fn no_account(reader: &mut Reader, root: &Section<'_>) -> NoAccount {
    let Some(section) = reader.optional_section(root, "no_account") else { return NoAccount::default() };
    reader.only(&section, &["allowed"]);
    NoAccount { allowed: reader.required(&section, "allowed", NoAccount::default().allowed) }
}

fn ages(reader: &mut Reader, root: &Section<'_>) -> Ages {
    let default = Ages::default();
    let Some(section) = reader.optional_section(root, "ages") else { return default };
    reader.only(
        &section,
        &["minimum", "accompanied_under", "authorisation_under", "consent_under", "children_under"],
    );
    Ages {
        minimum: reader.optional(&section, "minimum", default.minimum),
        accompanied_under: reader.optional(&section, "accompanied_under", default.accompanied_under),
        authorisation_under: reader.optional(&section, "authorisation_under", default.authorisation_under),
        consent_under: reader.optional(&section, "consent_under", default.consent_under),
        children_under: reader.optional(&section, "children_under", default.children_under),
    }
}

fn tickets(reader: &mut Reader, root: &Section<'_>) -> TicketRules {
    let default = TicketRules::default();
    let Some(section) = reader.optional_section(root, "tickets") else { return default };
    reader.only(&section, &["minutes", "valid_days"]);
    TicketRules {
        minutes: reader.optional(&section, "minutes", default.minutes),
        valid_days: reader.optional(&section, "valid_days", default.valid_days),
    }
}
