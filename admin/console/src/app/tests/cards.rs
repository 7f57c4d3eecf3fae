//! Staff cards.

use iced::keyboard::key::Named;

use super::desk;
use crate::client::Method;
use crate::testing::fixtures;

#[test]
fn a_card_is_made_put_on_paper_and_forgotten() {
    let mut bench = desk();
    bench.press(Named::F9);
    assert_eq!(bench.question().1, "/staff");
    bench.answer(&fixtures::staff(false));
    assert!(bench.said().contains("Claire (vous)") && bench.said().contains("sans carte"));
    bench.click("new-card");
    assert_eq!((bench.question().0, bench.question().1.as_str()), (Method::Post, "/staff/card"));
    bench.answer(&fixtures::card());
    bench.answer(&fixtures::staff(true));
    assert_eq!(bench.item("card-code").node.label, "K7QF-2M0X-9TRB-HD4W");
    assert_eq!(bench.item("card-pin").node.label, "730519");
    assert!(bench.has("card-qr"));
    assert!(!format!("{:?}", bench.app).contains("730519"));
    assert!(bench.item("save-card").focused);
    bench.press(Named::Enter);
    let [(name, pdf)] = bench.written.as_slice() else { panic!("one file") };
    assert_eq!(name, "carte-claire.pdf");
    assert!(pdf.starts_with(b"%PDF"));
    bench.press(Named::F1);
    bench.press(Named::F9);
    assert!(!bench.has("card-code"), "it is said once");
}

#[test]
fn another_card_takes_the_place_of_the_first_only_if_that_is_meant() {
    let mut bench = desk();
    bench.press(Named::F9);
    bench.answer(&fixtures::staff(true));
    bench.click("new-card");
    assert!(bench.asked.is_empty() && bench.item("new-card-no").focused);
    bench.press(Named::Enter);
    assert!(!bench.has("new-card-yes"));
    bench.click("new-card");
    bench.click("new-card-yes");
    assert_eq!(bench.question().1, "/staff/card");
}

#[test]
fn a_lost_card_is_revoked_after_asking() {
    let mut bench = desk();
    bench.press(Named::F9);
    bench.answer(&fixtures::staff(true));
    let tom = fixtures::staff(true)[2].id;
    bench.click(&format!("revoke-{tom}"));
    assert!(bench.asked.is_empty() && bench.item("revoke-no").focused);
    bench.click("revoke-yes");
    assert_eq!(bench.question().1, format!("/staff/{tom}/card/revoke"));
    bench.answer_text("");
    assert_eq!(bench.question().1, "/staff", "the list is asked for anew");
}

#[test]
fn a_technician_revokes_no_card_of_others() {
    let mut bench = desk();
    bench.press(Named::F9);
    let mut rows = fixtures::staff(true);
    rows[0].role = epn_wire::console::StaffRole::Technician;
    bench.answer(&rows);
    assert!(bench.has(&format!("revoke-{}", rows[0].id)) && !bench.has(&format!("revoke-{}", rows[2].id)));
}
