//! Reading the days of an iCalendar file into the rules that are being written.

use std::path::PathBuf;

use epn_rules::policy::Policy;
use epn_ui::{Element, Icon, items};
use epn_wire::calendar::{ImportAs, ImportCalendar, ImportedCalendar};
use iced::Length;

use crate::client::{Failure, api};
use crate::ctx::Ctx;
use crate::intent::{Intent, Read, ReadError};
use crate::notice::Notice;
use crate::words::say;

/// The longest file that the hub takes, in bytes (`ImportCalendar::text`).
const LONGEST: u64 = 512 * 1024;

#[derive(Clone, Debug, Default)]
pub struct State {
    path: String,
    zone: String,
    under_way: bool,
}

#[derive(Clone, Debug)]
pub enum Message {
    PathTyped(String),
    ZoneTyped(String),
    Pressed(ImportAs),
    Read(ImportAs, Result<String, ReadError>),
    Answered(Box<Result<ImportedCalendar, Failure>>),
}

/// What the import asks its parent to do.
#[derive(Debug)]
pub enum Action {
    Do(Intent<Message>),
    /// The rules with the file's days.
    Take(Box<Policy>, Notice),
}

impl State {
    /// `policy` is what is being written, if it can be read.
    pub fn update(&mut self, message: Message, policy: Option<Policy>) -> Action {
        Action::Do(match message {
            Message::PathTyped(path) => {
                self.path = path;
                Intent::None
            }
            Message::ZoneTyped(zone) => {
                self.zone = zone;
                Intent::None
            }
            Message::Pressed(what) => self.read(what),
            Message::Read(read, Ok(text)) => self.send(read, text, policy),
            Message::Read(_, Err(error)) => {
                self.under_way = false;
                Intent::Tell(Notice::NotRead(error))
            }
            Message::Answered(answer) => {
                self.under_way = false;
                match *answer {
                    Ok(ImportedCalendar { policy, added, left_out, closed }) => {
                        return Action::Take(Box::new(policy), Notice::Imported { added, left_out, closed });
                    }
                    Err(failure) => Intent::Failed(failure),
                }
            }
        })
    }

    /// What is being written goes with the file: its days are added to that.
    fn send(&mut self, read: ImportAs, text: String, policy: Option<Policy>) -> Intent<Message> {
        let Some(policy) = policy else {
            self.under_way = false;
            return Intent::None;
        };
        let file = ImportCalendar { read, text, policy };
        Intent::Ask(api::import_calendar(&file).then(|answer| Message::Answered(Box::new(answer))))
    }

    fn read(&mut self, what: ImportAs) -> Intent<Message> {
        let path = self.path.trim();
        if self.under_way || path.is_empty() {
            return Intent::None;
        }
        self.under_way = true;
        let then = Box::new(move |outcome| Message::Read(what, outcome));
        Intent::Read(Read { path: PathBuf::from(path), most: LONGEST, then })
    }

    pub fn view<'a>(&'a self, ctx: &Ctx<'a>) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let zone = self.zone.trim();
        let path = ui
            .field("import-path", say!(phrases, "import-path"), &self.path, Message::PathTyped)
            .hint(say!(phrases, "import-path-hint"));
        let zone_field = ui
            .field("import-zone", say!(phrases, "holiday-zone"), &self.zone, Message::ZoneTyped)
            .hint(say!(phrases, "import-zone-hint"));
        let under_way = self.under_way.then(|| say!(phrases, "under-way"));
        let no_path = self.path.trim().is_empty().then(|| say!(phrases, "import-unready"));
        let blocked = ctx.blocked(under_way.or(no_path));
        let no_zone = zone.is_empty().then(|| say!(phrases, "import-no-zone"));
        let holidays = ui
            .button(
                "import-holidays",
                say!(phrases, "import-holidays"),
                Message::Pressed(ImportAs::SchoolHolidays { zone: zone.to_owned() }),
            )
            .icon(Icon::Calendar)
            .disabled_if(blocked.clone().or(no_zone));
        let closures = ui
            .button("import-closures", say!(phrases, "import-closures"), Message::Pressed(ImportAs::Closures))
            .icon(Icon::Calendar)
            .disabled_if(blocked);
        let fields = ui.grid(super::parts::FIELD, items![path, zone_field]);
        let buttons = ui.row(items![holidays, closures]).wrap();
        let content = items![
            ui.heading(say!(phrases, "import-title")),
            ui.caption(say!(phrases, "import-lead")),
            fields,
            buttons
        ];
        ui.card(ui.column(content).width(Length::Fill)).width(Length::Fill).into()
    }
}
