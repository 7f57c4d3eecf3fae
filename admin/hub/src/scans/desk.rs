//! The scans in memory: who is about to scan, what arrives, what is kept and whose it is.

use std::collections::{BTreeMap, BTreeSet};

use epn_rules::id::{ScanId, SessionId, StationId};
use epn_rules::scan::{Coming, Moment, Presses, WAITS_FOR, Whose, WhyStaff};
use epn_wire::clock::SiteClock;
use epn_wire::scanning::{
    MOST_READY, ScanDesk, ScanFolderTrouble, ScanFormat, ScanLeft, ScanReady, ScanRow, ScansLeft,
    SessionScans,
};
use jiff::{SignedDuration, Timestamp};

use super::keep::{Kept, Owner, Source};

/// A file of the scanner's folder, whatever its name: its device and its inode.
pub(super) type FileId = (u64, u64);

#[derive(Debug, Default)]
pub(super) struct Desk {
    presses: Presses,
    /// Until when each press holds, as the site's clock will show it.
    wanted_until: BTreeMap<SessionId, Timestamp>,
    coming: BTreeMap<FileId, Coming>,
    held: BTreeMap<ScanId, Held>,
    trouble: Option<ScanFolderTrouble>,
    left: BTreeMap<ScanLeft, u32>,
    last_number: u32,
}

/// A scan that is kept.
#[derive(Clone, Debug)]
pub(super) struct Held {
    pub kept: Kept,
    /// When it is deleted if it still waits for the mediator then; and the same as the site's clock will show it.
    pub until: Moment,
    shown_until: Timestamp,
}

impl Held {
    /// A scan that may wait for so long.
    fn new(kept: Kept, now: Moment, waits: Moment, clock: &SiteClock) -> Self {
        let shown_until = shown_after(clock, waits);
        Self { kept, until: now.saturating_add(waits), shown_until }
    }

    fn waits(&self) -> Option<WhyStaff> {
        match self.kept.owner {
            Owner::Staff { why } => Some(why),
            Owner::Session { .. } => None,
        }
    }

    /// The session whose it is.
    pub fn session(&self) -> Option<(StationId, SessionId)> {
        match self.kept.owner {
            Owner::Session { station, session } => Some((station, session)),
            Owner::Staff { .. } => None,
        }
    }

    /// Whether its file has left the scanner's folder for sure: nobody is told of it before.
    pub fn is_settled(&self) -> bool {
        self.kept.source.is_none()
    }
}

impl Desk {
    /// A scan that an earlier run kept, `passed` ago.
    pub fn take_up(&mut self, kept: Kept, now: Moment, passed: Moment, clock: &SiteClock) {
        self.last_number = self.last_number.max(kept.number);
        let held = Held::new(kept, now, WAITS_FOR.saturating_sub(passed), clock);
        self.held.insert(held.kept.id, held);
    }

    /// Somebody is about to scan.
    pub fn press(&mut self, session: SessionId, now: Moment, clock: &SiteClock) {
        let until = self.presses.press(session, now);
        self.wanted_until.insert(session, shown_after(clock, until.saturating_sub(now)));
        self.coming.values_mut().for_each(|coming| coming.pressed(session));
    }

    /// No longer.
    pub fn withdraw(&mut self, session: SessionId) -> bool {
        self.wanted_until.remove(&session);
        self.presses.withdraw(session)
    }

    /// Whoever said that they were about to scan, and has not for as long as that holds.
    pub fn wanting(&self) -> Vec<SessionId> {
        self.wanted_until.keys().copied().collect()
    }

    /// Forgets what was said too long ago. Tells whether there was any.
    pub fn lapse(&mut self, now: Moment) -> bool {
        let lapsed = self.presses.lapse(now);
        if lapsed {
            let in_force: BTreeSet<_> = self.presses.in_force(now).collect();
            self.wanted_until.retain(|session, _| in_force.contains(session));
        }
        lapsed
    }

    /// These files are in the scanner's folder now. Those that were there already when it was first looked at are found.
    pub fn see(&mut self, files: &BTreeSet<FileId>, found: bool, now: Moment) {
        self.coming.retain(|file, _| files.contains(file));
        for file in files {
            let presses = &self.presses;
            self.coming
                .entry(*file)
                .or_insert_with(|| if found { Coming::Found } else { Coming::seen(presses, now) });
        }
    }

    /// Whose a file is that has arrived, and whose it may be.
    pub fn whose(&self, file: FileId, is_open: impl Fn(SessionId) -> bool) -> (Whose, Vec<SessionId>) {
        self.coming.get(&file).map_or((Whose::Staff(WhyStaff::Found), Vec::new()), |coming| {
            (coming.whose(is_open), coming.wanted_by().collect())
        })
    }

    /// A file is no longer in the folder.
    pub fn gone(&mut self, file: FileId) {
        self.coming.remove(&file);
    }

