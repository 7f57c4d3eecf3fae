//! A USB key at the lock screen: what is on it is shown, one document goes to the hub part by part, and its prints are shown as a
//! session's are. Nothing of it is kept once whoever came with it is gone.

use epn_rules::id::{RequestId, SessionId};
use epn_rules::print::prints_from_keys;
use epn_wire::kiosk::Scene;
use epn_wire::part::Part;
use epn_wire::station::{FromStation, Reply, Request};
use epn_wire::usb::{UsbAnswer, UsbAsk, UsbFiles, UsbKey, UsbRefusal, UsbShown, UsbTrouble, UsbWish};

use super::Machine;
use super::step::Step;
use super::turn::{Effect, Turn};
use crate::usb::{Disk, UsbNews, UsbOrder};

/// How long a key may take to be listed or read, in milliseconds of the machine.
const PATIENCE_MS: u64 = 15_000;

/// Somebody came with a key.
#[derive(Debug, Default)]
pub(super) struct Usb {
    desk: Option<Desk>,
}

#[derive(Debug)]
struct Desk {
    key: Key,
    sending: Option<Sending>,
    /// Under which the hub keeps what was printed from keys here.
    visit: Option<SessionId>,
    trouble: Option<UsbTrouble>,
}

#[derive(Debug)]
enum Key {
    Looking { disk: Disk, gives_up_ms: u64 },
    Files { disk: Disk, files: UsbFiles },
    Unreadable { disk: Disk },
    Gone,
}

impl Key {
    fn disk(&self) -> Option<&Disk> {
        match self {
            Self::Looking { disk, .. } | Self::Files { disk, .. } | Self::Unreadable { disk } => Some(disk),
            Self::Gone => None,
        }
    }

    fn unreadable(self) -> Self {
        match self {
            Self::Looking { disk, .. } | Self::Files { disk, .. } | Self::Unreadable { disk } => {
                Self::Unreadable { disk }
            }
            Self::Gone => Self::Gone,
        }
    }

    fn shown(&self) -> UsbKey {
        match self {
            Self::Looking { .. } => UsbKey::Looking,
            Self::Files { files, .. } => UsbKey::Files(files.clone()),
            Self::Unreadable { .. } => UsbKey::Unreadable,
            Self::Gone => UsbKey::Gone,
        }
    }
}

/// A document on its way.
#[derive(Debug)]
struct Sending {
    file: u32,
    bytes: u64,
    /// How many of them the hub has.
    sent: u64,
    doing: Doing,
}

#[derive(Clone, Copy, Debug)]
enum Doing {
    /// The next part is read.
    Reading { gives_up_ms: u64 },
    /// The hub has it up to there, once it says so.
    Asking { id: RequestId, gives_up_ms: u64, end: u64 },
}

impl Usb {
    /// Under which the hub keeps what was printed here without a session.
    pub fn visit(&self) -> Option<SessionId> {
        self.desk.as_ref()?.visit
    }

    /// Whether this is the question that waits.
    pub fn is_waiting_for(&self, asked: RequestId) -> bool {
        matches!(self.doing(), Some(Doing::Asking { id, .. }) if id == asked)
    }

    /// When something is waited for no longer.
    pub fn gives_up_ms(&self) -> Option<u64> {
        let desk = self.desk.as_ref()?;
        let looking = match desk.key {
            Key::Looking { gives_up_ms, .. } => Some(gives_up_ms),
            _ => None,
        };
        let sending = self
            .doing()
            .map(|(Doing::Reading { gives_up_ms } | Doing::Asking { gives_up_ms, .. })| gives_up_ms);
        looking.into_iter().chain(sending).min()
    }

    fn doing(&self) -> Option<Doing> {
        Some(self.desk.as_ref()?.sending.as_ref()?.doing)
    }
}

impl Desk {
    /// A document is not sent any further.
    fn fails(&mut self, trouble: UsbTrouble) {
        (self.sending, self.trouble) = (None, Some(trouble));
    }
}

impl Machine {
    /// Whether a key that is plugged in now is for the lock screen.
    fn takes_keys(&self) -> bool {
        matches!(self.step, Step::Locked { .. }) && prints_from_keys(&self.hub.site.tags)
    }

