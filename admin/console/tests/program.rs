//! The program itself, where it cannot be shown or makes no sense.

#![cfg(test)]

use epn_ui::testing::program::{Program, complaint};

const CONSOLE: Program =
    Program { path: env!("CARGO_BIN_EXE_epn-admin"), start: &["--state", "/nowhere/console"] };

#[test]
fn without_a_display_it_says_so() {
    CONSOLE.says_without_a_display();
}

#[test]
fn wrong_use_is_one_line_and_code_two() {
    CONSOLE.tells_wrong_use();
}

#[test]
fn help_shows_an_example() {
    CONSOLE.helps_with_an_example();
}

#[test]
fn a_malformed_pairing_code_is_wrong_use() {
    let pair = ["pair", "--hub", "127.0.0.1:9", "--state", "/nowhere/console", "--name", "Accueil", "-"];
    for code in ["", "not a code", "K7QF-2M0X"] {
        let said = complaint(&CONSOLE.run(&pair, &[], code), 2);
        assert!(said.contains("K7QF-2M0X-9TRB-HD4W"), "{said}");
    }
    // A well-formed one is no wrong use, whatever comes of it.
    complaint(&CONSOLE.run(&pair, &[], "K7QF-2M0X-9TRB-HD4W"), 1);
}
