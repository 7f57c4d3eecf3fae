use epn_rules::member_number::MemberNumber;

use super::{Action, Message, NUMBER_DIGITS, PIN, State};

#[test]
fn numbers_have_as_many_digits_as_the_screen_has_boxes() {
    let number = MemberNumber::of_serial(0).expect("a first member").to_string();
    assert_eq!(number.len(), NUMBER_DIGITS);
}

#[test]
fn the_keys_on_the_screen_write_the_number_and_then_the_pin() {
    let mut state = State::default();
    let number = MemberNumber::of_serial(41).expect("a member").to_string();
    for digit in number.bytes().chain(*b"40716") {
        state.update(Message::Digit(digit - b'0'));
    }
    state.update(Message::Erased);
    assert_eq!((state.number.as_str(), state.pin.reveal()), (number.as_str(), "4071"));
    for _ in 0..5 {
        state.update(Message::Erased);
    }
    assert_eq!((state.number.len(), state.pin.reveal()), (5, ""), "erasing goes on into the number");
}

#[test]
fn what_was_sent_is_no_longer_held() {
    let mut state = State::default();
    let number = MemberNumber::of_serial(7).expect("a member").to_string();
    assert!(matches!(state.update(Message::NumberTyped(number)), Action::Focus(PIN)));
    state.update(Message::PinTyped("4071".to_owned().into()));
    assert!(matches!(state.update(Message::Continued), Action::LogIn(_)));
    assert_eq!((state.number.as_str(), state.pin.reveal()), ("", ""));
}

#[test]
fn debug_says_nothing_of_what_was_typed() {
    let mut state = State::default();
    state.update(Message::NumberTyped("123".to_owned()));
    state.update(Message::PinTyped("4071".to_owned().into()));
    let said = format!("{state:?} {:?}", Message::PinTyped("4071".to_owned().into()));
    assert!(!said.contains("123") && !said.contains("4071"), "{said}");
}
