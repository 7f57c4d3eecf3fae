//! What prints take from a purse, and what comes back.

use super::*;
use crate::money::{account, charged, reserved, shown_to};

#[test]
fn the_allowance_is_there_before_anybody_paid_and_is_spent_first() {
    let site = Site::new();
    let member = site.member();
    let shown = site.store.readers.read_now(|c| shown_to(c, &site.rules, member, at(MARCH))).unwrap();
    assert_eq!(shown, PurseShown { free: Cents(100), ..PurseShown::default() });
    let purse = site.purse_of(member);
    assert_eq!(site.shows(MARCH, purse), [0, 100, 0]);
    site.pays(member, 500);
    let job = job();
    site.reserve(MARCH, job, purse, 130).unwrap();
    assert_eq!(site.shows(MARCH, purse), [470, 0, 130]);
    assert_eq!(site.settle(MARCH, job, 110).unwrap(), Cents(110));
    assert_eq!(site.shows(MARCH, purse), [490, 0, 0]);
    assert_eq!(site.problems(), Vec::<String>::new());
}

#[test]
fn only_what_came_out_is_debited_and_the_rest_is_free_again() {
    let site = Site::new();
    let member = site.member();
    let purse = site.purse_of(member);
    let (first, nothing) = (job(), job());
    site.reserve(MARCH, first, purse, 60).unwrap();
    site.settle(MARCH, first, 20).unwrap();
    assert_eq!(site.shows(MARCH, purse), [0, 80, 0]);
    site.reserve(MARCH, nothing, purse, 80).unwrap();
    site.settle(MARCH, nothing, 0).unwrap();
    assert_eq!(site.shows(MARCH, purse), [0, 80, 0]);
}

#[test]
fn a_purse_that_lacks_something_says_how_much_and_nothing_is_held() {
    let site = Site::new();
    let member = site.member();
    let purse = site.purse_of(member);
    let refused = site.reserve(MARCH, job(), purse, 101).unwrap_err();
    assert!(matches!(refused, MoneyError::NotEnough { missing: Cents(1) }), "{refused}");
    let dear = site.reserve(MARCH, job(), purse, 5_000_000).unwrap_err();
    assert!(matches!(dear, MoneyError::NotEnough { missing: Cents(4_999_900) }), "{dear}");
    for wrong in [-1, 100_000_001, i64::MAX, i64::MIN] {
        let refused = site.reserve(MARCH, job(), purse, wrong).unwrap_err();
        assert!(matches!(refused, MoneyError::BadRequest(_)), "{wrong}: {refused}");
    }
    assert_eq!(site.count("SELECT count(*) FROM ledger"), 0, "not even the allowance is written");
}

#[test]
fn the_same_again_changes_nothing() {
    let site = Site::new();
    let member = site.member();
    let purse = site.purse_of(member);
    let job = job();
    for _ in 0..2 {
        site.reserve(MARCH, job, purse, 60).unwrap();
    }
    assert!(matches!(site.reserve(MARCH, job, purse, 61), Err(MoneyError::Reused(_))));
    assert_eq!(site.settle(MARCH, job, 50).unwrap(), Cents(50));
    assert_eq!(site.settle(MARCH, job, 10).unwrap(), Cents(50), "the first word stands");
    for is_new in [true, false] {
        assert_eq!(site.adjust(MARCH, job, 1, 30).unwrap(), is_new);
    }
    assert!(matches!(site.adjust(MARCH, job, 1, 20), Err(MoneyError::Reused(_))));
    site.reserve(MARCH, job, purse, 60).unwrap();
    assert_eq!(site.shows(MARCH, purse), [0, 80, 0]);
    // The allowance, the reservation, the settlement, the goodwill.
    assert_eq!(site.count("SELECT count(*) FROM ledger"), 4);
}

#[test]
fn never_more_than_was_reserved() {
    let site = Site::new();
    let member = site.member();
    let purse = site.purse_of(member);
    let job = job();
    assert!(matches!(site.settle(MARCH, job, 1), Err(MoneyError::NotFound("reservation"))));
    site.reserve(MARCH, job, purse, 60).unwrap();
    assert!(matches!(site.settle(MARCH, job, 61), Err(MoneyError::TooMuch { most: Cents(60) })));
    let held = || site.store.readers.read_now(|c| reserved(c, job)).unwrap();
    assert_eq!(held(), Some(Cents(60)));
    site.settle(MARCH, job, 60).unwrap();
    assert_eq!(held(), None);
}

#[test]
fn an_allowance_lapses_with_its_month_and_so_does_what_was_held_of_it() {
    let site = Site::new();
    let member = site.member();
    site.pays(member, 50);
    let purse = site.purse_of(member);
    let job = job();
    site.reserve(MARCH, job, purse, 80).unwrap();
    assert_eq!(site.shows(MARCH, purse), [50, 20, 80]);
    assert_eq!(site.shows(APRIL, purse), [50, 100, 80], "what is left of March lapses, April's is there");
    site.settle(APRIL, job, 30).unwrap();
    assert_eq!(site.shows(APRIL, purse), [50, 100, 0], "50 of March come back to nobody");
    assert_eq!(site.problems(), Vec::<String>::new());
    let account = site.store.readers.read_now(|c| account(c, &site.rules, member, at(APRIL))).unwrap();
    let lines: Vec<_> = account.lines.iter().map(|line| line.amount.0).collect();
    assert_eq!(lines, [-50, -30, 100, -20, 100, 50]);
    assert_eq!(lines.iter().sum::<i64>(), 150, "they add up to what can be spent");
}

