//! How many pages a scan has that waits for the mediator: whoever looks for theirs knows that.

use std::collections::BTreeSet;
use std::sync::Arc;

use epn_wire::scanning::ScanFormat;

use super::tell;
use crate::hub::Hub;
use crate::printing::DocumentFormat;
use crate::printing::count::Limits;

/// More pages than anybody scans.
const LIMITS: Limits = Limits { most_pages: 2_000, any_size: true };

/// Counts the pages of PDFs that wait, for ever. One that cannot be counted is tried once.
pub async fn count_pages(hub: Arc<Hub>) {
    let mut changes = hub.scans.changes();
    let mut tried = BTreeSet::new();
    loop {
        changes.mark_unchanged();
        let uncounted = hub.scans.desk().uncounted();
        tried.retain(|id| uncounted.iter().any(|(other, _)| other == id));
        for (id, format) in uncounted {
            if format != ScanFormat::Pdf || !tried.insert(id) {
                continue;
            }
            let path = hub.scans.keep.path(id);
            if let Ok(counted) = hub.counter.count(&path, DocumentFormat::Pdf, LIMITS, &mut |_| {}).await {
                let pages = u32::try_from(counted.pages.len()).unwrap_or(u32::MAX);
                hub.scans.desk().set_pages(id, pages);
                tell(&hub);
            }
        }
        if changes.changed().await.is_err() {
            return;
        }
    }
}
