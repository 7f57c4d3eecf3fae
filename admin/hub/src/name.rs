//! Names that people give: of a site, a room, an account, a station, a console.

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
