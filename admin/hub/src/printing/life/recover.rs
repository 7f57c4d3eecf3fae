//! What a hub that ended left of its prints. Those at a printer are the matter of whoever sends to it: it asks the printer.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::PrintError;
use super::change::happens;
use super::state::Event;
use crate::grant::Case;
use crate::hub::Hub;
use crate::printing::document;
use crate::server::StartError;
use crate::store::StoreError;
use crate::store::print_job;

/// Nothing can arrive any more of what had not arrived whole: its visitor is told to print it again. What had is counted again.
pub async fn recover(hub: &Arc<Hub>) -> Result<(), StartError> {
    clean(hub).await?;
    let inside = Arc::clone(hub);
    let done = hub.store.writer.run(move |tx| {
        let case = Case::new(tx, &inside)?;
        let receiving = print_job::receiving(tx)?;
        for mut job in receiving.into_iter().filter(|job| job.format.is_none()) {
            happens(&case, &mut job, Event::Broken)?;
        }
        Ok::<_, PrintError>(())
    });
    match done.await {
        Ok(()) => Ok(()),
        Err(PrintError::Store(error)) => Err(error.into()),
        Err(other) => Err(StoreError::Value(other.to_string().into()).into()),
    }
}

/// Removes documents that no print keeps: those that arrived in part, and those whose print was over just before.
async fn clean(hub: &Arc<Hub>) -> Result<(), StartError> {
    let kept = hub.store.readers.read(print_job::keeps_document).await?;
    let kept: BTreeSet<_> = kept.into_iter().collect();
    let layout = hub.folder.layout();
    document::prepare(layout).map_err(StartError::Documents)?;
    let removed = document::sweep(layout, &kept).map_err(StartError::Documents)?;
    if removed > 0 {
        tracing::info!(removed, "documents that nothing is printed of any more were deleted");
    }
    Ok(())
}
