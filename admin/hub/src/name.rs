//! Names and words that people give: of a site, a room, an account, a station, a console; why they do something.

/// The longest reason for going beyond the rules, in characters.
const LONGEST_REASON: usize = 200;

/// A reason that cannot be recorded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a reason has at most {LONGEST_REASON} characters that can be read")]
pub struct BadReason;

/// Why somebody at the desk goes beyond the rules, if they say so.
///
/// # Errors
/// It is too long, or cannot be shown as it is written.
pub fn reason(given: Option<String>) -> Result<Option<String>, BadReason> {
    let Some(words) = given.map(|words| words.trim().to_owned()).filter(|words| !words.is_empty()) else {
        return Ok(None);
    };
    if are_fit(&words, LONGEST_REASON) { Ok(Some(words)) } else { Err(BadReason) }
}

/// Whether words, on several lines perhaps, can be shown as they are written: not too long (in characters), nothing else
/// that moves a cursor, nothing that turns the direction.
pub fn are_fit(words: &str, longest: usize) -> bool {
    let disturbs = |letter: char| (letter.is_control() && letter != '\n') || turns(letter);
    words.chars().count() <= longest && !words.chars().any(disturbs)
}

/// Whether a name can be shown in one line: not empty, not too long (in characters), nothing that moves a cursor or turns
/// the direction of what is written around it.
pub fn is_fit(name: &str, longest: usize) -> bool {
    let disturbs = |letter: char| letter.is_control() || turns(letter);
    !name.trim().is_empty() && name.chars().count() <= longest && !name.chars().any(disturbs)
}

/// Embeddings, overrides and isolates (Unicode, annex 9). Names in Arabic or Hebrew need none of them.
pub fn turns(letter: char) -> bool {
    matches!(letter, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_reason_says_something_that_can_be_read() {
        let given = |words: &str| reason(Some(words.to_owned()));
        assert_eq!(reason(None), Ok(None));
        assert_eq!(given("  "), Ok(None));
        assert_eq!(given(" déjà promis\npar téléphone "), Ok(Some("déjà promis\npar téléphone".to_owned())));
        assert_eq!(given(&"é".repeat(200)).map(|words| words.is_some()), Ok(true));
        for bad in ["é".repeat(201), "a\0b".to_owned(), "\u{202e}simorp".to_owned(), "a\u{1b}[2J".to_owned()]
        {
            assert_eq!(given(&bad), Err(BadReason), "{bad:?}");
        }
    }

    #[test]
    fn a_name_is_one_line_of_some_characters() {
        assert!(is_fit("Espace numérique de Sully", 25));
        assert!(is_fit("مريم", 25));
        for bad in [
            "",
            "  ",
            "Espace numérique de Sully!",
            "two\nlines",
            "a\u{1b}[31m",
            "a\0b",
            "\u{202e}tac",
            "\u{2067}tac",
        ] {
            assert!(!is_fit(bad, 25), "{bad:?}");
        }
    }
}