#[test]
fn what_is_due_and_not_written_yet_is_in_the_account() {
    let site = Site::new();
    let member = site.member();
    let purse = site.purse_of(member);
    let job = job();
    site.reserve(MARCH, job, purse, 80).unwrap();
    site.settle(MARCH, job, 80).unwrap();
    let account = site.store.readers.read_now(|c| account(c, &site.rules, member, at(APRIL))).unwrap();
    assert_eq!(account.purse.free, Cents(100));
    assert_eq!(account.lines.iter().map(|line| line.amount.0).collect::<Vec<_>>(), [100, -20, -80, 100]);
}

#[test]
fn another_allowance_takes_the_place_of_the_last_and_none_is_given_twice() {
    let mut site = Site::new();
    let member = site.member();
    let purse = site.purse_of(member);
    let mut daily = policy();
    daily.printing.allowances[0].per = Period::Day;
    daily.printing.allowances[0].cents = Cents(10);
    let (first, second, third) = (job(), job(), job());
    site.reserve(MARCH, first, purse, 60).unwrap();
    site.decides(daily.clone());
    assert_eq!(site.shows(MARCH, purse), [0, 10, 60]);
    site.reserve(MARCH, second, purse, 4).unwrap();
    site.decides(policy());
    assert_eq!(site.shows(MARCH, purse), [0, 0, 64], "March's was given already");
    assert!(site.reserve(MARCH, third, purse, 1).is_err());
    site.settle(MARCH, first, 0).unwrap();
    site.settle(MARCH, second, 0).unwrap();
    site.decides(daily);
    site.settle(MARCH, second, 0).unwrap();
    assert_eq!(site.shows(MARCH, purse), [0, 0, 0]);
    assert_eq!(site.problems(), Vec::<String>::new());
    assert_eq!(site.count("SELECT count(*) FROM ledger WHERE kind = 'allowance'"), 2);
}

#[test]
fn what_a_print_cost_is_given_back_once_the_paid_part_first() {
    let site = Site::new();
    let member = site.member();
    site.pays(member, 50);
    let purse = site.purse_of(member);
    let job = job();
    assert!(matches!(site.adjust(MARCH, job, 1, 1), Err(MoneyError::NotFound(_))));
    site.reserve(MARCH, job, purse, 130).unwrap();
    site.settle(MARCH, job, 130).unwrap();
    assert_eq!(site.shows(MARCH, purse), [20, 0, 0]);
    site.adjust(MARCH, job, 1, 40).unwrap();
    assert_eq!(site.shows(MARCH, purse), [50, 10, 0]);
    let too_much = site.adjust(MARCH, job, 2, 91).unwrap_err();
    assert!(matches!(too_much, MoneyError::TooMuch { most: Cents(90) }), "{too_much}");
    let nothing = site.write(MARCH, {
        let staff = site.staff;
        move |book| book.adjust(job, &RefundPrint { reason: "  ".to_owned(), ..back(2, 1) }, staff)
    });
    assert!(matches!(nothing, Err(MoneyError::BadRequest(_))));
    let charged = site.store.readers.read_now(|c| charged(c, job)).unwrap().unwrap();
    assert_eq!((charged.debited.total(), charged.given_back.total()), (Cents(130), Cents(40)));
    let later = site.adjust(APRIL, job, 2, 1).unwrap_err();
    assert!(
        matches!(later, MoneyError::TooMuch { most: Cents(0) }),
        "the allowance of March lapsed: {later}"
    );
    assert_eq!(site.problems(), Vec::<String>::new());
}

#[test]
fn two_who_put_the_same_print_right_give_it_back_once() {
    let site = Site::new();
    let purse = site.purse_of(site.member());
    let (job, staff) = (job(), site.staff);
    site.reserve(MARCH, job, purse, 90).unwrap();
    site.settle(MARCH, job, 90).unwrap();
    let gives = |new: RefundPrint| site.write(MARCH, move |book| book.adjust(job, &new, staff));
    assert!(gives(back(1, 30)).unwrap());
    let late = gives(back(2, 30)).unwrap_err();
    assert!(matches!(late, MoneyError::GivenBack { so_far: Cents(30) }), "{late}");
    assert!(!gives(back(1, 30)).unwrap(), "its answer was lost: it is the same");
    assert!(gives(RefundPrint { given_back: Cents(30), ..back(2, 60) }).unwrap());
    assert!(!gives(back(1, 30)).unwrap(), "it stays the same, whatever came after");
    assert_eq!(site.shows(MARCH, purse), [0, 100, 0]);
    assert_eq!(site.problems(), Vec::<String>::new());
}

#[test]
fn a_purse_of_nobody_gets_no_allowance_and_keeps_its_money_when_a_member_is_erased() {
    let site = Site::new();
    let anonymous = site.write(MARCH, |book| book.top_up(&top_up(None, 300), None)).unwrap();
    assert_eq!(site.shows(MARCH, anonymous.purse), [300, 0, 0]);
    let member = site.member();
    let paid = site.pays(member, 200);
    let erased = site.store.writer.run_now(|tx| Ok::<_, StoreError>(tx.execute("DELETE FROM visitor", [])?));
    assert_eq!(erased.unwrap(), 1);
    assert_eq!(site.count("SELECT count(*) FROM purse_holder"), 0);
    assert_eq!(site.shows(MARCH, paid.purse), [200, 0, 0]);
    assert_eq!(site.problems(), Vec::<String>::new());
}
