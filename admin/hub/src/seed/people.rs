//! Who comes: members that return, and people who just walk in.

use epn_rules::age::{age_band, youngest};
use epn_rules::id::VisitorId;
use epn_rules::member_number::MemberNumber;
use epn_rules::people::{AgeBand, Category, PICTURES};
use jiff::Timestamp;
use jiff::civil::{Date, Weekday};
use rand::Rng as _;
use ulid::Ulid;

use super::Wish;
use super::chance::Chance;
use crate::store::session::Holder;
use crate::store::visitor::Visitor;

/// Members for each station: they come about once a week.
const MEMBERS_PER_STATION: u32 = 15;

/// The site's members.
#[derive(Debug)]
pub(super) struct Members(Vec<Visitor>);

impl Members {
    pub(super) fn all(&self) -> &[Visitor] {
        &self.0
    }
}

pub(super) fn members(wish: Wish, at: Timestamp) -> Members {
    let mut chance = Chance::of_people(wish.seed, "members");
    let many = u32::from(wish.stations) * MEMBERS_PER_STATION;
    let numbers = (0..many).filter_map(MemberNumber::of_serial);
    let member = |number: MemberNumber| Visitor {
        id: VisitorId(Ulid::from_parts(at.as_millisecond().unsigned_abs(), chance.random())),
        number: number.to_string(),
        picture: chance.one_of(&PICTURES).unwrap_or_default().to_owned(),
        birth_year: Some(wish.until.year() - birth_age(&mut chance)),
        authorised: Some(at),
        groups: Vec::new(),
    };
    Members(numbers.map(member).collect())
}

/// Years between a member's birth and the last day: many pensioners, some teenagers.
fn birth_age(chance: &mut Chance) -> i16 {
    let (from, to) = chance.weighted(
        &[((12, 17), 15), ((18, 24), 12), ((25, 39), 20), ((40, 59), 25), ((60, 69), 16), ((70, 88), 12)],
        (40, 59),
    );
    chance.random_range(from..=to)
}

/// Somebody who comes in.
#[derive(Clone, Debug)]
pub(super) struct Person {
    pub(super) category: Category,
    pub(super) holder: Holder,
    /// Of a member.
    pub(super) picture: Option<String>,
    pub(super) age: AgeBand,
    /// Completed years as rules judge them, if known.
    pub(super) years: Option<u8>,
}

impl Person {
    /// Somebody on this day, at this hour.
    pub(super) fn at(chance: &mut Chance, day: Date, hour: i8, members: &Members) -> Self {
        let category = chance.weighted(
            &[
                (Category::Member, 30),
                (Category::Ticket, 30),
                (Category::NoAccount, 34),
                (Category::Staff, 6),
            ],
            Category::NoAccount,
        );
        let index = chance.random_range(0..members.0.len().max(1));
        match members.0.get(index).filter(|_| category == Category::Member) {
            Some(member) => Self::member(member, day),
            None if category == Category::Member => Self::walk_in(chance, Category::NoAccount, day, hour),
            None => Self::walk_in(chance, category, day, hour),
        }
    }

    fn member(member: &Visitor, day: Date) -> Self {
        let years = member.birth_year.and_then(|year| u8::try_from(day.year() - year).ok());
        Self {
            category: Category::Member,
            holder: Holder::Visitor(member.id),
            picture: Some(member.picture.clone()),
            age: member.birth_year.map_or(AgeBand::NonCommunique, |year| age_band(year, day.year())),
            years,
        }
    }

    fn walk_in(chance: &mut Chance, category: Category, day: Date, hour: i8) -> Self {
        let age = walk_in_age(chance, day, hour);
        Self { category, holder: Holder::Nobody, picture: None, age, years: youngest(age) }
    }
}

/// Pensioners in the morning, teenagers on Wednesdays, Saturdays and after school.
pub(super) fn walk_in_age(chance: &mut Chance, day: Date, hour: i8) -> AgeBand {
    let is_free_of_school = matches!(day.weekday(), Weekday::Wednesday | Weekday::Saturday) || hour >= 17;
    let (teenagers, pensioners) = (if is_free_of_school { 24 } else { 4 }, if hour < 12 { 22 } else { 10 });
    chance.weighted(
        &[
            (AgeBand::MoinsDeDouze, teenagers / 4),
            (AgeBand::DouzeDixHuit, teenagers),
            (AgeBand::DixHuitVingtQuatre, 14),
            (AgeBand::VingtCinqTrenteNeuf, 22),
            (AgeBand::QuaranteCinquanteNeuf, 20),
            (AgeBand::SoixanteSoixanteNeuf, pensioners),
            (AgeBand::SoixanteDixPlus, pensioners / 2),
            (AgeBand::NonCommunique, 8),
        ],
        AgeBand::NonCommunique,
    )
}
