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

    /// Picture and words.
    pub fn view<'a, M: 'a>(&self, ctx: &Ctx<'a>) -> Element<'a, M> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let person = |alias: &Alias, words: String| -> Element<'a, M> {
            let picture = ui.picture(&alias.picture, phrases.shared.alias(alias), PICTURE);
            ui.row(items![picture, ui.heading(words).id("cash-whose")]).into()
        };
        let nameless = |words: String| -> Element<'a, M> {
            let coin = ui.icon(Icon::Coin, TextRole::Title);
            ui.row(items![coin, ui.heading(words).id("cash-whose")]).into()
        };
        match self {
            Self::Member(row) => person(&row.alias, member_words(ctx, row)),
            Self::Sitting { station, alias, .. } => {
                person(alias, [phrases.shared.alias(alias), station.clone()].join(" · "))
            }
            Self::Ticket { alias, .. } => {
                person(alias, say!(phrases, "cash-ticket", alias = phrases.shared.alias(alias)))
            }
            Self::Purse(id) => {
                let number = ui.caption(id.to_string()).id("cash-purse-number");
                let name = nameless(say!(phrases, "cash-purse-name"));
                ui.column(items![name, number]).spacing(0.0).into()
            }
            Self::Anonymous => nameless(say!(phrases, "cash-new-purse")),
        }
    }
}
