use epn_rules::ticket_code::TicketCode;

use super::{Action, CHARACTERS, Message, State};

#[test]
fn codes_have_as_many_characters_as_the_screen_says() {
    let code = TicketCode::from_random([0x5a; 5]).reveal().replace('-', "");
    assert_eq!(code.len(), CHARACTERS);
}

#[test]
fn a_code_that_was_sent_is_no_longer_held() {
    let mut state = State::default();
    for character in TicketCode::from_random([7; 5]).reveal().chars() {
        state.update(Message::KeyShown(character));
    }
    assert!(matches!(state.update(Message::Continued), Action::LogIn(_)));
    assert_eq!(state.code.text(), "");
}
