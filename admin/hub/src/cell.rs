//! Cells of files that people open in a spreadsheet.

use std::borrow::Cow;

use serde::Serialize;

/// With these a cell begins that a spreadsheet takes for a formula.
const FORMULA: [char; 6] = ['=', '+', '-', '@', '\t', '\r'];

/// The text as a cell that is only ever text: one that would be a formula is marked as text by an apostrophe.
pub(crate) fn inert(text: &str) -> Cow<'_, str> {
    if text.starts_with(FORMULA) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// A unit variant as its word: what serde calls it.
pub(crate) fn word<T: Serialize>(value: T) -> String {
    match serde_json::to_value(value) {
        Ok(serde_json::Value::String(word)) => word,
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_text_is_a_formula() {
        for text in ["=1+1", "+33 2", "-5", "@cmd", "\t=1", "\r=1"] {
            assert_eq!(inert(text), format!("'{text}"));
        }
        for text in ["", "Poste 1", "a=b", "'=1", "Département"] {
            assert_eq!(inert(text), text);
        }
    }
}
