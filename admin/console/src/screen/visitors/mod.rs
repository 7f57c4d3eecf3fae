//! Members: found by number or name, a new PIN, a new member. A PIN is shown once.

mod groups;
mod new;

use epn_rules::id::VisitorId;
use epn_ui::{Element, Icon, Page, Space, TableColumn, Tone, items};
use epn_wire::console::{VisitorCreated, VisitorRow};
use iced::Length;

use crate::client::{Failure, api};
use crate::ctx::Ctx;
use crate::intent::Intent;
use crate::screen::cash::Whose;
use crate::stack::stack;
use crate::words::{say, tags_written};

/// Rows on a page.
const ROWS: usize = 8;

#[derive(Default)]
pub struct State {
    query: String,
    searching: bool,
    /// What the last search found.
    found: Option<Vec<VisitorRow>>,
    page: usize,
    /// Whose PIN is about to be replaced.
    resetting: Option<VisitorId>,
    under_way: bool,
    new: Option<new::Form>,
    /// Whose groups are being written.
    groups: Option<groups::Form>,
    /// A number and PIN to be told, once.
    told: Option<VisitorCreated>,
}

impl std::fmt::Debug for State {
    /// Neither names nor PINs.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Visitors(…)")
    }
}

#[derive(Clone, Debug)]
pub enum Message {
    QueryTyped(String),
    SearchPressed,
    Found(Result<Vec<VisitorRow>, Failure>),
    PageTurned(usize),
    ResetPressed(VisitorId),
    ResetCancelled,
    ResetConfirmed(VisitorId),
    NewPressed,
    New(new::Message),
    Told(Result<VisitorCreated, Failure>),
    ToldClosed,
    AccountPressed(VisitorId),
    GroupsPressed(VisitorId),
    Groups(groups::Message),
    GroupsSaved(Result<(), Failure>),
}

impl State {
    /// Forgets a PIN that was shown: it is said once.
    pub fn leave(&mut self) {
        self.told = None;
        self.new = None;
        self.resetting = None;
        self.groups = None;
    }

    pub fn update(&mut self, message: Message) -> Intent<Message> {
        match message {
            Message::QueryTyped(query) => {
                self.query = query;
                Intent::None
            }
            Message::SearchPressed => self.search(),
            Message::Found(outcome) => self.found(outcome),
            Message::PageTurned(page) => {
                self.page = page;
                Intent::None
            }
            Message::ResetPressed(visitor) => {
                self.resetting = Some(visitor);
                Intent::focus("pin-no")
            }
            Message::ResetCancelled => {
                self.resetting = None;
                Intent::None
            }
            Message::ResetConfirmed(visitor) => self.reset(visitor),
            Message::NewPressed => {
                self.new = Some(new::Form::default());
                self.told = None;
                Intent::focus("new-name")
            }
            Message::New(message) => self.form(message),
            Message::Told(outcome) => self.told(outcome),
            Message::ToldClosed => {
                self.told = None;
                Intent::focus("search")
            }
            Message::AccountPressed(visitor) => self.show_account(visitor),
            Message::GroupsPressed(visitor) => self.show_groups(visitor),
            Message::Groups(message) => self.write_groups(message),
            Message::GroupsSaved(outcome) => self.groups_saved(outcome),
        }
    }

    fn show_account(&self, visitor: VisitorId) -> Intent<Message> {
        let row = self.found.iter().flatten().find(|row| row.id == visitor);
        row.map_or(Intent::None, |row| Intent::Account(Box::new(Whose::Member(row.clone()))))
    }

    fn show_groups(&mut self, visitor: VisitorId) -> Intent<Message> {
        let row = self.found.iter().flatten().find(|row| row.id == visitor);
        self.groups = row.map(groups::Form::of);
        Intent::focus("groups")
    }

    fn write_groups(&mut self, message: groups::Message) -> Intent<Message> {
        let Some(form) = &mut self.groups else { return Intent::None };
        match form.update(message) {
            groups::Action::None => Intent::None,
            groups::Action::Cancel => {
                let back = Intent::focus(format!("groups-{}", form.visitor));
                self.groups = None;
                back
            }
            groups::Action::Save(..) if self.under_way => Intent::None,
            groups::Action::Save(visitor, groups) => {
                self.under_way = true;
                Intent::Ask(api::set_groups(visitor, groups).then(Message::GroupsSaved))
            }
        }
    }