    pub fn next_number(&mut self) -> u32 {
        self.last_number = self.last_number.saturating_add(1);
        self.last_number
    }

    /// How many scans are kept.
    pub fn count(&self) -> usize {
        self.held.len()
    }

    /// A scan is kept from now on, or its owner is another.
    pub fn hold(&mut self, kept: Kept, now: Moment, clock: &SiteClock) {
        self.held.insert(kept.id, Held::new(kept, now, WAITS_FOR, clock));
    }

    /// Its file has left the scanner's folder.
    pub fn settle(&mut self, id: ScanId) {
        if let Some(held) = self.held.get_mut(&id) {
            held.kept.source = None;
        }
    }

    /// Scans whose files may still be in the scanner's folder.
    pub fn unsettled(&self) -> Vec<(ScanId, Source)> {
        self.held.values().filter_map(|held| Some((held.kept.id, held.kept.source?))).collect()
    }

    pub fn set_pages(&mut self, id: ScanId, pages: u32) {
        if let Some(held) = self.held.get_mut(&id) {
            held.kept.pages = Some(pages);
        }
    }

    /// The scans that wait for the mediator and whose pages are not known.
    pub fn uncounted(&self) -> Vec<(ScanId, ScanFormat)> {
        let waiting = self.held.values().filter(|held| held.is_settled() && held.waits().is_some());
        let uncounted = waiting.filter(|held| held.kept.pages.is_none());
        uncounted.map(|held| (held.kept.id, held.kept.format)).collect()
    }

    pub fn get(&self, id: ScanId) -> Option<&Held> {
        self.held.get(&id).filter(|held| held.is_settled())
    }

    pub fn forget(&mut self, id: ScanId) {
        self.held.remove(&id);
    }

    /// The scans that are kept no longer: nobody said in time whose they are, or their session is not open any more.
    pub fn over(&self, now: Moment, is_open: impl Fn(StationId, SessionId) -> bool) -> Vec<(ScanId, bool)> {
        let settled = self.held.values().filter(|held| held.is_settled());
        let over = settled.filter(|held| match held.session() {
            Some((station, session)) => !is_open(station, session),
            None => now >= held.until,
        });
        over.map(|held| (held.kept.id, held.session().is_none())).collect()
    }

    /// What could not be deleted is tried again then.
    pub fn put_off(&mut self, id: ScanId, until: Moment) {
        if let Some(held) = self.held.get_mut(&id) {
            held.until = until;
        }
    }

    /// When something is due next, whatever happens.
    pub fn next_due(&self) -> Option<Moment> {
        let waiting = self.held.values().filter(|held| held.is_settled() && held.session().is_none());
        waiting.map(|held| held.until).chain(self.presses.next_end()).min()
    }

    /// Why the scanner's folder cannot be used.
    pub fn trouble(&self) -> Option<ScanFolderTrouble> {
        self.trouble
    }

    /// How the scanner's folder stands; tells whether that is news.
    pub fn set_folder(&mut self, trouble: Option<ScanFolderTrouble>, left: BTreeMap<ScanLeft, u32>) -> bool {
        let is_news = self.trouble != trouble || self.left != left;
        (self.trouble, self.left) = (trouble, left);
        is_news
    }

    /// What the scanner has for a session.
    pub fn of(&self, session: SessionId) -> SessionScans {
        let own = |held: &&Held| held.is_settled() && held.session().is_some_and(|(_, of)| of == session);
        let ready = self.held.values().filter(own).take(MOST_READY).map(|held| {
            let Kept { id, format, bytes, .. } = held.kept;
            ScanReady { id, format, bytes }
        });
        SessionScans { wanted_until: self.wanted_until.get(&session).copied(), ready: ready.collect() }
    }

    /// What the mediator is shown.
    pub fn shown(&self) -> ScanDesk {
        let settled = || self.held.values().filter(|held| held.is_settled());
        let on_their_way = settled().filter(|held| held.session().is_some()).count();
        ScanDesk {
            trouble: self.trouble,
            waiting: settled().filter_map(row).collect(),
            on_their_way: u32::try_from(on_their_way).unwrap_or(u32::MAX),
            left: self.left.iter().map(|(why, count)| ScansLeft { why: *why, count: *count }).collect(),
        }
    }
}

fn row(held: &Held) -> Option<ScanRow> {
    let why = held.waits()?;
    let Kept { id, number, at, format, bytes, pages, .. } = held.kept;
    let wanted_by = held.kept.wanted_by.clone();
    Some(ScanRow { id, number, at, format, bytes, pages, why, wanted_by, until: held.shown_until })
}

/// What the site's clock will show after so much time of the machine.
fn shown_after(clock: &SiteClock, wait: Moment) -> Timestamp {
    let (now, wait) = (clock.now(), SignedDuration::try_from(clock.site(wait)));
    wait.ok().and_then(|wait| now.checked_add(wait).ok()).unwrap_or(now)
}
