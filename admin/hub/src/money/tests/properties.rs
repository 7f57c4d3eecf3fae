//! Whatever is asked in whatever order, and however often: the ledger says what a slow and obvious model says.

use std::collections::BTreeMap;

use epn_rules::purse::AllowancePeriod;
use epn_wire::money::VoucherGiven;
use jiff::ToSpan as _;
use jiff::civil::Date;
use proptest::prelude::*;

use super::*;
use crate::money::{purse_if_any, shown_to};
use crate::testing::cases;

/// What happens, on which day after the first.
#[derive(Clone, Debug)]
enum Step {
    TopUp {
        who: usize,
        cents: i64,
        voucher: bool,
    },
    Refund {
        who: usize,
        cents: i64,
    },
    Reserve {
        who: usize,
        job: usize,
        cents: i64,
    },
    Settle {
        job: usize,
        cents: i64,
    },
    Adjust {
        job: usize,
        nth: u32,
        cents: i64,
    },
    /// A step before is asked for again, word for word.
    Again {
        step: usize,
    },
    /// Some days pass.
    Later {
        days: i8,
    },
    /// The site gives allowances of another length, or none.
    Decides {
        per: Option<Period>,
    },
}

const PEOPLE: usize = 3;
const JOBS: usize = 6;
const GIVEN: i64 = 70;

fn step() -> impl Strategy<Value = Step> {
    let (who, job, cents) = (0..PEOPLE, 0..JOBS, 0..200_i64);
    prop_oneof![
        4 => (who.clone(), cents.clone(), prop::bool::weighted(0.4))
            .prop_map(|(who, cents, voucher)| Step::TopUp { who, cents, voucher }),
        2 => (who.clone(), cents.clone()).prop_map(|(who, cents)| Step::Refund { who, cents }),
        6 => (who, job.clone(), cents.clone()).prop_map(|(who, job, cents)| Step::Reserve { who, job, cents }),
        5 => (job.clone(), cents.clone()).prop_map(|(job, cents)| Step::Settle { job, cents }),
        3 => (job, 1..3_u32, cents).prop_map(|(job, nth, cents)| Step::Adjust { job, nth, cents }),
        4 => any::<prop::sample::Index>().prop_map(|index| Step::Again { step: index.index(40) }),
        3 => (0..20_i8).prop_map(|days| Step::Later { days }),
        1 => prop_oneof![
            Just(None),
            Just(Some(Period::Day)),
            Just(Some(Period::Week)),
            Just(Some(Period::Month)),
        ]
        .prop_map(|per| Step::Decides { per }),
    ]
}

/// Where a cent comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Cent {
    Free,
    Voucher,
    Money,
}

/// A print as the model knows it: amounts by cent, each known by where it comes from.
#[derive(Clone, Debug, Default)]
struct ModelJob {
    who: usize,
    period: Option<String>,
    /// Each cent that is held or was spent.
    held: Vec<Cent>,
    spent: Option<Vec<Cent>>,
    /// What was asked to be given back, by time.
    adjusted: BTreeMap<u32, i64>,
}

/// A purse as a heap of single cents, and all that ever left or came.
#[derive(Clone, Debug, Default)]
struct ModelPurse {
    money: i64,
    vouchers: i64,
    free: i64,
    period: Option<AllowancePeriod>,
    had: Vec<String>,
    lapsed: Vec<String>,
}

impl ModelPurse {
    fn of(&mut self, cent: Cent) -> &mut i64 {
        match cent {
            Cent::Free => &mut self.free,
            Cent::Voucher => &mut self.vouchers,
            Cent::Money => &mut self.money,
        }
    }
}

struct Model {
    day: Date,
    per: Option<Period>,
    purses: [ModelPurse; PEOPLE],
    jobs: BTreeMap<usize, ModelJob>,
    drawer: i64,
    vouchers: i64,
    revenue: i64,
    given: i64,
    goodwill: i64,
    handed_out: i64,
}

