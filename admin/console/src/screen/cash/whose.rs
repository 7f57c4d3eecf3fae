//! Whose money the desk is about.

use epn_rules::id::{PurseId, SessionId, TicketId};
use epn_rules::people::Alias;
use epn_ui::{Element, Icon, TextRole, items};
use epn_wire::console::VisitorRow;
use epn_wire::money::PurseHolder;

use crate::ctx::Ctx;
use crate::screen::find::member_words;
use crate::words::say;

/// The width of a person's picture, in logical pixels.
const PICTURE: f32 = 40.0;

/// Somebody with a purse, or about to have one.
#[derive(Clone, PartialEq, Eq)]
pub enum Whose {
    Member(VisitorRow),
    /// Somebody who sits at a station.
    Sitting {
        station: String,
        alias: Alias,
        session: SessionId,
    },
    Ticket {
        id: TicketId,
        alias: Alias,
    },
    /// A purse without a name, which its receipts name.
    Purse(PurseId),
    /// Somebody who gives no name and has no purse yet.
    Anonymous,
}

impl std::fmt::Debug for Whose {
    /// No names.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Whose(…)")
    }
}

impl Whose {
    /// The purse's holder; none if the first payment makes the purse.
    pub fn holder(&self) -> Option<PurseHolder> {
        match self {
            Self::Member(row) => Some(PurseHolder::Visitor { id: row.id }),
            Self::Sitting { session, .. } => Some(PurseHolder::Session { id: *session }),
            Self::Ticket { id, .. } => Some(PurseHolder::Ticket { id: *id }),
            Self::Purse(id) => Some(PurseHolder::Purse { id: *id }),
            Self::Anonymous => None,
        }
    }

    /// How the desk calls them.
    pub fn words(&self, ctx: &Ctx<'_>) -> String {
        let phrases = ctx.phrases;
        match self {
            Self::Member(row) => member_words(ctx, row),
            Self::Sitting { station, alias, .. } => {
                [phrases.shared.alias(alias), station.clone()].join(" · ")
            }
            Self::Ticket { alias, .. } => {
                say!(phrases, "cash-ticket", alias = phrases.shared.alias(alias))
            }
            Self::Purse(_) => say!(phrases, "cash-purse-name"),
            Self::Anonymous => say!(phrases, "cash-new-purse"),
        }
    }

    fn alias(&self) -> Option<&Alias> {
        match self {
            Self::Member(row) => Some(&row.alias),
            Self::Sitting { alias, .. } | Self::Ticket { alias, .. } => Some(alias),
            Self::Purse(_) | Self::Anonymous => None,
        }
    }

    /// Picture and words; the number of a purse without a name.
    pub fn view<'a, M: 'a>(&self, ctx: &Ctx<'a>) -> Element<'a, M> {
        let ui = ctx.ui;
        let sign = match self.alias() {
            Some(alias) => ui.picture(&alias.picture, ctx.phrases.shared.alias(alias), PICTURE),
            None => ui.icon(Icon::Coin, TextRole::Title),
        };
        let name = ui.row(items![sign, ui.heading(self.words(ctx)).id("cash-whose")]).into();
        let number = match self {
            Self::Purse(id) => Some(ui.caption(id.to_string()).id("cash-purse-number").into()),
            _ => None,
        };
        ui.column(std::iter::once(name).chain(number)).spacing(0.0).into()
    }
}
