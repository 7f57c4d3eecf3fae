//! Facts as JSON, for `epn-hub explain --facts FILE`.

#[cfg(test)]
mod tests;

use serde_json::Value;
use serde_json::error::Category;

use crate::facts::Facts;
use crate::problem::Problem;

/// A whole facts file: everything but `at` may be left out.
pub const EXAMPLE: &str = include_str!("facts_file/example.json");

/// Reads facts.
///
/// `at`, and every other moment, is written with its offset from UTC (`2026-03-10T10:00:00+01:00`, or `Z` for UTC
/// itself); a time zone may follow in brackets.
///
/// # Errors
/// The first thing that is wrong.
pub fn parse(text: &str) -> Result<Facts, Problem> {
    serde_json::from_str(text).map_err(|error| at_problem(text).unwrap_or_else(|| other_problem(&error)))
}

/// What is wrong with `at`, the one value that every file has.
fn at_problem(text: &str) -> Option<Problem> {
    let Ok(Value::Object(file)) = serde_json::from_str(text) else { return None };
    let fix = "Write day, time and offset from UTC, such as \"at\": \"2026-03-10T10:00:00+01:00\".";
    let what = match file.get("at") {
        None => "The moment \"at\" is missing.".to_owned(),
        Some(Value::String(at)) if at.parse::<jiff::Timestamp>().is_ok() => return None,
        Some(other) => format!("The moment \"at\" is {other}, which is no date and time with an offset."),
    };
    let line =
        file.contains_key("at").then(|| text.lines().position(|line| line.contains("\"at\""))).flatten();
    Some(problem(line.map(|index| index + 1), "at", what, fix))
}

fn other_problem(error: &serde_json::Error) -> Problem {
    let (what, fix) = match error.classify() {
        Category::Data => {
            ("These facts are not written as they should be", "Compare them with the example of the help.")
        }
        Category::Syntax | Category::Eof | Category::Io => (
            "This is not well-formed JSON",
            "Look for a missing comma, quote or brace here or on the line before.",
        ),
    };
    let message = error.to_string();
    let message = message.rsplit_once(" at line ").map_or(message.as_str(), |(message, _)| message);
    problem(
        Some(error.line()).filter(|&line| line > 0),
        "",
        format!("{what}: {}.", message.replace('\n', " ")),
        fix,
    )
}

fn problem(line: Option<usize>, field: &str, what: String, fix: &str) -> Problem {
    Problem { line, field: field.to_owned(), what, fix: fix.to_owned(), flaw: None }
}