impl Model {
    fn turn(&mut self, who: usize) {
        let (day, per) = (self.day, self.per);
        let purse = &mut self.purses[who];
        let due = per.map(|per| AllowancePeriod::of(per, day));
        let is_over = match (purse.period, due) {
            (Some(held), Some(due)) => held != due,
            (Some(held), None) => held.is_over(day),
            (None, _) => false,
        };
        if is_over && purse.free > 0 {
            purse.lapsed.push(purse.period.unwrap().to_string());
            self.handed_out -= purse.free;
            purse.free = 0;
        }
        if let Some(due) = due.filter(|due| !purse.had.contains(&due.to_string())) {
            purse.had.push(due.to_string());
            purse.period = Some(due);
            purse.free += GIVEN;
            self.handed_out += GIVEN;
        }
    }

    fn runs(&self, who: usize, period: Option<&String>) -> bool {
        let purse = &self.purses[who];
        let now = purse.period.map(|period| period.to_string());
        period.is_some()
            && now.as_ref() == period
            && !purse.period.unwrap().is_over(self.day)
            && !purse.lapsed.contains(period.unwrap())
    }

    /// Does a step; whether it is possible.
    fn does(&mut self, step: &Step) -> bool {
        match *step {
            Step::TopUp { who, cents, voucher } => {
                if cents > 0 {
                    *self.purses[who].of(if voucher { Cent::Voucher } else { Cent::Money }) += cents;
                    *(if voucher { &mut self.vouchers } else { &mut self.drawer }) += cents;
                }
                cents > 0
            }
            Step::Refund { who, cents } => {
                let can = cents > 0 && self.purses[who].money >= cents;
                if can {
                    self.purses[who].money -= cents;
                    self.drawer -= cents;
                }
                can
            }
            Step::Reserve { who, job, cents } => self.reserve(who, job, cents),
            Step::Settle { job, cents } => self.settle(job, cents),
            Step::Adjust { job, nth, cents } => self.adjust(job, nth, cents),
            Step::Again { .. } | Step::Later { .. } | Step::Decides { .. } => unreachable!("not of money"),
        }
    }

    fn reserve(&mut self, who: usize, job: usize, cents: i64) -> bool {
        if let Some(before) = self.jobs.get(&job) {
            return before.who == who && i64::try_from(before.held.len()).unwrap() == cents;
        }
        let before = (self.purses.clone(), self.handed_out);
        self.turn(who);
        let purse = &mut self.purses[who];
        if purse.free + purse.vouchers + purse.money < cents {
            (self.purses, self.handed_out) = before;
            return false;
        }
        let mut held = Vec::new();
        for _ in 0..cents {
            let next = [Cent::Free, Cent::Voucher, Cent::Money].into_iter().find(|cent| *purse.of(*cent) > 0);
            *purse.of(next.unwrap()) -= 1;
            held.push(next.unwrap());
        }
        let period = held.contains(&Cent::Free).then(|| purse.period.unwrap().to_string());
        self.jobs.insert(job, ModelJob { who, period, held, ..ModelJob::default() });
        true
    }

    fn settle(&mut self, job: usize, cents: i64) -> bool {
        let Some(print) = self.jobs.get(&job).cloned() else { return cents == 0 };
        if print.spent.is_some() {
            return true;
        }
        if usize::try_from(cents).unwrap() > print.held.len() {
            return false;
        }
        self.turn(print.who);
        let runs = self.runs(print.who, print.period.as_ref());
        let (spent, back) = print.held.split_at(usize::try_from(cents).unwrap());
        for cent in back {
            match cent {
                Cent::Free if !runs => self.handed_out -= 1,
                cent => *self.purses[print.who].of(*cent) += 1,
            }
        }
        for cent in spent {
            *(if *cent == Cent::Free { &mut self.given } else { &mut self.revenue }) += 1;
        }
        self.jobs.get_mut(&job).unwrap().spent = Some(spent.to_vec());
        true
    }

