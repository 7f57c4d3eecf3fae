//! Names of files, made safe to show: whatever bytes they are, a line of text that reads from one side to the other, and not long.

use epn_wire::usb::LONGEST_NAME;

/// What stands where something cannot be shown.
const INSTEAD: char = '\u{fffd}';

/// So many characters at a long name's end are shown: how it ends says what it is.
const END: usize = 16;

/// A name as it is shown.
pub fn shown(name: &[u8]) -> String {
    let text: Vec<char> = String::from_utf8_lossy(name).chars().map(plain).collect();
    if text.len() <= LONGEST_NAME {
        return text.into_iter().collect();
    }
    let begin = text.iter().take(LONGEST_NAME - END - 1);
    let end = text.iter().skip(text.len() - END);
    begin.chain(&['…']).chain(end).collect()
}

/// No control characters, and none that turn the direction of writing, hide, or break the line: by them `fdp.exe` can be made to
/// look like `exe.pdf`.
fn plain(character: char) -> char {
    let is_hidden = matches!(character,
        '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
        | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}');
    if character.is_control() || is_hidden { INSTEAD } else { character }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn usual_names_are_shown_as_they_are() {
        for name in ["CV été 2026.pdf", "Ωμέγα.png", "سيرة ذاتية.pdf", "简历.jpg", "a'b\"c<d>&.pdf", "👩‍👩.png"]
        {
            let shown = shown(name.as_bytes());
            assert_eq!(shown.replace(INSTEAD, "\u{200d}"), name);
        }
    }

    #[test]
    fn what_deceives_is_seen() {
        assert_eq!(shown(b"a\nb\x1b[2J\x00\x7f.pdf"), "a\u{fffd}b\u{fffd}[2J\u{fffd}\u{fffd}.pdf");
        assert_eq!(shown("cv\u{202e}fdp.exe".as_bytes()), "cv\u{fffd}fdp.exe");
        assert_eq!(shown("a\u{2066}b\u{2028}c\u{200b}d".as_bytes()), "a\u{fffd}b\u{fffd}c\u{fffd}d");
        assert_eq!(shown(b"\xff\xfe.pdf"), "\u{fffd}\u{fffd}.pdf");
    }

    #[test]
    fn a_long_name_keeps_its_end() {
        let long = format!("{}{}", "é".repeat(120), "fin du nom.pdf");
        let shown = shown(long.as_bytes());
        assert_eq!(shown.chars().count(), LONGEST_NAME);
        assert!(shown.contains('…') && shown.ends_with("fin du nom.pdf"), "{shown}");
    }

    mod properties {
        use proptest::prelude::*;

        use super::*;

        proptest! {
            #![proptest_config(config())]

            #[test]
            fn whatever_it_is_a_name_is_one_short_plain_line(name in prop::collection::vec(any::<u8>(), 0..400)) {
                let shown = shown(&name);
                prop_assert!(shown.chars().count() <= LONGEST_NAME);
                prop_assert!(shown.chars().all(|character| plain(character) == character));
            }
        }

        fn config() -> ProptestConfig {
            let cases = std::env::var("EPN_CASES").ok().and_then(|cases| cases.parse().ok());
            ProptestConfig {
                cases: cases.unwrap_or(256),
                failure_persistence: None,
                ..ProptestConfig::default()
            }
        }
    }
}
