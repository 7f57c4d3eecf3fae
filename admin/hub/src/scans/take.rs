//! Taking a file out of the scanner's folder: copied, noted, removed there, told; in this order, so that at any moment it is
//! in one of the two places for sure, and after a crash it is known where.

use epn_rules::id::ScanId;
use epn_rules::scan::{Whose, WhyStaff};
use epn_wire::scanning::{ScanFormat, ScanLeft};
use rustix::io::Errno;
use ulid::Ulid;

use super::folder::{Entry, Folder};
use super::forget;
use super::keep::{Kept, Owner};
use crate::hub::Hub;
use crate::printing::document::has_room;

/// The most scans that are kept at once; further ones wait in the scanner's folder.
const MOST_KEPT: usize = 200;

/// Why a file was not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotTaken {
    /// It changed meanwhile: it is looked at again.
    Changed,
    Left(ScanLeft),
}

/// Takes a whole file.
pub(super) fn take(
    hub: &Hub,
    folder: &Folder,
    entry: &Entry,
    format: ScanFormat,
    pages: Option<u32>,
) -> Result<(), NotTaken> {
    let bytes = entry.source.bytes;
    if !has_room(hub, bytes) || hub.scans.desk().count() >= MOST_KEPT {
        return Err(NotTaken::Left(ScanLeft::NoRoom));
    }
    let id = ScanId(Ulid::new());
    let done = copy(hub, folder, entry, id).and_then(|()| keep(hub, entry, id, format, pages));
    if let Err(why) = done {
        hub.scans.keep.drop_copy(id);
        return Err(why);
    }
    settle(hub, folder, entry, id)?;
    hub.scans.desk().gone(entry.file);
    Ok(())
}

fn copy(hub: &Hub, folder: &Folder, entry: &Entry, id: ScanId) -> Result<(), NotTaken> {
    let file = folder.read(entry).map_err(|error| match error {
        Errno::ACCESS | Errno::PERM => NotTaken::Left(ScanLeft::NoRights),
        _ => NotTaken::Changed,
    })?;
    let bytes = entry.source.bytes;
    let copied = hub.scans.keep.copy(id, &file, bytes.saturating_add(1)).map_err(|error| no_room(&error))?;
    if copied == bytes && folder.is_still(entry) { Ok(()) } else { Err(NotTaken::Changed) }
}

/// Says whose it is, and keeps it.
fn keep(
    hub: &Hub,
    entry: &Entry,
    id: ScanId,
    format: ScanFormat,
    pages: Option<u32>,
) -> Result<(), NotTaken> {
    let mut desk = hub.scans.desk();
    let (whose, wanted_by) = desk.whose(entry.file, |session| hub.live.seat_of(session).is_some());
    let owner = match whose {
        Whose::Session(session) => match hub.live.seat_of(session) {
            Some(station) => Owner::Session { station, session },
            None => Owner::Staff { why: WhyStaff::SessionOver },
        },
        Whose::Staff(why) => Owner::Staff { why },
    };
    let number = desk.next_number();
    let (at, source, bytes) = (hub.clock.now(), Some(entry.source), entry.source.bytes);
    let kept = Kept { id, number, at, format, bytes, pages, owner, wanted_by, source };
    hub.scans.keep.write(&kept).map_err(|error| {
        // The note may be there although its folder could not be written for good.
        let _ = hub.scans.keep.remove(id);
        no_room(&error)
    })?;
    desk.hold(kept, hub.scans.now(), &hub.clock);
    Ok(())
}

/// Removes the file of a scan that is kept: from then on the scan is there. A file that cannot be removed stays, and the
/// copy goes: it must not come twice.
pub(super) fn settle(hub: &Hub, folder: &Folder, entry: &Entry, id: ScanId) -> Result<(), NotTaken> {
    if folder.remove(entry).is_err() {
        forget(&hub.scans.keep, &mut hub.scans.desk(), id);
        return Err(NotTaken::Left(ScanLeft::NoRights));
    }
    settled(hub, id);
    Ok(())
}

/// The file of a scan is not in the scanner's folder any more.
pub(super) fn settled(hub: &Hub, id: ScanId) {
    let mut desk = hub.scans.desk();
    desk.settle(id);
    let Some(held) = desk.get(id) else { return };
    tracing::info!(number = held.kept.number, bytes = held.kept.bytes, "a scan arrived");
    if let Err(error) = hub.scans.keep.write(&held.kept) {
        // The next start looks for the file once more.
        tracing::error!(%error, "the note of a scan cannot be written");
    }
}

fn no_room(error: &std::io::Error) -> NotTaken {
    tracing::error!(%error, "a scan cannot be kept");
    NotTaken::Left(ScanLeft::NoRoom)
}
