use super::*;

fn at(second: i64) -> Timestamp {
    Timestamp::from_second(1_800_000_000 + second).unwrap()
}

#[test]
fn each_wrong_guess_doubles_the_wait_up_to_a_minute() {
    let throttle = Throttle::default();
    let subject = [Subject::member("123")];
    let mut now = 0;
    for expected in [1, 2, 4, 8, 16, 32, 60, 60] {
        let attempt = throttle.attempt(&subject, at(now)).unwrap();
        assert_eq!(attempt.failed(at(now)).wait, Wait(expected));
        assert_eq!(throttle.attempt(&subject, at(now)).unwrap_err(), Wait(expected));
        now += i64::from(expected);
    }
}

#[test]
fn a_right_guess_forgives_and_no_verdict_counts_nothing() {
    let throttle = Throttle::default();
    let subject = [Subject::member("123")];
    drop(throttle.attempt(&subject, at(0)).unwrap().failed(at(0)));
    let forgiven = throttle.attempt(&subject, at(1)).unwrap().succeeded();
    assert!(!forgiven.is_empty());
    drop(throttle.attempt(&subject, at(1)).unwrap());
    let forgiven = throttle.attempt(&subject, at(1)).unwrap().succeeded();
    assert!(forgiven.is_empty());
}

#[test]
fn guesses_of_one_number_are_looked_at_one_after_the_other() {
    let throttle = Throttle::default();
    let (one, other) = (Subject::member("123"), Subject::member("456"));
    let first = throttle.attempt(std::slice::from_ref(&one), at(0)).unwrap();
    assert_eq!(throttle.attempt(std::slice::from_ref(&one), at(0)).unwrap_err(), Wait(1));
    assert!(throttle.attempt(&[other], at(0)).is_ok());
    drop(first);
    assert!(throttle.attempt(&[one], at(0)).is_ok());
}

#[test]
fn a_clock_set_back_does_not_lengthen_the_wait() {
    let throttle = Throttle::default();
    let subject = [Subject::member("123")];
    drop(throttle.attempt(&subject, at(10_000)).unwrap().failed(at(10_000)));
    assert_eq!(throttle.attempt(&subject, at(0)).unwrap_err(), Wait(1));
    assert!(throttle.attempt(&subject, at(1)).is_ok(), "nor until the clock is where it was");
}

#[test]
fn failures_are_forgotten_after_a_while() {
    let throttle = Throttle::default();
    let subject = [Subject::member("123")];
    for now in [0, 1, 3] {
        throttle.attempt(&subject, at(now)).unwrap().failed(at(now));
    }
    assert_eq!(throttle.attempt(&subject, at(2000)).unwrap().failed(at(2000)).wait, Wait(1));
}
