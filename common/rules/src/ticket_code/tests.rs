use rstest::rstest;

use super::*;
use crate::checked_code::ALPHABET;

const LENGTH: usize = SHAPE.length();

const SAMPLES: [[u8; 5]; 4] =
    [[0; 5], [0xff; 5], [0x12, 0x34, 0x56, 0x78, 0x9a], [0xde, 0xad, 0xbe, 0xef, 0x01]];

fn symbols(code: &TicketCode) -> Vec<char> {
    code.reveal().chars().filter(|&symbol| symbol != '-').collect()
}

fn parse(symbols: &[char]) -> Result<TicketCode, TicketCodeError> {
    symbols.iter().collect::<String>().parse()
}

#[test]
fn a_code_is_printed_in_threes_and_read_back() {
    for bits in SAMPLES {
        let code = TicketCode::from_random(bits);
        let text = code.reveal();
        assert_eq!(text.split('-').map(str::len).collect::<Vec<_>>(), [3, 3, 3], "{}", *text);
        assert_eq!(text.parse(), Ok(code));
    }
}

#[rstest]
#[case("28t5cy4th")]
#[case("28T 5CY 4TH")]
#[case(" 28t-5cy-4th\n")]
fn reading_is_forgiving(#[case] typed: &str) {
    let code = TicketCode::from_random([0x12, 0x34, 0x56, 0x78, 0x9a]);
    assert_eq!(
        typed.parse::<TicketCode>().map(|code| code.reveal().to_string()),
        Ok(code.reveal().to_string())
    );
}

#[test]
fn letters_that_look_like_digits_are_digits() {
    let zeros = TicketCode::from_random([0; 5]);
    assert_eq!("OOO-ooo-O0o".parse(), Ok(zeros));
    let ones = parse(&['1'; 8].into_iter().chain(['?']).collect::<Vec<_>>());
    assert_eq!(ones, Err(TicketCodeError::UnknownCharacter('?')));
    let code = TicketCode::from_random([0x08, 0x42, 0x10, 0x84, 0x21]);
    let looks_alike = code.reveal().replace('1', "l");
    assert_ne!(looks_alike, *code.reveal());
    assert_eq!(looks_alike.parse(), Ok(code.clone()));
    assert_eq!(code.reveal().replace('1', "I").parse(), Ok(code));
}

#[test]
fn every_single_wrong_character_is_found() {
    for bits in SAMPLES {
        let right = symbols(&TicketCode::from_random(bits));
        for place in 0..LENGTH {
            for &wrong in ALPHABET {
                let mut typed = right.clone();
                typed[place] = char::from(wrong);
                if typed != right {
                    assert_eq!(parse(&typed), Err(TicketCodeError::WrongCheck));
                }
            }
        }
    }
}

#[test]
fn every_exchange_of_two_characters_is_found() {
    for bits in SAMPLES {
        let right = symbols(&TicketCode::from_random(bits));
        for (one, other) in (0..LENGTH).flat_map(|one| (0..one).map(move |other| (one, other))) {
            let mut typed = right.clone();
            typed.swap(one, other);
            if typed != right {
                assert_eq!(parse(&typed), Err(TicketCodeError::WrongCheck));
            }
        }
    }
}

#[rstest]
#[case("", TicketCodeError::WrongLength(0))]
#[case("28T-5CY", TicketCodeError::WrongLength(6))]
#[case("28T-5CY-4TH-0", TicketCodeError::WrongLength(10))]
#[case("28T-5CY-4TU", TicketCodeError::UnknownCharacter('U'))]
#[case("28T-5CY-4Té", TicketCodeError::UnknownCharacter('é'))]
fn what_is_wrong_is_said(#[case] typed: &str, #[case] error: TicketCodeError) {
    assert_eq!(typed.parse::<TicketCode>(), Err(error));
}

#[test]
fn a_code_does_not_show_itself() {
    let code = TicketCode::from_random([0x12, 0x34, 0x56, 0x78, 0x9a]);
    assert_eq!(format!("{code:?}"), "TicketCode(…)");
}

#[test]
fn a_code_travels_as_its_text() {
    let code = TicketCode::from_random([0xde, 0xad, 0xbe, 0xef, 0x01]);
    let json = serde_json::to_string(&code).unwrap();
    assert_eq!(json, format!("\"{}\"", *code.reveal()));
    assert_eq!(serde_json::from_str::<TicketCode>(&json).unwrap(), code);
}
