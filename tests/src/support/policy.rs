//! The rules of a room that is only tried.

/// What such rooms have in common, but for their time zone and their sessions: open day and night, everybody may come, and what is
/// confirmed is printed.
const ALWAYS_OPEN: &str = r#"
[opening]
monday = ["00:00-24:00"]
tuesday = ["00:00-24:00"]
wednesday = ["00:00-24:00"]
thursday = ["00:00-24:00"]
friday = ["00:00-24:00"]
saturday = ["00:00-24:00"]
sunday = ["00:00-24:00"]

[no_account]
allowed = true

[tickets]
minutes = 60
valid_days = 2

[printing]
release = "automatic"
"#;

/// A policy file of a room that is always open, in the time zone of this name. `sessions` is the rest of it.
pub fn always_open(zone: &str, sessions: &str) -> String {
    format!("timezone = {zone:?}\n{ALWAYS_OPEN}{sessions}")
}