    fn groups_saved(&mut self, outcome: Result<(), Failure>) -> Intent<Message> {
        self.under_way = false;
        match (outcome, self.groups.take()) {
            (Ok(()), Some(form)) => {
                let row = self.found.iter_mut().flatten().find(|row| row.id == form.visitor);
                if let Some(row) = row {
                    row.groups = form.groups();
                }
                Intent::focus(format!("groups-{}", form.visitor))
            }
            (Ok(()), None) => Intent::None,
            (Err(failure), form) => {
                self.groups = form;
                Intent::Failed(failure)
            }
        }
    }

    fn search(&mut self) -> Intent<Message> {
        self.searching = true;
        Intent::Ask(api::visitors(self.query.trim()).then(Message::Found))
    }

    fn found(&mut self, outcome: Result<Vec<VisitorRow>, Failure>) -> Intent<Message> {
        self.searching = false;
        match outcome {
            Ok(rows) => {
                self.found = Some(rows);
                self.page = 0;
                Intent::None
            }
            Err(failure) => Intent::Failed(failure),
        }
    }

    fn reset(&mut self, visitor: VisitorId) -> Intent<Message> {
        self.resetting = None;
        if self.under_way {
            return Intent::None;
        }
        self.under_way = true;
        Intent::Ask(api::reset_pin(visitor).then(Message::Told))
    }

    fn form(&mut self, message: new::Message) -> Intent<Message> {
        let Some(form) = &mut self.new else { return Intent::None };
        match form.update(message) {
            new::Action::None => Intent::None,
            new::Action::Cancel => {
                self.new = None;
                Intent::focus("search")
            }
            new::Action::Create(_) if self.under_way => Intent::None,
            new::Action::Create(visitor) => {
                self.under_way = true;
                Intent::Ask(api::new_visitor(&visitor).then(Message::Told))
            }
        }
    }

    fn told(&mut self, outcome: Result<VisitorCreated, Failure>) -> Intent<Message> {
        self.under_way = false;
        match outcome {
            Ok(created) => {
                self.told = Some(created);
                self.new = None;
                // What was found before may have changed.
                self.found = None;
                Intent::focus("pin-told")
            }
            Err(failure) => Intent::Failed(failure),
        }
    }