    fn adjust(&mut self, job: usize, nth: u32, cents: i64) -> bool {
        let Some(print) = self.jobs.get(&job).cloned() else { return false };
        if cents <= 0 {
            return false;
        }
        if let Some(before) = print.adjusted.get(&nth) {
            return *before == cents;
        }
        let Some(mut spent) = print.spent else { return false };
        let before = (self.purses.clone(), self.handed_out);
        self.turn(print.who);
        let runs = self.runs(print.who, print.period.as_ref());
        for _ in 0..cents {
            // Money first, then a voucher's, else a free one whose period runs.
            let at = |wanted: Cent| spent.iter().position(|cent| *cent == wanted);
            let found = at(Cent::Money).or_else(|| at(Cent::Voucher));
            let Some(found) = found.or_else(|| at(Cent::Free).filter(|_| runs)) else {
                (self.purses, self.handed_out) = before;
                return false;
            };
            *self.purses[print.who].of(spent.remove(found)) += 1;
        }
        self.goodwill += cents;
        let print = self.jobs.get_mut(&job).unwrap();
        print.spent = Some(spent);
        print.adjusted.insert(nth, cents);
        true
    }
}

/// What is asked of the real one: with the identifiers that make it the same again.
#[derive(Clone, Debug)]
struct Asked {
    step: Step,
    receipt: ReceiptId,
}

struct Real {
    site: Site,
    people: Vec<PurseHolder>,
    jobs: Vec<PrintJobId>,
}

impl Real {
    fn new() -> Self {
        let site = Site::under(giving(None));
        let people = (0..PEOPLE).map(|_| site.member()).collect();
        Self { site, people, jobs: (0..JOBS).map(|_| job()).collect() }
    }

    fn does(&self, moment: &str, Asked { step, receipt }: &Asked) -> Result<(), MoneyError> {
        match *step {
            Step::TopUp { who, cents, voucher } => {
                let mut new = TopUp { id: *receipt, ..top_up(Some(self.people[who]), cents) };
                if voucher {
                    let (issuer, serial) = ("Pass numérique".to_owned(), receipt.to_string());
                    new.means = Means::Voucher;
                    new.voucher = Some(VoucherGiven { issuer, serial, expires: None });
                }
                self.site.write(moment, move |book| book.top_up(&new, None)).map(drop)
            }
            Step::Refund { who, cents } => {
                let new = Refund { id: *receipt, ..refund(self.people[who], cents) };
                let staff = self.site.staff;
                self.site.write(moment, move |book| book.refund(&new, staff)).map(drop)
            }
            Step::Reserve { who, job, cents } => {
                let (job, holder) = (self.jobs[job], self.people[who]);
                self.site.write(moment, move |book| book.reserve(job, book.purse_of(holder)?, Cents(cents)))
            }
            Step::Settle { job, cents } => self.site.settle(moment, self.jobs[job], cents).map(drop),
            Step::Adjust { job, nth, cents } => {
                self.site.adjust(moment, self.jobs[job], nth, cents).map(drop)
            }
            Step::Again { .. } | Step::Later { .. } | Step::Decides { .. } => unreachable!("not of money"),
        }
    }

    /// What somebody's purse shows: paid, free and reserved; and how much of it the desk gives back.
    fn shows(&self, moment: &str, holder: PurseHolder) -> ([i64; 3], i64) {
        let rules = &self.site.rules;
        let read = |c: &rusqlite::Connection| {
            let PurseShown { paid, free, reserved } = shown_to(c, rules, holder, at(moment))?;
            let back = match purse_if_any(c, holder)? {
                Some(purse) => refundable(c, rules, purse)?,
                None => Cents(0),
            };
            Ok::<_, MoneyError>(([paid.0, free.0, reserved.0], back.0))
        };
        self.site.store.readers.read_now(read).unwrap()
    }

    fn transactions(&self) -> i64 {
        self.site.count("SELECT count(*) FROM ledger")
    }