    /// Something happened to a key.
    pub(super) fn usb_news(&mut self, news: UsbNews, turn: &mut Turn<'_>) {
        match news {
            UsbNews::PluggedIn(disk) => self.key_comes(disk, turn),
            UsbNews::Gone(disk) => self.key_goes(&disk, turn),
            UsbNews::Files(files) => {
                if let Some(desk) = &mut self.usb.desk
                    && let Key::Looking { disk, .. } = &desk.key
                {
                    desk.key = Key::Files { disk: disk.clone(), files };
                }
            }
            UsbNews::Unreadable => self.key_fails(turn),
            UsbNews::Part(part) => self.part_read(part, turn),
            UsbNews::NotRead => {
                if let Some(desk) = self.usb.desk.as_mut().filter(|desk| desk.sending.is_some()) {
                    desk.fails(UsbTrouble::NotRead);
                }
            }
        }
    }

    fn key_comes(&mut self, disk: Disk, turn: &mut Turn<'_>) {
        if !self.takes_keys() {
            return;
        }
        turn.order(Effect::Usb(UsbOrder::Look(disk.clone())));
        let key = Key::Looking { disk, gives_up_ms: turn.now().saturating_add(PATIENCE_MS) };
        match &mut self.usb.desk {
            Some(desk) => (desk.key, desk.sending) = (key, None),
            None => self.usb.desk = Some(Desk { key, sending: None, visit: None, trouble: None }),
        }
    }

    /// Once it is taken out, it is only of interest what was printed from it.
    fn key_goes(&mut self, gone: &Disk, turn: &mut Turn<'_>) {
        let Some(desk) = self.usb.desk.as_mut().filter(|desk| desk.key.disk() == Some(gone)) else { return };
        desk.key = Key::Gone;
        if desk.sending.is_some() {
            desk.fails(UsbTrouble::NotRead);
        }
        if desk.visit.is_none() && desk.trouble.is_none() {
            self.usb_over(turn);
        }
    }

    fn key_fails(&mut self, turn: &mut Turn<'_>) {
        let Some(desk) = &mut self.usb.desk else { return };
        turn.order(Effect::Usb(UsbOrder::LetGo));
        desk.key = std::mem::replace(&mut desk.key, Key::Gone).unreadable();
        if desk.sending.is_some() {
            desk.fails(UsbTrouble::NotRead);
        }
    }

    /// What the person at the screen wants.
    pub(super) fn usb_wish(&mut self, wish: UsbWish, turn: &mut Turn<'_>) {
        match (wish, &mut self.usb.desk) {
            (_, None) => {}
            (UsbWish::Print { file }, Some(_)) => self.send_file(file, turn),
            (UsbWish::Stop, Some(desk)) => desk.sending = None,
            (UsbWish::Read, Some(desk)) => {
                desk.trouble = None;
                if matches!(desk.key, Key::Gone) && desk.visit.is_none() {
                    self.usb_over(turn);
                }
            }
            (UsbWish::Over, Some(_)) => self.usb_over(turn),
        }
    }

    fn send_file(&mut self, file: u32, turn: &mut Turn<'_>) {
        let answers = self.hub.answers();
        let Some(desk) = self.usb.desk.as_mut().filter(|desk| desk.sending.is_none()) else { return };
        let Key::Files { files, .. } = &desk.key else { return };
        let Some(chosen) = usize::try_from(file).ok().and_then(|place| files.files.get(place)) else {
            return;
        };
        let (bytes, is_too_big) = (chosen.bytes, chosen.is_too_big());
        if is_too_big {
            return desk.fails(UsbTrouble::Refused { why: UsbRefusal::TooBig });
        }
        if !answers {
            return desk.fails(UsbTrouble::NoHub);
        }
        desk.trouble = None;
        let doing = Doing::Reading { gives_up_ms: turn.now().saturating_add(PATIENCE_MS) };
        desk.sending = Some(Sending { file, bytes, sent: 0, doing });
        turn.order(Effect::Usb(UsbOrder::Read { file, from: 0 }));
    }

