use epn_rules::long_code::DocumentCode;
use epn_rules::ticket_code::TicketCode;

use super::{Action, Kind, Message, Mistake, State};

/// A code of each kind.
fn codes() -> [(Kind, String); 2] {
    let ticket = TicketCode::from_random([0x5a; 5]).reveal().to_string();
    let document = DocumentCode::from_random([0x5a; 16]).reveal().to_string();
    [(Kind::Ticket, ticket), (Kind::Document, document)]
}

fn typed(kind: Kind, text: &str) -> State {
    let mut state = State::new(kind);
    for character in text.chars() {
        state.update(Message::KeyShown(character));
    }
    state
}

#[test]
fn codes_have_as_many_characters_as_the_screen_says_in_groups_as_they_are_written() {
    for (kind, code) in codes() {
        assert_eq!(code.replace('-', "").len(), kind.characters());
        assert_eq!(code.find('-'), Some(kind.group()));
    }
}

#[test]
fn a_code_that_was_sent_is_no_longer_held() {
    for (kind, code) in codes() {
        let mut state = typed(kind, &code);
        let Action::Entered(sent) = state.update(Message::Continued) else { panic!("{code} is no code") };
        assert_eq!(sent.reveal(), code);
        assert_eq!(state.code.text(), "");
    }
}

#[test]
fn what_cannot_be_a_code_is_not_sent_and_stays_to_be_put_right() {
    for (kind, code) in codes() {
        let mut characters: Vec<char> = code.chars().collect();
        let last = characters.pop().unwrap();
        let short: String = characters.iter().collect();
        characters.push(if last == '7' { '8' } else { '7' });
        let mistyped: String = characters.into_iter().collect();
        let long = format!("{code}7");
        for (text, mistake) in [(short, Mistake::Short), (mistyped, Mistake::Mistyped), (long, Mistake::Long)]
        {
            let mut state = typed(kind, &text);
            assert!(matches!(state.update(Message::Continued), Action::Focus(_)), "{text}");
            assert_eq!((state.mistake, state.code.text()), (Some(mistake), text.as_str()));
        }
    }
}

#[test]
fn a_ticket_is_no_code_of_a_document_nor_the_other_way_round() {
    let [(_, ticket), (_, document)] = codes();
    assert_eq!(Kind::Document.mistake(&ticket), Some(Mistake::Long));
    assert_eq!(Kind::Ticket.mistake(&document), Some(Mistake::Short));
}