    fn account(&self, name: &str) -> i64 {
        self.site.count(&format!("SELECT coalesce(sum(cents), 0) FROM posting WHERE account = '{name}'"))
    }
}

fn giving(per: Option<Period>) -> Policy {
    let mut policy = policy();
    policy.printing.allowances =
        per.map(|per| Allowance { cents: Cents(GIVEN), per, scope: Scope::default() }).into_iter().collect();
    policy
}

fn agree(real: &Real, model: &Model, moment: &str) {
    for (holder, model_purse) in real.people.iter().zip(0..PEOPLE) {
        let held = model.jobs.values().filter(|job| job.who == model_purse && job.spent.is_none());
        let reserved: usize = held.map(|job| job.held.len()).sum();
        // What a purse shows is what it holds once what is due to it is done.
        let mut due = Model { purses: model.purses.clone(), jobs: BTreeMap::new(), ..*model };
        due.turn(model_purse);
        let ModelPurse { money, vouchers, free, .. } = due.purses[model_purse];
        let shows = [money + vouchers, free, i64::try_from(reserved).unwrap()];
        assert_eq!(real.shows(moment, *holder), (shows, money));
    }
    let site =
        [-real.account("cash"), real.account("revenue"), real.account("given"), -real.account("goodwill")];
    assert_eq!(site, [model.drawer, model.revenue, model.given, model.goodwill]);
    assert_eq!(-real.account("voucher"), model.vouchers);
    assert_eq!(-real.account("allowance"), model.handed_out);
}

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn the_ledger_is_what_the_model_says(steps in prop::collection::vec(step(), 1..40)) {
        let mut real = Real::new();
        let mut model = Model {
            day: at(MARCH).to_zoned(real.site.rules.calendar().zone().clone()).date(),
            per: None,
            purses: Default::default(),
            jobs: BTreeMap::new(),
            drawer: 0,
            vouchers: 0,
            revenue: 0,
            given: 0,
            goodwill: 0,
            handed_out: 0,
        };
        let mut asked: Vec<(Asked, bool)> = Vec::new();
        for step in steps {
            let moment = format!("{}T12:00:00+01:00", model.day);
            match step {
                Step::Later { days } => model.day = model.day.checked_add(i32::from(days).days()).unwrap(),
                Step::Decides { per } => {
                    model.per = per;
                    real.site.decides(giving(per));
                }
                Step::Again { step } => {
                    let Some((again, done)) = asked.get(step).cloned() else { continue };
                    let before = real.transactions();
                    let answer = real.does(&moment, &again);
                    // What was done is done: it says yes once more and changes nothing.
                    if done {
                        prop_assert!(answer.is_ok(), "{again:?}: {answer:?}");
                        prop_assert_eq!(real.transactions(), before);
                    } else if answer.is_ok() {
                        prop_assert!(model.does(&again.step), "{again:?}");
                        asked.push((again, true));
                    } else {
                        prop_assert!(!model.does(&again.step), "{again:?}: {answer:?}");
                    }
                }
                step => {
                    let one = Asked { step, receipt: ReceiptId(Ulid::new()) };
                    let before = real.transactions();
                    let answer = real.does(&moment, &one);
                    prop_assert_eq!(answer.is_ok(), model.does(&one.step), "{:?}: {:?}", one, answer);
                    if answer.is_err() {
                        prop_assert_eq!(real.transactions(), before, "what is refused leaves nothing behind");
                    }
                    // To settle for nothing what was never reserved is no step: later it may be one.
                    let is_idle = matches!(one.step, Step::Settle { cents: 0, .. }) && real.transactions() == before;
                    if !is_idle {
                        asked.push((one, answer.is_ok()));
                    }
                }
            }
            agree(&real, &model, &format!("{}T12:00:00+01:00", model.day));
        }
        prop_assert_eq!(real.site.problems(), Vec::<String>::new());
        prop_assert_eq!(real.site.count("SELECT coalesce(sum(cents), 0) FROM posting"), 0);
    }
}
