//! The lines of an iCalendar file: unfolded, with their name, parameters and value; and the events that they make up.

use crate::name::turns;

/// No calendar nests its components deeper.
const DEEPEST: usize = 8;

/// One content line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// In the file, counted from 1.
    pub(super) number: usize,
    /// In capitals.
    pub(super) name: String,
    /// The names in capitals.
    parameters: Vec<(String, String)>,
    pub(super) value: String,
}

impl Line {
    pub(super) fn parameter(&self, name: &str) -> Option<&str> {
        self.parameters.iter().find(|(known, _)| known == name).map(|(_, value)| value.as_str())
    }

    /// Reads `NAME;PARAMETER=VALUE;OTHER="QUOTED":VALUE`.
    fn parse(number: usize, text: &str) -> Option<Self> {
        let (head, value) = text.split_at_checked(end_of_head(text)?)?;
        let mut parts = split_outside_quotes(head, ';').into_iter();
        let name = parts.next()?.to_ascii_uppercase();
        if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') {
            return None;
        }
        let parameter = |part: &str| {
            let (name, value) = part.split_once('=')?;
            Some((name.to_ascii_uppercase(), value.trim_matches('"').to_owned()))
        };
        let parameters = parts.map(parameter).collect::<Option<_>>()?;
        Some(Self { number, name, parameters, value: value.strip_prefix(':')?.to_owned() })
    }
}

/// The first line of that name.
pub(super) fn find<'l>(lines: &'l [Line], name: &str) -> Option<&'l Line> {
    lines.iter().find(|line| line.name == name)
}

/// Where the value's colon stands: the first that is not within quotes.
fn end_of_head(text: &str) -> Option<usize> {
    let mut quoted = false;
    text.char_indices().find_map(|(at, character)| {
        quoted ^= character == '"';
        (character == ':' && !quoted).then_some(at)
    })
}

fn split_outside_quotes(text: &str, at: char) -> Vec<&str> {
    let mut quoted = false;
    text.split(move |character: char| {
        quoted ^= character == '"';
        character == at && !quoted
    })
    .collect()
}

/// What is wrong with a file, and in which line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Malformed {
    NoCalendar,
    Line(usize),
    /// A component that is closed in another order than it was opened, or nested too deep.
    Nesting(usize),
    Unfinished,
    TooManyEvents,
}

/// The lines of each event of a calendar, without those of the components within; at most so many events.
pub(super) fn events(text: &str, most: usize) -> Result<Vec<Vec<Line>>, Malformed> {
    let lines = unfold(text.strip_prefix('\u{feff}').unwrap_or(text));
    let mut open: Vec<String> = Vec::new();
    let mut events: Vec<Vec<Line>> = Vec::new();
    let mut seen = false;
    for (number, text) in lines {
        let line = Line::parse(number, &text);
        if !seen && line.as_ref().is_none_or(|line| line.name != "BEGIN") {
            return Err(Malformed::NoCalendar);
        }
        let line = line.ok_or(Malformed::Line(number))?;
        match line.name.as_str() {
            "BEGIN" => {
                let component = line.value.trim().to_ascii_uppercase();
                if open.is_empty() && component != "VCALENDAR" {
                    return Err(if seen { Malformed::Nesting(number) } else { Malformed::NoCalendar });
                }
                if open.len() >= DEEPEST {
                    return Err(Malformed::Nesting(number));
                }
                if component == "VEVENT" {
                    if open.len() != 1 {
                        return Err(Malformed::Nesting(number));
                    }
                    if events.len() >= most {
                        return Err(Malformed::TooManyEvents);
                    }
                    events.push(Vec::new());
                }
                seen = true;
                open.push(component);
            }
            "END" => {
                let closed = open.pop();
                if closed.as_deref() != Some(line.value.trim().to_ascii_uppercase().as_str()) {
                    return Err(Malformed::Nesting(number));
                }
            }
            _ => match (open.last().map(String::as_str), events.last_mut()) {
                (Some("VEVENT"), Some(event)) => event.push(line),
                (Some(_), _) => {}
                (None, _) => return Err(Malformed::Line(number)),
            },
        }
    }
    if open.is_empty() && seen { Ok(events) } else { Err(Malformed::Unfinished) }
}

/// Joins folded lines; empty ones are left out. Each with its number.
fn unfold(text: &str) -> Vec<(usize, String)> {
    let mut lines: Vec<(usize, String)> = Vec::new();
    for (index, line) in text.split('\n').enumerate() {
        let line = line.strip_suffix('\r').unwrap_or(line);
        match (line.strip_prefix([' ', '\t']), lines.last_mut()) {
            (Some(rest), Some((_, before))) => before.push_str(rest),
            _ if line.trim().is_empty() => {}
            _ => lines.push((index + 1, line.to_owned())),
        }
    }
    lines
}

/// A text value as it was meant (RFC 5545, 3.3.11), on one line, at most so many characters.
pub(super) fn text(value: &str, most: usize) -> String {
    let mut text = String::new();
    let mut characters = value.chars();
    while let Some(character) = characters.next() {
        let meant = match character {
            '\\' => match characters.next() {
                Some('n' | 'N') => ' ',
                Some(other) => other,
                None => break,
            },
            other => other,
        };
        text.push(if meant.is_control() || turns(meant) { ' ' } else { meant });
    }
    text.trim().chars().take(most).collect()
}
