//! Names that people give: of a site, a room, an account, a station, a console.

/// Whether a name can be shown in one line: not empty, not too long (in characters), nothing that moves a cursor.
pub fn is_fit(name: &str, longest: usize) -> bool {
    !name.trim().is_empty() && name.chars().count() <= longest && !name.chars().any(char::is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_one_line_of_some_characters() {
        assert!(is_fit("Espace numérique de Sully", 25));
        for bad in ["", "  ", "Espace numérique de Sully!", "two\nlines", "a\u{1b}[31m"] {
            assert!(!is_fit(bad, 25), "{bad:?}");
        }
    }
}
