//! How well a station is locked down, in words for whoever runs the room.

use epn_wire::audit::{Audit, AuditItem};
use i18n_embed_fl::fl;

use crate::Words;

impl Words {
    /// `Verrouillage : 88 points tenus sur 90`. What cannot be read is no point.
    pub fn lockdown_held(&self, audit: &Audit) -> String {
        let of = audit.held.saturating_add(audit.short);
        fl!(self.loader, "lockdown-held", held = audit.held, of = of)
    }

    /// `2 points ne se vérifient qu’à la main`, if there are any.
    pub fn lockdown_untested(&self, audit: &Audit) -> Option<String> {
        (audit.untested > 0).then(|| fl!(self.loader, "lockdown-untested", count = audit.untested))
    }

    /// An item that falls short.
    pub fn lockdown_short(&self, item: &AuditItem) -> String {
        fl!(self.loader, "lockdown-short", item = self.lockdown_item(item))
    }

    /// What an item demands. One that only a newer station knows is told as the station tells it.
    pub fn lockdown_item(&self, item: &AuditItem) -> String {
        let key = format!("lockdown-item-{}", item.id);
        if self.loader.has(&key) { self.loader.get(&key) } else { item.what.clone() }
    }
}
