use rstest::rstest;

use super::*;

#[rstest]
#[case("0000")]
#[case("1234")]
#[case("0123")]
#[case("7890")]
#[case("9876")]
#[case("43210")]
#[case("1212")]
#[case("252525")]
#[case("11111111")]
fn the_first_ones_anybody_would_try_are_refused(#[case] text: &str) {
    assert_eq!(Pin::chosen(text), Err(PinError::TooEasy));
    assert!(Pin::typed(text).is_ok(), "what was once allowed may still be typed");
}

#[rstest]
#[case("4071")]
#[case("1235")]
#[case("1122")]
#[case("13579")]
#[case("12341234")]
fn others_are_not(#[case] text: &str) {
    assert_eq!(Pin::chosen(text).map(|pin| pin.reveal().to_owned()), Ok(text.to_owned()));
}

#[rstest]
#[case("", PinError::WrongLength(0))]
#[case("407", PinError::WrongLength(3))]
#[case("407153926", PinError::WrongLength(9))]
#[case("40 71", PinError::NotDigits)]
#[case("40a1", PinError::NotDigits)]
#[case("٤٠٧١", PinError::NotDigits)]
fn what_is_no_pin_is_told(#[case] text: &str, #[case] error: PinError) {
    assert_eq!(Pin::typed(text), Err(error));
}

#[test]
fn random_bits_give_four_digits_that_are_not_easy() {
    assert_eq!(Pin::from_random(10_042).map(|pin| pin.reveal().to_owned()).as_deref(), Some("0042"));
    assert_eq!(Pin::from_random(21_234), None);
    let easy = (0..10_000).filter(|&bits| Pin::from_random(bits).is_none()).count();
    assert_eq!(easy, 120, "100 repeated pairs, 10 of them one digit; 10 rows up and 10 down");
}

#[test]
fn a_pin_does_not_show_itself() {
    let pin = Pin::typed("4071").unwrap();
    assert_eq!(format!("{pin:?}"), "Pin(…)");
    assert_eq!(PinError::TooEasy.to_string(), "this PIN is too easy to guess");
}
