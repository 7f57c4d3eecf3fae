//! A policy as a commented file.

mod hours;
mod printing;
mod use_rules;
mod waiting;

use std::fmt::{self, Write};

use toml::Value;

use crate::policy::{Ages, NoAccount, Policy, SessionRules, TicketRules};
use crate::policy_check::Figure;

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
    writeln!(file, "# How many people at most sit with a visitor.")?;
    writeln!(file, "companions = {}", policy.companions)?;
    hours::write_opening(file, &policy.opening)?;
    write_session(file, policy.session)?;
    write_no_account(file, policy.no_account)?;
    write_ages(file, policy.ages)?;
    write_tickets(file, policy.tickets)?;
    waiting::write(file, policy)?;
    use_rules::write(file, policy)?;
    printing::write(file, &policy.printing)?;
    hours::write_exceptions(file, policy)
}

fn write_session(file: &mut String, session: SessionRules) -> fmt::Result {
    let SessionRules { longest, granularity, extend_while_nobody_waits, grace, shortest, end_before_closing } =
        session;
    writeln!(file)?;
    writeln!(file, "[session]")?;
    writeln!(file, "# The longest time granted at once.")?;
    writeln!(file, "longest = {}", longest.0)?;
    writeln!(file, "# Extensions come in pieces of this length.")?;
    writeln!(file, "granularity = {}", granularity.0)?;
    writeln!(file, "# Whether a session goes on by itself, past the longest, while nobody waits.")?;
    writeln!(file, "extend_while_nobody_waits = {extend_while_nobody_waits}")?;
    let most = most(Figure::Grace);
    writeln!(file, "# To close one's work once the time is up, at most {most}; not counted as use.")?;
    writeln!(file, "grace = {}", grace.0)?;
    writeln!(file, "# The least time worth starting a session for.")?;
    writeln!(file, "shortest = {}", shortest.0)?;
    writeln!(file, "# Sessions end so long before the room closes, to leave time to tidy up.")?;
    writeln!(file, "end_before_closing = {}", end_before_closing.0)
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
    writeln!(file, "# Below this nobody uses a station, even with a guardian.")?;
    writeln!(file, "minimum = {}", ages.minimum)?;
    writeln!(file, "# Below this a guardian comes along.")?;
    writeln!(file, "accompanied_under = {}", ages.accompanied_under)?;
    writeln!(file, "# Below this a guardian's authorisation is recorded.")?;
    writeln!(file, "authorisation_under = {}", ages.authorisation_under)?;
    writeln!(file, "# Below this a guardian consents to data as well (15 in France).")?;
    writeln!(file, "consent_under = {}", ages.consent_under)?;
    writeln!(file, "# Stations with the tag \"children\" are for those below this age and nobody else.")?;
    writeln!(file, "children_under = {}", ages.children_under)
}

fn write_tickets(file: &mut String, TicketRules { minutes, valid_days }: TicketRules) -> fmt::Result {
    writeln!(file)?;
    writeln!(file, "[tickets]")?;
    writeln!(file, "# Minutes on a new ticket, at most {}.", most(Figure::TicketMinutes))?;
    writeln!(file, "minutes = {}", minutes.0)?;
    let days = most(Figure::TicketDays);
    writeln!(file, "# Days during which it can be used, the day of issue included; at most {days}.")?;
    writeln!(file, "valid_days = {valid_days}")
}

/// The most that a figure may be, as its comment says it.
fn most(figure: Figure) -> i64 {
    figure.bounds().most
}

fn quoted(text: &str) -> String {
    Value::from(text).to_string()
}

/// A list of texts, `["member", "ticket"]`.
fn list<T: AsRef<str>>(texts: impl IntoIterator<Item = T>) -> String {
    let texts: Vec<_> = texts.into_iter().map(|text| quoted(text.as_ref())).collect();
    format!("[{}]", texts.join(", "))
}
