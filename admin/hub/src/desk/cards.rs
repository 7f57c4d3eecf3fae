//! Staff cards: issued, listed, revoked.

use std::sync::Arc;

use epn_rules::id::StaffId;
use epn_rules::long_code::StaffCard;
use epn_rules::pin::Pin;
use epn_wire::secret::Secret;
use epn_wire::staff::{CardIssued, StaffRow};
use serde_json::json;

use super::{By, DeskError, at_the_desk, random};
use crate::hub::Hub;
use crate::store::card::{self, NewCard};
use crate::store::{StoreError, staff};

/// Issues a card to an account, in place of the one before. Code and PIN are in the answer and nowhere else.
pub async fn issue_card(hub: &Arc<Hub>, by: impl Into<By>, to: StaffId) -> Result<CardIssued, DeskError> {
    let by = by.into();
    let code = StaffCard::from_random(random()?);
    let pin = random_pin()?;
    let hash = hub.hasher.hash_pin(pin.clone()).await?;
    let issued = at_the_desk(hub, move |case| {
        let account = staff::get(case.tx, to)?.ok_or(DeskError::NotFound("account"))?;
        let new = NewCard { staff: to, code: case.hub.keys.card_hash(&code), pin: hash };
        card::replace(case.tx, &new, case.now)?;
        case.audit(by, "card-issued", &to, &json!({}))?;
        Ok(CardIssued {
            name: account.name,
            card: Secret::from(code.reveal().to_string()),
            pin,
            site: case.hub.site.name.clone(),
        })
    });
    let issued = issued.await?;
    hub.passes.close_all_of(to);
    Ok(issued)
}

/// Revokes an account's card: from now on it opens nothing.
pub async fn revoke_card(hub: &Arc<Hub>, by: impl Into<By>, of: StaffId) -> Result<(), DeskError> {
    let by = by.into();
    let revoked = at_the_desk(hub, move |case| {
        if !card::revoke(case.tx, of, case.now)? {
            return Err(DeskError::NotFound("card"));
        }
        Ok(case.audit(by, "card-revoked", &of, &json!({}))?)
    });
    revoked.await?;
    hub.passes.close_all_of(of);
    Ok(())
}

/// Every account, and whether it has a card; `me` asks.
pub async fn cards(hub: &Arc<Hub>, me: StaffId) -> Result<Vec<StaffRow>, StoreError> {
    let accounts = hub.store.readers.read::<_, StoreError, _>(card::all).await?;
    let row = |(account, card): (staff::Staff, _)| StaffRow {
        me: account.id == me,
        id: account.id,
        name: account.name,
        role: account.role,
        card,
    };
    Ok(accounts.into_iter().map(row).collect())
}

fn random_pin() -> Result<Secret, DeskError> {
    loop {
        if let Some(pin) = Pin::long_from_random(u32::from_be_bytes(random()?)) {
            return Ok(Secret::from(pin.reveal().to_owned()));
        }
    }
}
