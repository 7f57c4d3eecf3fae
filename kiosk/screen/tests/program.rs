//! The program itself, where it cannot be shown or makes no sense.

#![cfg(test)]

use epn_ui::testing::program::Program;

const KIOSK: Program =
    Program { path: env!("CARGO_BIN_EXE_epn-kiosk"), start: &["--socket", "/nowhere/kiosk.sock"] };

#[test]
fn without_a_display_it_says_so() {
    KIOSK.says_without_a_display();
}

#[test]
fn a_wall_without_a_display_says_so_too() {
    let start = &["--socket", "/nowhere/kiosk.sock", "--display"];
    Program { start, ..KIOSK }.says_without_a_display();
}

#[test]
fn wrong_use_is_one_line_and_code_two() {
    KIOSK.tells_wrong_use();
}

#[test]
fn help_shows_an_example() {
    KIOSK.helps_with_an_example();
}
