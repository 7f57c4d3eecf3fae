use iced::keyboard::key::{Code, Named, NativeCode, Physical};
use iced::keyboard::{Key, Modifiers};
use iced::time::{Duration, Instant};

use super::{CodeEvent, CodeInput, Press, char_from_physical, digit_from_physical};

/// The key of a US keyboard that writes this character.
fn us_key(character: char) -> Code {
    match character {
        '0' => Code::Digit0,
        '1' => Code::Digit1,
        '2' => Code::Digit2,
        '3' => Code::Digit3,
        '7' => Code::Digit7,
        '9' => Code::Digit9,
        'A' => Code::KeyA,
        'F' => Code::KeyF,
        'K' => Code::KeyK,
        'M' => Code::KeyM,
        'Q' => Code::KeyQ,
        'Z' => Code::KeyZ,
        '-' => Code::Minus,
        other => panic!("no key for {other}"),
    }
}

/// What the key there writes on a French keyboard.
fn azerty(code: Code) -> &'static str {
    match code {
        Code::Digit0 => "à",
        Code::Digit1 => "&",
        Code::Digit2 => "é",
        Code::Digit3 => "\"",
        Code::Digit7 => "è",
        Code::Digit9 => "ç",
        Code::KeyA => "q",
        Code::KeyF => "f",
        Code::KeyK => "k",
        Code::KeyM => ",",
        Code::KeyQ => "a",
        Code::KeyZ => "w",
        Code::Minus => ")",
        other => panic!("no letter for {other:?}"),
    }
}

fn press(physical: Physical, text: &str, at: Instant) -> Press {
    Press {
        key: Key::Character(text.into()),
        text: Some(text.to_owned()),
        physical,
        modifiers: Modifiers::empty(),
        is_repeat: false,
        at,
    }
}

fn enter(at: Instant) -> Press {
    Press { key: Key::Named(Named::Enter), text: None, ..press(Physical::Code(Code::Enter), "", at) }
}

#[test]
fn digits_are_where_they_are_in_every_layout() {
    let now = Instant::now();
    assert_eq!(press(Physical::Code(Code::Digit7), "è", now).digit(), Some(7));
    assert_eq!(press(Physical::Code(Code::Numpad4), "4", now).digit(), Some(4));
    assert_eq!(press(Physical::Code(Code::KeyE), "e", now).digit(), None);
    let shortcut = Press { modifiers: Modifiers::CTRL, ..press(Physical::Code(Code::Digit7), "7", now) };
    assert_eq!(shortcut.digit(), None, "a shortcut is no digit");
}

#[test]
fn a_key_without_a_place_counts_by_what_it_writes() {
    let nowhere = Physical::Unidentified(NativeCode::Unidentified);
    assert_eq!(press(nowhere, "8", Instant::now()).digit(), Some(8));
    assert_eq!(press(nowhere, "é", Instant::now()).digit(), None);
}

#[test]
fn scanners_are_read_as_us_keyboards() {
    assert_eq!(char_from_physical(Physical::Code(Code::KeyA)), Some('A'));
    assert_eq!(char_from_physical(Physical::Code(Code::KeyZ)), Some('Z'));
    assert_eq!(char_from_physical(Physical::Code(Code::Minus)), Some('-'));
    assert_eq!(char_from_physical(Physical::Code(Code::Digit5)), Some('5'));
    assert_eq!(char_from_physical(Physical::Code(Code::F5)), None);
    assert_eq!(digit_from_physical(Physical::Code(Code::KeyA)), None);
}

#[test]
fn a_scanned_code_is_right_on_a_french_station() {
    let start = Instant::now();
    let mut code = CodeInput::default();
    let mut at = start;
    for character in "7K3F-9Q2MA".chars() {
        let key = us_key(character);
        assert_eq!(code.press(&press(Physical::Code(key), azerty(key), at)), CodeEvent::Changed);
        at += Duration::from_millis(4);
    }
    assert_eq!(code.press(&enter(at)), CodeEvent::Submitted("7K3F-9Q2MA".into()));
    assert_eq!(code.text(), "");
}

#[test]
fn a_typed_code_is_what_the_person_meant() {
    let start = Instant::now();
    let mut code = CodeInput::default();
    let mut at = start;
    // Letters by what the keys write, digits by place: on AZERTY the key of US "Q" writes "a".
    for key in [Code::KeyQ, Code::Digit7, Code::KeyK, Code::Digit2, Code::KeyF, Code::Digit9, Code::KeyZ] {
        code.press(&press(Physical::Code(key), azerty(key), at));
        at += Duration::from_millis(180);
    }
    assert_eq!(code.text(), "A7K2F9W");
    assert_eq!(code.press(&enter(at)), CodeEvent::Submitted("A7K2F9W".into()));
}

#[test]
fn scanning_after_typing_a_little_takes_the_scan() {
    let start = Instant::now();
    let mut code = CodeInput::default();
    code.press(&press(Physical::Code(Code::KeyK), "k", start));
    let mut at = start + Duration::from_secs(2);
    for character in "7K3F-9".chars() {
        let key = us_key(character);
        code.press(&press(Physical::Code(key), azerty(key), at));
        at += Duration::from_millis(5);
    }
    assert_eq!(code.press(&enter(at)), CodeEvent::Submitted("7K3F-9".into()));
}

#[test]
fn a_code_can_be_corrected_and_is_bounded() {
    let mut code = CodeInput::default();
    "ab c".chars().for_each(|character| code.push(character));
    assert_eq!(code.text(), "ABC");
    code.erase();
    assert_eq!(code.text(), "AB");
    (0..500).for_each(|_| code.push('x'));
    assert_eq!(code.text().len(), CodeInput::MAX);
    code.clear();
    assert_eq!(code.press(&enter(Instant::now())), CodeEvent::Ignored, "nothing was entered");
}

#[test]
fn debug_prints_nothing_of_a_code() {
    let mut code = CodeInput::default();
    "K7QF".chars().for_each(|character| code.push(character));
    assert!(!format!("{code:?}").contains('7'));
}
