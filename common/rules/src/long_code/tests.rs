use super::*;
use crate::ticket_code::TicketCode;

const SAMPLES: [[u8; 16]; 3] = [[0; 16], [0xff; 16], *b"sixteen of bytes"];

#[test]
fn a_code_is_printed_in_fours_and_read_back_however_it_is_typed() {
    for bits in SAMPLES {
        let card = StaffCard::from_random(bits);
        let text = card.reveal();
        assert_eq!(text.split('-').map(str::len).collect::<Vec<_>>(), [4; 4], "{}", *text);
        for typed in [text.to_string(), text.to_lowercase(), text.replace('-', " "), text.replace('0', "O")] {
            assert_eq!(typed.parse(), Ok(card.clone()), "{typed}");
        }
    }
}

#[test]
fn a_wrong_character_and_an_exchange_of_two_are_found() {
    for bits in SAMPLES {
        let right: Vec<char> = StaffCard::from_random(bits).reveal().replace('-', "").chars().collect();
        for place in 0..right.len() {
            let mut typed = right.clone();
            typed[place] = if typed[place] == '7' { '8' } else { '7' };
            assert_eq!(typed.iter().collect::<String>().parse::<StaffCard>(), Err(NoLongCode));
            let mut typed = right.clone();
            typed.swap(place, 0);
            if typed != right {
                assert_eq!(typed.iter().collect::<String>().parse::<StaffCard>(), Err(NoLongCode));
            }
        }
    }
}

#[test]
fn a_recovery_code_is_longer_and_no_card() {
    for bits in SAMPLES {
        let code = RecoveryCode::from_random(bits);
        let text = code.reveal();
        assert_eq!(text.split('-').map(str::len).collect::<Vec<_>>(), [4; 5], "{}", *text);
        assert_eq!(text.to_lowercase().parse(), Ok(code));
        assert_eq!(text.parse::<StaffCard>(), Err(NoLongCode));
        assert_eq!(StaffCard::from_random(bits).reveal().parse::<RecoveryCode>(), Err(NoLongCode));
    }
}

#[test]
fn no_card_is_a_ticket_and_no_ticket_a_card() {
    let card = StaffCard::from_random(SAMPLES[2]).reveal();
    assert!(card.parse::<TicketCode>().is_err());
    assert!(TicketCode::from_random([7; 5]).reveal().parse::<StaffCard>().is_err());
}

#[test]
fn a_code_does_not_show_itself_and_keeps_all_its_bits() {
    let card = StaffCard::from_random(SAMPLES[1]);
    assert_eq!(format!("{card:?}"), "LongCode(…)");
    assert_eq!(u128::from_be_bytes(*card.bits()), (1 << 75) - 1);
}

#[test]
fn the_code_of_a_document_is_short_and_no_ticket() {
    for bits in SAMPLES {
        let code = DocumentCode::from_random(bits);
        let text = code.reveal();
        assert_eq!(text.split('-').map(str::len).collect::<Vec<_>>(), [DocumentCode::GROUP; 2], "{}", *text);
        assert_eq!(text.replace('-', "").len(), DocumentCode::CHARACTERS);
        assert!(text.parse::<TicketCode>().is_err() && text.parse::<StaffCard>().is_err());
        assert_eq!(text.to_lowercase().parse(), Ok(code));
    }
    assert_eq!(u128::from_be_bytes(*DocumentCode::from_random(SAMPLES[1]).bits()), (1 << 35) - 1);
}