    pub fn view<'a>(&'a self, ctx: &Ctx<'a>) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let new =
            ui.button("new-visitor", say!(phrases, "visitor-new"), Message::NewPressed).icon(Icon::UserPlus);
        let title = ui.row(items![ui.title(say!(phrases, "visitors-title")), ui.push_apart(), new]);
        let told = self.told.as_ref().map(|created| told(ctx, created));
        let form = self.new.as_ref().map(|form| form.view(ctx, self.under_way).map(Message::New));
        let title = title.width(Length::Fill).into();
        let groups = self.groups.as_ref().map(|form| form.view(ctx, self.under_way).map(Message::Groups));
        stack(ui, Space::M, [Some(title), told, form, groups, Some(self.search_card(ctx))]).into()
    }

    fn search_card<'a>(&'a self, ctx: &Ctx<'a>) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let field = ui
            .field("search", say!(phrases, "visitor-search"), &self.query, Message::QueryTyped)
            .hint(say!(phrases, "visitor-search-hint"))
            .on_submit(Message::SearchPressed);
        let searching = self.searching.then(|| say!(phrases, "under-way"));
        let search = ui
            .button("search-go", say!(phrases, "search"), Message::SearchPressed)
            .icon(Icon::Search)
            .disabled_if(ctx.blocked(searching));
        let line = ui.row(items![field, search]).width(Length::Fill);
        let results = match &self.found {
            None => None,
            Some(rows) if rows.is_empty() => Some(ui.status(say!(phrases, "visitors-none")).muted().into()),
            Some(rows) => Some(self.table(ctx, rows)),
        };
        let parts = std::iter::once(line.into()).chain(results);
        ui.card(ui.column(parts).width(Length::Fill)).width(Length::Fill).into()
    }

    fn table<'a>(&'a self, ctx: &Ctx<'a>, rows: &'a [VisitorRow]) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let page = Page::new(self.page, ROWS, rows.len());
        let columns = [
            TableColumn::new(say!(phrases, "column-picture")).share(3),
            TableColumn::new(say!(phrases, "column-number")).share(3),
            TableColumn::new(say!(phrases, "column-name")).share(3),
            TableColumn::new(say!(phrases, "column-used")).share(4),
            TableColumn::new(say!(phrases, "groups")).share(4),
            TableColumn::new(say!(phrases, "account-open")).share(2),
            TableColumn::new(say!(phrases, "column-pin")).share(5),
        ];
        let cells = page.of(rows).iter().map(|row| self.row(ctx, row)).collect::<Vec<_>>();
        let table = ui.table("visitors", say!(phrases, "visitors-title"), &columns, cells);
        let pager = ui.pager(page, phrases.pager(page), Message::PageTurned);
        ui.column(items![table, pager]).width(Length::Fill).into()
    }

    fn row<'a>(&self, ctx: &Ctx<'a>, row: &'a VisitorRow) -> Vec<Element<'a, Message>> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let alias = phrases.shared.alias(&row.alias);
        let picture = ui.picture(&row.alias.picture, alias.clone(), 28.0);
        let who = ui.row(items![picture, ui.body(alias)]).spacing(ui.space(Space::S));
        let name = match (&row.name, ctx.names) {
            (Some(name), true) => ui.body(name.clone()),
            (Some(_), false) => ui.caption(say!(phrases, "name-hidden")),
            (None, _) => ui.caption(say!(phrases, "name-none")),
        };
        let used = phrases.short_length(row.used_today);
        let edit = ui
            .button(
                format!("groups-{}", row.id),
                say!(phrases, "groups-of", number = row.number.clone()),
                Message::GroupsPressed(row.id),
            )
            .quiet()
            .icon_only(Icon::Edit)
            .disabled_if(ctx.blocked(None));
        let groups = ui.caption(tags_written(&row.groups)).fill();
        let groups = ui.row(items![edit, groups]).spacing(ui.space(Space::Xs));
        let account = ui
            .button(
                format!("account-{}", row.id),
                say!(phrases, "account-of", number = row.number.clone()),
                Message::AccountPressed(row.id),
            )
            .quiet()
            .icon_only(Icon::Coin)
            .disabled_if(ctx.blocked(None));
        let number = ui.body(row.number.clone());
        items![who, number, name, ui.body(used), groups, account, self.pin_cell(ctx, row)]
    }

    fn pin_cell<'a>(&self, ctx: &Ctx<'a>, row: &VisitorRow) -> Element<'a, Message> {
        let ui = ctx.ui;
        let phrases = ctx.phrases;
        let under_way = self.under_way.then(String::new);
        let spoken = say!(phrases, "pin-reset-spoken", number = row.number.clone());
        if self.resetting != Some(row.id) {
            return ui
                .button(format!("pin-{}", row.id), say!(phrases, "pin-reset"), Message::ResetPressed(row.id))
                .icon(Icon::Refresh)
                .spoken(spoken)
                .disabled_if(ctx.blocked(under_way).map(|_| String::new()))
                .into();
        }
        let yes = ui
            .button("pin-yes", say!(phrases, "pin-reset-yes"), Message::ResetConfirmed(row.id))
            .spoken(spoken)
            .danger();
        let no = ui.button("pin-no", say!(phrases, "cancel"), Message::ResetCancelled).quiet();
        ui.row(items![yes, no]).spacing(ui.space(Space::Xs)).into()
    }
}

/// The number and the PIN, to be copied now.
fn told<'a>(ctx: &Ctx<'a>, created: &'a VisitorCreated) -> Element<'a, Message> {
    let ui = ctx.ui;
    let phrases = ctx.phrases;
    let alias = phrases.shared.alias(&created.alias);
    let picture = ui.picture(&created.alias.picture, alias.clone(), 64.0);
    let figure = |label: String, id: &'static str, value: String| {
        ui.column(items![ui.label(label).muted(), ui.display(value).id(id)]).spacing(0.0)
    };
    let number = figure(say!(phrases, "column-number"), "told-number", created.number.clone());
    let pin = figure(say!(phrases, "column-pin"), "told-pin", created.pin.reveal().to_owned());
    let figures = ui.row(items![picture, ui.heading(alias), number, pin]).spacing(ui.space(Space::Xl));
    let once = ui.banner("pin-once", Tone::Primary, say!(phrases, "pin-once"));
    let done =
        ui.button("pin-told", say!(phrases, "pin-told"), Message::ToldClosed).primary().icon(Icon::Check);
    let content = ui.column(items![figures, once, done]);
    ui.card(content.width(Length::Fill)).width(Length::Fill).into()
}
