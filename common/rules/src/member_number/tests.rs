use rstest::rstest;

use super::*;

#[test]
fn every_serial_has_a_number_that_reads_back() {
    for serial in (0..MEMBER_NUMBERS).step_by(7) {
        let number = MemberNumber::of_serial(serial).unwrap();
        assert_eq!(number.serial(), serial);
        assert_eq!(number.to_string().len(), LENGTH);
        assert_eq!(number.to_string().parse(), Ok(number));
    }
    assert_eq!(MemberNumber::of_serial(MEMBER_NUMBERS), None);
}

#[test]
fn the_check_digit_is_damms() {
    // The worked example of the method: 572 is checked by 4; 57200 by what follows from it.
    let check = [5, 7, 2].into_iter().fold(0, damm);
    assert_eq!(check, 4);
}

#[test]
fn a_wrong_digit_or_an_exchange_of_neighbours_is_found() {
    for serial in (0..MEMBER_NUMBERS).step_by(997) {
        let right: Vec<char> = MemberNumber::of_serial(serial).unwrap().to_string().chars().collect();
        for place in 0..LENGTH {
            let others = ('0'..='9').filter(|&digit| digit != right[place]);
            let mistypings = others.map(|digit| {
                let mut typed = right.clone();
                typed[place] = digit;
                typed
            });
            let mut exchanged = right.clone();
            exchanged.swap(place, (place + 1).min(LENGTH - 1));
            for typed in mistypings.chain((exchanged != right).then_some(exchanged)) {
                let typed: String = typed.into_iter().collect();
                assert_eq!(typed.parse::<MemberNumber>(), Err(MemberNumberError::WrongCheck), "{typed}");
            }
        }
    }
}

#[rstest]
#[case("", MemberNumberError::WrongLength(0))]
#[case("12345", MemberNumberError::WrongLength(5))]
#[case("1234567", MemberNumberError::WrongLength(7))]
#[case("12a456", MemberNumberError::NotADigit('a'))]
#[case("-12345", MemberNumberError::NotADigit('-'))]
#[case("000000", MemberNumberError::WrongCheck)]
fn what_is_wrong_is_said(#[case] typed: &str, #[case] error: MemberNumberError) {
    assert_eq!(typed.parse::<MemberNumber>(), Err(error));
}

#[test]
fn spaces_do_not_matter() {
    let number = MemberNumber::of_serial(2345).unwrap();
    let text = number.to_string();
    assert_eq!(format!(" {} {} ", &text[..3], &text[3..]).parse(), Ok(number));
}
