//! Members: their numbers and PINs.

use std::sync::Arc;

use epn_rules::id::{StaffId, VisitorId};
use epn_rules::member_number::{MEMBER_NUMBERS, MemberNumber};
use epn_rules::people::{Alias, PICTURES};
use epn_rules::pin::Pin;
use epn_wire::console::{NewVisitor, VisitorCreated, VisitorRow};
use epn_wire::secret::Secret;
use serde_json::json;
use ulid::Ulid;

use super::{By, DeskError, at_the_desk, random, random_picture};
use crate::grant::{Case, floor, used_today};
use crate::hub::Hub;
use crate::name;
use crate::store::session::Holder;
use crate::store::{StoreError, visitor};

/// The longest name, in characters.
const LONGEST_NAME: usize = 200;
/// The earliest year of birth that is believed.
const EARLIEST_BIRTH: i16 = 1900;
/// How many members a search shows.
const SHOWN: u32 = 50;
/// How many numbers are tried before the site is taken to be full.
const TRIES: usize = 200;

/// Makes a member. Number and PIN are in the answer; the PIN nowhere else.
pub async fn new_visitor(hub: &Arc<Hub>, by: StaffId, new: NewVisitor) -> Result<VisitorCreated, DeskError> {
    let NewVisitor { name, birth_year, picture, authorised } = new;
    let name = name.map(|name| name.trim().to_owned()).filter(|name| !name.is_empty());
    if name.as_ref().is_some_and(|name| !name::is_fit(name, LONGEST_NAME)) {
        let what = format!("a name has at most {LONGEST_NAME} characters, all on one line");
        return Err(DeskError::BadRequest(what));
    }
    let picture = match picture {
        None => random_picture()?.to_owned(),
        Some(picture) if PICTURES.contains(&picture.as_str()) => picture,
        Some(_) => return Err(DeskError::BadRequest("there is no such picture".to_owned())),
    };
    let pin = new_random_pin()?;
    let hash = hub.hasher.hash_pin(pin.clone()).await?;
    at_the_desk(hub, move |case| {
        let this_year = case.policy.rules.calendar().date_of(case.now).year();
        if birth_year.is_some_and(|year| !(EARLIEST_BIRTH..=this_year).contains(&year)) {
            return Err(DeskError::BadRequest(format!(
                "the year of birth is from {EARLIEST_BIRTH} to {this_year}"
            )));
        }
        let member = visitor::Visitor {
            id: VisitorId(Ulid::new()),
            number: String::new(),
            picture,
            birth_year,
            authorised: authorised.then_some(case.now),
            groups: Vec::new(),
        };
        let member = numbered(case, member, &hash)?;
        visitor::set_name(case.tx, member.id, name.as_deref())?;
        case.audit(by, "visitor", &member.id, &json!({ "authorised": authorised }))?;
        Ok(created(member, pin))
    })
    .await
}

/// Gives a member a new PIN; the old one opens nothing more.
pub async fn new_pin(hub: &Arc<Hub>, by: impl Into<By>, id: VisitorId) -> Result<VisitorCreated, DeskError> {
    let by = by.into();
    let pin = new_random_pin()?;
    let hash = hub.hasher.hash_pin(pin.clone()).await?;
    at_the_desk(hub, move |case| {
        let member = visitor::get(case.tx, id)?.ok_or(DeskError::NotFound("visitor"))?;
        visitor::set_pin(case.tx, id, &hash)?;
        case.audit(by, "new-pin", &id, &json!({}))?;
        Ok(created(member, pin))
    })
    .await
}

/// The members whose number begins with, or whose name holds, the text: the first fifty, by number.
pub async fn visitors(hub: &Arc<Hub>, text: String) -> Result<Vec<VisitorRow>, StoreError> {
    let (policy, now) = (hub.policies.now(), hub.clock.now());
    hub.store
        .readers
        .read(move |connection| {
            let found = visitor::search(connection, text.trim(), SHOWN)?;
            let rows = found.into_iter().map(|(member, name)| {
                let holder = Holder::Visitor(member.id);
                let used = used_today(connection, policy.rules.calendar(), holder, now)?;
                Ok(VisitorRow {
                    id: member.id,
                    number: member.number,
                    name,
                    alias: Alias { picture: member.picture, ordinal: 1 },
                    used_today: floor(used),
                    groups: member.groups,
                })
            });
            rows.collect()
        })
        .await
}

/// Records a member under a number that nobody has. Numbers are random, so that none tells how many members there are.
fn numbered(case: &Case<'_>, mut member: visitor::Visitor, pin: &str) -> Result<visitor::Visitor, DeskError> {
    for _ in 0..TRIES {
        let serial = u32::from_be_bytes(random()?) % MEMBER_NUMBERS;
        let Some(number) = MemberNumber::of_serial(serial) else { continue };
        member.number = number.to_string();
        if visitor::insert(case.tx, &member, pin, case.now)? {
            return Ok(member);
        }
    }
    Err(DeskError::BadRequest("the site has no free member numbers left".to_owned()))
}

fn created(member: visitor::Visitor, pin: Secret) -> VisitorCreated {
    VisitorCreated {
        id: member.id,
        number: member.number,
        pin,
        alias: Alias { picture: member.picture, ordinal: 1 },
    }
}

fn new_random_pin() -> Result<Secret, DeskError> {
    loop {
        if let Some(pin) = Pin::from_random(u32::from_be_bytes(random()?)) {
            return Ok(Secret::from(pin.reveal().to_owned()));
        }
    }
}
