//! The parts of a policy, as they stand in a policy file.

use toml::de::DeTable;

use crate::policy::{
    Ages, Closure, NoAccount, Policy, Quota, QuotaSpan, SessionRules, TicketRules, WeekHours,
};
use crate::policy_file::reader::{Reader, Section};
use crate::units::Minutes;

/// The policy of a document; where something is wrong, the reader has the problem and a default stands in.
pub(super) fn policy(reader: &mut Reader<'_>, document: &DeTable<'_>) -> Policy {
    let root = Section { path: String::new(), table: document };
    reader.only(
        &root,
        &["timezone", "opening", "closures", "session", "quotas", "no_account", "ages", "tickets"],
    );
    Policy {
        timezone: reader.required(&root, "timezone", "UTC".to_owned()),
        opening: opening(reader, &root),
        closures: closures(reader, &root),
        session: session(reader, &root),
        quotas: quotas(reader, &root),
        no_account: no_account(reader, &root),
        ages: ages(reader, &root),
        tickets: tickets(reader, &root),
    }
}

fn opening(reader: &mut Reader<'_>, root: &Section<'_>) -> WeekHours {
    let Some(section) = reader.required_section(root, "opening") else { return WeekHours::default() };
    let names = WeekHours::default().days().map(|(name, _)| name);
    reader.only(&section, &names);
    WeekHours {
        monday: reader.list(&section, "monday"),
        tuesday: reader.list(&section, "tuesday"),
        wednesday: reader.list(&section, "wednesday"),
        thursday: reader.list(&section, "thursday"),
        friday: reader.list(&section, "friday"),
        saturday: reader.list(&section, "saturday"),
        sunday: reader.list(&section, "sunday"),
    }
}

fn closures(reader: &mut Reader<'_>, root: &Section<'_>) -> Vec<Closure> {
    let mut closures = Vec::new();
    for section in reader.sections(root, "closures") {
        reader.only(&section, &["from", "to", "label"]);
        closures.push(Closure {
            from: reader.required(&section, "from", jiff::civil::Date::ZERO),
            to: reader.required(&section, "to", jiff::civil::Date::MAX),
            label: reader.optional(&section, "label", String::new()),
        });
    }
    closures
}

fn session(reader: &mut Reader<'_>, root: &Section<'_>) -> SessionRules {
    let default = SessionRules::default();
    let Some(section) = reader.required_section(root, "session") else { return default };
    reader.only(&section, &["longest", "granularity", "extend_while_nobody_waits", "grace", "shortest"]);
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
    }
}

fn quotas(reader: &mut Reader<'_>, root: &Section<'_>) -> Vec<Quota> {
    let mut quotas = Vec::new();
    for section in reader.sections(root, "quotas") {
        reader.only(&section, &["per", "minutes"]);
        quotas.push(Quota {
            per: reader.required(&section, "per", QuotaSpan::Day),
            minutes: reader.required(&section, "minutes", Minutes(u32::MAX)),
        });
    }
    quotas
}

fn no_account(reader: &mut Reader<'_>, root: &Section<'_>) -> NoAccount {
    let Some(section) = reader.optional_section(root, "no_account") else { return NoAccount::default() };
    reader.only(&section, &["allowed"]);
    NoAccount { allowed: reader.required(&section, "allowed", NoAccount::default().allowed) }
}

fn ages(reader: &mut Reader<'_>, root: &Section<'_>) -> Ages {
    let default = Ages::default();
    let Some(section) = reader.optional_section(root, "ages") else { return default };
    reader.only(&section, &["accompanied_under", "authorisation_under", "consent_under"]);
    Ages {
        accompanied_under: reader.optional(&section, "accompanied_under", default.accompanied_under),
        authorisation_under: reader.optional(&section, "authorisation_under", default.authorisation_under),
        consent_under: reader.optional(&section, "consent_under", default.consent_under),
    }
}

fn tickets(reader: &mut Reader<'_>, root: &Section<'_>) -> TicketRules {
    let default = TicketRules::default();
    let Some(section) = reader.optional_section(root, "tickets") else { return default };
    reader.only(&section, &["minutes", "valid_days"]);
    TicketRules {
        minutes: reader.optional(&section, "minutes", default.minutes),
        valid_days: reader.optional(&section, "valid_days", default.valid_days),
    }
}