    /// A part was read: the hub shall have it.
    fn part_read(&mut self, part: Part, turn: &mut Turn<'_>) {
        let gives_up_ms = turn.now().saturating_add(self.fixed.hub_timeout_ms);
        let Some(desk) = &mut self.usb.desk else { return };
        let Some(sending) = &mut desk.sending else { return };
        let Doing::Reading { .. } = sending.doing else { return };
        let end = sending.sent.saturating_add(part.bytes().len() as u64);
        if end == sending.sent || end > sending.bytes {
            // It is not what was listed.
            return desk.fails(UsbTrouble::NotRead);
        }
        let Some((id, _)) = turn.question() else { return desk.fails(UsbTrouble::NoHub) };
        let (from, is_last) = (sending.sent, end == sending.bytes);
        sending.doing = Doing::Asking { id, gives_up_ms, end };
        let ask = UsbAsk::Part { visit: desk.visit, from, bytes: part, is_last };
        turn.say(FromStation::Request { id, request: Request::Usb { ask } });
    }

    /// The hub answered about the part that waits.
    pub(super) fn usb_answered(&mut self, reply: &Reply, turn: &mut Turn<'_>) {
        let answer = match reply {
            Reply::Usb { answer } => Some(*answer),
            _ => None,
        };
        let Some(desk) = &mut self.usb.desk else { return };
        let Some(sending) = &mut desk.sending else { return };
        let Doing::Asking { end, .. } = sending.doing else { return };
        match answer {
            Some(UsbAnswer::More) if end < sending.bytes => {
                sending.sent = end;
                sending.doing = Doing::Reading { gives_up_ms: turn.now().saturating_add(PATIENCE_MS) };
                turn.order(Effect::Usb(UsbOrder::Read { file: sending.file, from: end }));
            }
            Some(UsbAnswer::Taken { visit, .. }) if end == sending.bytes => {
                (desk.sending, desk.visit) = (None, Some(visit));
            }
            Some(UsbAnswer::Refused { why }) => desk.fails(UsbTrouble::Refused { why }),
            _ => desk.fails(UsbTrouble::NoHub),
        }
    }

    /// The hub is lost: what was on its way is not taken.
    pub(super) fn usb_unanswered(&mut self) {
        if let Some(desk) = &mut self.usb.desk
            && matches!(desk.sending, Some(Sending { doing: Doing::Asking { .. }, .. }))
        {
            desk.fails(UsbTrouble::NoHub);
        }
    }

    /// Gives up what took too long; and where the lock screen is gone, whoever came with a key is.
    pub(super) fn keep_usb_time(&mut self, turn: &mut Turn<'_>) {
        if self.usb.desk.is_some() && !matches!(self.step, Step::Locked { .. }) {
            return self.usb_over(turn);
        }
        if self.usb.gives_up_ms().is_none_or(|at| turn.now() < at) {
            return;
        }
        match self.usb.doing() {
            Some(Doing::Asking { .. }) => self.usb_unanswered(),
            // A key that does not answer is not waited for.
            Some(Doing::Reading { .. }) | None => self.key_fails(turn),
        }
    }

    /// Whoever came with a key is gone: neither it nor what was printed is shown any more.
    fn usb_over(&mut self, turn: &mut Turn<'_>) {
        let Some(desk) = self.usb.desk.take() else { return };
        turn.order(Effect::Usb(UsbOrder::LetGo));
        if desk.visit.is_some() {
            self.printing.forget();
        }
        if self.hub.answers()
            && (desk.visit.is_some() || desk.sending.is_some())
            && let Some((id, _)) = turn.question()
        {
            turn.say(FromStation::Request { id, request: Request::Usb { ask: UsbAsk::Over } });
        }
    }

    /// What the screen shows of it: on the lock screen alone.
    pub(super) fn usb_shown(&self, scene: &Scene) -> Option<UsbShown> {
        let desk = self.usb.desk.as_ref().filter(|_| matches!(scene, Scene::Locked { .. }))?;
        let percent = |sending: &Sending| {
            let percent = sending.sent.saturating_mul(100) / sending.bytes.max(1);
            u8::try_from(percent).unwrap_or(100)
        };
        Some(UsbShown {
            key: desk.key.shown(),
            sending: desk.sending.as_ref().map(percent),
            trouble: desk.trouble,
        })
    }
}
