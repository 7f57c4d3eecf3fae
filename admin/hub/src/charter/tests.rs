use super::file::{default, parse};
use super::*;

#[test]
fn the_suite_brings_six_sentences_in_each_language() {
    for lang in Lang::ALL {
        assert_eq!(default(lang).sentences.len(), 6, "{}", lang.tag());
    }
    let charter = Charter::of_the_suite();
    assert_eq!(charter.version, "2026-1");
    assert_eq!(charter.texts.keys().collect::<Vec<_>>(), ["en", "fr"]);
}

#[test]
fn a_file_says_its_version_and_its_sentences() {
    let text = parse("version: 2027-2\n\n- Bonjour.\r\n-  Au revoir. \n").unwrap();
    assert_eq!(
        text,
        Text { version: "2027-2".into(), sentences: vec!["Bonjour.".into(), "Au revoir.".into()] }
    );
}

#[test]
fn the_line_of_what_is_wrong_is_told() {
    let long = format!("version: 1\n- {}", "a".repeat(301));
    let many = format!("version: 1\n{}", "- Oui.\n".repeat(13));
    let cases = [
        ("", 1),
        ("- Bonjour.\n", 1),
        ("version:\n- Bonjour.\n", 1),
        ("version: 1\n", 1),
        ("version: 1\n- Bonjour.\n\nBonjour.\n", 4),
        ("version: 1\n-\n", 2),
        (&long, 2),
        (&many, 1),
    ];
    for (text, line) in cases {
        assert_eq!(parse(text).unwrap_err().0, line, "{text:?}");
    }
}

#[test]
fn a_site_writes_its_own_language_by_language() {
    let folder = tempfile::tempdir().unwrap();
    assert_eq!(Charter::read(folder.path()).unwrap(), Charter::of_the_suite());

    std::fs::write(folder.path().join("fr.md"), "version: 2027-1\n- Bonjour.\n").unwrap();
    let charter = Charter::read(folder.path()).unwrap();
    assert_eq!(charter.texts["fr"], ["Bonjour."]);
    assert_eq!(charter.texts["en"], Charter::of_the_suite().texts["en"]);
    assert_eq!(charter.version, "2027-1+2026-1");

    std::fs::write(folder.path().join("en.md"), "Hello.\n").unwrap();
    let problems = Charter::read(folder.path()).unwrap_err();
    assert!(problems[0].to_string().contains("en.md, line 1: "), "{problems:?}");
}
