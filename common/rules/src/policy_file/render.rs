//! A policy as a commented file.

use std::fmt::{self, Write};

use toml::Value;

use crate::policy::{
    Ages, Closure, NoAccount, Policy, Quota, QuotaSpan, SessionRules, TicketRules, WeekHours,
};

/// The policy as TOML with a comment beside each value; [`parse`](super::parse) reads the same policy from it.
pub fn render(policy: &Policy) -> String {
    let mut file = String::new();
    // Writing to a `String` does not fail.
    let _ = write_policy(&mut file, policy);
    file
}

fn write_policy(file: &mut String, policy: &Policy) -> fmt::Result {
    writeln!(file, "# The rules of access of one site. Lengths are in whole minutes.")?;
    writeln!(file)?;
    writeln!(file, "# The IANA time zone in which the hours below are meant.")?;
    writeln!(file, "timezone = {}", quoted(&policy.timezone))?;
    write_opening(file, &policy.opening)?;
    write_session(file, policy.session)?;
    write_no_account(file, policy.no_account)?;
    write_ages(file, policy.ages)?;
    write_tickets(file, policy.tickets)?;
    write_quotas(file, &policy.quotas)?;
    write_closures(file, &policy.closures)
}

fn write_opening(file: &mut String, opening: &WeekHours) -> fmt::Result {
    writeln!(file)?;
    writeln!(
        file,
        "# When the room is open; a day with no range is closed. \"24:00\" is the midnight that ends a day:"
    )?;
    writeln!(
        file,
        "# to stay open past it, write \"22:00-24:00\" and begin the next day with \"00:00-02:00\"."
    )?;
    writeln!(file, "[opening]")?;
    for (day, ranges) in opening.days() {
        let ranges: Vec<_> = ranges.iter().map(|range| format!("\"{range}\"")).collect();
        writeln!(file, "{day} = [{}]", ranges.join(", "))?;
    }
    Ok(())
}

fn write_session(file: &mut String, session: SessionRules) -> fmt::Result {
    let SessionRules { longest, granularity, extend_while_nobody_waits, grace, shortest } = session;
    writeln!(file)?;
    writeln!(file, "[session]")?;
    writeln!(file, "# The longest time granted at once.")?;
    writeln!(file, "longest = {}", longest.0)?;
    writeln!(file, "# Extensions come in pieces of this length.")?;
    writeln!(file, "granularity = {}", granularity.0)?;
    writeln!(file, "# Whether a session goes on by itself, past the longest, while nobody waits.")?;
    writeln!(file, "extend_while_nobody_waits = {extend_while_nobody_waits}")?;
    writeln!(file, "# To close one's work once the time is up; not counted as use.")?;
    writeln!(file, "grace = {}", grace.0)?;
    writeln!(file, "# The least time worth starting a session for.")?;
    writeln!(file, "shortest = {}", shortest.0)
}

fn write_no_account(file: &mut String, NoAccount { allowed }: NoAccount) -> fmt::Result {
    writeln!(file)?;
    writeln!(file, "[no_account]")?;
    writeln!(file, "# Whether anybody may enter with an age, the charter and a picture.")?;
    writeln!(file, "allowed = {allowed}")
}

fn write_ages(file: &mut String, ages: Ages) -> fmt::Result {
    writeln!(file)?;
    writeln!(file, "# Ages in completed years; 0 asks it of nobody.")?;
    writeln!(file, "[ages]")?;
    writeln!(file, "# Below this a guardian comes along.")?;
    writeln!(file, "accompanied_under = {}", ages.accompanied_under)?;
    writeln!(file, "# Below this a guardian's authorisation is recorded.")?;
    writeln!(file, "authorisation_under = {}", ages.authorisation_under)?;
    writeln!(file, "# Below this a guardian consents to data as well (15 in France).")?;
    writeln!(file, "consent_under = {}", ages.consent_under)
}

fn write_tickets(file: &mut String, TicketRules { minutes, valid_days }: TicketRules) -> fmt::Result {
    writeln!(file)?;
    writeln!(file, "[tickets]")?;
    writeln!(file, "# Minutes on a new ticket.")?;
    writeln!(file, "minutes = {}", minutes.0)?;
    writeln!(file, "# Days during which it can be used, the day of issue included.")?;
    writeln!(file, "valid_days = {valid_days}")
}

fn write_quotas(file: &mut String, quotas: &[Quota]) -> fmt::Result {
    writeln!(file)?;
    writeln!(
        file,
        "# How much one visitor may use: any of [[quotas]] with per = \"session\" or \"day\" and minutes."
    )?;
    for Quota { per, minutes } in quotas {
        let per = match per {
            QuotaSpan::Session => "session",
            QuotaSpan::Day => "day",
        };
        writeln!(file, "[[quotas]]")?;
        writeln!(file, "per = \"{per}\"")?;
        writeln!(file, "minutes = {}", minutes.0)?;
    }
    Ok(())
}

fn write_closures(file: &mut String, closures: &[Closure]) -> fmt::Result {
    writeln!(file)?;
    writeln!(
        file,
        "# Closed days, first and last included: any of [[closures]] with from, to, and a label that visitors read."
    )?;
    for Closure { from, to, label } in closures {
        writeln!(file, "[[closures]]")?;
        writeln!(file, "from = \"{from}\"")?;
        writeln!(file, "to = \"{to}\"")?;
        writeln!(file, "label = {}", quoted(label))?;
    }
    Ok(())
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}
